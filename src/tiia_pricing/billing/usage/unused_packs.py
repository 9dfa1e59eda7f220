"""Packs of APIs of which no call is given: they take nothing, and were perhaps meant for others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tiia_pricebook import PriceBook
from tiia_pricebook.messages import say
from tiia_pricing.billing.usage.account import Purchase, Usage
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.tables.table import TableNote


def unused_packs(
    book: PriceBook, usage: Iterable[Usage], packs: Iterable[Purchase]
) -> Iterator[TableNote]:
    """Yield a note for each API of which there are packs and no usage, where its first stands."""
    names = Names(book)
    told = {names.of(row.interface) for row in usage}
    for pack in packs:
        name = names.of(pack.interface)
        if name not in told:
            told.add(name)
            text = say("packs of {name} are given and no calls of it: they take nothing", name=name)
            place = pack.place.file or pack.place.argument or "packs"
            yield TableNote("pack-without-usage", place, text)
