"""Pricing what is left to pay (后付费): the tier reached, and the amount in whole cents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm

from msgspec import Struct

from tiia_pricebook import Mode, PayAsYouGo, Tier
from tiia_pricing.billing.settlement.choices import Choices


class Part(Struct, frozen=True, gc=False):
    """Calls priced at one tier. A reached tier gives one part, progressive tiers several."""

    tier: Tier
    calls: int


def mode_of(table: PayAsYouGo, choices: Choices) -> Mode:
    """Return how tiers price calls: as the book says.

    Where it only assumes, as ``tier-mode`` does.
    """
    if not table.mode_certainty:
        return table.mode
    return "progressive" if choices.tier_mode == "progressive" else "reached"


class Ladder(Struct, frozen=True):
    """A tier table made ready for integer arithmetic.

    ``calls x numerators[tier] / divisor`` are cents, exactly. ``measures`` has for each tier the
    number of its first call where graduated tiers are cut by measure.
    """

    table: PayAsYouGo
    bounds: tuple[int, ...]
    measures: tuple[int, ...]
    numerators: tuple[int, ...]
    divisor: int

    @classmethod
    def of(cls, table: PayAsYouGo) -> Ladder:
        """Return the ladder of a tier table."""
        digits = max(-int(tier.price.as_tuple().exponent) for tier in table.tiers)
        scale = 10 ** max(digits, 0)
        numerators = tuple(int(tier.price * scale) * 100 for tier in table.tiers)
        bounds = tuple(tier.from_calls for tier in table.tiers)
        measures = tuple(tier.from_calls + (tier.bound_in == "upper") for tier in table.tiers)
        return cls(table, bounds, measures, numerators, table.per_calls * scale)


class Share(Struct, frozen=True, gc=False):
    """The parts of a month's calls that one table prices, where several do."""

    ladder: Ladder
    parts: tuple[Part, ...]


class Charge(Struct, frozen=True, gc=False):
    """What one interface's calls of a month cost: the parts priced, and whole cents.

    ``shares`` has the parts by their table where prices change within the month.
    """

    parts: tuple[Part, ...]
    cents: int
    shares: tuple[Share, ...] = ()


NOTHING = Charge((), 0)


def charge(ladder: Ladder, calls: int, paid: int, choices: Choices) -> Charge:
    """Price ``paid`` of the month's ``calls``; rounds once (clause ``reached-tiers``)."""
    if not paid:
        return NOTHING
    table = ladder.table
    numbered = _filled(ladder, calls, paid, choices)
    cents = rounded(_amount(ladder, numbered), ladder.divisor, choices.rounding)
    return Charge(tuple([Part(table.tiers[index], count) for index, count in numbered]), cents)


def amount_before_rounding(ladder: Ladder, calls: int, paid: int, choices: Choices) -> int:
    """Return what ``charge`` rounds, in cents times the ladder's divisor."""
    return _amount(ladder, _filled(ladder, calls, paid, choices)) if paid else 0


def _filled(ladder: Ladder, calls: int, paid: int, choices: Choices) -> list[tuple[int, int]]:
    """The paid calls by tier, the rest of a thousand filled up where that is the reading."""
    gross = choices.tier_basis == "gross"
    reaching, below = (calls, calls - paid) if gross else (paid, 0)
    numbered = _numbered(ladder, reaching, below, paid, choices)
    if choices.partial_thousand == "round-up":
        index, last = numbered[-1]
        numbered[-1] = (index, last + -paid % ladder.table.per_calls)
    return numbered


def _amount(ladder: Ladder, numbered: list[tuple[int, int]]) -> int:
    amount = 0
    for index, count in numbered:
        amount += count * ladder.numerators[index]
    return amount


def charge_shares(counts: Sequence[tuple[Ladder, int]], calls: int, choices: Choices) -> Charge:
    """Price a month that several tables share, the earlier days first; rounds once.

    Each table prices its count of the paid calls. All paid calls of the month (all ``calls``
    under ``gross``) choose the tier of each table; progressive tiers go on counting from one
    table to the next. The rest of a thousand is filled up once, at the last table.
    """
    paid = sum(count for _, count in counts)
    gross = choices.tier_basis == "gross"
    below = calls - paid if gross else 0
    found = []
    for ladder, count in counts:
        numbered = _numbered(ladder, calls if gross else paid, below, count, choices)
        found.append((ladder, numbered))
        below += count
    if choices.partial_thousand == "round-up":
        ladder, numbered = found[-1]
        index, last = numbered[-1]
        numbered[-1] = (index, last + -paid % ladder.table.per_calls)
    divisor = lcm(*(ladder.divisor for ladder, _ in found))
    amount = sum(
        count * ladder.numerators[index] * (divisor // ladder.divisor)
        for ladder, numbered in found
        for index, count in numbered
    )
    shares = tuple(
        Share(ladder, tuple(Part(ladder.table.tiers[index], count) for index, count in numbered))
        for ladder, numbered in found
    )
    parts = tuple(part for share in shares for part in share.parts)
    return Charge(parts, rounded(amount, divisor, choices.rounding), shares)


def exact(table: PayAsYouGo, parts: tuple[Part, ...]) -> Fraction:
    """Return the amount of ``parts`` in yuan before rounding."""
    total = sum(part.tier.price * part.calls for part in parts)
    return Fraction(total) / table.per_calls


def _numbered(
    ladder: Ladder, reaching: int, below: int, count: int, choices: Choices
) -> list[tuple[int, int]]:
    """``count`` calls by the tier that prices them: the one reached, or each they fill."""
    if mode_of(ladder.table, choices) == "reached":
        return [(bisect_right(ladder.bounds, reaching) - 1, count)]
    by_number = choices.progressive_bound == "by-number"
    return _cut(ladder.bounds if by_number else ladder.measures, below, count)


def _cut(firsts: Sequence[int], below: int, paid: int) -> list[tuple[int, int]]:
    """Graduated tiers: cut ``paid`` calls, on top of ``below`` others, at every bound.

    ``firsts`` has the number of each tier's first call. By number that is ``from_calls``: of a
    bound of 1,000 in the upper tier, 999 calls have the old price. By measure the first 1,000
    do. A bound in the lower tier, ``≤ 10``, is stored as 11: the tenth call is the last of the
    tier below either way.
    """
    starts = [1, *firsts[1:]]
    past = below + paid + 1
    parts = []
    for index, (start, end) in enumerate(pairwise([*starts, past])):
        count = min(end, past) - max(start, below + 1)
        if count > 0:
            parts.append((index, count))
    return parts


def rounded(amount: int, divisor: int, rounding: str) -> int:
    """Return ``amount / divisor`` as whole cents, as the reading ``rounding`` has it."""
    if rounding == "half-up":
        return (2 * amount + divisor) // (2 * divisor)
    return amount // divisor
