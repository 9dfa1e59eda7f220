"""Cliffs: bands of calls that cost more than some more calls, as a tier reached prices all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook.messages import Message, say_many
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.settlement.tier_pricing import Ladder, charge
from tiia_pricing.billing.statement.explanation import ladder_of, yuan
from tiia_pricing.billing.statement.statement import MonthStatement, Statement
from tiia_pricing.billing.statement.statement_forms import amount


class Cliff(Struct, frozen=True):
    """A line at a cliff: ``instead`` calls cost ``saves`` cents less than its ``calls``.

    So do they for all numbers of calls from ``first`` on.
    """

    month: str
    interface: str
    calls: int
    first: int
    instead: int
    saves: int


def cliffs(statement: Statement) -> Iterator[Cliff]:
    """Yield for each line the higher number of calls that costs least, where one costs less.

    Packs take what they take now: the further calls are all paid for.
    """
    for month in statement.months:
        for line in month.lines:
            options = list(_options(month, line))
            if options:
                yield max(options, key=lambda cliff: cliff.saves)


def _options(month: MonthStatement, line: Line) -> Iterator[Cliff]:
    ladder = ladder_of(month.terms, line)
    deduction = line.deduction
    if ladder is None or not deduction.paid or len(line.charge.shares) > 1:
        return
    gross = month.terms.choices.tier_basis == "gross"
    reaching = deduction.calls if gross else deduction.paid
    for bound in ladder.bounds:
        if bound > reaching:
            cents = _cents(month, line, ladder, bound - reaching)
            if cents < line.charge.cents:
                first = _first(month, line, ladder, cents)
                yield Cliff(
                    str(month.terms.month),
                    deduction.interface,
                    deduction.calls,
                    first,
                    deduction.calls + bound - reaching,
                    line.charge.cents - cents,
                )


def _cents(month: MonthStatement, line: Line, ladder: Ladder, more: int) -> int:
    """What the line costs with so many more calls, or fewer, all of them paid for."""
    deduction = line.deduction
    paid = deduction.paid + more
    return charge(ladder, deduction.calls + more, paid, month.terms.choices).cents


def _first(month: MonthStatement, line: Line, ladder: Ladder, cents: int) -> int:
    """The least calls of the line's own tier that cost more than ``cents``."""
    deduction = line.deduction
    gross = month.terms.choices.tier_basis == "gross"
    reaching = deduction.calls if gross else deduction.paid
    start = max(bound for bound in ladder.bounds if bound <= reaching)
    fewer = range(max(start - reaching, -deduction.paid), 1)
    found = bisect_left(fewer, cents + 1, key=lambda more: _cents(month, line, ladder, more))
    return deduction.calls + fewer[found]


def as_list(found: Iterator[Cliff]) -> list[dict[str, Any]]:
    """Cliffs as JSON: money in strings, calls integers."""
    return [
        {
            "month": cliff.month,
            "interface": cliff.interface,
            "calls": cliff.calls,
            "from_calls": cliff.first,
            "instead": cliff.instead,
            "saves": amount(cliff.saves),
        }
        for cliff in found
    ]


def as_lines(found: Iterator[Cliff]) -> Iterator[Message]:
    """Yield a sentence for each cliff; months that are alike in one."""
    alike: dict[Cliff, list[str]] = {}
    for cliff in found:
        alike.setdefault(replace(cliff, month=""), []).append(cliff.month)
    for cliff, months in alike.items():
        yield say_many(
            "{month}: from {first:,} calls of {name} on, {instead:,} cost less: {saves} yuan less "
            "than {calls:,}",
            "{n} months from {month} on: from {first:,} calls of {name} on, {instead:,} cost less: "
            "{saves} yuan less than {calls:,}, in each of them",
            len(months),
            month=months[0],
            first=cliff.first,
            name=cliff.interface,
            instead=cliff.instead,
            saves=yuan(cliff.saves),
            calls=cliff.calls,
        )
