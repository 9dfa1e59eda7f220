"""One line of the archive's history: a check and how it ended."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from msgspec import Struct

from tiia_pricing.errors import PricingError
from tiia_scraper.changes import Change
from tiia_scraper.plausible import Hold

Outcome = Literal["unchanged", "changed", "held", "unreachable", "unreadable", "reader-upgrade"]

GOOD: frozenset[Outcome] = frozenset({"unchanged", "changed"})
FAILURES: frozenset[Outcome] = frozenset({"unreachable", "unreadable"})


class Failure(Struct, frozen=True, forbid_unknown_fields=True):
    """An error as it was told: its id, sentence and place."""

    error: str
    message: str
    where: dict[str, Any]

    @classmethod
    def of(cls, error: PricingError) -> Failure:
        """The record of ``error``."""
        places = error.where.items()
        where = {key: place if isinstance(place, int) else str(place) for key, place in places}
        return cls(error.id, error.message, where)


class Check(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One check: when, of what, how it ended.

    ``at`` is in UTC; addresses are without their query. ``snapshot`` is the hash of the page's
    bytes, ``charset`` what its source declared, ``book`` the hash of the price book they read
    as, ``against`` that of the book it was compared with. ``accepted`` says that a person let
    pass what would have been held. A ``reader-upgrade`` is no check of the page: today's reader
    made another book of the stored snapshot than the one stored with it, or none. ``previous``
    is the hash of the line before, empty in the first.
    """

    at: dt.datetime
    source: str
    outcome: Outcome
    tool: str
    snapshot: str | None = None
    charset: str | None = None
    book: str | None = None
    against: str | None = None
    accepted: bool = False
    changes: tuple[Change, ...] = ()
    holds: tuple[Hold, ...] = ()
    error: Failure | None = None
    final_url: str | None = None
    status: int | None = None
    headers: dict[str, str] = {}
    previous: str = ""
