"""One change made alone: the old book in which only that change is made, on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import Interface, Pack, PayAsYouGo, PriceBook, SettlementOrder
from tiia_pricing.changes import Change
from tiia_pricing.changes.impact.announced_alone import is_whole, on_day
from tiia_pricing.changes.impact.months_in_force import packs_of_day
from tiia_pricing.changes.impact.quotas_alone import quotas_of
from tiia_pricing.changes.impact.single_edits import Edits
from tiia_pricing.changes.impact.tiers_alone import Tables, table_of, tables_of

_ORDER = "settlement-order"
_PACK_PRICED = ("pack-price-increased", "pack-price-decreased")


class Books(Struct, frozen=True):
    """Two books, and their tier tables by interface."""

    old: PriceBook
    new: PriceBook
    tables: Mapping[str, Tables]

    @classmethod
    def of(cls, old: PriceBook, new: PriceBook) -> Books:
        """Return the two books."""
        return cls(old, new, tables_of(old, new))


def with_change(books: Books, change: Change, base: PriceBook, day: dt.date) -> PriceBook:
    """``base``, the facts of the old book on ``day``, with ``change`` and what follows from it.

    Raises ``NotAlone`` where the change makes no price book without the others.
    """
    edits = Edits.of(change)
    old, new = books.old, books.new
    return replace(
        base,
        interfaces=tuple(_interfaces(old, new, edits)),
        free_quotas=quotas_of(old, new, edits, day),
        pay_as_you_go=tuple(_tables(books, edits, base, day)),
        packs=tuple(_packs(base.packs, new.packs, edits, day)),
        settlement_order=_order(old, new, edits),
    )


def _tables(books: Books, edits: Edits, base: PriceBook, day: dt.date) -> Iterator[PayAsYouGo]:
    """The tables of interfaces that the change is not about, and those that it makes."""
    clauses, names = edits.clauses(), edits.names
    touched = [
        tables
        for name, tables in books.tables.items()
        if name in names or clauses & tables.dated_by()
    ]
    others = {tables.name for tables in touched}
    yield from (table for table in base.pay_as_you_go if table.interface not in others)
    yield from filter(None, (table_of(tables, edits, day) for tables in touched))


def _interfaces(old: PriceBook, new: PriceBook, edits: Edits) -> Iterator[Interface]:
    gone = _names(edits, "interface-removed")
    come = _names(edits, "interface-added")
    yield from (interface for interface in old.interfaces if interface.name not in gone)
    yield from (interface for interface in new.interfaces if interface.name in come)


def _names(edits: Edits, id: str) -> Collection[str]:
    return {name for one in edits.of_kind(id) for name in one.key["interfaces"]}


def _packs(old: Iterable[Pack], new: Iterable[Pack], edits: Edits, day: dt.date) -> Iterator[Pack]:
    """The packs of before that did not go, at their prices, and those that came."""
    names = edits.names
    come = [pack for pack in packs_of_day(new, day) if pack.interface in names]
    prices = {(pack.interface, pack.calls): pack for pack in come}
    yield from (pack for key, pack in prices.items() if _is_announced(edits, *key, day))
    for pack in old:
        if _is_announced(edits, pack.interface, pack.calls, day):
            continue
        if edits.has(_PACK_PRICED, pack.interface, calls=pack.calls):
            yield prices.get((pack.interface, pack.calls), pack)
        elif not edits.has(("pack-removed",), pack.interface, calls=pack.calls):
            yield pack
    yield from (p for p in come if edits.has(("pack-added",), p.interface, calls=p.calls))


def _is_announced(edits: Edits, name: str, calls: int, day: dt.date) -> bool:
    """Whether an announcement about a pack, or its interface, tells something of ``day``."""
    found = on_day(edits, name, day)
    return any(one.key.get("calls") == calls or is_whole(one) for one in found)


def _order(old: PriceBook, new: PriceBook, edits: Edits) -> SettlementOrder:
    """The order that a clause of the change settles."""
    slugs = {old.settlement_order.clause, new.settlement_order.clause, _ORDER}
    return new.settlement_order if slugs & edits.clauses() else old.settlement_order
