"""From when the facts of a page hold, and how that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from tiia_pricing.pricebook import BEIJING
from tiia_pricing.pricebook.dated import AcceptedPage, Dated
from tiia_scraper.archive import GOOD, Archive, Check


class Sighting(Struct, frozen=True):
    """When a page was seen first, and when the page before it was seen last; both in Beijing."""

    first_seen: dt.date
    not_before: dt.date


class When(Struct, frozen=True):
    """The first day of what a page says without a date, and how it is known."""

    day: dt.date
    dated: Dated
    evidence: str
    sighting: Sighting


def sighting_of(
    archive: Path | None, sha256: str, before: AcceptedPage, today: dt.date
) -> Sighting:
    """When the checks in ``archive`` saw a page first; today where no check saw it.

    The page before was last seen by the check before that one; without checks, on the day on
    which it was accepted.
    """
    checks = Archive(archive).checks() if archive else []
    seen = [check for check in checks if check.snapshot and check.outcome in GOOD | {"held"}]
    first = next((check for check in seen if check.snapshot == sha256), None)
    day = _day(first) if first else today
    old = [_day(one) for one in _earlier(seen, first) if one.snapshot != sha256]
    return Sighting(day, min(day, max([before.accepted, *old])))


def _earlier(seen: Iterable[Check], first: Check | None) -> Iterable[Check]:
    for check in seen:
        if check is first:
            return
        yield check


def _day(check: Check) -> dt.date:
    return check.at.astimezone(BEIJING).date()


def when(effective: dt.date | None, evidence: str, sighting: Sighting) -> When:
    """The day that a person gave, else the one on which the page was seen first."""
    if effective:
        return When(effective, "given", evidence, sighting)
    text = evidence or f"the page before was last seen on {sighting.not_before}"
    return When(sighting.first_seen, "seen", text, sighting)
