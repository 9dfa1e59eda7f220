"""The purchases under which the months of one interface cost least.

Packs on sale at the same prices all the time are best bought when they are first needed: in a
month that finds too few calls in those at hand. Such a month uses up what it finds, and packs
that are bought in two steps cost no less than those bought at once. So the months fall into
stretches: packs are bought in the first month of each, cover every month but the last whole, and
are used up in the last, which pays for the rest; only after the last month of all, or where they
expire, something may be left. Each stretch is tried with each number of calls bought that can be
used up in its last month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from operator import add

from msgspec import Struct

from tiia_pricing.billing.settlement.tier_pricing import rounded
from tiia_pricing.planning.improving import UsedUp, improved
from tiia_pricing.planning.month_costs import MonthCost
from tiia_pricing.planning.pack_costs import NEVER, PackCosts, PackOnSale, pack_costs
from tiia_pricing.planning.renewal_bounds import at_least
from tiia_pricing.planning.renewals import renewed


class ServedMonths(Struct, frozen=True):
    """Months ``[first, last]`` that the packs bought in the first serve; the cost in cents."""

    first: int
    last: int
    cents: int
    bought: tuple[PackCosts, int] | None

    @property
    def packs(self) -> Iterator[int]:
        """The calls of each pack bought."""
        if self.bought:
            costs, units = self.bought
            yield from costs.packs(units)


class FoundPurchases(Struct, frozen=True):
    """Purchases, as months and calls of packs; what they and paid calls cost together, in cents.

    No purchases cost less than ``lower_bound``.
    """

    purchases: tuple[tuple[int, int], ...]
    cents: int
    lower_bound: int
    complete: bool


def cheapest(months: Sequence[MonthCost], offers: Sequence[Sequence[PackOnSale]]) -> FoundPurchases:
    """Return the best purchases, ``offers`` being what is on sale on the first of each month.

    The lower bound is the cost itself where nothing can be better; see the module. Raises
    ``InputError`` where there are more calls than can be looked through.
    """
    search = _Search(months, offers)
    best: list[tuple[int, ServedMonths | None]] = [(0, None)]
    for last in range(len(months)):
        every = (search.stretch(first, last) for first in range(last + 1))
        best.append(
            min(
                ((best[one.first][0] + one.cents, one) for one in every if one),
                key=lambda found: found[0],
            )
        )
    cents = best[-1][0]
    purchases = tuple(
        (one.first, calls) for one in reversed(list(_walk(best))) for calls in one.packs
    )
    if search.complete:
        return FoundPurchases(purchases, cents, cents, complete=True)
    bound = min(cents, at_least(months, offers))
    return _over_years(search, FoundPurchases(purchases, cents, bound, complete=False))


def _over_years(search: _Search, found: FoundPurchases) -> FoundPurchases:
    """The better purchases where packs end on the way, and a bound that is closer."""
    ends = search.ends()
    if ends is None:
        return found
    offers = search.offers[0]
    freed = renewed(search.months, offers, ends, found.cents)
    costs = UsedUp(search.months, offers, ends)
    known = tuple(one for one in (freed.purchases, found.purchases) if one is not None)
    best, cents = min(((one, costs.cents(one)) for one in known), key=lambda one: one[1])
    if cents > freed.cents:
        best, cents = improved(costs, (*known, ()))
    return FoundPurchases(best, cents, freed.cents, complete=False)


def _walk(best: Sequence[tuple[int, ServedMonths | None]]) -> Iterator[ServedMonths]:
    at = len(best) - 1
    while at:
        stretch = best[at][1]
        assert stretch is not None  # noqa: S101 - every month ends a stretch
        yield stretch
        at = stretch.first


class _Search:
    """The cost of each stretch, of months with what is on sale."""

    def __init__(self, months: Sequence[MonthCost], offers: Sequence[Sequence[PackOnSale]]) -> None:
        self.months = months
        self.offers = offers
        self.before = [0, *accumulate(month.paid for month in months)]
        kinds = {tuple((one.calls, one.cents) for one in some) for some in offers}
        outlasting = all(
            first + one.months >= len(months) for first, some in enumerate(offers) for one in some
        )
        self.complete = outlasting and len(kinds) <= 1

    def ends(self) -> list[int] | None:
        """Where packs end that are bought in each month, if they are alike all the time."""
        kinds = {tuple((one.calls, one.cents) for one in some) for some in self.offers}
        lasts = [{one.months for one in some} for some in self.offers]
        rising = all(month.rising for month in self.months)
        if len(kinds) > 1 or not rising or any(len(one) != 1 or 0 in one for one in lasts):
            return None
        return [first + months for first, (months,) in enumerate(lasts)]

    def stretch(self, first: int, last: int) -> ServedMonths | None:
        """The cheapest stretch of these months; ``None`` where packs do not last so long."""
        options = [self._used_up(first, last), self._left_over(first, last)]
        if first == last:
            month = self.months[last]
            options.append(ServedMonths(first, last, month.cents(month.paid), None))
        return min((one for one in options if one), key=lambda one: one.cents, default=None)

    def _used_up(self, first: int, last: int) -> ServedMonths | None:
        costs = self._lasting(first, last - first + 1)
        if costs is None:
            return None
        month = self.months[last]
        wanted = self.before[last + 1] - self.before[first]
        found = [_least(month, costs, wanted, *piece) for piece in month.pieces()]
        amount, units = min(filter(None, found), default=(NEVER, 0))
        if amount >= NEVER:
            return None
        cents = rounded(amount, month.divisor, month.choices.rounding)
        return ServedMonths(first, last, cents, (costs, units))

    def _left_over(self, first: int, last: int) -> ServedMonths | None:
        """Packs of which something may be left: the last month is their last, or that of all."""
        count = last - first + 1
        ends = last + 1 == len(self.months)
        offers = [one for one in self.offers[first] if one.months == count or ends]
        costs = self._of([one for one in offers if one.months >= count])
        if costs is None:
            return None
        cents, units = costs.holding(self.before[last + 1] - self.before[first])
        return ServedMonths(first, last, cents, (costs, units))

    def _lasting(self, first: int, count: int) -> PackCosts | None:
        return self._of([one for one in self.offers[first] if one.months >= count])

    def _of(self, offers: Sequence[PackOnSale]) -> PackCosts | None:
        if not offers:
            return None
        costs = pack_costs(tuple((one.calls, one.cents) for one in offers))
        costs.reach(self.before[-1])
        return costs


def _least(
    month: MonthCost, costs: PackCosts, wanted: int, start: int, end: int
) -> tuple[int, int] | None:
    """The least amount, in parts of a cent, where ``start`` to ``end`` calls are paid for.

    ``wanted`` calls are covered by packs or, in this last month, paid for. Gives the units of
    calls bought too; ``None`` where no whole number of units leaves so many.
    """
    unit = costs.unit
    most, fewest = (wanted - start) // unit, max(0, -(-(wanted - end + 1) // unit))
    if most < fewest:
        return None
    packs = costs.scaled(month.divisor)
    if month.even(unit) and most > fewest:
        lowest = month.amount(wanted - most * unit)
        step = month.amount(wanted - (most - 1) * unit) - lowest
        fewest = max(fewest, most - _worth(costs, step, month.divisor) + 1)
        highest = lowest + step * (most - fewest)
        amounts = iter(range(highest, lowest - 1, -step)) if step else repeat(lowest)
    else:
        amounts = (month.amount(wanted - units * unit) for units in range(fewest, most + 1))
    totals = list(map(add, packs[fewest : most + 1], amounts))
    least = min(totals)
    return least, fewest + totals.index(least)


def _worth(costs: PackCosts, step: int, divisor: int) -> int:
    """The units of the smallest pack that costs no more than to pay for as many at ``step``.

    Where so many can be paid for at one price, one more such pack is no dearer.
    """
    worth = (size for size, cents in costs.sizes if cents * divisor <= step * size)
    return min(worth, default=len(costs.of))
