"""What a steady usage costs over the months that a pack lasts, with the pack and without."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.month import Line, settle
from tiia_pricing.billing.settlement.tier_pricing import exact, mode_of
from tiia_pricing.publishing.charts.amounts_by_calls import Tariff, tariff

WITHOUT_END = 12  # months by which a pack that never expires is judged


class Life(Struct, frozen=True):
    """Months of one usage, each under the same terms, from the purchase of a pack to its end."""

    alone: Tariff
    held: Held
    months: int

    @classmethod
    def of(cls, book: PriceBook, interface: str, size: int, basis: str | None = None) -> Life:
        """The life of a pack of so many calls that is bought on the 1st of the month in force.

        ``basis`` is a value of ``tier-basis``. Raises ``InputError`` for what the book does not
        sell or admit.
        """
        packed = tariff(book, interface, size, basis)
        [held] = packed.held
        months = _covered(held, packed.terms.month)
        return cls(Tariff(packed.terms, interface), held, months)

    def lines(self, calls: int) -> Iterator[tuple[Line, int]]:
        """The lines of the months for so many calls in each, with how many months have each."""
        usage = {self.alone.interface: [(self.alone.terms.month.first, calls)]}
        left, rest = self.held.pack.calls, self.months
        while rest:
            [line], [after] = settle(self.alone.terms, usage, [self.held], [left])
            taken = left - after
            alike = min(rest, left // taken) if taken else rest
            yield line, alike
            left, rest = left - taken * alike, rest - alike

    def cents(self, calls: int) -> int:
        """The price of the pack and what is pay-as-you-go in all months, in cents, as billed."""
        billed = sum(line.charge.cents * months for line, months in self.lines(calls))
        return self.held.pack.cents + billed

    def cents_without(self, calls: int) -> int:
        """Return what the same months cost without the pack, in cents, as billed."""
        return self.alone.line(calls).charge.cents * self.months

    def gain(self, calls: int) -> Fraction:
        """Return the yuan that the pack saves, before any rounding.

        Below zero where it costs more.
        """
        paid = Fraction(self.held.pack.price)
        paid += sum(self._exact(line) * months for line, months in self.lines(calls))
        return self._exact(self.alone.line(calls)) * self.months - paid

    def edges(self) -> list[int]:
        """No calls, and every number of calls a month from which the gain may go another way.

        That is where a month reaches a tier, and where the pack is used up in an earlier month or
        leaves, in the month in which it is used up, so many calls to pay that they reach a tier.
        """
        free, size = self.alone.unpaid(), self.held.pack.calls
        ladder, steps = self.alone.terms.ladders[self.alone.interface], self.alone.terms.steps
        bounds = {0, free, *ladder.bounds, *ladder.measures}
        before, after = (free, 0) if steps.index("free-quota") else (0, free)
        below = (1,) if mode_of(ladder.table, self.alone.terms.choices) == "reached" else (1, -1)
        parts = {size + before + sign * bound for bound in bounds for sign in below}
        shared = {after + part // month for part in parts for month in range(1, self.months + 1)}
        whole = {bound + more for bound in bounds for more in (0, free)}
        return sorted({0, *(one + more for one in whole | shared if one >= 0 for more in (0, 1))})

    def _exact(self, line: Line) -> Fraction:
        table = self.alone.terms.ladders[self.alone.interface].table
        return exact(table, line.charge.parts)


def _covered(held: Held, first: Month) -> int:
    """The months whose last day a pack covers, from the first on; one at least."""
    if held.end is None:
        return WITHOUT_END
    months, month = 0, first
    while month.last < held.end:
        months, month = months + 1, Month.of(month.end)
    return max(months, 1)
