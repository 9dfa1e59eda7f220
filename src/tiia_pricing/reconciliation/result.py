"""What a bill comes to beside ours: line by line, with every cause that explains a difference."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from tiia_pricebook.calendar import Month
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.rebilling import Rebilled

LineVerdict = Literal["agrees", "differs", "missing-in-bill", "missing-in-usage", "cannot-tell"]


class Cause(Struct, frozen=True):
    """A cause that gives the billed amount to the last digit shown.

    ``rule`` is the clause that it offends or reads otherwise. ``together`` are the causes that
    do so only with it. ``reading`` is the ``NAME=VALUE`` that bills by it, where there is one.
    ``said`` has the figures of its sentence.
    """

    id: str
    rule: str
    said: Mapping[str, str] = {}
    reading: str | None = None
    together: tuple[str, ...] = ()


class ReconciledLine(Struct, frozen=True):
    """One API in one month: ``billed`` and ``computed`` in yuan, and what is between them.

    ``needed`` are the columns or facts without which more cannot be told. ``ours`` and
    ``theirs`` are ``None`` where usage or bill has no such line.
    """

    month: Month
    interface: str
    verdict: LineVerdict
    billed: Decimal
    computed: Decimal
    causes: tuple[Cause, ...]
    needed: tuple[str, ...]
    ours: Rebilled | None
    theirs: Billed | None

    @property
    def difference(self) -> Decimal:
        """What the bill charges more; less is negative."""
        return self.billed - self.computed

    @property
    def untold(self) -> bool:
        """Whether it is not known what the bill charges: it lacks a column, or an API's name."""
        return self.verdict == "cannot-tell" and self.theirs is None


class SettledReading(Struct, frozen=True):
    """A reading that the bill decides, and on how many lines it does."""

    name: str
    value: str
    chosen: bool
    lines: int


class Precision(Struct, frozen=True):
    """The rows that settle rounding in one month, and whether they do."""

    month: Month
    amount: Decimal
    verdict: Literal["agrees", "differs", "cannot-tell"]


class Reconciliation(Struct, frozen=True):
    """A bill held against the usage, line by line.

    ``not_billed`` are months of usage that the bill does not speak of: they are not compared.
    ``ignored`` counts the rows that are no use of an API, by reason; ``passed_over`` are files
    of its archive that are no tables. ``products`` are the names under which the bill charges for
    ours, ``other_products`` the names of all others.
    """

    statement: Statement
    lines: tuple[ReconciledLine, ...]
    ignored: Mapping[str, int]
    precision: tuple[Precision, ...]
    settled: tuple[SettledReading, ...]
    not_billed: tuple[Month, ...]
    products: tuple[str, ...]
    other_products: tuple[str, ...]
    passed_over: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing differs, and nothing is left that cannot be told."""
        lines = all(line.verdict == "agrees" for line in self.lines)
        return lines and all(one.verdict != "differs" for one in self.precision)

    @property
    def untold(self) -> bool:
        """Whether the bill lacks a column without which no line can be compared."""
        return all(line.untold for line in self.lines)

    @property
    def billed(self) -> Decimal:
        """All that is billed, in yuan."""
        return sum((line.billed for line in self.lines), Decimal())

    @property
    def computed(self) -> Decimal:
        """All that was computed, in yuan."""
        return sum((line.computed for line in self.lines), Decimal())


def known_amounts(
    one: ReconciledLine | Reconciliation,
) -> tuple[Decimal | None, Decimal, Decimal | None]:
    """Return what is billed, computed, and between them, in yuan; ``None`` where it is untold."""
    if one.untold:
        return None, one.computed, None
    return one.billed, one.computed, one.billed - one.computed
