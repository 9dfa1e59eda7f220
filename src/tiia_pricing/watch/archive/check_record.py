"""One line of the archive's history: a check and how it ended."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import Shown, say
from tiia_pricing.changes import Change
from tiia_pricing.changes.plausibility.plausible import Hold
from tiia_scraper.sources.urls import in_unicode

Outcome = Literal["unchanged", "changed", "held", "unreachable", "unreadable", "reader-upgrade"]

GOOD: frozenset[Outcome] = frozenset({"unchanged", "changed"})
FAILURES: frozenset[Outcome] = frozenset({"unreachable", "unreadable"})

Moment = Annotated[dt.datetime, Meta(tz=True)]

_FIRST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


class Failure(Struct, frozen=True, forbid_unknown_fields=True):
    """An error as it was told: its id, sentence and place."""

    error: str
    message: str
    where: dict[str, Any]

    @classmethod
    def of(cls, error: Exception) -> Failure:
        """Return the record of ``error``; what is no ``PricingError`` nobody foresaw."""
        if not isinstance(error, PricingError):
            kind = f"{type(error).__name__}: {error}"
            text = say("the program has a fault: {kind}", kind=kind)
            return cls("program-fault", Shown(text, in_unicode), {})
        where = {
            key: place if isinstance(place, int) else in_unicode(str(place))
            for key, place in error.where.items()
        }
        return cls(error.id, Shown(error.message, in_unicode), where)


class Check(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One check: when, of what, how it ended.

    ``at`` is in UTC; addresses are without their query. ``snapshot`` is the hash of the page's
    bytes, ``charset`` what its source declared, ``book`` the hash of the price book they read
    as, ``against`` that of the book it was compared with. ``accepted`` says that a person let
    pass what would have been held. A ``reader-upgrade`` is no check of the page: today's reader
    made another book of the stored snapshot than the one stored with it, or none. ``previous``
    is the hash of the line before, empty in the first; ``lost`` how many lines that stood
    between them were cut off.
    """

    at: Moment
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
    lost: int = 0

    def __post_init__(self) -> None:
        if not _FIRST <= self.at < _LAST:
            raise ValueError(f"at {self.at} is not from 1970 to 9998")
