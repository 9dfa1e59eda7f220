"""What the calls of a month cost that no pack covers, as a function of how many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from tiia_pricebook.calendar import holds
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.month import Deduction
from tiia_pricing.billing.settlement.terms import Terms
from tiia_pricing.billing.settlement.tier_pricing import (
    Ladder,
    amount_before_rounding,
    mode_of,
    rounded,
)


class MonthCost(Struct, frozen=True):
    """An interface's month: ``paid`` of its ``calls`` are left after free quota and owned packs.

    All its calls count on its last day.
    """

    first: dt.date
    ladder: Ladder | None
    calls: int
    paid: int
    choices: Choices

    @classmethod
    def of(cls, terms: Terms, deduction: Deduction, choices: Choices) -> MonthCost:
        """Return the month of a deduction from which new packs have taken nothing yet."""
        ladder = _ladder(terms, deduction.interface, choices)
        return cls(terms.month.first, ladder, deduction.calls, deduction.paid, choices)

    @property
    def divisor(self) -> int:
        """The parts of a cent in which amounts are exact."""
        return self.ladder.divisor if self.ladder else 1

    def amount(self, paid: int) -> int:
        """Return what ``paid`` calls cost, exactly, in parts of a cent."""
        if not paid or self.ladder is None:
            return 0
        return amount_before_rounding(self.ladder, self.calls, paid, self.choices)

    def cents(self, paid: int) -> int:
        """Return what ``paid`` calls cost, as the bill has it."""
        return rounded(self.amount(paid), self.divisor, self.choices.rounding)

    def even(self, step: int) -> bool:
        """Return whether within a piece every further ``step`` calls cost the same more."""
        if self.ladder is None:
            return True
        table, choices = self.ladder.table, self.choices
        whole = choices.partial_thousand == "pro-rata" or step % table.per_calls == 0
        gross = choices.tier_basis == "gross"
        return whole and not (gross and mode_of(table, choices) == "progressive")

    @property
    def lowest(self) -> Fraction:
        """No call of the month costs less, in cents."""
        if self.ladder is None:
            return Fraction(0)
        reached = sum(bound <= self.calls for bound in self.ladder.bounds)
        return Fraction(min(self.ladder.numerators[: reached or 1]), self.ladder.divisor)

    @property
    def rising(self) -> bool:
        """Whether within a piece more calls never cost less."""
        if self.ladder is None:
            return True
        choices = self.choices
        progressive = mode_of(self.ladder.table, choices) == "progressive"
        gross, part = choices.tier_basis == "gross", choices.partial_thousand == "pro-rata"
        return part or not (gross and progressive)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches ``[from, to)`` of paid calls on which no bound of a tier lies."""
        bounds = {0, 1, self.paid + 1}
        if self.ladder is not None:
            bounds |= {*self.ladder.bounds, *self.ladder.measures}
        yield from pairwise(sorted(bound for bound in bounds if bound <= self.paid + 1))


def _ladder(terms: Terms, name: str, choices: Choices) -> Ladder | None:
    """The prices of a month's last day, or those that the reading ``price-change`` takes."""
    turns = terms.turns.get(name)
    if not turns:
        return terms.ladders.get(name)
    if choices.price_change == "whole-month-old":
        return turns[0]
    if choices.price_change == "whole-month-new":
        return turns[-1]
    return next((one for one in turns if holds(one.table, terms.month.last)), None)
