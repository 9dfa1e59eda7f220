"""Days and months as Excel and Chinese write them; what could be two dates is refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from tiia_pricebook.calendar import DATES, Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.tables.folding import half_width

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_WORD = rf"(?P<word>{'|'.join(_NAMES)}|sept|{'|'.join(MONTHS)})\.?"
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{_YEAR}(?P<sign>[-/]){_MONTH}(?:(?P=sign){_DAY})?",
        rf"{_YEAR}\.{_MONTH}\.{_DAY}",
        rf"{_YEAR} ?年 ?{_MONTH} ?月(?:份| ?{_DAY} ?[日号])?",
        rf"(?P<short>\d{{2}}) ?年 ?{_MONTH} ?月(?:份| ?{_DAY} ?[日号])?",
        rf"{_WORD}[- ](?:{_YEAR}|(?P<short>\d{{2}}))",  # Jan-26: how Excel shows a month
        rf"{_DAY}[- ]{_WORD}[- ]{_YEAR}",
        rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        # Six digits before 2013 could be a year of two digits, a month and a day.
        r"(?P<year>201[3-9]|20[2-9]\d)(?P<month>\d{2})",
    )
)
_MIDNIGHT = re.compile(r"[ t]0?0:00(:00)?(\.0+)?(\+08:?00)?$")
_EITHER_WAY = re.compile(r"\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)(\d{4}|\d{1,2})", re.ASCII)


def parse_date(text: str, expected: str = DATES) -> tuple[dt.date, bool]:
    """Return a day, or a month as its last day; and whether it was a month.

    Raises ``InputError`` for anything else, and for ``1/2/2026``, of which nobody can tell whether
    it is in January or in February; ``expected`` is what the error says that the place takes.
    """
    found = _parsed(text)
    if isinstance(found, InputError):
        raise InputError(found.id, found.message, expected=expected)
    return found


def is_date(text: str) -> bool:
    """Return whether a text is a day or a month, or looks like one that no calendar has."""
    return not isinstance(_parsed(text), InputError) or _form(text) is not None


@lru_cache(4096)
def _parsed(text: str) -> tuple[dt.date, bool] | InputError:
    match = _form(text)
    if match is None:
        return _unreadable(text)
    parts = match.groupdict()
    year = int(parts.get("year") or f"20{parts['short']}")
    month = int(parts.get("month") or MONTHS.index(parts["word"][:3]) + 1)
    day = parts.get("day")
    try:
        first = dt.date(year, month, int(day or 1))
        last = Month.of(first).last  # the calendar's last month has no first day after it
    except (ValueError, OverflowError):
        return InputError(
            "date-unreadable", say("{text!r} is not in the calendar", text=text), expected=DATES
        )
    return (first, False) if day else (last, True)


def _form(text: str) -> re.Match[str] | None:
    plain = _MIDNIGHT.sub("", half_width(text).lower())
    return next(_matches(plain), None)


def _matches(plain: str) -> Iterator[re.Match[str]]:
    yield from (match for form in _FORMS if (match := form.fullmatch(plain)))


def _unreadable(text: str) -> InputError:
    if _EITHER_WAY.fullmatch(half_width(text)):
        message = say(
            "{text!r} does not say which number is the day and which the month", text=text
        )
        return InputError("date-ambiguous", message, expected=DATES)
    return InputError(
        "date-unreadable", say("cannot read the date {text!r}", text=text), expected=DATES
    )
