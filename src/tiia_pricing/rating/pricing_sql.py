"""Pay-as-you-go as SQL: the tier reached, the amount, whole cents, under one choice of readings.

All numbers are whole: calls, and cents times the divisor of the tier table. A line of a month
in which prices change has a row for each table (``turn``); the others have one.
"""

from __future__ import annotations

from msgspec import Struct

from tiia_pricing.rating.dialect import Dialect


class Pricing(Struct, frozen=True):
    """The readings that decide what paid calls cost."""

    tier_basis: str
    partial_thousand: str
    rounding: str
    tier_mode: str
    progressive_bound: str
    price_change: str


class Calls(Struct, frozen=True):
    """The calls that are priced, as SQL: so many of them, on top of those ``below``.

    ``reaching`` choose the tier; ``fill`` are added to them at the last tier.
    """

    count: str
    reaching: str
    below: str
    fill: str


class Ladders(Struct, frozen=True):
    """How the tables of a run are: the most tiers, and whether any is graduated or may be."""

    tiers: int
    graduated: bool


def rounded(dialect: Dialect, number: str, divisor: str, rounding: str) -> str:
    """Return ``number`` by ``divisor`` as whole cents (reading ``rounding``)."""
    if rounding == "half-up":
        return dialect.divided(f"2 * ({number}) + {divisor}", f"2 * {divisor}")
    return dialect.divided(number, divisor)


def amount(dialect: Dialect, pricing: Pricing, ladders: Ladders) -> str:
    """Cents times divisor of the paid calls ``l.paid`` of ``l.calls``, at the table ``p``."""
    gross = pricing.tier_basis == "gross"
    reaching, below = ("l.calls", "l.calls - l.paid") if gross else ("l.paid", "0")
    calls = Calls("l.paid", reaching, below, filled(pricing, "l.paid"))
    return share(dialect, pricing, ladders, calls)


def filled(pricing: Pricing, paid: str) -> str:
    """Return the calls that fill up the last thousand (reading ``partial-thousand``)."""
    if pricing.partial_thousand == "round-up":
        return f"(p.per_calls - {paid} % p.per_calls) % p.per_calls"
    return "0"


def share(dialect: Dialect, pricing: Pricing, ladders: Ladders, calls: Calls) -> str:
    """Return cents times divisor of ``calls`` at the table ``p``."""
    priced = dialect.as_whole(f"{calls.count} + {calls.fill}")
    reached = f"{priced} * {tier_reached(ladders, calls.reaching)}"
    if not ladders.graduated:
        return reached
    cut = graduated(dialect, pricing, ladders, calls)
    return f"CASE WHEN {is_graduated(pricing)}\n    THEN {cut}\n    ELSE {reached} END"


def is_graduated(pricing: Pricing) -> str:
    """Whether the table ``p`` is graduated (reading ``tier-mode`` where no sentence says it)."""
    assumed = "TRUE" if pricing.tier_mode == "progressive" else "FALSE"
    return f"CASE WHEN p.assumed THEN {assumed} ELSE p.graduated END"


def tier_reached(ladders: Ladders, calls: str, column: str = "numerator") -> str:
    """Return the ``column`` of the tier that ``calls`` reach.

    Its bound is in, the next one's is out.
    """
    whens = "".join(
        f" WHEN {calls} >= p.bound_{tier} THEN p.{column}_{tier}"
        for tier in range(ladders.tiers, 1, -1)
    )
    return f"CASE{whens} ELSE p.{column}_1 END" if whens else f"p.{column}_1"


def graduated(dialect: Dialect, pricing: Pricing, ladders: Ladders, calls: Calls) -> str:
    """Return the same where each tier prices its own calls (reading ``progressive-bound``)."""
    name = "bound" if pricing.progressive_bound == "by-number" else "measure"
    starts = ["1", *(f"p.{name}_{tier}" for tier in range(2, ladders.tiers + 1))]
    past = f"({calls.below} + {calls.count} + 1)"
    parts, last = [], "p.numerator_1"
    for tier, start in enumerate(starts, start=1):
        end = past if tier == len(starts) else f"LEAST({starts[tier]}, {past})"
        inside = f"GREATEST({end} - GREATEST({start}, {calls.below} + 1), 0)"
        parts.append(f"{dialect.as_whole(inside)} * p.numerator_{tier}")
        if tier > 1:
            last = f"CASE WHEN {start} < {past} THEN p.numerator_{tier} ELSE {last} END"
    if calls.fill != "0":
        parts.append(f"{dialect.as_whole(calls.fill)} * {last}")
    return "(" + "\n      + ".join(parts) + ")"
