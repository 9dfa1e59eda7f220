"""The least that packs cost which hold so many calls together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import gcd

from msgspec import Struct

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say

NEVER = 10**30  # cents: no packs hold just so many calls
_MOST_UNITS = 4_000_000


class PackOnSale(Struct, frozen=True):
    """A pack on sale: its calls, its price in cents, and the months that it covers from then on."""

    calls: int
    cents: int
    months: int


class PackCosts:
    """What numbers of calls cost that packs hold, in units: each size is a whole number of them.

    ``sizes`` are calls and cents of each pack. ``of[units]`` is the least cost in cents of packs
    that hold just as many, as far as ``reach`` was asked for.
    """

    def __init__(self, sizes: tuple[tuple[int, int], ...]) -> None:
        self.unit = gcd(*(calls for calls, _ in sizes))
        self.sizes = sorted(((calls // self.unit, cents) for calls, cents in sizes), reverse=True)
        self.of = [0]
        self._scaled: dict[int, list[int]] = {}

    def reach(self, calls: int) -> None:
        """Know all up to what first holds ``calls``, and the largest pack beyond it.

        Raises ``InputError`` for more calls than can be looked through.
        """
        most = -(-calls // self.unit) + self.sizes[0][0]
        if most > _MOST_UNITS:
            text = say(
                "{calls} calls are too many for packs of {unit} and more",
                calls=calls,
                unit=self.unit,
            )
            expected = say("at most {most} calls in all", most=_MOST_UNITS * self.unit)
            raise InputError("forecast-too-large", text, expected=expected)
        of = self.of
        for units in range(len(of), most + 1):
            of.append(
                min(
                    [of[units - size] + cents for size, cents in self.sizes if size <= units],
                    default=NEVER,
                )
            )

    def scaled(self, divisor: int) -> list[int]:
        """Return ``of`` in parts of a cent."""
        known = self._scaled.setdefault(divisor, [])
        known += [cents * divisor for cents in self.of[len(known) :]]
        return known

    def holding(self, calls: int) -> tuple[int, int]:
        """Return the least cost in cents of packs that hold ``calls`` or more, and their units."""
        units = -(-calls // self.unit)
        beyond = self.of[units : units + self.sizes[0][0] + 1]
        cents = min(beyond)
        return cents, units + beyond.index(cents)

    def packs(self, units: int) -> Iterator[int]:
        """Yield the calls of each of the packs that hold just ``units`` at the least cost."""
        while units:
            size = next(size for size, cents in self.sizes if self._ends_with(size, cents, units))
            yield size * self.unit
            units -= size

    def _ends_with(self, size: int, cents: int, units: int) -> bool:
        return size <= units and self.of[units - size] + cents == self.of[units]


@lru_cache(maxsize=32)
def pack_costs(sizes: tuple[tuple[int, int], ...]) -> PackCosts:
    """Return the costs of packs of these calls and cents, kept for the next search."""
    return PackCosts(sizes)
