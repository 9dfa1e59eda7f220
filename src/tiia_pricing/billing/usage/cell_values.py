"""Dates in their plain form, and what stands in the cells of packs."""

from __future__ import annotations

import datetime as dt
import re

from tiia_pricebook.calendar import DATES, DAYS, MONTHS, Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.usage.account import MAX_QUANTITY, QUANTITIES
from tiia_pricing.tables.counts import parse_count

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


def parse_date(text: str, expected: str = DATES) -> tuple[dt.date, bool]:
    """Return a day, or a month as its last day; and whether it was a month.

    ``expected`` is what an error says that the place takes.
    """
    match = _DAY.fullmatch(text)
    if not match:
        fault = say("cannot read the date {text!r}", text=text)
        raise InputError("date-unreadable", fault, expected=expected)
    year, month, day = match.groups()
    try:
        first = dt.date(int(year), int(month), int(day or 1))
        last = Month.of(first).last  # the calendar's last month has no first day after it
        return (first, False) if day else (last, True)
    except (ValueError, OverflowError) as error:
        text = say("{text!r} is not in the calendar", text=text)
        raise InputError("date-unreadable", text, expected=expected) from error


def parse_day(text: str) -> dt.date:
    """Return a day; raises ``InputError``, for a month too."""
    return no_month(text, *parse_date(text, DAYS))


def parse_month(text: str) -> dt.date:
    """Return the last day of a month; raises ``InputError``, for a day too."""
    last, whole_month = parse_date(text, MONTHS)
    if not whole_month:
        fault = say("{month!r} is a day", month=text)
        raise InputError("date-unreadable", fault, expected=MONTHS)
    return last


def no_month(text: str, day: dt.date, whole_month: bool) -> dt.date:
    """Return the day that ``text`` is; raises ``InputError`` for a whole month."""
    if whole_month:
        text = say("{text!r} is a month", text=text)
        raise InputError("date-unreadable", text, expected=DAYS)
    return day


def parse_left(text: str, per: int = 1) -> int | None:
    """Return the calls left in a pack, or ``None`` for no text; raises ``InputError``."""
    return parse_count(text, per) if text else None


def parse_quantity(text: str) -> int:
    """Return a number of packs, 1 to 10,000, or none for one; raises ``InputError``."""
    if not text:
        return 1
    try:
        quantity = parse_count(text)
    except InputError:
        quantity = 0
    if not 1 <= quantity <= MAX_QUANTITY:
        raise InputError(
            "quantity-unreadable", say("{text!r} packs", text=text), expected=QUANTITIES
        )
    return quantity
