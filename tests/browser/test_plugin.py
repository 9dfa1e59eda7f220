"""With two workers each page is still opened once, by the one that does all its tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from browser.plugin import unit_of

TESTS = """\
import pytest

@pytest.fixture(scope="session")
def visit(request):
    with open("opened", "a") as file:
        print(request.param, file=file)

def test_one(visit): pass
def test_two(visit): pass
def test_three(visit): pass
"""


def test_two_workers_open_each_page_once(tmp_path: Path) -> None:
    pages = ["index.html", "prices.html", "zh/index.html", "zh/prices.html"]
    for page in pages:
        (tmp_path / "site" / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / page).write_text("<p>A page</p>", "utf-8")
    (tmp_path / "test_pages.py").write_text(TESTS, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    options = ["-p", "browser.plugin", "--site", "site", "-n", "2", "-q"]
    command = [sys.executable, "-m", "pytest", *options]
    done = subprocess.run(  # noqa: S603
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "12 passed" in done.stdout, done.stdout + done.stderr
    assert Counter((tmp_path / "opened").read_text("utf-8").split()) == dict.fromkeys(pages, 1)


def test_what_looks_at_no_site_is_left_to_the_whole_suite(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>A page</p>", "utf-8")
    here = Path(__file__).parent
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", str(here)]
    chosen = {}
    for site in ((), ("--site", str(tmp_path))):
        done = subprocess.run([*command, *site], capture_output=True, text=True, check=False)  # noqa: S603
        chosen[bool(site)] = set(re.findall(r"test_\w+\.py::test_\w+", done.stdout))
    faults, pages = "test_checks.py::test_a_fault_is_told", "test_pages.py::test_the_page_is_light"
    assert faults in chosen[False]
    assert faults not in chosen[True]
    assert pages in chosen[True]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (
            "test_pages.py::test_a[rules/the-page.html]",
            "test_pages.py::test_b[rules/the-page.html]",
            True,
        ),
        (
            "test_pages.py::test_a[rules/the-page.html]",
            "test_pages.py::test_a[rules/tiers.html]",
            False,
        ),
        ("test_year.py::test_a[en]", "test_year.py::test_b[en-3]", True),
        ("test_year.py::test_a[en]", "test_year.py::test_a[zh]", False),
        ("test_year.py::test_a[en]", "test_calculator.py::test_a[en]", False),
        ("test_prices_on.py::test_a[index.html]", "test_prices_on.py::test_b", True),
    ],
)
def test_what_shares_a_page_is_one_unit(one: str, other: str, *, together: bool) -> None:
    names = [f"tests/browser/{test}" for test in (one, other)]
    assert (unit_of(names[0]) == unit_of(names[1])) is together
