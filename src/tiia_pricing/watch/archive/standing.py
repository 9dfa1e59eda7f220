"""What a history of checks comes to: when the page was last read, and for how long not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from tiia_pricebook.calendar import in_beijing
from tiia_pricebook.messages import Message, say, say_many
from tiia_pricing.watch.archive.check_record import FAILURES, GOOD, Check


class Standing(Struct, frozen=True):
    """The last good check (a page that was read and needs no person), and failures since.

    ``failing`` are the checks since which the page could not be read, ``days`` the days in
    Beijing on which one failed; both are 0 after any page that was read. Where the last good
    check is dated after a later one, its clock was wrong: ``clock`` is what it said, and
    ``last_good`` the time of the next check, by which it was over at the latest.
    """

    last_good: dt.datetime | None
    failing: int
    days: int
    since: dt.datetime | None
    clock: dt.datetime | None = None

    def age(self, now: dt.datetime) -> str:
        """Return how long ago the last good check was, for people."""
        if self.last_good is None:
            return say("never")
        if self.last_good - now > dt.timedelta(hours=1):
            return say("at a time still to come: a clock is wrong")
        age = _words(now - self.last_good)
        return say("{age} or more", age=age) if self.clock else age


def standing_of(checks: Sequence[Check]) -> Standing:
    """Return the standing after ``checks``; reader upgrades say nothing of the page."""
    seen = [check for check in checks if check.outcome != "reader-upgrade"]
    times = times_of(seen, seen[-1].at) if seen else []
    good = max((n for n, check in enumerate(seen) if check.outcome in GOOD), default=None)
    failing = len(list(takewhile(lambda check: check.outcome in FAILURES, reversed(seen))))
    failed = times[len(seen) - failing :]
    return Standing(
        last_good=None if good is None else times[good],
        failing=failing,
        days=len(set(map(in_beijing, failed))),
        since=failed[0] if failed else None,
        clock=None if good is None or seen[good].at == times[good] else seen[good].at,
    )


def times_of(checks: Sequence[Check], now: dt.datetime) -> list[dt.datetime]:
    """Return when each check was, at the latest.

    Of one dated after ``now``, when the next one was.
    """
    found: list[dt.datetime] = []
    for check in reversed(checks):
        found.append(check.at if check.at <= now else found[-1] if found else now)
    return found[::-1]


def _words(age: dt.timedelta) -> Message:
    hours = max(age, dt.timedelta()) // dt.timedelta(hours=1)
    days = hours // 24
    if days:
        return say_many("{n} day ago", "{n} days ago", days)
    if hours:
        return say_many("{n} hour ago", "{n} hours ago", hours)
    return say("within the hour")
