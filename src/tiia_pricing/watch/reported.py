"""A check with what is told of it, and those before it that no report has told yet."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from tiia_pricing.changes import Change
from tiia_pricing.changes.acknowledged import Acknowledged
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.own_bill import OwnBill
from tiia_pricing.watch.archive import Check
from tiia_pricing.watch.checking import Verdict

Told = tuple[tuple[Change, ...], tuple[Impact, ...], Together | None, Acknowledged, OwnBill | None]


class Late(Struct, frozen=True):
    """An earlier check whose changes no report has told yet, with what they cost.

    ``headed`` are the changes for people, with the headings of tables.
    """

    check: Check
    headed: tuple[Change, ...]
    impacts: tuple[Impact, ...]
    together: Together | None
    known: Acknowledged
    own: OwnBill | None = None


class Report(Struct, frozen=True):
    """A verdict and what is told of it.

    ``headed`` are the changes for people, with the headings of tables; ``impacts`` are what each
    change costs by itself, ``together`` what all cost; ``known`` says which are acknowledged.
    ``checks`` are all that ``archive`` has, this one last; ``late``
    those that could not be told when they were made. ``own`` is what all do to the bill of an
    account, where one is given.
    """

    verdict: Verdict
    headed: tuple[Change, ...]
    impacts: tuple[Impact, ...]
    together: Together | None
    known: Acknowledged
    archive: str
    checks: tuple[Check, ...]
    late: tuple[Late, ...] = ()
    own: OwnBill | None = None

    @property
    def check(self) -> Check:
        """The record of the check."""
        return self.verdict.check

    @property
    def lost(self) -> int:
        """How many earlier checks were cut off the log."""
        return self.check.lost or (self.verdict.upgrade.lost if self.verdict.upgrade else 0)

    @property
    def clock_before(self) -> dt.datetime | None:
        """What the clock said at the check before, where that is later than now."""
        before = [check.at for check in self.checks[:-1] if check is not self.verdict.upgrade]
        return before[-1] if before and before[-1] > self.check.at else None


def for_machines(one: Late | Report) -> Told:
    """Return what the JSON of ``tiia_pricing.changes.report`` takes of a check."""
    return one.check.changes, one.impacts, one.together, one.known, one.own


def for_people(one: Late | Report) -> Told:
    """Return what its forms for people take."""
    return one.headed, *for_machines(one)[1:]
