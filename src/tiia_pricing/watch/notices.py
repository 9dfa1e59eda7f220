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
from tiia_pricebook.messages import Message, Tell, listed, say, say_many
from tiia_pricing.changes import Change, at_least
from tiia_pricing.changes.own_bill import OwnBill
from tiia_pricing.changes.report import as_text, own_short
from tiia_pricing.watch.archive import FAILURES, Check, Standing, standing_of

Channel = Literal["changes", "breakage"]
Kind = Literal["info", "success", "warning", "failure"]
Outstanding = Callable[[Sequence[Change]], Sequence[Change]]
OwnBills = Callable[[Check], OwnBill | None]
Headed = Callable[[Check], Sequence[Change]]

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


def _as_recorded(check: Check) -> Sequence[Change]:
    return check.changes


def due(
    checks: Sequence[Check],
    told: int,
    outstanding: Outstanding,
    own: OwnBills = _of_nobody,
    tell: Tell = str,
    headed: Headed = _as_recorded,
) -> list[Notice]:
    """Return what the checks after the first ``told`` have to tell, the oldest first.

    A failure is told when it begins and when it has lasted ``ALARM_DAYS`` days, a held page
    once, and either again when it is over. ``outstanding`` leaves out what is acknowledged,
    ``own`` says what the changes of a check do to the reader's own bill, ``tell`` tells it in
    the reader's language, ``headed`` gives its changes with the headings of tables. A check has
    at most one notice for a channel.
    """
    found: list[Notice] = []
    for number in range(told + 1, len(checks) + 1):
        notices = _notices(checks[:number], outstanding, own, tell, headed)
        found += (replace(notice, told=number) for notice in notices)
    return found


def _notices(
    checks: Sequence[Check], outstanding: Outstanding, own: OwnBills, tell: Tell, headed: Headed
) -> Iterator[Notice]:
    """What the last of ``checks`` has to tell."""
    last = checks[-1]
    if last.outcome == "reader-upgrade":
        return
    before = next((c for c in reversed(checks[:-1]) if c.outcome != "reader-upgrade"), None)
    if last.outcome in FAILURES:
        yield from _failure(checks, before, tell)
    elif last.outcome == "held":
        if before is None or (before.outcome, before.snapshot) != ("held", last.snapshot):
            title = tell(say("A change is held: {source}", source=last.source))
            yield Notice("breakage", title, _held(last, headed(last), tell), "warning")
    else:
        if before is not None and before.outcome in {*FAILURES, "held"}:
            again = say("{when}: {source} is read again.", when=utc(last.at), source=last.source)
            title = tell(say("Over: {source}", source=last.source))
            yield Notice("breakage", title, tell(again), "success")
        if changes := outstanding(headed(last)):
            yield _changes(changes, last, own(last), tell)


def _changes(changes: Sequence[Change], check: Check, own: OwnBill | None, tell: Tell) -> Notice:
    """What changed, and first of all what that does to the reader's own bill."""
    counted = say_many("{n} change of TIIA prices", "{n} changes of TIIA prices", len(changes))
    title = listed((counted, own_short(own)), ": ") if own else counted
    worst: Kind = "warning" if at_least(tuple(changes), "breaking") else "info"
    body = _cut(as_text(changes, own=own, tell=tell), check, tell)
    return Notice("changes", tell(title), body, worst)


def _failure(checks: Sequence[Check], before: Check | None, tell: Tell) -> Iterator[Notice]:
    last, now, then = checks[-1], standing_of(checks), standing_of(checks[:-1])
    begins = before is None or before.outcome not in FAILURES
    if not begins and not then.days < ALARM_DAYS <= now.days:
        return
    reason = last.error.message if last.error else last.outcome
    days = say_many("{n} day", "{n} days", now.days)
    lines = (
        tell(listed((utc(last.at), reason), ": ")),
        tell(say("Failing checks: {count}, on {days}", count=now.failing, days=days)),
        tell(say("Last good check: {when}", when=_good(now, last))),
    )
    title = _failed(last)
    yield Notice("breakage", tell(title), "\n".join(lines), "failure")


def _failed(check: Check) -> Message:
    if check.outcome == "unreachable":
        return say("Unreachable: {source}", source=check.source)
    return say("Unreadable: {source}", source=check.source)


def _good(standing: Standing, check: Check) -> Message:
    if standing.last_good is None:
        return say("never")
    return say("{when} ({age})", when=utc(standing.last_good), age=standing.age(check.at))


def _held(check: Check, changes: Sequence[Change], tell: Tell) -> str:
    reasons = "".join(f"{hold.id}: {tell(hold.text)}\n" for hold in check.holds)
    return _cut(f"{reasons}\n{as_text(changes, tell=tell)}", check, tell)


def _cut(text: str, check: Check, tell: Tell) -> str:
    lines = text.splitlines()
    shown = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        shown.append(tell(say("… and {count} lines more", count=len(lines) - MOST_LINES)))
    values = {"source": check.source, "when": utc(check.at), "page": check.snapshot}
    return "\n".join((*shown, "", tell(say("{source}, {when}, snapshot {page}", **values))))
