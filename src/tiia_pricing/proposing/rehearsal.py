"""The project's own tests, run in a copy of the checkout that has the proposal in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct

from tiia_pricing.errors import InputError
from tiia_pricing.proposing.amounts import Red

FEATURES = "tests/conformance/test_features.py"
# What quotes the page and runs within seconds: the features and their form, the commands that
# the documentation shows, the twins of the site, the tests of the calculator and the snapshot.
SUITE = (
    FEATURES,
    "tests/kit/test_form.py",
    "tests/scraper/test_snapshot.py",
    "tests/site/test_commands.py",
    "tests/site/test_twins.py",
    "tests/unit",
)
_OPTIONS = ("-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", "--tb=native")
_RAN = (0, 1)  # pytest: all passed, some failed; any other code is a run that broke off
_TIMEOUT_SECONDS = 900


class Other(Struct, frozen=True):
    """A test that fails and is no scenario."""

    test: str
    message: str


class Outcome(Struct, frozen=True):
    """What is red: scenarios with their answers, and other tests."""

    scenarios: tuple[Red, ...] = ()
    others: tuple[Other, ...] = ()


def rehearse(folder: Path, suite: Sequence[str] = ()) -> Outcome:
    """Run the tests of the copy in ``folder``: those of ``suite``, or all that quote the page.

    Raises ``InputError`` where the tests' requirements are missing or the run breaks off.
    """
    if find_spec("pytest_bdd") is None:
        text = "the features cannot be run: pytest-bdd is not installed"
        raise InputError("test-requirements-missing", text, expected="the extra test")
    red = folder / "red.json"
    command = [sys.executable, "-m", "pytest", *_OPTIONS, "--red", str(red)]
    try:
        done = subprocess.run(  # noqa: S603 - our own tests
            [*command, *(suite or SUITE)],
            cwd=folder,
            env=_environment(folder),
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _broken(f"no end after {_TIMEOUT_SECONDS} s") from error
    if done.returncode not in _RAN or not red.is_file():
        said = (done.stdout + done.stderr).decode("utf-8", "replace").strip().splitlines()
        raise _broken("\n".join(said[-10:]))
    return msgspec.json.decode(red.read_bytes(), type=Outcome)


def _environment(folder: Path) -> dict[str, str]:
    """The copy's own code goes before the one that runs this."""
    paths = [str(folder / name) for name in ("src", "scraper")]
    paths += filter(None, [os.environ.get("PYTHONPATH")])
    kept = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    own = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | own


def _broken(why: str) -> InputError:
    return InputError("rehearsal-broken", f"the tests of the proposal did not finish: {why}")
