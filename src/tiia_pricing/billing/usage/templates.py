"""Tables to fill in: heads, interfaces and months, and no count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month, holds, months_later
from tiia_pricing.billing.usage.known_columns import PACKS

MONTHS = 12

Template = Sequence[Sequence[str | None]]


def template(kind: str, book: PriceBook, today: dt.date) -> Template:
    """Return the rows of a template for ``usage``, ``forecast`` or ``packs``.

    Usage and forecast are months by interface: the twelve months that end with that of ``today``,
    or the twelve after it; the interfaces are those that have a price on that day.
    """
    if kind == "packs":
        return [[column.name for column in PACKS]]
    first = months_later(today.replace(day=1), 1 if kind == "forecast" else 1 - MONTHS)
    months = [str(Month.of(months_later(first, number))) for number in range(MONTHS)]
    blanks = [None] * MONTHS
    return [["interface", *months], *([name, *blanks] for name in _priced(book, today))]


def _priced(book: PriceBook, day: dt.date) -> list[str]:
    priced = {table.interface for table in book.pay_as_you_go if holds(table, day)}
    return [one.name for one in book.interfaces if one.name in priced]
