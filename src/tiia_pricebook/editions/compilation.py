"""The price book, compiled: all pages ever accepted, one after another, and the older ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import asdict, replace

from tiia_pricebook.editions.dated_book import AcceptedPage, DatedBook
from tiia_pricebook.editions.facts_in_time import Turn, in_turn, on_page
from tiia_pricebook.editions.knowledge import recorded
from tiia_pricebook.editions.older_editions import with_past
from tiia_pricebook.editions.price_history import PriceHistory
from tiia_pricebook.model.facts import OnlySeen
from tiia_pricebook.model.price_book import PriceBook


class Accepted(Struct, frozen=True):
    """A page that was accepted, and what it reads as."""

    page: AcceptedPage
    book: PriceBook


class Correction(Struct, frozen=True):
    """A page, by its file, that was misread as ``before`` until the day ``on``."""

    on: dt.date
    file: str
    why: str
    before: PriceBook


class Older(Struct, frozen=True):
    """The history of the pages before the first accepted one, and when the book got it."""

    accepted: dt.date
    history: PriceHistory


def compiled(
    accepted: Sequence[Accepted],
    older: Older | None = None,
    corrections: Iterable[Correction] = (),
) -> DatedBook:
    """Return the book that all pages give, with what was known when.

    ``accepted`` stand in the order in which they were accepted. Raises ``BookInvalid`` where
    the older pages contradict each other.
    """
    corrections = sorted(corrections, key=lambda one: one.on)
    days = {one.page.accepted for one in accepted} | {one.on for one in corrections}
    days |= {older.accepted} if older else set()
    first = accepted[0].page.accepted
    book = recorded(
        [
            (day, _standing([_read(one, corrections, day) for one in accepted], older, day))
            for day in sorted(day for day in days if day >= first)
        ]
    )
    # What is superseded names its page; what stands on the last page does not.
    return on_page(book, lambda page: None if page == book.pages[-1].file else page)


def _read(one: Accepted, corrections: Iterable[Correction], day: dt.date) -> Accepted:
    """A page as it was read on a day."""
    for correction in corrections:
        if correction.file == one.page.file and day < correction.on:
            return replace(one, book=correction.before)
    return one


def _standing(accepted: Iterable[Accepted], older: Older | None, day: dt.date) -> DatedBook:
    """The whole book as it stood on a day."""
    known = [one for one in accepted if one.page.accepted <= day]
    pages = tuple(one.page for one in known)
    newest = pages[-1]
    line = in_turn([_turn(one) for one in known])
    line = replace(line, snapshot=newest.snapshot, only_seen=tuple(_only_seen(line, pages)))
    book = DatedBook(**asdict(line), editions=(), untold=(), pages=pages)
    if older and older.accepted <= day:
        found = with_past(book, older.history)
        assert isinstance(found, DatedBook)  # noqa: S101 - a DatedBook stays one
        return found
    return book


def _turn(one: Accepted) -> Turn:
    return Turn(one.page.file, one.book, one.page.from_, one.page.first_seen)


def _only_seen(line: PriceBook, pages: Iterable[AcceptedPage]) -> Iterator[OnlySeen]:
    for page in pages:
        day, before = page.from_, page.not_before
        if page.dated != "seen" or not day or not before or day <= before:
            continue
        if names := tuple(dict.fromkeys(_beginning(line, day))):
            yield OnlySeen(day, before, names)


def _beginning(line: PriceBook, day: dt.date) -> Iterator[str]:
    """The interfaces of which a price or a quota begins or ends on a day."""
    for table in line.pay_as_you_go:
        if day in (table.from_, table.to):
            yield table.interface
    for quota in line.free_quotas:
        if day in (quota.from_, quota.to):
            yield from quota.interfaces
