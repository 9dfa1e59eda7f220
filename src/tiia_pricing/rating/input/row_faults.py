"""Why a row cannot be rated: its column, what stands there, and what was expected there."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.usage.cell_values import parse_date
from tiia_pricing.billing.usage.known_names import Names, named_in
from tiia_pricing.rating.book_tables import Closed
from tiia_pricing.tables.counts import parse_count


class RowFault(NamedTuple):
    """What is wrong with a row: the id of the reason, and the cell that it is about."""

    reason: str
    column: str
    value: str
    expected: str


class RowCells(NamedTuple):
    """The cells of a row as they were written; ``None`` where one is empty."""

    account: str | None
    given: str | None
    date: str | None
    calls: str | None


class ReadRow(NamedTuple):
    """A row that reads: the name and the date as they were written, its day, and the activation."""

    given: str
    date: str
    day: dt.date
    activated: dt.date | None


def understood(book: PriceBook, cells: RowCells) -> tuple[dt.date, int] | RowFault:
    """Return day and calls of a row that did not read at once, or its first fault."""
    if cells.account is None:
        return RowFault("account-missing", "account", "", say("the name of an account"))
    column, value = "date", (cells.date or "").strip()
    try:
        day, _ = parse_date(value)
        column, value = "calls", (cells.calls or "").strip()
        count = parse_count(value)
    except InputError as error:
        return RowFault(error.id, column, value, error.expected or "")
    if cells.given is None:
        return RowFault("interface-missing", "interface", "", named_in(book))
    return day, count


class BookFaults:
    """What a price book says of rows that it cannot rate, each name and month looked up once."""

    def __init__(self, book: PriceBook, closed: Closed) -> None:
        self._names, self._closed = Names(book), closed
        self._unknown = named_in(book)

    def of(self, reason: str, row: ReadRow) -> RowFault:
        """Return the fault of a row, whose ``reason`` the engine found."""
        if reason == "unknown-interface":
            return RowFault(reason, "interface", row.given, self._unknown)
        return RowFault(reason, "date", row.date, self._expected(reason, row))

    def _expected(self, reason: str, row: ReadRow) -> str:
        if reason == "usage-before-activation":
            return say("usage from {day} on", day=row.activated)
        closed = self._closed.get((Month.of(row.day), self._names.of(row.given)))
        if closed and closed.id == reason:
            return closed.expected or ""
        return say("calls of interfaces that the price book prices")
