"""From when the facts of a page hold, and how that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import DAY, in_beijing
from tiia_pricebook.editions.compilation import Accepted
from tiia_pricebook.editions.dated_book import AcceptedPage, Dated
from tiia_pricebook.errors import InputError, PageUnreadable
from tiia_pricebook.messages import say
from tiia_pricing.changes import compare
from tiia_pricing.watch.archive import GOOD, Archive
from tiia_scraper import read_page
from tiia_scraper.extraction import CarriedOut


class Sighting(Struct, frozen=True):
    """When a page's facts were seen first, and those of the page before last; in Beijing.

    ``source`` is where the check that saw them looked; ``None`` where no check did.
    """

    first_seen: dt.date
    not_before: dt.date
    source: str | None = None


class When(Struct, frozen=True):
    """The first day of what a page says without a date, and how it is known."""

    day: dt.date
    dated: Dated
    evidence: str
    sighting: Sighting
    carried_out: tuple[CarriedOut, ...] = ()


def sighting_of(
    archive: Path | None, book: PriceBook, before: Accepted, today: dt.date
) -> Sighting:
    """Return when the checks in ``archive`` saw the facts of ``book`` first; today where none did.

    What counts is the last unbroken run of checks whose page says what ``book`` says, whatever
    its layout. The page before was last seen by the check before that run; without one, on the
    day on which it was seen first. Raises ``InputError`` where the archive cannot be read.
    """
    seen = list(_seen(archive, today)) if archive else []
    start = next((n for n, one in enumerate(seen) if not compare(book, one.book)), len(seen))
    run = list(takewhile(lambda one: not compare(book, one.book), seen[start:]))
    if run:
        old = next(iter(seen[start + len(run) :]), None)
    else:
        old = next((one for one in seen if not compare(before.book, one.book)), None)
    least = before.page.first_seen
    first = max(least, run[-1].day) if run else today
    last_old = max(least, old.day) if old else least
    return Sighting(first, min(first, last_old), run[-1].source if run else None)


class _Seen(Struct, frozen=True):
    """A page that a check saw, where and on which day in Beijing, as it reads today."""

    day: dt.date
    source: str
    book: PriceBook


def _seen(folder: Path, today: dt.date) -> Iterator[_Seen]:
    """The checks that read a page, the newest first; one dated after today as late as the next."""
    if not folder.is_dir():
        where = {"archive": str(folder)}
        text = say("there is no such folder")
        expected = say("the folder that tiia-pricing watch --archive FOLDER keeps")
        raise InputError("archive-missing", text, where=where, expected=expected)
    archive = Archive(folder)

    @cache
    def read(snapshot: str, charset: str | None) -> PriceBook | None:
        try:
            return read_page(archive.get(snapshot), snapshot, charset)
        except PageUnreadable:
            return None

    day = today
    for check in reversed(archive.checks()):
        said = in_beijing(check.at)
        day = said if said <= today else day
        if check.snapshot and check.outcome in GOOD | {"held"}:
            page = read(check.snapshot, check.charset)
            if page:
                yield _Seen(day, check.source, page)


def when(effective: dt.date | None, evidence: str, sighting: Sighting, last: AcceptedPage) -> When:
    """Return the day that a person gave, else the one on which the page was seen first.

    Where the page before was only seen, and on that very day, the day after it: both were there
    on that day, and the range has it under either.
    """
    if effective:
        return When(effective, "given", evidence, sighting)
    text = evidence or say("the page before was last seen on {day}", day=sighting.not_before)
    day = sighting.first_seen
    if last.dated == "seen" and last.from_ and day <= last.from_:
        day = last.from_ + DAY
    return When(day, "seen", text, sighting)
