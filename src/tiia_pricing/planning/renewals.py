"""The least that purchases can cost where packs end before the forecast does.

One freedom is added that nobody has: calls may be thrown away at any time. Then packs are best
bought in a month that finds too few calls in those at hand: bought a month later they cover the
same calls, and what would have ended before is thrown away. Such a month uses up what it finds,
so afterwards all calls at hand were bought in that month and end together. What is covered so far
says all that the months to come need to know. Of two ways to the same month the one that covers no
fewer calls and costs no more is the better, and ways that cannot end below a limit are left. The
limit rises until there is a way. Where the cheapest throws nothing away, nothing is cheaper.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import accumulate

from msgspec import Struct

from tiia_pricing.planning.month_costs import MonthCost
from tiia_pricing.planning.pack_costs import PackOnSale
from tiia_pricing.planning.renewal_bounds import Bounds, Paying

# Cents; calls covered so far and of the last pack, below zero; the step that led there.
Way = tuple[int, int, int, int]
_ANY = -(10**18)
_MOST_STEPS = 40_000
_HALVINGS = 6


class PurchaseStep(Struct, frozen=True, gc=False):
    """A pack bought in a month, or none where a month was paid for; and the step before it."""

    before: int
    month: int
    calls: int


class Renewed(Struct, frozen=True):
    """Purchases as months and calls of packs; no purchases cost less than ``cents``.

    Without purchases nothing was found within the steps that are taken.
    """

    purchases: tuple[tuple[int, int], ...] | None
    cents: int


class TooLong(Exception):
    """More steps than are taken."""


def renewed(
    months: Sequence[MonthCost], offers: Sequence[PackOnSale], ends: Sequence[int], known: int
) -> Renewed:
    """Return the cheapest purchases of the same packs in all months, if calls may be thrown away.

    Packs bought in a month hold up to that of ``ends``, exclusive. ``known`` is what some
    purchases cost, in cents.
    """
    bounds = Bounds(months, offers, ends)
    search = _Search(months, offers, ends, bounds)
    below = min(known, bounds.least)
    for halving in range(_HALVINGS, -1, -1):
        limit = below + ((known - below) >> halving)
        try:
            found = search.within(limit)
        except TooLong:
            break
        if found:
            return found
        bounds.least = limit + 1
    return Renewed(None, min(known, bounds.least))


class _Search:
    def __init__(
        self,
        months: Sequence[MonthCost],
        offers: Sequence[PackOnSale],
        ends: Sequence[int],
        bounds: Bounds,
    ) -> None:
        self.packs = [(one.calls, one.cents) for one in offers]
        self.ends = ends
        self.before = [0, *accumulate(month.paid for month in months)]
        self.paying = [Paying(month) for month in months]
        self.bounds = bounds
        self.steps: list[PurchaseStep] = []
        self.taken = 0

    def within(self, limit: int) -> Renewed | None:
        """The cheapest purchases, where some cost no more than ``limit``; raises ``TooLong``."""
        self.limit = limit
        self.steps = [PurchaseStep(-1, -1, 0)]
        self.ways: list[list[Way]] = [[] for _ in self.before]
        self.ways[0].append((0, 0, _ANY, 0))
        for month in range(len(self.paying)):
            self._leave(month)
        if not self.ways[-1]:
            return None
        cents, _, _, step = min(self.ways[-1])
        return Renewed(tuple(reversed(list(self._purchases(step)))), cents)

    def _purchases(self, at: int) -> Iterator[tuple[int, int]]:
        while at:
            step = self.steps[at]
            if step.calls:
                yield step.month, step.calls
            at = step.before

    def _leave(self, month: int) -> None:
        """Go on from all ways to a month: with packs bought, or with what is left paid for."""
        ways, self.ways[month] = self.ways[month], []
        heapify(ways)
        paid: list[tuple[int, int]] = []
        furthest = -1
        while ways:
            cents, below, size, at = heappop(ways)
            covered = -below
            if covered <= furthest:
                continue
            furthest = covered
            if size != _ANY:
                at = self._step(at, month, -size)
            if covered < self.before[month + 1]:
                held = covered - self.before[month]
                paid.append((cents + self.paying[month].cents(held), at))
            elif covered >= self.before[self.ends[month]]:
                self._arrive(self.ends[month], cents, self.before[self.ends[month]], at)
                break
            else:
                self._arrive(bisect_right(self.before, covered) - 1, cents, covered, at)
            self._buy(ways, cents, covered, size, at)
        if paid:
            cents, at = min(paid)
            self._arrive(month + 1, cents, self.before[month + 1], self._step(at, month, 0))

    def _buy(self, ways: list[Way], cents: int, covered: int, size: int, at: int) -> None:
        """With each pack more; the larger before the smaller, so that no way is gone twice."""
        for calls, price in self.packs:
            if calls <= -size and self._promising(cents + price, covered + calls):
                heappush(ways, (cents + price, -(covered + calls), -calls, at))

    def _arrive(self, month: int, cents: int, covered: int, at: int) -> None:
        if self._promising(cents, covered):
            self.ways[month].append((cents, -covered, _ANY, at))

    def _promising(self, cents: int, covered: int) -> bool:
        return cents + self.bounds.rest(covered) <= self.limit

    def _step(self, before: int, month: int, calls: int) -> int:
        self.taken += 1
        if self.taken > _MOST_STEPS:
            raise TooLong
        self.steps.append(PurchaseStep(before, month, calls))
        return len(self.steps) - 1
