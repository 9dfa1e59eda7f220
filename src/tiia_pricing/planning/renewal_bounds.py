"""What the months to come cost at least, and what a month costs that throws calls away."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import floor

from tiia_pricing.planning.month_costs import MonthCost
from tiia_pricing.planning.pack_costs import PackOnSale, pack_costs


class Bounds:
    """Costs in cents that no purchases are below.

    Two of them are known, and the higher one counts. All calls to come are covered by packs, each
    in one of them, or paid for at the lowest price of any month. And each month covers its calls
    at the share of the pack whose calls cost least, or pays for them at its own prices; a pack
    covers no more calls than the months have in which it holds.
    """

    def __init__(
        self, months: Sequence[MonthCost], offers: Sequence[PackOnSale], ends: Sequence[int]
    ) -> None:
        self._before = [0, *accumulate(month.paid for month in months)]
        self._floors, self._unit = _floors(months, offers, self._before[-1])
        most = max(self._before[end] - self._before[first] for first, end in enumerate(ends))
        self._share = min(Fraction(one.cents, min(one.calls, most)) for one in offers)
        least = [_least(month, self._share) for month in months]
        rests = reversed([*accumulate(reversed(least), initial=Fraction(0))])
        lines = (
            rest + before * self._share for rest, before in zip(rests, self._before, strict=True)
        )
        self._lines = [floor(line * self._share.denominator) for line in lines]
        self.least = self.rest(0)

    def rest(self, covered: int) -> int:
        """Return what is left costs at least, where so many calls from the first on are covered."""
        left = self._before[-1] - covered
        if left <= 0:
            return 0
        month = bisect_right(self._before, covered) - 1
        share = self._share
        line = (self._lines[month] - share.numerator * covered) // share.denominator
        return max(line, self._floors[left // self._unit], 0)


def _floors(
    months: Sequence[MonthCost], offers: Sequence[PackOnSale], total: int
) -> tuple[list[int], int]:
    """The least cost of so many units of calls, and how many calls are a unit."""
    costs = pack_costs(tuple((one.calls, one.cents) for one in offers))
    costs.reach(total)
    holding = [*accumulate(reversed(costs.of), min)]
    paid = min(month.lowest for month in months) * costs.unit
    floors: list[int] = []
    cents = 0
    step = floor(paid)
    for held in reversed(holding):
        cents = min(held, cents + step)
        floors.append(cents)
    slack = len(months)  # a cent for what each month rounds off
    return [max(0, one - slack) for one in floors], costs.unit


def _least(month: MonthCost, share: Fraction) -> Fraction:
    """A cost in cents that a month is not below whose covered calls cost their share."""
    if not month.even(1):
        return Fraction(0)
    paids = {paid for start, end in month.pieces() for paid in (start, end - 1)}
    # A cent for what rounding hides between the ends.
    return min(month.cents(paid) + (month.paid - paid) * share for paid in paids) - 1


def at_least(months: Sequence[MonthCost], offers: Sequence[Sequence[PackOnSale]]) -> int:
    """A cost that no purchases are below: each covered call costs its share of the best pack.

    A pack covers no more calls than the months have in which it holds.
    """
    before = [0, *accumulate(month.paid for month in months)]
    shares = (
        Fraction(one.cents, max(min(one.calls, before[first + one.months] - before[first]), 1))
        for first, some in enumerate(offers)
        for one in some
    )
    best = min(shares, default=None)

    def least(month: MonthCost) -> int:
        if best is None or not month.even(1):
            return 0 if best else month.cents(month.paid)
        ends = {end for piece in month.pieces() for end in (piece[0], piece[1] - 1)}
        totals = (month.cents(paid) + floor((month.paid - paid) * best) for paid in ends)
        return max(min(totals) - 1, 0)  # a cent for what rounding hides between the ends

    return sum(least(month) for month in months)


class Paying:
    """What a month costs that throws away what it likes of the calls at hand."""

    def __init__(self, month: MonthCost) -> None:
        self._month = month
        self._starts = [start for start, _ in month.pieces()]
        cents = [month.cents(start) for start in reversed(self._starts)]
        self._least_from = [*reversed([*accumulate(cents, min)])]

    def cents(self, held: int) -> int:
        """Return the cost in cents where so many calls are at hand."""
        paid = self._month.paid - held
        cents = self._month.cents(paid)
        piece = bisect_right(self._starts, paid)
        return min([cents, *self._least_from[piece : piece + 1]])
