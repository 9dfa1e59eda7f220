"""The text of a cell of Excel: numbers with the digits that it shows, days as YYYY-MM-DD."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Context, Decimal

from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say

# Formats that Chinese spreadsheets have without writing them down (ECMA-376, 18.8.30).
MONTH_FORMATS = frozenset({27, 36, 50, 52, 57})
DAY_FORMATS = frozenset({28, 29, 30, 31, 51, 53, 54, 58})
SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)  # as Excel shows a number
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^][]*\]|[\\_*].')


def text_of(value: object, shows_month: bool) -> str:
    """The text of a cell's value; a day that the format shows as a month is one: ``2026-01``.

    Raises ``InputError`` where the day shown as a month is not its first: it could be either.
    """
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, dt.date):
        return _day(value, shows_month)
    if isinstance(value, float):
        return format(SHOWN.create_decimal(Decimal(value)).normalize(), "f")
    return "" if value is None else str(value).strip()


def _day(day: dt.date, shows_month: bool) -> str:
    if not shows_month:
        return day.isoformat()
    if day.day != 1:
        text = say("the cell shows a month, and holds the day {day}", day=day)
        expected = say("a day shown as one, or the first day of the month")
        raise InputError("date-ambiguous", text, expected=expected)
    return str(Month.of(day))


def shows_month(number: int, code: str) -> bool:
    """Return whether a format shows the month of a day and not the day.

    ``code`` is how it is written.
    """
    if number in MONTH_FORMATS:
        return True
    shown = _NOT_SHOWN.sub("", code.partition(";")[0]).casefold()
    return "m" in shown and not any(sign in shown for sign in "dhs")
