"""From an edited page to green scenarios: what a person types makes them so, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .trees import NAMES, PAY_AS_YOU_GO, edited, git, lay

# What 商品识别 comes to, worked out by hand in the order of the rows.
BY_HAND = (
    "2.50",  # 1,000 at 2.5, the day before
    "2.60",  # 1,000 at 2.6
    "2,600.00",  # 999,999 at 2.6 is 2,599.9974
    "2,200.00",
    "2,200.00",  # 1,000,001 at 2.2 is 2,200.0022
    "6,600.00",  # 2,999,999 at 2.2 is 6,599.9978
    "6,000.00",
    "6,000.00",  # 3,000,001 at 2 is 6,000.002
    "30,000.00",  # 14,999,999 at 2 is 29,999.998
    "22,500.00",
    "22,500.00",  # 15,000,001 at 1.5 is 22,500.0015
)
FEATURES = (
    "tests/conformance/test_features.py",
    "-k",
    "商品识别-2026-11-23 or 商品识别-2026-11-24",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose code runs: the change of one price is proposed to it."""
    folder = tmp_path_factory.mktemp("whole")
    lay(folder / "project", whole=True)
    (folder / "new.md").write_text(edited(("2.5元/千次", "2.6元/千次")), "utf-8")
    words = ("propose", str(folder / "new.md"), "--effective", "2026-11-24")
    done = python(folder / "project", "-m", "tiia_pricing", *words)
    assert (done.returncode, done.stderr) == (1, "")
    return folder / "project"


def python(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python with the checkout's own code."""
    code = os.pathsep.join(str(project / part) for part in ("src", "scraper", "tests"))
    return subprocess.run(  # noqa: S603
        [sys.executable, *words],
        cwd=project,
        env=os.environ | {"PYTHONPATH": code, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def outcome(project: Path, *words: str) -> tuple[int, str]:
    """The exit code of pytest, and how many tests of what is chosen passed or failed."""
    done = python(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words)
    return done.returncode, done.stdout.splitlines()[-1].partition(",")[0]


def test_the_committed_book_is_what_the_pages_give(project: Path) -> None:
    done = python(project, "-m", "tiia_pricing.publishing.build.committed_book")
    said = "the committed price book is exactly what the pages give"
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, said)


def test_eleven_amounts_make_it_green(project: Path) -> None:
    assert outcome(project, *FEATURES) == (1, "11 failed")
    path = project / PAY_AS_YOU_GO
    lines = path.read_text("utf-8").split("\n")
    amounts = iter(BY_HAND)
    typed = [
        line.replace("| ? ", f"| {next(amounts)} ") if "| ? " in line else line for line in lines
    ]
    assert next(amounts, None) is None
    path.write_text("\n".join(typed), "utf-8")
    assert outcome(project, *FEATURES) == (0, "11 passed")
    assert git(project, "diff", "--numstat", "features", NAMES) == (
        f"14\t0\t{PAY_AS_YOU_GO}\n1\t0\t{NAMES}\n"
    )
