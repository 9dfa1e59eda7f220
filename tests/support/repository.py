"""A git repository for tests, each commit a day after the one before."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path


class Repository:
    """A repository whose commits are a day apart, from 1 March 2020 at noon in Beijing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = dt.datetime(2020, 3, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        for person in ("AUTHOR", "COMMITTER"):
            own[f"GIT_{person}_NAME"] = own[f"GIT_{person}_EMAIL"] = "tester"
            own[f"GIT_{person}_DATE"] = self.day.isoformat()
        command = ["git", "-C", str(self.folder), *arguments]
        done = subprocess.run(  # noqa: S603
            command, env=os.environ | own, check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout.strip()

    def commit(self, **files: str | None) -> str:
        """Commit files, ``a_md`` for ``a.md``; one that is None goes away. Its id."""
        for name, text in files.items():
            path = self.folder / name.replace("_", ".")
            path.unlink() if text is None else path.write_text(text, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=a commit")
        self.day += dt.timedelta(days=1)
        return self.git("rev-parse", "HEAD")

    def source(self, path: str) -> str:
        return f"git:{self.folder}//{path}"
