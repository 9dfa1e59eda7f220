"""One change made alone: the old book in which only that change is made, on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from tiia_pricing.impact.edits import Edits
from tiia_pricing.impact.ladders import table_of
from tiia_pricing.impact.months import in_force
from tiia_pricing.impact.quotas import quotas_of
from tiia_pricing.pricebook import Interface, Pack, PriceBook, SettlementOrder
from tiia_scraper.changes import Change

_ORDER = "settlement-order"
_PACK_PRICED = ("pack-price-increased", "pack-price-decreased")


def with_change(old: PriceBook, new: PriceBook, change: Change, day: dt.date) -> PriceBook:
    """The facts of ``old`` on ``day``, with ``change`` and what follows from it, undated.

    Raises ``NotAlone`` where the change makes no price book without the others.
    """
    edits = Edits.of(change)
    interfaces = tuple(_interfaces(old, new, edits))
    names = [interface.name for interface in interfaces]
    tables = (table_of(old, new, name, edits, day) for name in names)
    base = in_force(old, day)
    return replace(
        base,
        interfaces=interfaces,
        free_quotas=quotas_of(old, new, edits, day),
        pay_as_you_go=tuple(table for table in tables if table),
        packs=tuple(_packs(base.packs, in_force(new, day).packs, edits)),
        settlement_order=_order(old, new, edits),
    )


def _interfaces(old: PriceBook, new: PriceBook, edits: Edits) -> Iterator[Interface]:
    gone = _names(edits, "interface-removed")
    come = _names(edits, "interface-added")
    yield from (interface for interface in old.interfaces if interface.name not in gone)
    yield from (interface for interface in new.interfaces if interface.name in come)


def _names(edits: Edits, id: str) -> Collection[str]:
    return {name for one in edits.of_kind(id) for name in one.key["interfaces"]}


def _packs(old: Iterable[Pack], new: Iterable[Pack], edits: Edits) -> Iterator[Pack]:
    """The packs of before that did not go, at their prices, and those that came."""
    prices = {(pack.interface, pack.calls): pack for pack in new}
    for pack in old:
        if edits.has(_PACK_PRICED, pack.interface, calls=pack.calls):
            yield prices.get((pack.interface, pack.calls), pack)
        elif not edits.has(("pack-removed",), pack.interface, calls=pack.calls):
            yield pack
    yield from (p for p in new if edits.has(("pack-added",), p.interface, calls=p.calls))


def _order(old: PriceBook, new: PriceBook, edits: Edits) -> SettlementOrder:
    """The order that a clause of the change settles."""
    slugs = {old.settlement_order.clause, new.settlement_order.clause, _ORDER}
    settled = any(one.key.get("clause") in slugs for one in edits.of_kind("clause-"))
    return new.settlement_order if settled else old.settlement_order
