"""A check that is killed at any of its calls: the archive stays whole, and the next one tells."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest

import frozen
from support.killing import WRITING, killed_at
from tiia_pricing.cli import main
from tiia_pricing.watch.archive import REPORT, Archive

DEARER = frozen.TEXT.replace("2.5元/千次", "2.6元/千次", 1)
CALLS = (*WRITING, "ftruncate", "lseek")
TOLD = "price-increased"


def check(report: str) -> int:
    """A check whose report goes to a file, as it does from a shell."""
    with Path(report).open("w", encoding="utf-8") as file:
        before, sys.stdout = sys.stdout, file
        try:
            return main(["watch", "page.md", "--archive", "archive", "--feed", "feed.xml"])
        finally:
            sys.stdout = before


def places(folder: Path, first: int) -> Iterator[tuple[int, Path]]:
    """Every fifth call, and a folder in which an archive has the page before it changed."""
    for number in range(first, 300, 5):
        place = folder / str(number)
        place.mkdir()
        os.chdir(place)
        Path("page.md").write_text(frozen.TEXT, "utf-8")
        assert check("before") == 0
        Path("page.md").write_text(DEARER, "utf-8")
        yield number, place


@pytest.mark.parametrize(("manner", "first"), [("clean", 0), ("torn", 2)])
def test_a_check_that_is_killed_loses_no_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manner: str, first: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "tiia_pricing.billing.usage.arguments.book_of_page", lambda _: frozen.book()
    )
    twice = 0
    for number, place in places(tmp_path, first):
        killed = killed_at(number, CALLS, lambda: check("first"), torn=manner == "torn")
        recorded = Archive(Path("archive")).checks()
        assert len(recorded) in (1, 2)
        assert feedparser.parse(Path("feed.xml").read_bytes()).bozo is False
        assert check("second") in (0, 1)
        reports = [Path(name).read_text("utf-8").count(TOLD) for name in ("first", "second")]
        assert sum(reports) > 0, "the change is told, by the check that was killed or by the next"
        twice += all(reports)
        archive = Archive(Path("archive"))
        assert [one.outcome for one in archive.checks()].count("changed") == 1
        assert archive.delivered.of(REPORT) == len(archive.checks())
        assert TOLD in Path("feed.xml").read_text("utf-8")
        assert [*place.rglob("*.partial")] == []
        if not killed:
            break
    assert not killed
    assert number > 40, "the calls that write were not met"
    assert twice < number / 15, "most kills leave nothing to be told twice"
