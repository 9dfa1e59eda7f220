"""Prices of another time: those of before, and those that came or come later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo, PriceBook
from tiia_pricebook.calendar import Month, holds_within
from tiia_pricing.reconciliation.api_names import tables_of
from tiia_pricing.reconciliation.rebilling import Change, Facts, Rebilling


def price_changes(rebilling: Rebilling) -> Iterator[Change]:
    """Each price table that an API had or will have, in the place of the one in force."""
    book = rebilling.account.book
    named = {name for usage in rebilling.account.usage.values() for name in usage}
    tables = [table for table in tables_of(book) if table.interface in named]
    for table in dict.fromkeys(tables):
        yield Change("price-older", _instead(table, older=True), said=_since(table))
        yield Change("price-newer", _instead(table, older=False), said=_since(table))


def _instead(table: PayAsYouGo, *, older: bool) -> Facts:
    """The book with ``table`` alone for its API, in months in which another one is newer."""

    def changed(book: PriceBook, month: Month) -> PriceBook:
        own = [one for one in book.pay_as_you_go if one.interface == table.interface]
        now = [one for one in own if holds_within(one, month.first, month.end)]
        others = [one for one in now if _day(one) > _day(table)]
        others = others if older else [one for one in now if _day(one) < _day(table)]
        if not others:
            return book
        kept = [one for one in book.pay_as_you_go if one not in own]
        return replace(book, pay_as_you_go=(*kept, replace(table, from_=None, to=None)))

    return changed


def _day(table: PayAsYouGo) -> dt.date:
    return table.from_ or dt.date.min


def _since(table: PayAsYouGo) -> dict[str, str]:
    return {"since": str(table.from_ or ""), "until": str(table.to or "")}
