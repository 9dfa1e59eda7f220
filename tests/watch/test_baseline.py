"""What the last accepted page of an archive said, and which APIs are on the page no more."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

import frozen
from tiia_pricebook import dumps
from tiia_pricing.changes import Change
from tiia_pricing.watch.archive import Archive, Check
from tiia_pricing.watch.baseline import last_book, removed_interfaces

NOON = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
CHECK = Check(NOON, "page.md", "unreachable", "tiia-pricing 0.1.0")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "archive").mkdir()
    return Archive(tmp_path / "archive")


def found(archive: Archive, book: bytes) -> Check:
    """A check that found a page which reads as ``book``."""
    with archive.locked():
        page, digest = archive.put(frozen.PAGE), archive.put(book)
    return replace(CHECK, outcome="unchanged", snapshot=page, book=digest)


def test_the_last_book_is_that_of_the_last_accepted_page(archive: Archive) -> None:
    older = replace(frozen.book(), unread=())
    past = [found(archive, dumps(older)), found(archive, dumps(frozen.book())), CHECK]
    assert last_book(archive, past) == frozen.book()
    assert last_book(archive, past[:1]) == older


def test_without_a_page_or_with_a_book_of_another_schema_there_is_no_last_book(
    archive: Archive,
) -> None:
    assert last_book(archive, []) is None
    assert last_book(archive, [CHECK]) is None
    assert last_book(archive, [found(archive, b"{}")]) is None


def test_only_what_was_removed_is_removed() -> None:
    def change(id: str, *names: str) -> Change:
        return Change(id, "breaking", {"interfaces": list(names)}, None, None, "0" * 16)

    first = replace(CHECK, changes=(change("interface-removed", "甲", "乙"),))
    second = replace(
        CHECK, changes=(change("price-increased", "丙"), change("interface-removed", "丁"))
    )
    assert removed_interfaces([first, CHECK, second]) == {"甲", "乙", "丁"}
    assert removed_interfaces([CHECK]) == frozenset()
