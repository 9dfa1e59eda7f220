"""What a customer did: calls made, packs bought, services activated. All days are Beijing days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct, field

from tiia_pricebook.messages import say
from tiia_pricing.billing.usage.row_places import NOWHERE, RowPlace
from tiia_pricing.tables.counts import MAX_COUNT

MAX_CALLS = MAX_COUNT
MAX_QUANTITY = 10_000
QUANTITIES = say("a whole number of packs, 1 to {most}", most=MAX_QUANTITY)


class Usage(Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True):
    """Calls of one interface on one day.

    ``whole_month`` marks a row that gave only its month; its day is the month's last.
    ``place`` is where the row was given, for errors about it.
    """

    day: dt.date
    interface: str
    calls: int
    whole_month: bool = False
    place: RowPlace = NOWHERE


class Purchase(Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True):
    """``quantity`` resource packs, bought on one day, each of a size given in calls.

    ``place`` as in usage. ``left`` are the calls left in each when the first month of usage
    begins, ``None`` where nobody says.
    """

    day: dt.date
    interface: str
    calls: int
    place: RowPlace = NOWHERE
    quantity: int = 1
    left: int | None = None


class Activated(Struct, frozen=True):
    """When the service, or single interfaces of it, were activated.

    Without a date an interface has been active since before the first month of usage.
    """

    service: dt.date | None = None
    interfaces: Mapping[str, dt.date] = field(default_factory=dict)

    def on(self, interface: str) -> dt.date | None:
        """Return the day on which ``interface`` became active, where one is given."""
        return self.interfaces.get(interface, self.service)
