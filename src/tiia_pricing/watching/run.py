"""``tiia-pricing watch``: one check from the environment to the archive, and what is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from tiia_pricing.pricebook import PriceBook
from tiia_pricing.watching.delivery import deliver
from tiia_pricing.watching.notices import due
from tiia_pricing.watching.report import Report
from tiia_scraper.archive import Archive
from tiia_scraper.changes import Change
from tiia_scraper.watch import Watched, check

Outstanding = Callable[[Sequence[Change]], tuple[Change, ...]]


class Watch(Struct, frozen=True):
    """What is watched, where it is archived, and which changes still concern anybody."""

    page: Watched
    archive: Archive
    in_force: PriceBook
    outstanding: Outstanding

    def run(self, now: dt.datetime) -> Report:
        """Check the page once."""
        verdict = check(self.page, self.archive, self.in_force, now)
        return Report(
            verdict,
            self.outstanding(verdict.check.changes),
            str(self.archive.folder),
            len(self.archive.checks()),
        )

    def tell(self, report: Report, environment: Mapping[str, str]) -> int:
        """Send what the archive has to tell since the last notice; how many notices that was.

        What was sent is remembered only when all was, so that nothing is lost.
        """
        checks = self.archive.checks()
        fresh = 2 if report.verdict.upgrade else 1
        told = self.archive.told()
        notices = due(checks, len(checks) - fresh if told is None else told, self.outstanding)
        deliver(notices, environment)
        self.archive.mark_told(len(checks))
        return len(notices)
