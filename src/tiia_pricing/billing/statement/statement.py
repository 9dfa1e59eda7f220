"""The statement: what a customer is billed, month by month, and how sure that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.settlement.terms import Terms


class MonthStatement(Struct, frozen=True):
    """The lines of one month, one per interface with usage, in the page's order."""

    terms: Terms
    lines: tuple[Line, ...]

    @property
    def cents(self) -> int:
        """The month's pay-as-you-go total, in cents."""
        return sum(line.charge.cents for line in self.lines)


class PackStatement(Struct, frozen=True):
    """A pack that was bought, and what is left of it after the last month billed.

    ``quantity`` packs are alike in this too.
    """

    held: Held
    left: int
    quantity: int = 1

    @property
    def used(self) -> int:
        """The calls that each covered in these months."""
        return self.held.opening - self.left


def list_packs(held: Sequence[Held], left: Sequence[int]) -> Iterator[PackStatement]:
    """The packs in their order, ``left`` being the calls in them: of several alike three kinds.

    Those that are used up come first, then the one that is not whole, then the others.
    """
    for one, calls in zip(held, left, strict=True):
        size = one.opening
        whole, part = divmod(calls, size) if size else (one.quantity, 0)
        kinds = ((0, one.quantity - whole - bool(part)), (part, bool(part)), (size, whole))
        yield from (PackStatement(one, rest, int(count)) for rest, count in kinds if count)


class Alternative(Struct, frozen=True):
    """A value of one reading that alone moves the total, and the total it gives, in cents."""

    name: str
    value: str
    cents: int


class Spread(Struct, frozen=True):
    """The lowest and highest total over every admissible combination of readings."""

    low: int
    high: int
    low_choices: Mapping[str, str]
    high_choices: Mapping[str, str]
    alternatives: tuple[Alternative, ...]


class Warning(Struct, frozen=True):
    """A doubt that the input leaves and no reading settles."""

    id: str
    text: str


class Statement(Struct, frozen=True):
    """A bill under one choice of readings. ``cents`` is pay-as-you-go alone: packs were
    paid when they were bought, and are listed, not added."""

    book: PriceBook
    choices: Choices
    activated: Mapping[str, dt.date]
    months: tuple[MonthStatement, ...]
    held: tuple[Held, ...]
    packs: tuple[PackStatement, ...]
    spread: Spread
    warnings: tuple[Warning, ...]

    @property
    def cents(self) -> int:
        """The total of all months, in cents."""
        return sum(month.cents for month in self.months)
