"""A copy of the project beside it, in which the mutated modules stand in for the real ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .modules import ROOT, Group

STAGES = ROOT / "build" / "code-mutants"
_COPIED = (
    "pyproject.toml",
    "src",
    "scraper",
    "features",
    "tests/support",
    *("tests/billing", "tests/changes", "tests/conformance", "tests/frozen", "tests/kit"),
    *("tests/javascript", "tests/pricebook", "tests/proof/growth", "tests/proof/visiblewords"),
    *("tests/scraper", "tests/watch"),
)


def stage(group: Group, code: Mapping[Path, str]) -> Path:
    """Make the group's copy; ``code`` are the mutated sources of its modules."""
    target = STAGES / group.name
    shutil.rmtree(target, ignore_errors=True)
    for name in _COPIED:
        source, place = ROOT / name, target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place)
    plugins = [
        "tiia_pricing.conformance.plugin",
        "tiia_pricing.results.reporter",
        "support.vendor_pages",
    ]
    markers = "from conformance.collecting import declare as pytest_configure\n"
    conftest = f"{markers}pytest_plugins = {plugins}\n"
    (target / "tests" / "conftest.py").write_text(conftest, "utf-8")
    shutil.copy(Path(__file__).with_name("loop.py"), target / "tests" / "mutation_loop.py")
    for path, mutated in code.items():
        (target / path.relative_to(ROOT)).write_text(mutated, "utf-8")
    return target


def verdicts(group: Group, target: Path, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Run the tests of ``group`` on each mutant: its name and the verdict, as they come."""
    todo = target / "mutants.json"
    todo.write_text(json.dumps(names), "utf-8")
    roots = [str(target / root) for root in ("src", "scraper", "tests")]
    plain = [
        "-q",
        "-s",
        "--assert=plain",
        "--tb=native",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    reader, writer = os.pipe()
    loop = ["-p", "mutation_loop", "--mutants", str(todo), "--verdicts", str(writer)]
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "pytest", *plain, *loop, *group.tests],
        cwd=target,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(roots), "TIIA_SHARED": "absent"},
        pass_fds=(writer,),
    ):
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as lines:
            for line in lines:
                name, verdict = json.loads(line)
                yield name, verdict
