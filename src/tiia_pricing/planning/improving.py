"""Purchases made better, one pack at a time, where the best ones cannot be had in time.

A pack more, a pack less, or another one in its place: as long as one of these changes costs less,
it is made. What remains is no worse than all that are one change away; it may not be the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tiia_pricing.planning.month_costs import MonthCost
from tiia_pricing.planning.pack_costs import PackOnSale

# The month in which each pack is bought, and its calls.
Purchases = tuple[tuple[int, int], ...]


class UsedUp:
    """What purchases and paid calls cost together, where the packs that end first go first.

    The same packs are on sale in all ``months``; bought in a month, they hold up to that of
    ``ends``, exclusive.
    """

    def __init__(
        self, months: Sequence[MonthCost], offers: Sequence[PackOnSale], ends: Sequence[int]
    ) -> None:
        self.paid = [month.paid for month in months]
        self.packs = [(first, one.calls) for first in range(len(months)) for one in offers]
        self._ends = ends
        self._prices = {one.calls: one.cents for one in offers}
        self._cents = [cache(month.cents) for month in months]

    def cents(self, purchases: Purchases) -> int:
        """Return the cost in cents."""
        total = sum(self._prices[calls] for _, calls in purchases)
        held = [0] * len(self.paid)
        for first, calls in purchases:
            held[first] += calls
        begins = 0
        for at, paid in enumerate(self.paid):
            rest = paid
            while self._ends[begins] <= at:
                begins += 1
            for first in range(begins, at + 1):
                taken = min(rest, held[first])
                held[first] -= taken
                rest -= taken
            total += self._cents[at](rest)
        return total


def improved(costs: UsedUp, starts: Iterable[Purchases]) -> tuple[Purchases, int]:
    """Return the cheapest purchases that ``starts`` lead to, and their cost in cents."""
    found = [_improved(costs, tuple(sorted(start))) for start in starts]
    return min(found, key=lambda one: one[1])


def _improved(costs: UsedUp, purchases: Purchases) -> tuple[Purchases, int]:
    cents = costs.cents(purchases)
    while True:
        tried = ((one, costs.cents(one)) for one in _more_or_less(costs, purchases))
        better = min(tried, key=lambda one: one[1])
        if better[1] >= cents:
            tried = ((one, costs.cents(one)) for one in _replaced(costs, purchases))
            better = next((one for one in tried if one[1] < cents), (purchases, cents))
        if better[1] >= cents:
            return purchases, cents
        purchases, cents = better


def _more_or_less(costs: UsedUp, purchases: Purchases) -> Iterator[Purchases]:
    """The purchases with one pack more, and with one less."""
    for pack in costs.packs:
        yield tuple(sorted((*purchases, pack)))
    yield from _without(purchases)


def _replaced(costs: UsedUp, purchases: Purchases) -> Iterator[Purchases]:
    """The purchases with one pack in the place of another."""
    for others in _without(purchases):
        for pack in costs.packs:
            yield tuple(sorted((*others, pack)))


def _without(purchases: Purchases) -> Iterator[Purchases]:
    for place, pack in enumerate(purchases):
        if place == 0 or purchases[place - 1] != pack:
            yield purchases[:place] + purchases[place + 1 :]
