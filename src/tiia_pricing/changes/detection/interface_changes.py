"""Interfaces that only one book names, with all that the book says of them."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook import Interface, PriceBook
from tiia_pricing.changes.change import Draft, Side, place, spots, with_consequences
from tiia_pricing.changes.detection.pack_changes import lone_packs
from tiia_pricing.changes.detection.quota_changes import lone_quotas
from tiia_pricing.changes.detection.tier_changes import lone_tiers
from tiia_pricing.changes.pair import Pair


def compare_interfaces(pair: Pair) -> Iterator[Draft]:
    """Yield each interface removed or added; its prices, quotas and packs are consequences."""
    for side, facts in pair.facts.items():
        yield from _only(pair, facts.book, side)


def _only(pair: Pair, book: PriceBook, side: Side) -> Iterator[Draft]:
    kept = {*pair.kept}
    for interface in book.interfaces:
        if interface.name not in kept:
            yield with_consequences(
                _draft(interface, side),
                *lone_tiers(pair, side, interface.name),
                *lone_quotas(pair, side, interface.name),
                *lone_packs(pair, side, interface.name),
            )


def _draft(interface: Interface, side: Side) -> Draft:
    return Draft(
        id="interface-removed" if side == "old" else "interface-added",
        level="breaking" if side == "old" else "notable",
        home=interface.name,
        interfaces=(interface.name,),
        old=interface.name if side == "old" else None,
        new=interface.name if side == "new" else None,
        place=place(interface.source),
        touches=spots(side, interface.source),
    )
