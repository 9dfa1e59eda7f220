"""What a bill charges of no API of the price book: which line it may belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from tiia_pricebook.calendar import Month
from tiia_pricing.reconciliation.agreement import cents_of, fits
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.row_kinds import is_nameless
from tiia_pricing.reconciliation.sorting import UseRow
from tiia_pricing.reconciliation.vendor_export.export_cells import ShownAmount


class Unknown:
    """The lines of a bill without an API of the price book, by their month.

    Rows without any name can be of any API, and each of another one. A name that is not known
    may be another one for an API; then all of its line is.
    """

    def __init__(self, billed: Mapping[LineKey, Billed]) -> None:
        self._lines: dict[Month, list[tuple[str, Billed]]] = {}
        for (month, name), theirs in billed.items():
            if not theirs.named:
                self._lines.setdefault(month, []).append((name, theirs))

    def names_for(self, month: Month, lacking: Fraction) -> Iterator[str]:
        """Yield the names under which a month has what a line lacks; negative is too much."""
        nameless: dict[str, list[Decimal]] = {}
        for name, theirs in self._lines.get(month, ()):
            rows = (*theirs.rows, *theirs.reversals)
            if all(is_nameless(row.row) for row in rows):
                nameless[name] = [*_with_sign(rows, lacking)]
            elif fits(theirs.total, lacking, cents_of(lacking)):
                yield name
        amounts = [amount for some in nameless.values() for amount in some]
        if amounts and _reaches(sum(amounts, Decimal()), lacking):
            yield from (name for name, some in nameless.items() if some)


def _with_sign(rows: tuple[UseRow, ...], lacking: Fraction) -> Iterator[Decimal]:
    for row in rows:
        if row.total.value and (row.total.value > 0) == (lacking > 0):
            yield row.total.value


def _reaches(amount: Decimal, lacking: Fraction) -> bool:
    """Whether an amount is at least what is lacking, as far as its digits show."""
    digits = max(-int(amount.as_tuple().exponent), 2)
    enough = abs(Fraction(amount)) >= abs(lacking)
    return enough or fits(ShownAmount(amount, digits), lacking, cents_of(lacking))
