"""What is said of a check: what it found, why no more, and when the page was last read."""

from __future__ import annotations

import datetime as dt

from tiia_pricebook.calendar import utc
from tiia_pricebook.messages import Message, Shown, listed, say, say_many
from tiia_pricing.changes.report import plain
from tiia_pricing.watch.archive import Check, Standing
from tiia_pricing.watch.reported import Late, Report


def headline(check: Check) -> Message:
    """Return what a check found, in a line."""
    if check.outcome == "changed":
        return say("changed: {changes}", changes=_changes(len(check.changes)))
    if check.outcome == "held":
        return say(
            "held: a person must review {changes}, for {reasons}",
            changes=_changes(len(check.changes)),
            reasons=say_many("{n} reason", "{n} reasons", len(check.holds)),
        )
    if check.outcome == "unreachable":
        return say("unreachable: could not fetch the page")
    if check.outcome == "unreadable":
        return say("unreadable: what was found does not read as a price page")
    return say("unchanged: no change was found")


def _changes(number: int) -> Message:
    return say_many("{n} change", "{n} changes", number)


def reasons(check: Check) -> list[str]:
    """Return why the page is held, or what kept it from being read."""
    reasons = [(hold.id, hold.text) for hold in check.holds]
    if check.error is not None:
        reasons.append((check.error.error, check.error.message))
    return [listed((id, Shown(text, plain)), ": ") for id, text in reasons]


def closing(report: Report) -> list[Message]:
    """Return when the page was last read, what was kept, and whether our own reader changed."""
    check, standing = report.check, report.verdict.standing
    lines = [say("last good check: {when}", when=_good(standing, check.at))]
    if report.clock_before:
        when = utc(report.clock_before)
        lines.append(say("clock: it said {when} before; one of the two is wrong", when=when))
    if standing.failing:
        checks = say_many("{n} check", "{n} checks", standing.failing)
        days = say_many("{n} day", "{n} days", standing.days)
        lines.append(say("failing: {checks} on {days}", checks=checks, days=days))
    page = check.snapshot and check.snapshot[:12]
    kept = say("snapshot {page}", page=page) if page else say("no page")
    archive, number = plain(report.archive), len(report.checks)
    told = say(
        "archived: check {number} in {archive}, {kept}", number=number, archive=archive, kept=kept
    )
    lines.append(told)
    if report.verdict.upgrade is not None:
        lines.append(
            say(
                "reader upgrade: this version reads the stored page differently; "
                "recorded, not reported"
            )
        )
    return lines


def late_headline(late: Late) -> Message:
    """Return when an earlier check was made, and what it found."""
    return say(
        "not reported before: the check of {when} found {changes}",
        when=utc(late.check.at),
        changes=_changes(len(late.check.changes)),
    )


def _good(standing: Standing, now: dt.datetime) -> Message:
    if standing.last_good is None:
        return say("never")
    return say("{when}, {age}", when=utc(standing.last_good), age=standing.age(now))
