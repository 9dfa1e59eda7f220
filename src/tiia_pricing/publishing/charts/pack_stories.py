"""For which steady usage a pack helps: the months that it lasts, with the pack and without."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from tiia_pricebook import Pack, PriceBook
from tiia_pricing.publishing.charts.pack_life import Life

Verdict = Literal["helps", "same", "hurts"]
_VERDICTS: dict[int, Verdict] = {1: "helps", 0: "same", -1: "hurts"}


class CallRange(Struct, frozen=True):
    """Calls ``[first, end)`` a month for which a pack is always cheaper, dearer or neither.

    ``saves`` are the yuan that the pack saves over its life at the first and at the last of these
    calls, below zero where it costs more; of a last stretch, without an ``end``, at the first.
    """

    verdict: Verdict
    first: int
    end: int | None
    saves: tuple[Decimal, ...]


class PackStory(Struct, frozen=True):
    """A pack, the months it lasts, and its stretches from no calls to no end."""

    pack: Pack
    life: Life
    stretches: tuple[CallRange, ...]

    def where(self, verdict: Verdict) -> list[CallRange]:
        """Return the stretches of one kind."""
        return [stretch for stretch in self.stretches if stretch.verdict == verdict]


def pack_stories(book: PriceBook, basis: str | None = None) -> list[PackStory]:
    """Return every pack in force, under a value of ``tier-basis``, by default the book's."""
    return [_of(book, pack, basis) for pack in book.packs if pack.to is None]


def _of(book: PriceBook, pack: Pack, basis: str | None) -> PackStory:
    life = Life.of(book, pack.interface, pack.calls, basis)
    return PackStory(pack, life, _stretches(book, pack.interface, pack.calls, basis))


# Each chart of a page asks for them. Books that differ only in where their numbers stand are equal:
# a pack, which says where it stands, is not to be remembered.
@lru_cache(maxsize=64)
def _stretches(
    book: PriceBook, interface: str, calls: int, basis: str | None
) -> tuple[CallRange, ...]:
    return tuple(stretches(Life.of(book, interface, calls, basis)))


def stretches(life: Life) -> Iterator[CallRange]:
    """Yield where a pack costs less over its life than its months without it, the same, or more.

    Between the edges the exact gain is straight, so that it only rises or only falls and bisection
    finds each change of its sign. Past the last edge both pay the highest tier's price for each
    further call: the gain stays.
    """

    def saved(calls: int) -> Decimal:
        return Decimal(life.cents_without(calls) - life.cents(calls)).scaleb(-2)

    def sign(calls: int) -> int:
        return _sign(life.gain(calls))

    found = life.edges()
    turns = [0]
    for first, end in pairwise(found):
        turns += _turns(range(first, end), sign)
    turns.append(found[-1])
    kept = [0, *(now for before, now in pairwise(turns) if sign(before) != sign(now))]
    for first, next_ in zip(kept, [*kept[1:], None], strict=True):
        at = [first] if next_ is None else [first, next_ - 1]
        yield CallRange(_VERDICTS[sign(first)], first, next_, tuple(map(saved, at)))


def _turns(piece: range, sign: Callable[[int], int]) -> list[int]:
    """The first calls of a piece, and those at which ``sign``, which only rises or falls, turns."""
    start, end = sign(piece[0]), sign(piece[-1])
    way = 1 if end >= start else -1
    signs = range(way * start + 1, way * end + 1)
    found = [bisect_left(piece, value, key=lambda calls: way * sign(calls)) for value in signs]
    return [piece[0], *(piece[index] for index in found)]


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
