"""Dates in their plain form, and what stands in the cells of packs."""

from __future__ import annotations

import datetime as dt
import re

from tiia_pricebook.calendar import DATES, Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.usage.account import MAX_QUANTITY, QUANTITIES
from tiia_pricing.tables.counts import parse_count

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


def parse_date(text: str) -> tuple[dt.date, bool]:
    """Return a day, or a month as its last day; and whether it was a month."""
    match = _DAY.fullmatch(text)
    if not match:
        raise InputError(
            "date-unreadable", say("cannot read the date {text!r}", text=text), expected=DATES
        )
    year, month, day = match.groups()
    try:
        first = dt.date(int(year), int(month), int(day or 1))
        last = Month.of(first).last  # the calendar's last month has no first day after it
        return (first, False) if day else (last, True)
    except (ValueError, OverflowError) as error:
        text = say("there is no date {text!r}", text=text)
        raise InputError("date-unreadable", text, expected=DATES) from error


def parse_day(text: str) -> dt.date:
    """Return a day; raises ``InputError``, for a month too."""
    return no_month(text, *parse_date(text))


def no_month(text: str, day: dt.date, whole_month: bool) -> dt.date:
    """Return the day that ``text`` is; raises ``InputError`` for a whole month."""
    if whole_month:
        text = say("{text!r} is a month", text=text)
        raise InputError("date-unreadable", text, expected=say("a day YYYY-MM-DD"))
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
