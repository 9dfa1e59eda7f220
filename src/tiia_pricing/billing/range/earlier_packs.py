"""Packs bought before the first month of usage: nobody says how many calls are left in them.

They count as full, and the range reaches over all that can be left. Packs of one interface are
used in their order: one is begun when those before it are empty. So one number, the calls left
in all of them together, says what is left in each. The more is left, the less of any month is
paid for; so a total is least and greatest where the packs are full, where they are empty, or
where what a month's paid calls cost turns from falling to rising, or jumps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from tiia_pricebook.calendar import Month
from tiia_pricing.billing.range.turning_counts import turning_counts
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.ledger import Account, Ledger, deduct_months
from tiia_pricing.billing.settlement.month import Deduction
from tiia_pricing.billing.settlement.terms import Terms


def doubtful(account: Account, held: Sequence[Held]) -> Mapping[str, list[int]]:
    """The places of the packs that may have been used before, by interface, in their order."""
    places: dict[str, list[int]] = {}
    first = next(iter(account.usage), None)
    for place, pack in enumerate(held):
        if first and _may_be_used(pack, first):
            places.setdefault(pack.purchase.interface, []).append(place)
    return places


def _may_be_used(pack: Held, first: Month) -> bool:
    """Whether a pack still covers days of ``first`` and nobody says what was left then."""
    earlier = Month.of(pack.purchase.day) < first
    return pack.purchase.left is None and earlier and pack.covers_after(first.first)


def used_before(account: Account, ledger: Ledger) -> Iterator[list[Ledger]]:
    """Yield for each interface with such packs, its ledgers in which they are not full.

    Among them and ``ledger``, in which they are, are those of the least and the greatest total.
    """
    called = {name for usage in account.usage.values() for name in usage}
    for name, places in doubtful(account, ledger.held).items():
        if name in called:
            yield list(_ledgers(account, ledger, name, places))


def _ledgers(
    account: Account, ledger: Ledger, name: str, places: Sequence[int]
) -> Iterator[Ledger]:
    """The ledgers of one interface, from empty packs on."""
    months = [
        (terms, usage)
        for (terms, _), usage in zip(ledger.months, account.usage.values(), strict=True)
    ]
    full = sum(ledger.held[place].calls for place in places)

    @cache
    def with_left(calls: int) -> Ledger:
        opening = _opening(ledger.held, places, calls)
        deducted, left = deduct_months(months, ledger.held, opening)
        return Ledger(deducted, ledger.held, left)

    for calls in sorted({0, *_crossings(with_left, full)} - {full}):
        yield with_left(calls)


def _opening(held: Sequence[Held], places: Sequence[int], calls: int) -> list[int]:
    """What each pack holds where ``calls`` are left in those at ``places``: the last ones fill."""
    opening = [pack.calls for pack in held]
    for place in reversed(places):
        opening[place] = min(calls, held[place].calls)
        calls -= opening[place]
    return opening


def _crossings(with_left: Callable[[int], Ledger], full: int) -> Iterator[int]:
    """The calls left with which a line is just below a count at which its cost turns, and on it."""
    lines = zip(_lines(with_left(full)), _lines(with_left(0)), strict=True)
    for place, ((terms, fullest), (_, emptiest)) in enumerate(lines):
        if fullest.paid == emptiest.paid:
            continue
        counts = turning_counts(terms, fullest, emptiest)
        within = sorted(one for one in counts if fullest.paid < one <= emptiest.paid)
        both = 0  # each call left may take one call of this line: then it stays the same
        for count in reversed(within):
            below = _below(with_left, place, count, full, both - count)
            both = below + count
            yield from (below - 1, below)


def _below(
    with_left: Callable[[int], Ledger], place: int, count: int, full: int, guess: int
) -> int:
    """The fewest calls left with which a line pays for less than ``count``; perhaps ``guess``."""

    def less(left: int) -> bool:
        return _lines(with_left(left))[place][1].paid < count

    if guess > 0 and less(guess) and not less(guess - 1):
        return guess
    return _least(full, less)


def _lines(ledger: Ledger) -> list[tuple[Terms, Deduction]]:
    return [(terms, line) for terms, lines in ledger.months for line in lines]


def _least(most: int, holds: Callable[[int], bool]) -> int:
    """The least number from 1 to ``most`` for which ``holds``, as for every greater one."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
