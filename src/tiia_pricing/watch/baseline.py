"""What a page is compared with, read again with today's reader.

A better reader is no change of the page: where it makes another book of the stored snapshot,
that is recorded, told to nobody, and the new book is what the next page is compared with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook, dumps, loads
from tiia_pricebook.errors import BookInvalid, PageUnreadable
from tiia_pricing.changes import Change, compare
from tiia_pricing.watch.archive import GOOD, Archive, Check, Failure
from tiia_scraper.extraction import read_with_messages
from tiia_scraper.sources import Validators
from tiia_scraper.sources.validators import sendable


class Baseline(Struct, frozen=True):
    """A book, its digest, and the check that it comes from (none before the first page).

    ``said`` are the messages of its findings by their English texts, where its page was read.
    """

    book: PriceBook
    digest: str
    check: Check | None = None
    said: Mapping[str, str] = {}


def last_page(past: Sequence[Check]) -> Check | None:
    """Return the check that found the last accepted page."""
    return next((check for check in reversed(past) if _is_page(check)), None)


def last_book(archive: Archive, past: Sequence[Check]) -> PriceBook | None:
    """Return the book of the last accepted page as it is stored; ``None`` where none can be had."""
    last = last_page(past)
    try:
        return _stored(archive, last) if last else None
    except BookInvalid:
        return None


def removed_interfaces(past: Sequence[Check]) -> frozenset[str]:
    """Return the interfaces that a check found to be on the page no more."""
    gone = (one for check in past for one in check.changes if one.id == "interface-removed")
    return frozenset(name for one in gone for name in one.key["interfaces"])


def validators(last: Check | None, source: str) -> Validators | None:
    """Return what asks a server whether the page that ``last`` found there is still the same one.

    What it said is examined before it is said back: a log may hold anything.
    """
    if last is None or last.source != source:
        return None
    return sendable(last.headers.get("etag"), last.headers.get("last-modified"))


def blank(source: str, now: dt.datetime, *, against: str | None = None) -> Check:
    """Return the record of a check that has not found anything yet."""
    tool = f"tiia-pricing {version('tiia-pricing-spec')}"
    at = now.astimezone(dt.UTC).replace(microsecond=0)
    return Check(at, source, "unreadable", tool, against=against)


def baseline_of(
    archive: Archive, past: Sequence[Check], in_force: PriceBook, now: dt.datetime
) -> tuple[Baseline, Check | None]:
    """Return the last accepted page as today's reader reads it, else the book in force.

    Where today's reader reads it otherwise, the record of that comes second.
    """
    last = next((index for index in reversed(range(len(past))) if _is_page(past[index])), None)
    if last is None:
        return Baseline(in_force, archive.put(dumps(in_force))), None
    upgrades = [check for check in past[last + 1 :] if check.outcome == "reader-upgrade"]
    return _reread(archive, past[last], [past[last], *upgrades][-1], now)


def _reread(
    archive: Archive, last: Check, known: Check, now: dt.datetime
) -> tuple[Baseline, Check | None]:
    """``last`` is the check that found the page, ``known`` the record of what it reads as."""
    page = archive.get(str(last.snapshot))
    upgrade = replace(
        blank(last.source, now),
        outcome="reader-upgrade",
        snapshot=last.snapshot,
        book=known.book,
    )
    try:
        book, said = read_with_messages(page, last.source, last.charset)
    except PageUnreadable as error:
        failed = replace(upgrade, error=Failure.of(error))
        baseline = Baseline(_stored(archive, known), str(known.book), last)
        return baseline, None if known.error == failed.error else archive.append(failed)
    digest = archive.put(dumps(book))
    if digest == known.book and known.error is None:
        return Baseline(book, digest, last, said), None
    changed = replace(
        upgrade, book=digest, against=known.book, changes=_differences(archive, known, book)
    )
    return Baseline(book, digest, last, said), archive.append(changed)


def _is_page(check: Check) -> bool:
    return check.outcome in GOOD and check.snapshot is not None


def _stored(archive: Archive, known: Check) -> PriceBook:
    return loads(archive.get(str(known.book)), name=f"object {known.book}")


def _differences(archive: Archive, known: Check, book: PriceBook) -> tuple[Change, ...]:
    """What the better reader reads otherwise; a book of a former schema cannot be compared."""
    try:
        return compare(_stored(archive, known), book)
    except BookInvalid:
        return ()
