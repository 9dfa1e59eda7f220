"""The exit code of a check: its outcome, and whether its changes are to alarm anybody."""

from __future__ import annotations

from fractions import Fraction

from tiia_pricebook.errors import ChangeHeld, PageUnreadable, SourceUnreachable
from tiia_pricing.changes import Level, at_least
from tiia_pricing.changes.own_bill import past_alarm
from tiia_pricing.watch.reported import Late, Report

_ERRORS = {"unreachable": SourceUnreachable, "unreadable": PageUnreadable, "held": ChangeHeld}
_FAULT = 70


def exit_code(report: Report, fail_on: Level, alarm: Fraction | None = None) -> int:
    """0 where there is nothing to tell, 1 for a change, others as in the contract.

    With ``alarm`` a change counts where it moves the account's bill by more per cent than that.
    """
    if report.verdict.fault:
        return _FAULT
    if error := _ERRORS.get(report.check.outcome):
        return error.exit_code
    found: list[Report | Late] = [report, *report.late]
    return 1 if any(_alarms(one, fail_on, alarm) for one in found) else 0


def _alarms(told: Report | Late, fail_on: Level, alarm: Fraction | None) -> bool:
    """Whether a check has news; those whose books are gone cannot be priced."""
    news = tuple(change for change in told.check.changes if told.known.of(change) is None)
    worst = at_least(news, fail_on)
    if not worst or alarm is None:
        return bool(worst)
    return told.own is None or past_alarm(told.own, alarm, worst)
