"""The price book day by day: what is in force between two days on which anything changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import (
    FreeQuota,
    OnlySeen,
    Pack,
    PayAsYouGo,
    PriceBook,
    SettlementOrder,
    Snapshot,
)
from tiia_pricebook.calendar import DAY, Dated, holds
from tiia_pricebook.editions.dated_book import DatedBook, Edition
from tiia_pricing.publishing.site_data.price_tables import PriceTable, price_tables

_TRIAL = "month-on-trial"

Fact = TypeVar("Fact", FreeQuota, PayAsYouGo, Pack)
Told = Literal["page", "edition", "nothing"]


class Days(Struct, frozen=True):
    """The days ``[from_, to)`` and all that is in force on them; ``None`` is an open end.

    ``told`` says by what: by the accepted pages, by an ``edition`` of older months, whose page is
    ``snapshot``, or by nothing. ``doubts`` are changes that may have come already. Of
    ``untold`` interfaces no page tells a price, those ``on_trial`` cost nothing.
    """

    from_: dt.date | None
    to: dt.date | None
    told: Told
    tables: tuple[PayAsYouGo, ...]
    quotas: tuple[FreeQuota, ...]
    packs: tuple[Pack, ...]
    order: SettlementOrder | None
    doubts: tuple[OnlySeen, ...]
    untold: tuple[str, ...]
    on_trial: tuple[str, ...]
    snapshot: Snapshot | None
    edition: dt.date | None

    @property
    def id(self) -> str:
        """The anchor of these days on the page of prices."""
        return f"on-{self.from_ or 'the-beginning'}"

    @property
    def last(self) -> dt.date | None:
        """The last of the days."""
        return self.to and self.to - DAY

    @property
    def price_tables(self) -> list[PriceTable]:
        """The prices, grouped as their page groups them."""
        return price_tables(self.tables)


def all_days(book: DatedBook) -> tuple[Days, ...]:
    """Every day from the beginning to the end of time, in their order."""
    turns = sorted(set(_turns(book)))
    starts = [None, *turns]
    found: list[Days] = []
    for start, end in zip(starts, [*turns, None], strict=True):
        day = start or (turns[0] - DAY if turns else dt.date.max)
        own = replace(_on(book, day), from_=start, to=end)
        if found and replace(found[-1], from_=start, to=end) == own:
            found[-1] = replace(found[-1], to=end)
        else:
            found.append(own)
    return tuple(found)


def days_of(days: Iterable[Days], day: dt.date) -> Days:
    """The one of ``days`` that a day belongs to."""
    return next(one for one in days if holds(one, day))


def _turns(book: DatedBook) -> Iterator[dt.date]:
    """The days on which anything can change."""
    kinds: tuple[Sequence[Dated], ...]
    kinds = (book.pay_as_you_go, book.free_quotas, book.packs, _orders(book))
    quotas = [quota for edition in book.editions for quota in edition.free_quotas]
    for facts in (*kinds, book.editions, book.untold, quotas):
        for fact in facts:
            yield from filter(None, (fact.from_, fact.to))
    yield from (day for one in book.only_seen for day in (one.not_before, one.day))
    if book.known_from:
        yield book.known_from


def _orders(book: PriceBook) -> tuple[SettlementOrder, ...]:
    return (*book.former_orders, book.settlement_order)


def _on(book: DatedBook, day: dt.date) -> Days:
    """All that is in force on a day, as days that still lack their ends."""
    edition = next((one for one in book.editions if holds(one, day)), None)
    if book.known_from and day < book.known_from:
        return _older(book, day, edition)
    tables = _holding(book.pay_as_you_go, day)
    priced = {table.interface for table in tables}
    names = dict.fromkeys(table.interface for table in book.pay_as_you_go)
    return Days(
        None,
        None,
        "page",
        tables,
        _holding(book.free_quotas, day),
        _holding(book.packs, day),
        next((one for one in _orders(book) if holds(one, day)), None),
        tuple(one for one in book.only_seen if one.not_before <= day < one.day),
        tuple(name for name in names if name not in priced),
        (),
        None,
        None,
    )


def _older(book: DatedBook, day: dt.date, edition: Edition | None) -> Days:
    """What older pages tell of a day before the book's first one."""
    rows = [row for row in book.untold if holds(row, day)]
    names = edition.interfaces if edition else ()
    packs = (pack for pack in book.packs if pack.from_ and pack.interface in names)
    return Days(
        None,
        None,
        "edition" if edition else "nothing",
        edition.pay_as_you_go if edition else (),
        _holding(edition.free_quotas, day) if edition else (),
        _holding(packs, day),
        edition.settlement_order if edition else None,
        (),
        tuple(row.interface for row in rows if row.error != _TRIAL),
        tuple(row.interface for row in rows if row.error == _TRIAL),
        edition.snapshot if edition else None,
        edition.from_ if edition else None,
    )


def _holding(facts: Iterable[Fact], day: dt.date) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if holds(fact, day))
