"""Packs bought before the first month of usage: what a bill tells of the calls left in them."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction

from tiia_pricing.billing.range.earlier_packs import doubtful
from tiia_pricing.billing.settlement.held_packs import hold
from tiia_pricing.billing.settlement.tier_pricing import mode_of
from tiia_pricing.reconciliation.agreement import fits
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.causes.candidate import Candidate, of_amount
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.rebilling import Rebilling


def left_untold(rebilling: Rebilling, key: LineKey, billed: Billed) -> Candidate | None:
    """The cause of a line whose packs may have been emptier than full; ``None`` where none fits.

    More calls are paid then, at most those that packs cover here: so many that the amount is the
    one billed, in the tier that they reach.
    """
    ours = rebilling.amounts()[key]
    covered, ladder = _covered(rebilling, key), ours.terms.ladders.get(key[1])
    if not covered or ladder is None or key[1] in ours.terms.turns:
        return None
    if mode_of(ladder.table, rebilling.choices) != "reached":
        return None
    gross = rebilling.choices.tier_basis == "gross"
    for index, tier in enumerate(ladder.table.tiers):
        price = Fraction(tier.price) / ladder.table.per_calls
        paid = round(Fraction(billed.total.value) / price) if price else 0
        reaching = ours.deduction.calls if gross else paid
        if not ours.paid < paid <= ours.paid + covered:
            continue
        found = of_amount("pack-left-untold", paid * price, missing=f"{paid - ours.paid:,}")
        reached = bisect_right(ladder.bounds, reaching) - 1 == index
        if reached and fits(billed.total, found.exact, found.cents):
            return Candidate(found.cause, found.exact, found.cents, paid, said=found.said)
    return None


def _covered(rebilling: Rebilling, key: LineKey) -> int:
    """The calls of a line that packs cover of which nobody says what was left."""
    account, ours = rebilling.account, rebilling.amounts()[key]
    held = hold(account.book, account.purchases, rebilling.choices)
    places = set(doubtful(account, held).get(key[1], ()))
    return sum(pack.calls for pack in ours.deduction.packs if pack.held in places)
