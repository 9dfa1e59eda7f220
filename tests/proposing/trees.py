"""Edited pages, and checkouts of the project to propose them to.

A checkout has the frozen page as its only accepted one, so that what the vendor does after it
moves no test; its features are those of today, without what accepted pages added to them.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import frozen
from support.compiled_folder import compile_folder
from tiia_pricebook import committed, dumps
from tiia_pricebook.editions.dated_book import AcceptedPage
from tiia_pricing.history.snapshot_folder import Index, OlderPages

from .first_features import strip_added

ROOT = Path(__file__).parents[2]
SNAPSHOTS = "scraper/snapshots"
INDEX = f"{SNAPSHOTS}/index.json"
BOOK = "src/tiia_pricebook/pricebook.json"
NAMES = "src/tiia_pricing/conformance/chinese/names.toml"
PAY_AS_YOU_GO = "features/recognition-pay-as-you-go.feature"
PAGE = frozen.TEXT
PARTS = ("src", "scraper", "tests/conformance", "pyproject.toml")
IDENTITY = ("-c", "user.name=Anyone", "-c", "user.email=anyone@example.com")
FIRST = AcceptedPage(
    file="tiia-pricing.md",
    sha256=frozen.SHA256,
    source="the vendor",
    first_seen=dt.date(2026, 11, 23),
    accepted=dt.date(2026, 11, 23),
    from_=None,
    dated="stated",
    evidence="自2022年10月24日起",
)


def edited(*pairs: tuple[str, str], page: str = PAGE) -> str:
    """A page with each first text, which stands on it, made the second, once."""
    for old, new in pairs:
        assert old in page
        page = page.replace(old, new, 1)
    return page


def git(folder: Path, *words: str) -> str:
    """What git prints in ``folder``, whatever the configuration of who runs the tests."""
    done = subprocess.run(  # noqa: S603
        ["git", *IDENTITY, "-c", "core.quotepath=false", *words],  # noqa: S607
        cwd=folder,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def lay(folder: Path, *, whole: bool = False) -> None:
    """What a proposal touches, committed in a repository of its own; ``whole`` runs as well."""
    for part in PARTS if whole else ():
        source, target = ROOT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=_left_out)
        else:
            shutil.copy(source, target)
    shutil.copytree(ROOT / "features", folder / "features")
    for name in (SNAPSHOTS, Path(NAMES).parent, Path(BOOK).parent):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / SNAPSHOTS / FIRST.file).write_bytes(frozen.PAGE)
    shutil.copytree(ROOT / SNAPSHOTS / "older", folder / SNAPSHOTS / "older")
    older = OlderPages("older", dt.date(2026, 11, 24))
    (folder / INDEX).write_bytes(dumps(Index(older, (FIRST,))))
    (folder / BOOK).write_bytes(committed(compile_folder(folder / SNAPSHOTS)))
    shutil.copy(ROOT / NAMES, folder / NAMES)
    strip_added(folder / "features", folder / NAMES)
    (folder / "README.md").write_text("The project\n")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "The project")


def _left_out(folder: str, names: list[str]) -> set[str]:
    """What is cached, and the pages: the checkout has its own."""
    pages = {"snapshots"} if Path(folder) == ROOT / "scraper" else set()
    return pages | {name for name in names if name.endswith("__pycache__")}
