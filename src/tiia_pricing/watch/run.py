"""``tiia-pricing watch``: one check from the environment to the archive, and what is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import in_beijing
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Tell
from tiia_pricing.changes.acknowledged import Acknowledgement, coverage, outstanding
from tiia_pricing.changes.impact import Impact, Together, impacts, together
from tiia_pricing.changes.own_bill import OwnAccount, OwnBill
from tiia_pricing.changes.report import with_headings
from tiia_pricing.watch.addresses import NoticeAddress
from tiia_pricing.watch.archive import REPORT, Archive, Check
from tiia_pricing.watch.archive_feed import costs_of, headed, own_bill_of
from tiia_pricing.watch.checking import Watched, check
from tiia_pricing.watch.delivery import deliver
from tiia_pricing.watch.notices import Outstanding, due
from tiia_pricing.watch.reported import Late, Report
from tiia_pricing.watch.telling import News, enter, tell


class Watch(Struct, frozen=True):
    """What is watched, where it is archived, which changes are acknowledged, who gets notices.

    ``account`` is the one whose bill changes are priced on, if there is one; ``told_by`` tells
    notices in the reader's language.
    """

    page: Watched
    archive: Archive
    in_force: PriceBook
    acknowledgements: tuple[Acknowledgement, ...] = ()
    addresses: tuple[NoticeAddress, ...] = ()
    account: OwnAccount | None = None
    told_by: Tell = str

    def run(self, now: dt.datetime) -> Report:
        """Check the page once; every channel is known before, so that it misses nothing."""
        enter(self.archive, self.addresses)
        verdict = check(self.page, self.archive, self.in_force, now)
        changes, old, new = verdict.check.changes, verdict.old, verdict.new
        priced = impacts(old, new, changes) if new else ()
        known = coverage(changes, self.acknowledgements, _day(now))
        total = together(old, new) if new and changes else None
        checks = _until(verdict.check, self.archive.checks())
        late = self._late(checks[: -2 if verdict.upgrade else -1], _day(now))
        own = self._own(verdict.check) if new else None
        told = with_headings(changes, old, new) if new else changes
        return Report(
            verdict, told, priced, total, known, str(self.archive.folder), checks, late, own
        )

    def _late(self, before: Sequence[Check], today: dt.date) -> tuple[Late, ...]:
        """What checks before this one found that no report has told."""
        told = self.archive.delivered.of(REPORT) or 0
        found = [check for check in before[told:] if check.outcome == "changed"]
        return tuple(
            Late(
                check,
                headed(self.archive, check),
                *self._costs(check),
                coverage(check.changes, self.acknowledgements, today),
                self._own(check),
            )
            for check in found
        )

    def _costs(self, check: Check) -> tuple[tuple[Impact, ...], Together | None]:
        """A change is told also where the books that price it are there no more."""
        try:
            return costs_of(self.archive, check)
        except InputError:
            return (), None

    def _own(self, check: Check) -> OwnBill | None:
        """What a check's changes do to the account's bill, where their books are there."""
        try:
            return own_bill_of(self.archive, check, self.account)
        except InputError:
            return None

    def reported(self, report: Report) -> None:
        """Remember that the report was written, with all that it tells."""
        self.archive.delivered.mark(REPORT, len(report.checks))

    def tell(self, report: Report) -> None:
        """Send each address the notices that it has not taken; raises ``InputError``."""
        outstanding = self._outstanding(report.check.at)
        news = News(
            len(report.checks),
            lambda told: due(
                report.checks,
                told,
                outstanding,
                self._own,
                self.told_by,
                partial(headed, self.archive),
            ),
        )
        tell(self.archive.delivered, self.addresses, news, deliver)

    def _outstanding(self, now: dt.datetime) -> Outstanding:
        return partial(outstanding, acknowledgements=self.acknowledgements, today=_day(now))


def _until(last: Check, checks: Sequence[Check]) -> tuple[Check, ...]:
    """The checks to ``last``; another run may have recorded one since.

    The last is as it was made, with its messages: the archive has their English alone.
    """
    count = next(n for n in range(len(checks), 0, -1) if checks[n - 1] == last)
    return (*checks[: count - 1], last)


def _day(moment: dt.datetime) -> dt.date:
    return in_beijing(moment)
