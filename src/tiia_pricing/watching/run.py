"""``tiia-pricing watch``: one check from the environment to the archive, and what is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from tiia_pricing.impact import impacts, together
from tiia_pricing.pricebook import BEIJING, PriceBook
from tiia_pricing.watching.delivery import deliver
from tiia_pricing.watching.notices import Outstanding, due
from tiia_pricing.watching.report import Report
from tiia_scraper.archive import Archive
from tiia_scraper.changes.acknowledged import Acknowledgement, coverage, outstanding
from tiia_scraper.watch import Watched, check


class Watch(Struct, frozen=True):
    """What is watched, where it is archived, and which changes are acknowledged."""

    page: Watched
    archive: Archive
    in_force: PriceBook
    acknowledgements: tuple[Acknowledgement, ...] = ()

    def run(self, now: dt.datetime) -> Report:
        """Check the page once."""
        verdict = check(self.page, self.archive, self.in_force, now)
        changes, old, new = verdict.check.changes, verdict.old, verdict.new
        priced = impacts(old, new, changes) if new else ()
        known = coverage(changes, self.acknowledgements, _day(now))
        total = together(old, new) if new and changes else None
        return Report(
            verdict, priced, total, known, str(self.archive.folder), tuple(self.archive.checks())
        )

    def tell(self, report: Report, environment: Mapping[str, str]) -> int:
        """Send what the archive has to tell since the last notice; how many notices that was.

        What was sent is remembered only when all was, so that nothing is lost.
        """
        checks = report.checks
        fresh = 2 if report.verdict.upgrade else 1
        told = self.archive.told()
        first = len(checks) - fresh if told is None else told
        notices = due(checks, first, self._outstanding(report.check.at))
        deliver(notices, environment)
        self.archive.mark_told(len(checks))
        return len(notices)

    def _outstanding(self, now: dt.datetime) -> Outstanding:
        return partial(outstanding, acknowledgements=self.acknowledgements, today=_day(now))


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(BEIJING).date()
