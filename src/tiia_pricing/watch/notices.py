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
from tiia_pricing.changes import Change
from tiia_pricing.changes.report import as_text
from tiia_pricing.watch.archive import FAILURES, Check, standing_of

Channel = Literal["changes", "breakage"]
Outstanding = Callable[[Sequence[Change]], Sequence[Change]]

ALARM_DAYS = 3
MOST_LINES = 30


class Notice(Struct, frozen=True):
    """A message for one channel; whoever took it was told the first ``told`` checks."""

    channel: Channel
    title: str
    body: str
    told: int = 0


def due(checks: Sequence[Check], told: int, outstanding: Outstanding) -> list[Notice]:
    """What the checks after the first ``told`` have to tell, the oldest first.

    A failure is told when it begins and when it has lasted ``ALARM_DAYS`` days, a held page
    once, and either again when it is over. ``outstanding`` leaves out what is acknowledged.
    A check has at most one notice for a channel.
    """
    found: list[Notice] = []
    for number in range(told + 1, len(checks) + 1):
        found += (replace(n, told=number) for n in _notices(checks[:number], outstanding))
    return found


def _notices(checks: Sequence[Check], outstanding: Outstanding) -> Iterator[Notice]:
    """What the last of ``checks`` has to tell."""
    last = checks[-1]
    if last.outcome == "reader-upgrade":
        return
    before = next((c for c in reversed(checks[:-1]) if c.outcome != "reader-upgrade"), None)
    if last.outcome in FAILURES:
        yield from _failure(checks, before)
    elif last.outcome == "held":
        if before is None or (before.outcome, before.snapshot) != ("held", last.snapshot):
            yield Notice("breakage", f"A change is held: {last.source}", _held(last))
    else:
        if before is not None and before.outcome in {*FAILURES, "held"}:
            text = f"{utc(last.at)}: {last.source} is read again."
            yield Notice("breakage", f"Over: {last.source}", text)
        if changes := outstanding(last.changes):
            yield Notice("changes", _counted(changes), _cut(as_text(changes), last))


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
    yield Notice("breakage", f"{last.outcome.capitalize()}: {last.source}", "\n".join(lines))


def _held(check: Check) -> str:
    reasons = "".join(f"{hold.id}: {hold.text}\n" for hold in check.holds)
    return _cut(f"{reasons}\n{as_text(check.changes)}", check)


def _counted(changes: Sequence[Change]) -> str:
    return f"{len(changes)} change{'s' if len(changes) != 1 else ''} of TIIA prices"


def _cut(text: str, check: Check) -> str:
    lines = text.splitlines()
    shown = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        shown.append(f"… and {len(lines) - MOST_LINES} lines more")
    return "\n".join((*shown, "", f"{check.source}, {utc(check.at)}, snapshot {check.snapshot}"))
