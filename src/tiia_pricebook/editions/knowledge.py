"""What was known when: the book as it stood on a day, and what it says no more.

Two kinds of time are kept apart. ``from`` and ``to`` of a fact are the days on which it holds.
``known_since`` is the day from which on the book says so, and ``until`` of what is superseded
the first day on which it did so no more. An end that becomes known makes another row, and the
row without it is superseded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from tiia_pricebook.editions.dated_book import DatedBook, Superseded
from tiia_pricebook.editions.facts_in_time import on_page
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.model.facts import FreeQuota, Pack, PayAsYouGo
from tiia_pricebook.model.price_book import PriceBook

ROWS = (
    *("interfaces", "free_quotas", "pay_as_you_go", "packs", "no_packs", "orders", "only_seen"),
    *("clauses", "findings", "editions", "untold"),
)

Rows = dict[str, tuple[Any, ...]]


def recorded(states: Sequence[tuple[dt.date, DatedBook]]) -> DatedBook:
    """Return the last of several books, with since when it says each row, and what it says no more.

    ``states`` are the days on which the book changed, in their order, each with the whole book
    from that day on.
    """
    since: dict[Any, dt.date] = {}
    lost: list[Superseded] = []
    before: Rows = dict.fromkeys(ROWS, ())
    for day, book in states:
        rows = _rows(book)
        present = {row for own in rows.values() for row in own}
        gone = {
            name: tuple(_known(row, since.pop(row)) for row in own if row not in present)
            for name, own in before.items()
        }
        if any(gone.values()):
            lost.append(Superseded(until=day, **gone))
        for row in present:
            since.setdefault(row, day)
        before = rows
    marked = {name: tuple(_known(row, since[row]) for row in own) for name, own in before.items()}
    return _with(states[-1][1], marked, tuple(lost))


def known_on(book: PriceBook, day: dt.date) -> PriceBook:
    """``book`` as it stood at the end of ``day``; raises ``InputError`` where it had no page yet.

    A book that keeps no record of itself is what it always was.
    """
    if not isinstance(book, DatedBook) or not book.pages:
        return book
    pages = tuple(page for page in book.pages if page.accepted <= day)
    if not pages:
        first = book.pages[0].accepted
        text = say("the price book knew nothing on {day}", day=day)
        raise InputError(
            "nothing-known-then", text, expected=say("a day from {first} on", first=first)
        )
    if day >= max(_days(book)):
        return book
    rows = {name: _in_place(_then(book, name, day), _rows(book)[name]) for name in ROWS}
    then = _with(replace(book, pages=pages, snapshot=pages[-1].snapshot), rows, ())
    return on_page(then, _renamed(book.pages[-1].file, pages[-1].file))


def _days(book: DatedBook) -> Iterable[dt.date]:
    """The days on which the book changed."""
    yield from (page.accepted for page in book.pages)
    yield from (one.until for one in book.superseded)
    yield from (row.known_since for own in _rows(book, bare=False).values() for row in own)


def _then(book: DatedBook, name: str, day: dt.date) -> Iterable[Any]:
    yield from (row for row in _rows(book, bare=False)[name] if row.known_since <= day)
    for group in book.superseded:
        if day < group.until:
            yield from (row for row in getattr(group, name) if row.known_since <= day)


def _in_place(rows: Iterable[Any], now: Iterable[Any]) -> tuple[Any, ...]:
    """Rows in the order of those that speak of the same now, the earlier days first."""
    places: dict[Any, int] = {}
    rows = list(rows)
    for row in (*now, *rows):
        places.setdefault(_of(row), len(places))
    return tuple(sorted(rows, key=lambda row: places[_of(row)]))


def _of(row: Any) -> Any:
    """What a row speaks of."""
    if isinstance(row, PayAsYouGo):
        return row.interface
    if isinstance(row, Pack):
        return row.interface, row.calls
    return row.interfaces if isinstance(row, FreeQuota) else _bare(row)


def _rows(book: DatedBook, *, bare: bool = True) -> Rows:
    """The rows of a book by kind; ``bare`` ones do not say since when they are known."""
    found = {name: getattr(book, name) for name in ROWS if name != "orders"}
    found["orders"] = (*book.former_orders, book.settlement_order)
    return {name: tuple(map(_bare, found[name])) if bare else found[name] for name in ROWS}


def _with(book: DatedBook, rows: Rows, superseded: tuple[Superseded, ...]) -> DatedBook:
    *former, order = sorted(rows["orders"], key=lambda one: one.from_ or dt.date.min)
    own = {name: own for name, own in rows.items() if name != "orders"}
    orders = {"former_orders": tuple(former), "settlement_order": order}
    return replace(book, superseded=superseded, **orders, **own)


def _bare(row: Any) -> Any:
    return replace(row, known_since=UNSET)


def _known(row: Any, day: dt.date) -> Any:
    return replace(row, known_since=day)


def _renamed(newest: str, own: str) -> Any:
    """Pages as the earlier book names them: its own page has no name, the newest one has its."""

    def name(page: str | None) -> str | None:
        named = page or newest
        return None if named == own else named

    return name
