"""A check for people and for machines: what was found, and when the page was last read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from tiia_pricebook.calendar import utc
from tiia_pricebook.messages import Message, Shown, Tell, in_english, listed, say, say_many
from tiia_pricing.changes import Change
from tiia_pricing.changes import report as changereport
from tiia_pricing.changes.acknowledged import Acknowledged
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.own_bill import OwnBill
from tiia_pricing.changes.report import data, marked, plain
from tiia_pricing.watch.archive import Check, Standing
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

    @property
    def told(self) -> Told:
        """What the JSON of ``changereport`` takes."""
        return self.check.changes, self.impacts, self.together, self.known, self.own

    @property
    def shown(self) -> Told:
        """What the forms of ``changereport`` for people take."""
        return self.headed, *self.told[1:]


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
    def told(self) -> Told:
        """What the JSON of ``changereport`` takes."""
        return self.check.changes, self.impacts, self.together, self.known, self.own

    @property
    def shown(self) -> Told:
        """What the forms of ``changereport`` for people take."""
        return self.headed, *self.told[1:]

    @property
    def lost(self) -> int:
        """How many earlier checks were cut off the log."""
        return self.check.lost or (self.verdict.upgrade.lost if self.verdict.upgrade else 0)

    @property
    def clock_before(self) -> dt.datetime | None:
        """What the clock said at the check before, where that is later than now."""
        before = [check.at for check in self.checks[:-1] if check is not self.verdict.upgrade]
        return before[-1] if before and before[-1] > self.check.at else None


def as_dict(report: Report) -> dict[str, Any]:
    """Return the JSON of ``watch``."""
    check, standing = report.check, report.verdict.standing
    told = changereport.as_dict(*report.told)
    first = {"your_bill": told["your_bill"]} if report.own else {}
    return {
        **first,
        "outcome": check.outcome,
        "source": check.source,
        "checked_at": _moment(check.at),
        "last_good": _last_good(standing, check.at),
        "failing": {"checks": standing.failing, "days": standing.days},
        "archived": {
            "archive": report.archive,
            "check": len(report.checks),
            "snapshot": check.snapshot,
            "book": check.book,
            "against": check.against,
        },
        "accepted": check.accepted,
        "holds": msgspec.to_builtins(check.holds, enc_hook=in_english),
        **told,
        "late": [_late(late) for late in report.late],
        "error": msgspec.to_builtins(check.error, enc_hook=in_english),
        "reader_upgrade": report.verdict.upgrade is not None,
        "lost": report.lost,
    }


def as_text(report: Report, tell: Tell = str) -> str:
    """Return a check for the terminal."""
    return "\n".join(_text(report, tell)) + "\n"


def as_markdown(report: Report, tell: Tell = str) -> str:
    """Return a check for a pull request: the changes as a table."""
    check = report.check
    head = [f"**{tell(_head(check))}**", *(f"- {marked(tell(line))}" for line in _reasons(check))]
    table = changereport.as_markdown(*report.shown, tell).rstrip("\n") if check.changes else ""
    parts = _opening(report, head, table.split("\n\n") if table else [])
    for late in report.late:
        parts += [
            f"**{tell(_late_head(late))}**",
            changereport.as_markdown(*late.shown, tell).rstrip("\n"),
        ]
    parts.append("\n".join(f"- {marked(tell(line))}" for line in _tail(report)))
    return "\n\n".join(parts) + "\n"


def as_github(report: Report, tell: Tell = str) -> str:
    """Return a check as workflow commands, which GitHub shows as annotations."""
    return "".join(_github(report, tell))


def _github(report: Report, tell: Tell) -> Iterator[str]:
    check = report.check
    for late in report.late:
        yield changereport.as_github(*late.shown, tell)
        yield _command("notice", [_late_head(late)], tell)
    if check.outcome == "changed":
        yield changereport.as_github(*report.shown, tell)
        yield _command("notice", _tail(report), tell)
    else:
        level = "notice" if check.outcome == "unchanged" else "error"
        yield _command(level, [_head(check), *_reasons(check), *_tail(report)], tell)


def _text(report: Report, tell: Tell) -> Iterator[str]:
    check = report.check
    head = [tell(_head(check)), *(f"  {tell(line)}" for line in _reasons(check))]
    told = changereport.as_text(*report.shown, tell).splitlines() if check.changes else []
    yield from _opening(report, head, told)
    for late in report.late:
        yield tell(_late_head(late))
        yield changereport.as_text(*late.shown, tell).rstrip("\n")
    if check.outcome == "held":
        accepted = str(check.snapshot)[:12]
        yield tell(say("To accept it: the same command with --accept {page}", page=accepted))
    yield from map(tell, _tail(report))


def _opening(report: Report, head: list[str], told: list[str]) -> list[str]:
    """What is told of a check: first of all what it does to the account's own bill."""
    first = len(changereport.own_sentences(report.own)) if report.own else 0
    if report.check.outcome != "changed":
        first = 0
    return [*told[:first], *head, *told[first:]]


def _head(check: Check) -> Message:
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


def _reasons(check: Check) -> list[str]:
    """Why the page is held, or what kept it from being read."""
    reasons = [(hold.id, hold.text) for hold in check.holds]
    if check.error is not None:
        reasons.append((check.error.error, check.error.message))
    return [listed((id, Shown(text, plain)), ": ") for id, text in reasons]


def _tail(report: Report) -> list[Message]:
    """When the page was last read, what was kept, and whether our own reader changed."""
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


def _late(late: Late) -> dict[str, Any]:
    return {"checked_at": _moment(late.check.at), **changereport.as_dict(*late.told)}


def _late_head(late: Late) -> Message:
    return say(
        "not reported before: the check of {when} found {changes}",
        when=utc(late.check.at),
        changes=_changes(len(late.check.changes)),
    )


def _last_good(standing: Standing, now: dt.datetime) -> dict[str, Any] | None:
    if standing.last_good is None:
        return None
    days = (now - standing.last_good).days
    return {"at": _moment(standing.last_good), "age_days": days, "age": standing.age(now)}


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _good(standing: Standing, now: dt.datetime) -> Message:
    if standing.last_good is None:
        return say("never")
    return say("{when}, {age}", when=utc(standing.last_good), age=standing.age(now))


def _command(level: str, lines: Sequence[str], tell: Tell) -> str:
    title = tell(say("price watch"))
    return f"::{level} title={title}::{data('; '.join(map(tell, lines)))}\n"
