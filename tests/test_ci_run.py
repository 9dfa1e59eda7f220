"""Continuous integration ends as its steps end, whatever is left to clear away."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci/run"
NEEDED = ("chromium", "dpkg", "fish", "git", "go", "javac", "node", "npm", "python3", "zsh")
OWN = Path("/usr/bin/python3")
SUMMARY = "=== 3 passed in 0.10s ==="
Run = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a copy of the script, every command of which is a stand-in; one step fails."""
    commands = tmp_path / "bin"
    commands.mkdir()
    script = tmp_path / "project/.ci/run"
    script.parent.mkdir(parents=True)
    script.write_bytes(SCRIPT.read_bytes())
    for name in NEEDED:
        _command(commands / name, "exit 0")

    def run_failing(step: str) -> subprocess.CompletedProcess[str]:
        _command(
            commands / "make",
            "case $1 in spec|browser) sleep 0.2;; esac\n"  # the others are done by then
            f'echo "step $1 of $PYTHON"; [ "$1" != "{step}" ] || exit 3\n'
            f'[ "$1" != test ] || echo "{SUMMARY}"',
        )
        path = f"{commands}:{os.environ['PATH']}"
        return subprocess.run(  # noqa: S603
            ["bash", str(script)],  # noqa: S607
            env=os.environ | {"PATH": path},
            capture_output=True,
            check=False,
            text=True,
        )

    return run_failing


def _command(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_it_ends_well_with_the_summary_of_the_tests_last(run: Run) -> None:
    ended = run("none")

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[-1] == SUMMARY
    assert "step check" in ended.stdout


@pytest.mark.skipif(not OWN.exists(), reason="this system has no Python of its own")
@pytest.mark.parametrize(("given", "taken"), [("", str(OWN)), ("/opt/python", "/opt/python")])
def test_the_python_of_the_system_is_taken_unless_another_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, given: str, taken: str
) -> None:
    monkeypatch.setenv("PYTHON", given)

    assert f"step test of {taken}\n" in run("none").stdout


@pytest.mark.parametrize(
    ("step", "after"),
    [("check", "test"), ("spec", "test"), ("test", "browser"), ("zensical", ""), ("browser", "")],
)
def test_it_fails_as_soon_as_a_step_fails(run: Run, step: str, after: str) -> None:
    ended = run(step)

    told = ended.stdout.splitlines()
    assert ended.returncode == 3
    assert f"step {step} of" in ended.stdout
    assert not after or f"step {after} of" not in ended.stdout
    assert told.count(SUMMARY) == (step in ("zensical", "browser"))  # of the step, not of the end


@pytest.mark.parametrize(("step", "beside"), [("spec", "check"), ("browser", "zensical")])
def test_what_was_said_beside_a_step_that_fails_is_shown(run: Run, step: str, beside: str) -> None:
    assert f"step {beside} of" in run(step).stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root installs packages")
@pytest.mark.parametrize(
    ("install", "code"), [("exit 0", 0), ("echo no such package; exit 100", 1)]
)
def test_what_is_missing_is_fetched_and_said_where_it_cannot(
    run: Run, tmp_path: Path, install: str, code: int
) -> None:
    _command(tmp_path / "bin/dpkg", "exit 1")  # no fonts
    _command(tmp_path / "bin/apt-get", f'[ "$1" = update ] || {{ {install}; }}')
    ended = run("none")

    assert ended.returncode == code
    assert ("step check" in ended.stdout) == (code == 0)
    assert ("no such package" in ended.stderr) == (code == 1)
