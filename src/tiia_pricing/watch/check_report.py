"""A check for people and for machines: what was found, and when the page was last read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from tiia_pricebook.calendar import utc
from tiia_pricebook.messages import in_english
from tiia_pricing.changes import Change
from tiia_pricing.changes import report as changereport
from tiia_pricing.changes.acknowledged import Acknowledged
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.own_bill import OwnBill
from tiia_pricing.changes.report import data, marked, plain
from tiia_pricing.watch.archive import Check, Standing
from tiia_pricing.watch.checking import Verdict

_HEADS = {
    "unchanged": "unchanged: the page charges what it charged",
    "changed": "changed: {changes} told",
    "held": "held: a person must look at {changes}, for {reasons}",
    "unreachable": "unreachable: the page could not be had",
    "unreadable": "unreadable: what was found does not read as a price page",
}


Told = tuple[tuple[Change, ...], tuple[Impact, ...], Together | None, Acknowledged, OwnBill | None]


class Late(Struct, frozen=True):
    """An earlier check whose changes no report has told yet, with what they cost."""

    check: Check
    impacts: tuple[Impact, ...]
    together: Together | None
    known: Acknowledged
    own: OwnBill | None = None

    @property
    def told(self) -> Told:
        """What the forms of ``changereport`` take."""
        return self.check.changes, self.impacts, self.together, self.known, self.own


class Report(Struct, frozen=True):
    """A verdict and what is told of it.

    ``impacts`` are what each change costs by itself, ``together`` what all cost; ``known``
    says which are acknowledged. ``checks`` are all that ``archive`` has, this one last; ``late``
    those that could not be told when they were made. ``own`` is what all do to the bill of an
    account, where one is given.
    """

    verdict: Verdict
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
        """What the forms of ``changereport`` take."""
        return self.check.changes, self.impacts, self.together, self.known, self.own

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
    """The JSON of ``watch``."""
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


def as_text(report: Report) -> str:
    """A check for the terminal."""
    return "\n".join(_text(report)) + "\n"


def as_markdown(report: Report) -> str:
    """A check for a pull request: the changes as a table."""
    check = report.check
    head = [f"**{_head(check)}**", *(f"- {marked(line)}" for line in _reasons(check))]
    told = [changereport.as_markdown(*report.told).rstrip("\n")] if check.changes else []
    parts = _opening(report, head, [part for text in told for part in text.split("\n\n")])
    for late in report.late:
        parts += [f"**{_late_head(late)}**", changereport.as_markdown(*late.told).rstrip("\n")]
    parts.append("\n".join(f"- {marked(line)}" for line in _tail(report)))
    return "\n\n".join(parts) + "\n"


def as_github(report: Report) -> str:
    """A check as workflow commands, which GitHub shows as annotations."""
    return "".join(_github(report))


def _github(report: Report) -> Iterator[str]:
    check = report.check
    for late in report.late:
        yield changereport.as_github(*late.told) + _command("notice", [_late_head(late)])
    if check.outcome == "changed":
        yield changereport.as_github(*report.told) + _command("notice", _tail(report))
    else:
        level = "notice" if check.outcome == "unchanged" else "error"
        yield _command(level, [_head(check), *_reasons(check), *_tail(report)])


def _text(report: Report) -> Iterator[str]:
    check = report.check
    head = [_head(check), *(f"  {line}" for line in _reasons(check))]
    told = changereport.as_text(*report.told).splitlines() if check.changes else []
    yield from _opening(report, head, told)
    for late in report.late:
        yield _late_head(late)
        yield changereport.as_text(*late.told).rstrip("\n")
    if check.outcome == "held":
        yield f"To let it pass: the same command with --accept {str(check.snapshot)[:12]}"
    yield from _tail(report)


def _opening(report: Report, head: list[str], told: list[str]) -> list[str]:
    """What is told of a check: first of all what it does to the account's own bill."""
    first = len(changereport.own_sentences(report.own)) if report.own else 0
    if report.check.outcome != "changed":
        first = 0
    return [*told[:first], *head, *told[first:]]


def _head(check: Check) -> str:
    changes = _count(len(check.changes), "change")
    return _HEADS[check.outcome].format(changes=changes, reasons=_count(len(check.holds), "reason"))


def _reasons(check: Check) -> list[str]:
    """Why the page is held, or what kept it from being read."""
    reasons = [(hold.id, hold.text) for hold in check.holds]
    if check.error is not None:
        reasons.append((check.error.error, check.error.message))
    return [f"{id}: {plain(text)}" for id, text in reasons]


def _tail(report: Report) -> list[str]:
    """When the page was last read, what was kept, and whether our own reader changed."""
    check, standing = report.check, report.verdict.standing
    lines = [f"last good check: {_good(standing, check.at)}"]
    if report.clock_before:
        lines.append(f"clock: it said {utc(report.clock_before)} before; one of the two is wrong")
    if standing.failing:
        days = _count(standing.days, "day")
        lines.append(f"failing: {_count(standing.failing, 'check')} on {days}")
    kept = f"snapshot {check.snapshot[:12]}" if check.snapshot else "no page"
    lines.append(f"archived: check {len(report.checks)} in {plain(report.archive)}, {kept}")
    if report.verdict.upgrade is not None:
        lines.append("reader upgrade: the stored page reads otherwise today; recorded, not told")
    return lines


def _late(late: Late) -> dict[str, Any]:
    return {"checked_at": _moment(late.check.at), **changereport.as_dict(*late.told)}


def _late_head(late: Late) -> str:
    changes = _count(len(late.check.changes), "change")
    return f"not told before: the check of {utc(late.check.at)} found {changes}"


def _last_good(standing: Standing, now: dt.datetime) -> dict[str, Any] | None:
    if standing.last_good is None:
        return None
    days = (now - standing.last_good).days
    return {"at": _moment(standing.last_good), "age_days": days, "age": standing.age(now)}


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _good(standing: Standing, now: dt.datetime) -> str:
    if standing.last_good is None:
        return "never"
    return f"{utc(standing.last_good)}, {standing.age(now)}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _command(level: str, lines: Sequence[str]) -> str:
    return f"::{level} title=price watch::{data('; '.join(lines))}\n"
