"""What a bill charges of no API of the price book: which line it may belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from tiia_pricebook.calendar import Month
from tiia_pricing.reconciliation.agreement import fits
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.row_kinds import is_nameless
from tiia_pricing.reconciliation.vendor_export.export_cells import ShownAmount


class _Line(Struct, frozen=True):
    """What is billed under a name that is no API's: in all, and in each row."""

    name: str
    nameless: bool
    total: Decimal
    amounts: tuple[Decimal, ...]


class Unknown:
    """The lines of a bill without an API of the price book, by their month.

    Rows without any name can be of any API, and each of another one. A name that is not known
    may be another one for an API: where its line, or a row of it, is what is
    lacking.
    """

    def __init__(self, billed: Mapping[LineKey, Billed]) -> None:
        self._lines: dict[Month, list[_Line]] = {}
        for (month, name), theirs in billed.items():
            if not theirs.named:
                self._lines.setdefault(month, []).append(_line(name, theirs))

    def names_for(
        self, month: Month, billed: Decimal, exact: Fraction, cents: int
    ) -> Iterator[str]:
        """Yield the names under which a month has what a line lacks, or was given back.

        The line costs ``exact`` yuan, rounded ``cents``, and shows ``billed`` yuan.
        """
        lacking = exact - Fraction(billed)
        nameless: dict[str, list[Decimal]] = {}
        for line in self._lines.get(month, ()):
            if line.nameless:
                signed = [one for one in line.amounts if one and (one > 0) == (lacking > 0)]
                nameless[line.name] = signed
            elif any(_mends(billed + one, exact, cents) for one in (line.total, *line.amounts)):
                yield line.name
        amount = sum((one for some in nameless.values() for one in some), Decimal())
        enough = abs(Fraction(amount)) >= abs(lacking) or _mends(billed + amount, exact, cents)
        if amount and enough:
            yield from (name for name, some in nameless.items() if some)


def _line(name: str, theirs: Billed) -> _Line:
    rows = (*theirs.rows, *theirs.reversals)
    nameless = all(is_nameless(row.row) for row in rows)
    return _Line(name, nameless, theirs.total.value, tuple(row.total.value for row in rows))


def _mends(amount: Decimal, exact: Fraction, cents: int) -> bool:
    digits = max(-int(amount.as_tuple().exponent), 2)
    return fits(ShownAmount(amount, digits), exact, cents)
