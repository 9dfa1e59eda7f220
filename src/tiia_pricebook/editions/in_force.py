"""What is in force on one day: the facts of accepted pages, or of the edition of an older month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, TypeVar

from msgspec import Struct

from tiia_pricebook.calendar import holds
from tiia_pricebook.editions.dated_book import DatedBook, Edition
from tiia_pricebook.model.facts import FreeQuota, OnlySeen, Pack, PayAsYouGo, SettlementOrder
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.model.provenance import Snapshot

Told = Literal["page", "edition", "nothing"]
Fact = TypeVar("Fact", FreeQuota, PayAsYouGo, Pack)
_TRIAL = "month-on-trial"


class InForce(Struct, frozen=True):
    """All that is in force on a day.

    ``told`` says by what: by the accepted pages, by an ``edition`` of older months, whose page is
    ``snapshot``, or by nothing. ``doubts`` are changes that may have come already. Of
    ``untold`` interfaces no page tells a price, those ``on_trial`` cost nothing.
    """

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


def in_force(book: PriceBook, day: dt.date) -> InForce:
    """Find all that is in force on a day; of a day before the book's first, what editions tell."""
    if book.known_from and day < book.known_from:
        return _older(book, day)
    tables = _holding(book.pay_as_you_go, day)
    priced = {table.interface for table in tables}
    names = dict.fromkeys(table.interface for table in book.pay_as_you_go)
    return InForce(
        "page",
        tables,
        _holding(book.free_quotas, day),
        _holding(book.packs, day),
        next((one for one in orders(book) if holds(one, day)), None),
        tuple(one for one in book.only_seen if one.not_before <= day < one.day),
        tuple(name for name in names if name not in priced),
        (),
        None,
        None,
    )


def orders(book: PriceBook) -> tuple[SettlementOrder, ...]:
    """Return every settlement order of the book, the last one in force at the end."""
    return (*book.former_orders, book.settlement_order)


def _older(book: PriceBook, day: dt.date) -> InForce:
    """What older pages tell of a day before the book's first one."""
    edition: Edition | None = None
    rows = []
    if isinstance(book, DatedBook):
        edition = next((one for one in book.editions if holds(one, day)), None)
        rows = [row for row in book.untold if holds(row, day)]
    names = edition.interfaces if edition else ()
    packs = (pack for pack in book.packs if pack.from_ and pack.interface in names)
    return InForce(
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
