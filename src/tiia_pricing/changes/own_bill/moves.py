"""What a customer's own bill is before and after a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from tiia_pricebook.calendar import Month
from tiia_pricing.changes.change import Change


class Move(Struct, frozen=True):
    """The bill of the months from ``first`` to ``last`` before and after, in cents.

    ``since`` is the announced day that the months follow; ``None`` for the last months of the
    usage. ``left_out`` are interfaces that are in neither amount, each with the reason;
    ``packs`` how many were bought in the months, whose prices are in both. Where there are no
    amounts, ``why`` says so.
    """

    first: Month
    last: Month
    old: int = 0
    new: int = 0
    since: dt.date | None = None
    left_out: Mapping[str, str] = {}
    packs: int = 0
    why: str | None = None

    @property
    def difference(self) -> int:
        """By how many cents it is higher, less than 0 where it is lower."""
        return self.new - self.old

    @property
    def percent(self) -> Fraction | None:
        """The difference in per cent of ``old``; ``None`` where nothing was charged before."""
        return Fraction(100 * self.difference, self.old) if self.old else None

    def exceeds(self, percent: Fraction) -> bool:
        """Return whether the bill moves by more than so many per cent, up or down."""
        return abs(100 * self.difference) > percent * self.old


class OwnChange(Struct, frozen=True):
    """One change by itself. ``move.why`` says why it cannot be priced."""

    change: Change
    move: Move


class OwnBill(Struct, frozen=True):
    """What all changes do to the last months, to those to come, and each by itself."""

    past: Move
    coming: tuple[Move, ...]
    each: tuple[OwnChange, ...]
    readings: Mapping[str, str] = {}

    @property
    def moves(self) -> tuple[Move, ...]:
        """The last months and those to come."""
        return (self.past, *self.coming)

    @property
    def worse(self) -> bool:
        """Whether a bill is higher, or may be: what is breaking cannot be priced."""
        higher = any(move.why or move.difference > 0 for move in self.moves)
        return higher or any(one.move.why and one.change.level == "breaking" for one in self.each)
