"""An amount that a cause would give, to be held against the bill."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from tiia_pricing.reconciliation.agreement import cents_of
from tiia_pricing.reconciliation.rebilling import Rebilled, RuleChange


class Candidate(Struct, frozen=True):
    """The amount of one cause, and the calls that it charges; ``None`` where it charges ours.

    ``everywhere`` is the rule that would hold in all months, ``None`` for one line alone.
    """

    cause: str
    exact: Fraction
    cents: int
    paid: int | None = None
    reading: str | None = None
    said: Mapping[str, str] = {}
    everywhere: RuleChange | None = None


def of_change(change: RuleChange, amount: Rebilled, *, everywhere: bool) -> Candidate:
    """Return the amount that a changed rule gives."""
    paid, reading, said = amount.paid, change.reading, change.said
    rule = change if everywhere else None
    return Candidate(change.cause, amount.exact, amount.cents, paid, reading, said, rule)


def of_amount(cause: str, exact: Fraction, **said: str) -> Candidate:
    """Return an amount that charges our calls."""
    return Candidate(cause, exact, cents_of(exact), said=said)
