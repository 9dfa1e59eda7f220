"""A page as an entry of the index of accepted pages, and the price book with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import Fact, PayAsYouGo, PriceBook
from tiia_pricebook.calendar import DAY
from tiia_pricebook.editions.compilation import Accepted, compiled
from tiia_pricebook.editions.dated_book import AcceptedPage, DatedBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.history.snapshot_folder import Folder
from tiia_pricing.proposing.carried import day_carried_out, quoted
from tiia_pricing.proposing.dating import When

_LAST = dt.date(9999, 10, 31)


class Acceptance(Struct, frozen=True):
    """The price book before a page is accepted and after it, and the page's entry."""

    old: DatedBook
    new: DatedBook
    page: AcceptedPage


def accepted(
    folder: Folder, book: PriceBook, source: str, when: When, today: dt.date
) -> Acceptance:
    """Return the step that accepting ``book``, which came from ``source``, makes.

    Where the page itself dates all that it changes, it is entered as dated by the page. Raises
    ``InputError`` for a day that cannot be the page's.
    """
    old = compiled(folder.accepted, folder.older, folder.corrections)
    _ensure_next(when.day, folder.accepted[-1].page, old)
    page = AcceptedPage(
        file=file_name(folder, today),
        sha256=book.snapshot.sha256,
        source=source,
        first_seen=when.sighting.first_seen,
        accepted=today,
        from_=when.day,
        dated=when.dated,
        evidence=when.evidence,
        not_before=when.sighting.not_before if when.dated == "seen" else None,
    )
    step = Acceptance(old, _with(folder, page, book), page)
    last = folder.accepted[-1].page
    new, gone = _on(when.day, begun(step), ended(step))
    spoken = last.from_ if last.from_ and last.dated != "stated" else last.first_seen
    done = day_carried_out(new, gone, when.carried_out, max(last.first_seen, spoken))
    if stated := _stated(step) or done:
        day, words = stated
        page = replace(page, from_=day, dated="stated", evidence=words, not_before=None)
        step = Acceptance(old, _with(folder, page, book), page)
    return step


def _ensure_next(day: dt.date, last: AcceptedPage, book: DatedBook) -> None:
    """Raise ``InputError`` for a day before the page before, or of a month that no bill has.

    Only what a page itself dates can come later than what the next one says. A page that was
    only seen was there on its day. Months before the first page are those of the older ones.
    """
    least = last.from_ if last.dated != "stated" else None
    if least and last.dated == "seen":
        least += DAY
    if least and day < least:
        text = say(
            "{day} is before {least}, until which {page} is in force at least",
            day=day,
            least=least,
            page=last.file,
        )
        expected = say("a day from {first} on", first=least)
        raise InputError("day-before-page", text, expected=expected)
    first = book.known_from
    if first and day <= first:
        text = say(
            "{day} is not after {first}, the first day of the first page", day=day, first=first
        )
        raise InputError("day-before-page", text, expected=say("a day after {day}", day=first))
    if day > _LAST:
        text = say("no bill reaches {day}", day=day)
        raise InputError("day-too-late", text, expected=say("a day to {last}", last=_LAST))


def file_name(folder: Folder, today: dt.date) -> str:
    """Return a name for the page's file that no accepted page has."""
    taken = {one.page.file for one in folder.accepted}
    names = (f"tiia-pricing-{today}{mark}.md" for mark in ("", *(f"-{n}" for n in range(2, 99))))
    return next(name for name in names if name not in taken)


def begun(step: Acceptance) -> Iterator[Fact]:
    """Yield the facts that the page adds: prices, quotas and packs that nobody knew before."""
    for name in ("pay_as_you_go", "free_quotas", "packs"):
        known = {_open(fact) for fact in getattr(step.old, name)}
        for fact in getattr(step.new, name):
            if _open(fact) not in known:
                yield fact


def ended(step: Acceptance) -> Iterator[Fact]:
    """Yield the facts whose end the page brings."""
    for name in ("pay_as_you_go", "free_quotas", "packs"):
        known = {_bare(fact) for fact in getattr(step.old, name)}
        started = {_open(fact) for fact in getattr(step.old, name)}
        for fact in getattr(step.new, name):
            if _bare(fact) not in known and _open(fact) in started and fact.to:
                yield fact


def overtaken(step: Acceptance) -> Iterator[Fact]:
    """Yield the facts that pages before had told, and that hold on no day any more."""
    for name in ("pay_as_you_go", "free_quotas", "packs"):
        kept = {_open(fact) for fact in getattr(step.new, name)}
        yield from (fact for fact in getattr(step.old, name) if _open(fact) not in kept)


def _stated(step: Acceptance) -> tuple[dt.date, str] | None:
    """The first day that the page states and its words, if it dates all that it changes."""
    new, gone = list(begun(step)), list(ended(step))
    days = [fact.from_ for fact in new] + [fact.to for fact in gone]
    if not new or any(day is None or day == step.page.from_ for day in days):
        return None
    first = min(new, key=lambda fact: fact.from_ or dt.date.max)
    source = first.tiers[0].source if isinstance(first, PayAsYouGo) else first.source
    return first.from_ or dt.date.max, quoted(source.text)


def _on(
    day: dt.date, new: Iterable[Fact], gone: Iterable[Fact]
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The facts that begin and those that end on a day."""
    begins = tuple(fact for fact in new if fact.from_ == day)
    return begins, tuple(fact for fact in gone if fact.to == day)


def _with(folder: Folder, page: AcceptedPage, book: PriceBook) -> DatedBook:
    return compiled((*folder.accepted, Accepted(page, book)), folder.older, folder.corrections)


def _bare(fact: Fact) -> Fact:
    return replace(fact, known_since=None)


def _open(fact: Fact) -> Fact:
    """A fact without its end, which may become known later."""
    return replace(fact, known_since=None, to=None)
