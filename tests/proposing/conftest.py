"""A checkout of the project, and the command in it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tiia_pricing.cli import main
from tiia_pricing.history import revisions_of, snapshot_folder, trace
from tiia_pricing.proposing import Checkout, checkout

from .trees import ROOT, SNAPSHOTS, git, lay

OLDER = ROOT / SNAPSHOTS / "older"
TODAY = dt.date(2026, 11, 27)


class Ran(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Propose = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session", autouse=True)
def older() -> Iterator[None]:
    """The older pages, which no proposal changes, are read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot_folder, "revisions_of", lambda _: None)
        patch.setattr(snapshot_folder, "trace", cache(lambda _: trace(revisions_of(str(OLDER)))))
        yield


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("laid") / "project"
    lay(folder)
    return folder


@pytest.fixture
def tree(laid: Path, tmp_path: Path) -> Checkout:
    """A clean checkout that a test can change."""
    git(tmp_path, "clone", "--quiet", str(laid), "checkout")
    return checkout(tmp_path / "checkout")


@pytest.fixture
def run(tree: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in the checkout, on 27 November 2026."""
    monkeypatch.chdir(tree.root)
    monkeypatch.setattr("tiia_pricebook.calendar.today", lambda: TODAY)

    def run(*words: str) -> Ran:
        code = main(["propose", *words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def propose(run: Run, tmp_path: Path) -> Propose:
    """Propose a page that is something to propose; what the command tells in JSON."""

    def propose(page: str | bytes, *words: str) -> dict[str, Any]:
        ran = run(new(tmp_path, page), *words, "--format", "json")
        assert (ran.code, ran.err) == (1, "")
        told: dict[str, Any] = json.loads(ran.out)
        return told

    return propose


def new(folder: Path, page: str | bytes) -> str:
    """A page beside the checkout, as the vendor has it now."""
    path = folder / "new.md"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return str(path)
