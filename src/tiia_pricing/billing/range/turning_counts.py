"""The paid calls of a month at which what they cost can turn, where packs leave open how many.

The more is left in packs, the more of the earliest calls that they can take are taken. Within a
tier the rest costs less then, so only its bounds count. Two things are otherwise where tables
are graduated, or several hold in a month: a tier begins at a call of each table, counted from
either end of the month, and what fills up a thousand has the last call's price, while what is
taken has another. There a cost turns where one of these ends, and at the thousands around it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from tiia_pricing.billing.settlement.month import Deduction
from tiia_pricing.billing.settlement.terms import Terms
from tiia_pricing.billing.settlement.tier_pricing import Ladder


def turning_counts(terms: Terms, full: Deduction, empty: Deduction) -> set[int]:
    """Return the numbers of paid calls from which on a line's cost can rise or fall otherwise.

    ``full`` and ``empty`` are the line with full and with empty packs. The cost is least and
    greatest at one of these numbers, at the one below it, or at either end.
    """
    ladders = _ladders(terms, full.interface)
    starts = _starts(ladders)
    graduated = any(map(_can_be_graduated, ladders))
    one_price = all(start > full.calls for start in starts)
    if len(ladders) <= 1 and (one_price or not graduated):
        return starts
    points = {full.paid, empty.paid, *_points(ladders, starts, full, empty)}
    return {count for point in points for count in _around(point, ladders)}


def _ladders(terms: Terms, interface: str) -> Sequence[Ladder]:
    if turns := terms.turns.get(interface):
        return turns
    ladder = terms.ladders.get(interface)
    return () if ladder is None else (ladder,)


def _starts(ladders: Sequence[Ladder]) -> set[int]:
    return {start for one in ladders for start in (*one.bounds, *one.measures) if start}


def _can_be_graduated(ladder: Ladder) -> bool:
    table = ladder.table
    return bool(table.mode_certainty or table.mode == "progressive")


def _points(
    ladders: Sequence[Ladder], starts: set[int], full: Deduction, empty: Deduction
) -> Iterator[int]:
    """Where a table has no more calls to give, or has a tier begin at one that it gives.

    Of the days until a table ends, ``head`` calls are paid for in any case; of those after it
    ``tail`` can be. Nothing of either stands for the whole month.
    """
    ends = [ladder.table.to for ladder in ladders if ladder.table.to]
    sides = [(_paid(full, end, before=True), _paid(empty, end, before=False)) for end in ends]
    for head, tail in [(0, 0), *sides]:
        yield head + tail
        for start in starts:
            yield start + tail
            yield full.calls + head - start


def _paid(line: Deduction, end: dt.date, *, before: bool) -> int:
    return sum(count for day, count in line.paid_days if (day < end) is before)


def _around(point: int, ladders: Sequence[Ladder]) -> Iterator[int]:
    """The number, the next, and the first of the thousands around it."""
    yield from (point, point + 1)
    for per in {ladder.table.per_calls for ladder in ladders}:
        thousand = point - point % per
        yield from (thousand - per + 1, thousand + 1, thousand + per + 1)
