"""Days, months and periods, all in Beijing; and the clock, for the commands that need one."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Protocol

from msgspec import Struct

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say

BEIJING = dt.timezone(dt.timedelta(hours=8), "Beijing")
DATES = say("a day YYYY-MM-DD or a month YYYY-MM")
DAYS = say("a day YYYY-MM-DD")
MONTHS = say("a month YYYY-MM")
DAY = dt.timedelta(days=1)


class Dated(Protocol):
    """What holds on the days ``[from_, to)``; ``None`` is an open end."""

    @property
    def from_(self) -> dt.date | None:
        """The first day."""

    @property
    def to(self) -> dt.date | None:
        """The first day after."""


class Period(Struct, frozen=True):
    """The days ``[from_, to)``; ``None`` is an open end."""

    from_: dt.date | None = None
    to: dt.date | None = None


def holds(fact: Dated, day: dt.date) -> bool:
    """Tell whether ``fact`` is in force on ``day``."""
    return (fact.from_ is None or fact.from_ <= day) and (fact.to is None or day < fact.to)


def holds_within(fact: Dated, first: dt.date, end: dt.date) -> bool:
    """Tell whether ``fact`` is in force on some day of ``[first, end)``."""
    return (fact.from_ is None or fact.from_ < end) and (fact.to is None or first < fact.to)


class Month(Struct, frozen=True, order=True):
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """Return the month that ``day`` lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> dt.date:
        """The month's first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def end(self) -> dt.date:
        """The first day after the month."""
        return dt.date(self.year + self.number // 12, self.number % 12 + 1, 1)

    @property
    def last(self) -> dt.date:
        """The month's last day."""
        return self.end - DAY

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def first_of_month(day: dt.date) -> dt.date:
    """Return the first day of the month that ``day`` lies in."""
    return Month.of(day).first


def next_month(day: dt.date) -> dt.date:
    """Return the first day of the month after the one that ``day`` lies in."""
    return Month.of(day).end


def month_from(day: dt.date) -> dt.date:
    """Return the first day of the first month that begins on ``day`` or later."""
    return day if day.day == 1 else next_month(day)


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day ``months`` later, or the last day of a month too short to have it.

    Raises ``InputError`` where the calendar has no such day.
    """
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    if year > dt.MAXYEAR:
        raise _no_such_date(day)
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def days_later(day: dt.date, days: int) -> dt.date:
    """Return the day ``days`` later: a pack of one day covers the day of its purchase.

    Raises ``InputError`` where the calendar has no such day.
    """
    try:
        return day + dt.timedelta(days=days)
    except OverflowError as error:
        raise _no_such_date(day) from error


def _no_such_date(day: dt.date) -> InputError:
    return InputError(
        "date-unreadable", say("{day!r} is not in the calendar", day=str(day)), expected=DATES
    )


def in_beijing(moment: dt.datetime) -> dt.date:
    """Return the day in Beijing, where there is no summer time, at ``moment``."""
    return moment.astimezone(BEIJING).date()


def today() -> dt.date:
    """Return the day in Beijing, now."""
    return in_beijing(dt.datetime.now(dt.UTC))


def utc(moment: dt.datetime) -> str:
    """Return a moment to the minute, as people are told it."""
    return f"{moment.astimezone(dt.UTC).isoformat(' ', 'minutes').partition('+')[0]} UTC"


def instant(moment: dt.datetime) -> str:
    """Return a moment to the second, as RFC 3339 has it in UTC."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
