"""What the paid lines of many ledgers cost that differ in a few of them: each is priced once."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import NamedTuple

from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.ledger import Ledger
from tiia_pricing.billing.settlement.month import DayCalls, Deduction, price
from tiia_pricing.billing.settlement.terms import Terms

Key = tuple[Month, str, int, Sequence[DayCalls]]
Costs = MutableMapping[Key, int]


class PaidLine(NamedTuple):
    """A line with calls to pay for; of one account and choice, those of a ``key`` cost the same."""

    key: Key
    terms: Terms
    deduction: Deduction


def paid_lines(ledger: Ledger) -> list[PaidLine]:
    """Return the lines of a ledger that leave calls to pay for."""
    return [
        PaidLine((terms.month, one.interface, one.paid, tuple(one.paid_days)), terms, one)
        for terms, lines in ledger.months
        for one in lines
        if one.paid
    ]


def cents_of(lines: Sequence[PaidLine], choices: Choices, known: Costs) -> int | None:
    """Return what ``lines`` cost; ``None`` where some calls have no price.

    ``known`` has the cents of lines priced already under ``choices``, and takes those of others.
    """
    try:
        for key, terms, deduction in lines:
            if key not in known:
                known[key] = price(terms, deduction, choices).cents
    except InputError as error:
        if error.id != "price-missing":
            raise
        return None
    return sum(known[line.key] for line in lines)
