"""What the checks of an archive have to tell people, and on which channel. Pure.

Price changes go to one channel; what only those can use who keep the watch running (a page
that cannot be read, a change that is held) to another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook.calendar import utc
from tiia_pricing.changes import Change, at_least
from tiia_pricing.changes.own_bill import OwnBill
from tiia_pricing.changes.report import as_text, own_short
from tiia_pricing.watch.archive import FAILURES, Check, standing_of

Channel = Literal["changes", "breakage"]
Kind = Literal["info", "success", "warning", "failure"]
Outstanding = Callable[[Sequence[Change]], Sequence[Change]]
OwnBills = Callable[[Check], OwnBill | None]

ALARM_DAYS = 3
MOST_LINES = 30


class Notice(Struct, frozen=True):
    """A message for one channel; whoever took it was told the first ``told`` checks.

    ``kind`` is how bad it is, as messengers show it in their signs and colours.
    """

    channel: Channel
    title: str
    body: str
    kind: Kind
    told: int = 0


def _of_nobody(check: Check) -> OwnBill | None:
    return None


def due(
    checks: Sequence[Check],
    told: int,
    outstanding: Outstanding,
    own: OwnBills = _of_nobody,
) -> list[Notice]:
    """What the checks after the first ``told`` have to tell, the oldest first.

    A failure is told when it begins and when it has lasted ``ALARM_DAYS`` days, a held page
    once, and either again when it is over. ``outstanding`` leaves out what is acknowledged,
    ``own`` says what the changes of a check do to the reader's own bill. A check has at most
    one notice for a channel.
    """
    found: list[Notice] = []
    for number in range(told + 1, len(checks) + 1):
        found += (replace(n, told=number) for n in _notices(checks[:number], outstanding, own))
    return found


def _notices(checks: Sequence[Check], outstanding: Outstanding, own: OwnBills) -> Iterator[Notice]:
    """What the last of ``checks`` has to tell."""
    last = checks[-1]
    if last.outcome == "reader-upgrade":
        return
    before = next((c for c in reversed(checks[:-1]) if c.outcome != "reader-upgrade"), None)
    if last.outcome in FAILURES:
        yield from _failure(checks, before)
    elif last.outcome == "held":
        if before is None or (before.outcome, before.snapshot) != ("held", last.snapshot):
            yield Notice("breakage", f"A change is held: {last.source}", _held(last), "warning")
    else:
        if before is not None and before.outcome in {*FAILURES, "held"}:
            text = f"{utc(last.at)}: {last.source} is read again."
            yield Notice("breakage", f"Over: {last.source}", text, "success")
        if changes := outstanding(last.changes):
            yield _changes(changes, last, own(last))


def _changes(changes: Sequence[Change], check: Check, own: OwnBill | None) -> Notice:
    """What changed, and first of all what that does to the reader's own bill."""
    counted = f"{len(changes)} change{'s' if len(changes) != 1 else ''} of TIIA prices"
    title = f"{counted}: {own_short(own)}" if own else counted
    worst: Kind = "warning" if at_least(tuple(changes), "breaking") else "info"
    return Notice("changes", title, _cut(as_text(changes, own=own), check), worst)


def _failure(checks: Sequence[Check], before: Check | None) -> Iterator[Notice]:
    last, now, then = checks[-1], standing_of(checks), standing_of(checks[:-1])
    begins = before is None or before.outcome not in FAILURES
    if not begins and not then.days < ALARM_DAYS <= now.days:
        return
    reason = last.error.message if last.error else last.outcome
    good = f"{utc(now.last_good)} ({now.age(last.at)})" if now.last_good else "never"
    lines = (
        f"{utc(last.at)}: {reason}",
        f"Failing checks: {now.failing}, on {now.days} day{'s' if now.days != 1 else ''}",
        f"Last good check: {good}",
    )
    yield Notice(
        "breakage", f"{last.outcome.capitalize()}: {last.source}", "\n".join(lines), "failure"
    )


def _held(check: Check) -> str:
    reasons = "".join(f"{hold.id}: {hold.text}\n" for hold in check.holds)
    return _cut(f"{reasons}\n{as_text(check.changes)}", check)


def _cut(text: str, check: Check) -> str:
    lines = text.splitlines()
    shown = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        shown.append(f"… and {len(lines) - MOST_LINES} lines more")
    return "\n".join((*shown, "", f"{check.source}, {utc(check.at)}, snapshot {check.snapshot}"))
