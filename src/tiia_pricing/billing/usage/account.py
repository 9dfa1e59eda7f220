"""What a customer did: calls made, packs bought, services activated. All days are Beijing days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct, field

from tiia_pricing.billing.usage.row_places import NOWHERE, RowPlace

MAX_CALLS = 10**15
DATES = "a day YYYY-MM-DD or a month YYYY-MM"


class Usage(Struct, frozen=True, repr_omit_defaults=True):
    """Calls of one interface on one day.

    ``whole_month`` marks a row that gave only its month; its day is the month's last.
    ``place`` is where the row was given, for errors about it.
    """

    day: dt.date
    interface: str
    calls: int
    whole_month: bool = False
    place: RowPlace = NOWHERE


class Purchase(Struct, frozen=True, repr_omit_defaults=True):
    """One resource pack, bought on a day, of a size given in calls; ``place`` as in usage."""

    day: dt.date
    interface: str
    calls: int
    place: RowPlace = NOWHERE


class Activated(Struct, frozen=True):
    """When the service, or single interfaces of it, were activated.

    Without a date an interface has been active since before the first month of usage.
    """

    service: dt.date | None = None
    interfaces: Mapping[str, dt.date] = field(default_factory=dict)

    def on(self, interface: str) -> dt.date | None:
        """The day on which ``interface`` became active, where one is given."""
        return self.interfaces.get(interface, self.service)


class Month(Struct, frozen=True, order=True):
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """The month that ``day`` lies in."""
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
        return self.end - dt.timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
