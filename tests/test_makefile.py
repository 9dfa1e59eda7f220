"""What is given to ``make`` is a word to its commands, never a command of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
ODD = "a b; touch taken `touch taken` $$(touch taken) \"c' &"  # make itself takes $$ for $
SHOWN = ODD.replace("$$", "$")
STAND_IN = """#!/bin/sh
case "$*" in *' -d build/zh') mkdir -p build/zh build/markdown site;; esac
for word; do printf '%s\\n' "$word" >> "$CALLED"; done
printf '%s\\n' "${PYTHONDONTWRITEBYTECODE-bytecode is kept}" >> "$CALLED"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose programs write down the words that they are given."""
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    shutil.copy(ROOT / "Makefile", tmp_path)
    tools = tmp_path / ".venv/bin"
    tools.mkdir(parents=True)
    for name in ("python", "mkdocs", "tiia-pricing"):
        (tools / name).write_text(STAND_IN)
        (tools / name).chmod(0o755)
    for name in ("pyproject.toml", "requirements.lock", ".venv/.ready"):
        (tmp_path / name).touch()
    return tmp_path


def called(folder: Path, *words: str) -> str:
    """Every word that ``make`` gave to a program."""
    log = folder / "called"
    subprocess.run(  # noqa: S603
        ["make", *words],  # noqa: S607
        cwd=folder,
        env=os.environ | {"CALLED": str(log)},
        capture_output=True,
        check=False,
        text=True,
    )
    return log.read_text("utf-8")


@pytest.mark.parametrize(
    ("target", "variable", "option"),
    [("suite", "PART", "--part"), ("spec", "ARCHIVE", "--archive"), ("serve", "PORT", "site")],
)
def test_a_variable_is_one_word_to_the_program(
    folder: Path, target: str, variable: str, option: str
) -> None:
    words = called(folder, target, f"{variable}={ODD}")
    assert f"{option}\n{SHOWN}\n" in words
    assert not (folder / "taken").exists()


def test_what_is_compiled_once_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Images of containers often forbid it, and each of hundreds of programs compiles it anew."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "bytecode is kept\n" in called(folder, "test")


def test_an_environment_is_made_by_the_python_that_is_named(folder: Path) -> None:
    python = folder / "a b; touch taken"
    python.write_text(STAND_IN)
    python.chmod(0o755)
    (folder / ".venv/.ready").unlink()
    assert "import venv, ensurepip" in called(folder, "check", f"PYTHON={python}")
    assert not (folder / "taken").exists()


@pytest.mark.parametrize(("setting", "code"), [("", 0), ("true", 2)])
def test_without_npm_the_javascript_is_skipped_but_not_where_it_must_be_checked(
    folder: Path, setting: str, code: int
) -> None:
    """In one line, after all that needs no Node.js."""
    for name in ("ruff", "mypy", "zizmor"):
        shutil.copy(folder / ".venv/bin/python", folder / ".venv/bin" / name)
    (folder / "bin").mkdir()
    (folder / "bin/make").symlink_to(str(shutil.which("make")))
    done = subprocess.run(
        ["make", "check"],  # noqa: S607
        cwd=folder,
        env={"PATH": str(folder / "bin"), "CI": setting, "CALLED": str(folder / "called")},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == code, done.stderr
    assert "npm is not installed" in done.stderr.splitlines()[0]
    assert ".github/workflows" in (folder / "called").read_text("utf-8")


def test_no_recipe_takes_a_variable_of_the_user_apart() -> None:
    """Those that choose between two recipes are compared by make, and reach no shell."""
    given = set(re.findall(r"\(([A-Z_]+)=", MAKEFILE)) | {"SITE_URL", "PYTHON"}
    assert {"ARCHIVE", "PART", "PORT"} <= given
    recipes = [line for line in MAKEFILE.splitlines() if line.startswith("\t")]
    for name in given:
        assert not [line for line in recipes if re.search(rf"\$[({{]{name}[)}}]", line)] or (
            name in {"ALL", "ARGS"}  # the words of pytest are meant to be several
        ), name
