"""What a change costs: one effect for each reference usage profile that it touches."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from tiia_pricebook.calendar import Month
from tiia_pricing.changes import Change

Of = Literal["bill", "pack"]


class Effect(Struct, frozen=True):
    """One reference profile under a change; ``old`` and ``new`` are cents.

    ``of`` says of what: the ``bill`` of a month with ``calls`` of ``interface`` and, where
    one is held, a pack of ``pack`` calls; or the price of the ``pack`` itself (of ``calls``
    calls), which is paid when it is bought and is in no bill. ``None`` where a book has no
    such price: it is new, or no longer priced, and never zero. ``beside`` are interfaces
    that share the free quota: each makes as many calls, and the bill is that of all.
    """

    interface: str
    calls: int
    pack: int | None
    old: int | None
    new: int | None
    of: Of = "bill"
    beside: tuple[str, ...] = ()

    @property
    def difference(self) -> int | None:
        """By how many cents it is dearer, less than 0 where it is cheaper."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def percent(self) -> Fraction | None:
        """The difference in per cent of ``old``; ``None`` where nothing was charged before."""
        return Fraction(100 * self.difference, self.old) if self.old and self.difference else None


class Impact(Struct, frozen=True):
    """What one change does by itself, all else being as it was; effects worst first, no zeros.

    ``month`` is the month priced, the latest in which the change is felt; ``None`` where
    no price has a date, so that it is any month. Where the change cannot be priced, ``why``
    says it, and there are no effects.
    """

    change: Change
    effects: tuple[Effect, ...]
    month: Month | None = None
    why: str | None = None


class Together(Struct, frozen=True):
    """What all changes do together in ``month``, in which all dated facts are in force."""

    effects: tuple[Effect, ...]
    month: Month | None = None
    why: str | None = None


def worst_first(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """Sort effects: no longer priced, the largest increase in yuan, then in per cent.

    New prices come last.
    """
    return tuple(sorted(effects, key=_rank))


def _rank(effect: Effect) -> tuple[int, int, bool, Fraction]:
    difference = effect.difference
    if difference is None:
        return (0 if effect.new is None else 2, -(effect.old or effect.new or 0), False, Fraction())
    percent = effect.percent
    return (1, -difference, percent is not None, -(percent or Fraction()))
