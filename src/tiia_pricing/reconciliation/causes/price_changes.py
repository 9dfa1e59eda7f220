"""Prices of another time: those of before, and those that came or come later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo, PriceBook
from tiia_pricebook.calendar import Month, holds_within
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricing.reconciliation.rebilling import ChangeFacts, Rebilling, RuleChange


def price_changes(rebilling: Rebilling) -> Iterator[RuleChange]:
    """Yield each price table that an API had or will have, in the place of the one in force."""
    starts = starts_of(rebilling.account.book)
    for table in starts:
        if table.interface in rebilling.named:
            said = {"since": str(table.from_ or ""), "until": str(table.to or "")}
            yield RuleChange("price-older", _instead(table, starts, older=True), said=said)
            yield RuleChange("price-newer", _instead(table, starts, older=False), said=said)


def _instead(
    table: PayAsYouGo, starts: Mapping[PayAsYouGo, dt.date], *, older: bool
) -> ChangeFacts:
    """The book with ``table`` alone for its API, in months in which another one is newer."""

    def changed(book: PriceBook, month: Month) -> PriceBook:
        own = [one for one in book.pay_as_you_go if one.interface == table.interface]
        now = [starts[one] for one in own if holds_within(one, month.first, month.end)]
        later = any(start > starts[table] for start in now)
        earlier = any(start < starts[table] for start in now)
        if not (later if older else earlier):
            return book
        kept = [one for one in book.pay_as_you_go if one not in own]
        return replace(book, pay_as_you_go=(*kept, replace(table, from_=None, to=None)))

    return changed


def starts_of(book: PriceBook) -> Mapping[PayAsYouGo, dt.date]:
    """Return every price table of a book and of its past, with the day from which it is known."""
    editions = book.editions if isinstance(book, DatedBook) else ()
    found = {
        table: table.from_ or edition.from_
        for edition in editions
        for table in edition.pay_as_you_go
    }
    for table in book.pay_as_you_go:
        found.setdefault(table, table.from_ or book.known_from or dt.date.min)
    return found
