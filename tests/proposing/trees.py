"""Edited pages, and checkouts of the project to propose them to."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SNAPSHOT = "scraper/snapshots/tiia-pricing.md"
PAGE = (ROOT / SNAPSHOT).read_text("utf-8")
LEFT_OUT = {".git", ".venv", "build", "site", "dist"}
IDENTITY = ("-c", "user.name=Anyone", "-c", "user.email=anyone@example.com")


def edited(*pairs: tuple[str, str]) -> bytes:
    """The snapshot with each first text, which stands on it, made the second, once."""
    page = PAGE
    for old, new in pairs:
        assert old in page
        page = page.replace(old, new, 1)
    return page.encode()


def git(folder: Path, *words: str) -> str:
    """What git prints in ``folder``, whatever the configuration of who runs the tests."""
    done = subprocess.run(  # noqa: S603
        ["git", *IDENTITY, *words],  # noqa: S607
        cwd=folder,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def copy_project(folder: Path) -> None:
    """The project as it stands here, committed in a repository of its own."""
    shutil.copytree(ROOT, folder, ignore=_left_out)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The project")


def _left_out(folder: str, names: list[str]) -> set[str]:
    """What is built or cached, and the history."""
    built = LEFT_OUT & set(names) if Path(folder) == ROOT else set()
    return built | {name for name in names if name.endswith(("cache__", "_cache"))}
