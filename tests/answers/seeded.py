"""Questions drawn by a seed, and what the reference calculator says to each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import frozen
from tiia_pricing import Activated, InputError, Purchase, Statement, Usage, bill

NAMES = tuple(one.name for one in frozen.book().interfaces)
ACTIONS = {one.name: one.action for one in frozen.book().interfaces if one.action}
PRO = "车辆识别（增强版）"
SIZES = tuple(sorted({one.calls for one in frozen.book().packs if one.interface == PRO}))
CALLS = (0, 1, 999, 1_000, 1_001, 10_000, 100_001, 999_999, 1_001_000, 3_001_000, 15_000_001)
READINGS = (("tier-basis", "gross"), ("partial-thousand", "round-up"), ("rounding", "down"))


class Asked(NamedTuple):
    """A question as a program asks it, and the same account for the calculator."""

    name: str
    arguments: dict[str, Any]
    usage: list[Usage]
    packs: list[Purchase]
    readings: dict[str, str]
    activated: Activated


def questions(count: int, seed: int = 19) -> Iterator[Asked]:
    """So many questions, the same for a seed: quotes of a month and bills of some."""
    drawn = random.Random(seed)  # noqa: S311 - to be drawn again
    for _ in range(count):
        yield _quote(drawn) if drawn.random() < 0.5 else _bill(drawn)


def expected(asked: Asked) -> Statement | InputError:
    """The statement of the reference calculator, or why it refuses the account."""
    try:
        return bill(
            frozen.dated(),
            asked.usage,
            asked.packs,
            readings=asked.readings,
            activated=asked.activated,
        )
    except InputError as error:
        return error


def same(answer: dict[str, Any], by: Statement | InputError, *, refused: bool) -> None:
    """Whether an answer is the reference's: each line in each number, the total and the range."""
    assert refused == isinstance(by, InputError)
    if isinstance(by, InputError):
        assert answer["error"] == by.id
        return
    lines = [
        (month["month"], line["interface"], line["free"], line["pack"], _cents(line["amount"]))
        for month in answer["months"]
        for line in month["lines"]
    ]
    assert lines == [
        (
            str(month.terms.month),
            line.deduction.interface,
            sum(one.calls for one in line.deduction.free),
            sum(one.calls for one in line.deduction.packs),
            line.charge.cents,
        )
        for month in by.months
        for line in month.lines
    ]
    spread = (by.cents, by.spread.low, by.spread.high)
    assert (
        _cents(answer["total"]),
        *map(_cents, (answer["range"][end] for end in ("low", "high"))),
    ) == spread
    assert [one["id"] for one in answer["warnings"]] == [one.id for one in by.warnings]
    moved = [
        (question["name"], other["value"], _cents(other["amount"]))
        for question in answer["open_questions"]
        for other in question["otherwise"]
    ]
    assert moved == [(one.name, one.value, one.cents) for one in by.spread.alternatives]


def _cents(amount: str) -> int:
    whole, _, part = amount.partition(".")
    assert len(part) == 2
    return int(whole + part)


def _quote(drawn: random.Random) -> Asked:
    month = dt.date(drawn.randint(2022, 2026), drawn.randint(1, 12), 1)
    last = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    calls = {name: _calls(drawn) for name in drawn.sample(NAMES, drawn.randint(1, 4))}
    usage = [Usage(last, name, count, whole_month=True) for name, count in calls.items()]
    own = {
        "month": f"{month:%Y-%m}",
        "calls": {_called(drawn, name): n for name, n in calls.items()},
    }
    return _asked("quote", drawn, own, usage)


def _bill(drawn: random.Random) -> Asked:
    first = dt.date(drawn.randint(2022, 2026), drawn.randint(1, 12), 1)
    names = drawn.sample(NAMES, drawn.randint(1, 3))
    usage = [
        Usage(first + dt.timedelta(days=drawn.randint(0, 80)), drawn.choice(names), _calls(drawn))
        for _ in range(drawn.randint(1, 8))
    ]
    rows = [
        {"date": str(row.day), "interface": _called(drawn, row.interface), "calls": row.calls}
        for row in usage
    ]
    return _asked("bill", drawn, {"usage": rows}, usage)


def _asked(name: str, drawn: random.Random, own: dict[str, Any], usage: list[Usage]) -> Asked:
    start = min(row.day for row in usage)
    packs = [
        Purchase(start - dt.timedelta(days=drawn.randint(-20, 300)), PRO, drawn.choice(SIZES))
        for _ in range(drawn.choice((0, 0, 1, 2)))
    ]
    readings = dict(drawn.sample(READINGS, drawn.choice((0, 0, 1))))
    active = start.replace(day=1) if drawn.random() < 0.2 else None
    rows = [{"purchased_on": str(one.day), "interface": PRO, "calls": one.calls} for one in packs]
    arguments = {
        **own,
        **({"packs": rows} if rows else {}),
        **({"readings": readings} if readings else {}),
        **({"activated": [{"date": str(active)}]} if active else {}),
    }
    return Asked(name, arguments, usage, packs, readings, Activated(active))


def _calls(drawn: random.Random) -> int:
    return drawn.choice(CALLS) if drawn.random() < 0.5 else drawn.randint(0, 20_000_000)


def _called(drawn: random.Random, name: str) -> str:
    """The vendor's name, or now and then the API action."""
    return ACTIONS[name] if drawn.random() < 0.2 and name in ACTIONS else name
