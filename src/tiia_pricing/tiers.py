"""Pricing what is left to pay (后付费): the tier reached, and the amount in whole cents."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from tiia_pricing.choices import Choices
from tiia_pricing.pricebook import PayAsYouGo, Tier


class Part(Struct, frozen=True, gc=False):
    """Calls priced at one tier. A reached tier gives one part, progressive tiers several."""

    tier: Tier
    calls: int


class Ladder(Struct, frozen=True):
    """A tier table made ready for integer arithmetic.

    ``calls x numerators[tier] / divisor`` are cents, exactly.
    """

    table: PayAsYouGo
    bounds: tuple[int, ...]
    numerators: tuple[int, ...]
    divisor: int

    @classmethod
    def of(cls, table: PayAsYouGo) -> Ladder:
        """The ladder of a tier table."""
        digits = max(-int(tier.price.as_tuple().exponent) for tier in table.tiers)
        scale = 10 ** max(digits, 0)
        numerators = tuple(int(tier.price * scale) * 100 for tier in table.tiers)
        bounds = tuple(tier.from_calls for tier in table.tiers)
        return cls(table, bounds, numerators, table.per_calls * scale)


class Charge(Struct, frozen=True, gc=False):
    """What one interface's calls of a month cost: the parts priced, and whole cents."""

    parts: tuple[Part, ...]
    cents: int


NOTHING = Charge((), 0)


def charge(ladder: Ladder, calls: int, paid: int, choices: Choices) -> Charge:
    """Price ``paid`` of the month's ``calls``; rounds once (clause ``reached-tiers``)."""
    if not paid:
        return NOTHING
    gross = choices.tier_basis == "gross"
    table = ladder.table
    if table.mode == "reached":
        numbered = [(bisect_right(ladder.bounds, calls if gross else paid) - 1, paid)]
    else:
        numbered = _spread(ladder, calls - paid if gross else 0, paid)
    if choices.partial_thousand == "round-up":
        index, last = numbered[-1]
        numbered[-1] = (index, last + -paid % table.per_calls)
    amount = 0
    for index, count in numbered:
        amount += count * ladder.numerators[index]
    cents = _round(amount, ladder.divisor, choices.rounding)
    return Charge(tuple([Part(table.tiers[index], count) for index, count in numbered]), cents)


def exact(table: PayAsYouGo, parts: tuple[Part, ...]) -> Fraction:
    """The amount of ``parts`` in yuan before rounding."""
    total = sum(part.tier.price * part.calls for part in parts)
    return Fraction(total) / table.per_calls


def _spread(ladder: Ladder, below: int, paid: int) -> list[tuple[int, int]]:
    """Progressive tiers: cut ``paid`` calls, on top of ``below`` others, at every bound.

    With inclusive lower bounds a tier holds the calls numbered from ``from_calls`` (the
    first tier from call 1) to the one before the next tier's, counted as on the page:
    ``> 10`` is stored as 11, so the tenth call is the last of the tier below.
    """
    starts = [max(bound, 1) for bound in ladder.bounds]
    past = below + paid + 1
    parts = []
    for index, (start, end) in enumerate(pairwise([*starts, past])):
        count = min(end, past) - max(start, below + 1)
        if count > 0:
            parts.append((index, count))
    return parts


def _round(amount: int, divisor: int, rounding: str) -> int:
    if rounding == "half-up":
        return (2 * amount + divisor) // (2 * divisor)
    return amount // divisor
