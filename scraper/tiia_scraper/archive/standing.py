"""What a history of checks comes to: when the page was last read, and for how long not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from tiia_pricing.pricebook import BEIJING
from tiia_scraper.archive.records import FAILURES, GOOD, Check


class Standing(Struct, frozen=True):
    """The last good check (a page that was read and needs no person), and failures since.

    ``failing`` are the checks since which the page could not be read, ``days`` the days in
    Beijing on which one failed; both are 0 after any page that was read.
    """

    last_good: dt.datetime | None
    failing: int
    days: int
    since: dt.datetime | None

    def age(self, now: dt.datetime) -> str:
        """How long ago the last good check was, for people."""
        if self.last_good is None:
            return "never"
        hours = max(now - self.last_good, dt.timedelta()) // dt.timedelta(hours=1)
        days = hours // 24
        if days:
            return f"{days} day{'s' if days > 1 else ''} ago"
        return f"{hours} hour{'s' if hours > 1 else ''} ago" if hours else "within the hour"


def standing_of(checks: Sequence[Check]) -> Standing:
    """The standing after ``checks``; reader upgrades say nothing of the page."""
    seen = [check for check in checks if check.outcome != "reader-upgrade"]
    good = [check.at for check in seen if check.outcome in GOOD]
    failing = list(takewhile(lambda check: check.outcome in FAILURES, reversed(seen)))
    return Standing(
        last_good=good[-1] if good else None,
        failing=len(failing),
        days=len({check.at.astimezone(BEIJING).date() for check in failing}),
        since=failing[-1].at if failing else None,
    )
