"""A settlement scenario, against a pytest-bdd scenario whose steps do nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

COPIES = 100
ROOT = Path(__file__).parents[1]

SETTLEMENT = """\
    Given the price book of the page
    And 1,500 calls of "商品识别" dated 2023-05
    When the bill is computed
    Then the total is <total> yuan
"""
EMPTY = """\
    Given nothing
    And nothing
    When nothing
    Then nothing <total>
"""
CONFTEST = """\
import json, time
from pytest_bdd import given, when, then, parsers

pytest_plugins = ["conformance.conftest"]

@given("nothing")
@when("nothing")
def _(): ...

@then(parsers.parse("nothing {total}"))
def _(total): ...

seconds = {}

def pytest_runtest_logreport(report):
    seconds[report.nodeid] = seconds.get(report.nodeid, 0) + report.duration

def pytest_sessionfinish():
    print("SECONDS" + json.dumps(seconds))
"""


def measure(rounds: int) -> dict[str, str]:
    """The ratio of a scenario's whole time: set-up, steps and tear-down."""
    ratios = sorted(_ratio() for _ in range(max(3, rounds // 5)))
    return {"settlement scenario / empty scenario (aim 1.5)": f"{ratios[len(ratios) // 2]:.2f}"}


def _ratio() -> float:
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder))
        command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", folder]
        environment = {"PYTHONPATH": str(ROOT / "tests"), "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run(
            [*command, "-c", "pytest.ini"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if run.returncode:
        raise RuntimeError(run.stdout + run.stderr)
    line = next(line for line in run.stdout.splitlines() if "SECONDS" in line)
    seconds: dict[str, float] = json.loads(line.partition("SECONDS")[2])
    return _median(seconds, "settlement") / _median(seconds, "empty")


def _median(seconds: dict[str, float], name: str) -> float:
    return median(value for node, value in seconds.items() if f"test_{name}.py" in node)


def _write(folder: Path) -> None:
    rows = "\n".join(f"      | 1.25  | {number} |" for number in range(COPIES))
    for name, steps in {"settlement": SETTLEMENT, "empty": EMPTY}.items():
        feature = f"Feature: {name}\n  Scenario Outline: {name}\n{steps}\n    Examples:\n"
        feature += f"      | total | copy |\n{rows}\n"
        (folder / f"{name}.feature").write_text(feature, encoding="utf-8")
        module = f'from pytest_bdd import scenarios\nscenarios("{name}.feature")\n'
        (folder / f"test_{name}.py").write_text(module, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
