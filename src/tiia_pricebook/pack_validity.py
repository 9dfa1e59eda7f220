"""How long a pack lasts, and the first day that it does not cover."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from msgspec import Struct

from tiia_pricebook.calendar import days_later, months_later
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say, say_many
from tiia_pricebook.model.facts import Pack

# Four years have every length of a month, and a leap day.
_FIRST = dt.date(2023, 1, 1)
_PURCHASES = tuple(_FIRST + dt.timedelta(days=number) for number in range(4 * 365 + 1))


class Validity(Struct, frozen=True):
    """So many months or so many days; without end where it is neither."""

    months: int | None = None
    days: int | None = None

    @property
    def in_words(self) -> Message:
        """The time as people say it: ``12 months``."""
        if self.months is not None:
            return say_many("{n:,} month", "{n:,} months", self.months)
        if self.days is not None:
            return say_many("{n:,} day", "{n:,} days", self.days)
        return say("no end")

    def __str__(self) -> str:
        return self.in_words


ONE_YEAR = Validity(months=12)


def stated_validity(pack: Pack) -> Validity | None:
    """Return how long the book says that a pack lasts; ``None`` where it does not say so."""
    if pack.endless:
        return Validity()
    if pack.days:
        return Validity(days=pack.days)
    return None if pack.months is None else Validity(months=pack.months)


def validity_of(pack: Pack) -> Validity:
    """Return how long a pack lasts.

    Where the book does not say it is a year, the reading ``pack-validity``.
    """
    return stated_validity(pack) or ONE_YEAR


def end_of(validity: Validity, first: dt.date) -> dt.date | None:
    """Return the first day that a pack does not cover; ``None`` for one without end.

    Raises ``InputError`` where the calendar has no such day.
    """
    if validity.months is not None:
        return months_later(first, validity.months)
    return None if validity.days is None else days_later(first, validity.days)


@lru_cache(maxsize=64)
def is_shorter(one: Validity, other: Validity) -> bool:
    """Return whether ``one`` ends before ``other`` for a pack bought on some day.

    A pack of 30 days does so beside one of a month.
    """
    return any(_last(one, day) < _last(other, day) for day in _PURCHASES)


def _last(validity: Validity, day: dt.date) -> dt.date:
    """The end, where one beyond the calendar is as good as none."""
    try:
        return end_of(validity, day) or dt.date.max
    except InputError:
        return dt.date.max
