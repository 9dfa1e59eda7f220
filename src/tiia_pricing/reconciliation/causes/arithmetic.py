"""The right calls and prices, reckoned wrongly: rounded too early, or a unit taken for another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product

from tiia_pricing.billing.settlement.tier_pricing import charge, exact, mode_of
from tiia_pricing.reconciliation.agreement import down, fits, half_up
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.causes.candidate import Candidate, of_amount
from tiia_pricing.reconciliation.causes.day_by_day import day_by_day, ladder_of, single_price
from tiia_pricing.reconciliation.rebilling import Rebilled

THOUSANDFOLD = (Fraction(1000), Fraction(1, 1000))


def arithmetic_candidates(
    amount: Rebilled, by_day: Rebilled | None, billed: Billed, discount: Decimal | None
) -> Iterator[Candidate]:
    """Yield the amounts of all these causes for one line.

    ``by_day`` is the line with its paid days.
    """
    if not amount.paid:
        return
    yield of_amount("rounded-down", down(amount.exact))
    yield from day_by_day(amount, by_day, billed)
    for factor in THOUSANDFOLD:
        found = of_amount("unit-thousandfold", amount.exact * factor, factor=_named(factor))
        # Less than a cent would explain any line that costs nothing.
        yield from (one for one in (found, *_tier_anew(amount, factor)) if one.cents)
    yield from _rounded_prices(amount, billed, discount)


def by_their_calls(ours: Rebilled, theirs: Billed) -> Candidate | None:
    """The calls that the bill charges, at our prices; ``None`` where that is not what it bills.

    It is asked where nothing else explains a line: other calls are no rule.
    """
    ladder = ladder_of(ours)
    if ladder is None or theirs.calls is None or theirs.calls % 1 or theirs.calls < 0:
        return None
    paid = int(theirs.calls)
    calls = max(paid, ours.deduction.calls - ours.paid + paid)
    found = charge(ladder, calls, paid, ours.terms.choices)
    amount = exact(ladder.table, found.parts)
    if paid == ours.paid or not fits(theirs.total, amount, found.cents):
        return None
    said = {"theirs": f"{paid:,}", "ours": f"{ours.paid:,}"}
    return Candidate("calls-differ", amount, found.cents, paid, said=said)


def _tier_anew(amount: Rebilled, factor: Fraction) -> Iterator[Candidate]:
    """A thousandfold amount whose tier is that of the thousandfold calls."""
    ladder = ladder_of(amount)
    if ladder is None or mode_of(ladder.table, amount.terms.choices) != "reached":
        return
    gross = amount.terms.choices.tier_basis == "gross"
    reaching = (amount.deduction.calls if gross else amount.paid) * factor
    tier = ladder.table.tiers[bisect_right(ladder.bounds, reaching) - 1]
    anew = Fraction(tier.price) / ladder.table.per_calls * amount.paid * factor
    yield of_amount("unit-thousandfold", anew, factor=_named(factor))


def _rounded_prices(
    amount: Rebilled, billed: Billed, discount: Decimal | None
) -> Iterator[Candidate]:
    """The calls by a price that was rounded, to as many decimals as the bill shows, or others."""
    price = single_price(amount)
    if price is None:
        return
    price *= Fraction(discount) if discount else 1
    shown = {row.figures.unit_price for row in billed.rows if row.figures.unit_price is not None}
    places = {*range(2, 9), *(-int(one.as_tuple().exponent) for one in shown)}
    for per_calls, digits in product((1, 1000, 10_000), sorted(places)):
        rounded = half_up(price * per_calls, digits)
        if rounded and Fraction(rounded) != price * per_calls:
            found = Fraction(rounded) / per_calls * amount.paid
            yield of_amount("unit-price-rounded", found, price=str(rounded), per=f"{per_calls:,}")


def _named(factor: Fraction) -> str:
    return "1,000" if factor > 1 else "1/1,000"
