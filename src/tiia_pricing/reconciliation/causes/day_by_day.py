"""A month billed day by day: each day rounded, or priced by the calls that there were till then."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from tiia_pricing.billing.settlement.tier_pricing import Ladder, mode_of
from tiia_pricing.reconciliation.agreement import cents_of, down
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.causes.candidate import Candidate, of_amount
from tiia_pricing.reconciliation.rebilling import Rebilled


def day_by_day(amount: Rebilled, by_day: Rebilled | None, billed: Billed) -> Iterator[Candidate]:
    """Yield the amounts of both causes, by the days of the usage and by the rows of the bill.

    ``by_day`` is the line with its paid days, where the usage has days.
    """
    days = [Fraction(calls) for _, calls in by_day.deduction.paid_days] if by_day else []
    rows = [Fraction(row.figures.calls) for row in billed.rows if row.figures.calls is not None]
    for counts in (days, rows):
        if len(counts) > 1 and sum(counts) == amount.paid:
            yield from _rounded(amount, counts)
            yield from _running(amount, counts)


def single_price(amount: Rebilled) -> Fraction | None:
    """Return the price of one call, where all have the same."""
    if len(amount.charge.parts) != 1:
        return None
    return amount.exact / amount.charge.parts[0].calls


def ladder_of(amount: Rebilled) -> Ladder | None:
    """Return the prices of a line, where they are the same in all of its month."""
    name = amount.deduction.interface
    return None if name in amount.terms.turns else amount.terms.ladders.get(name)


def _rounded(amount: Rebilled, counts: Sequence[Fraction]) -> Iterator[Candidate]:
    price = single_price(amount)
    if price is None:
        return
    nearest = Fraction(sum(cents_of(count * price) for count in counts), 100)
    cut = sum((down(count * price) for count in counts), Fraction())
    for total in (nearest, cut):
        yield of_amount("rounded-per-day", total, days=f"{len(counts):,}")


def _running(amount: Rebilled, counts: Sequence[Fraction]) -> Iterator[Candidate]:
    """Each day's calls at the price of the tier that the calls till then reach."""
    ladder = ladder_of(amount)
    if ladder is None or mode_of(ladder.table, amount.terms.choices) != "reached":
        return
    total = Fraction()
    for count, reaching in zip(counts, accumulate(counts), strict=True):
        tier = ladder.table.tiers[bisect_right(ladder.bounds, reaching) - 1]
        total += count * Fraction(tier.price) / ladder.table.per_calls
    yield of_amount("tier-running", total, days=f"{len(counts):,}")
