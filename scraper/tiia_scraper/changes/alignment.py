"""Which tier of the old book is which of the new."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tiia_pricing.pricebook import Tier

Match = tuple[Tier | None, Tier | None]
_ALONE = 2


def align(old: Sequence[Tier], new: Sequence[Tier]) -> list[Match]:
    """Pairs of tiers, ``None`` for one that was added or removed, with the fewest edits.

    A moved bound and another price cost one edit each, a tier added or removed two. Where
    the tiers before it went or came, a first tier moves its bound to 0 without an edit.
    """

    @cache
    def best(i: int, j: int) -> tuple[int, tuple[tuple[int | None, int | None], ...]]:
        if i == len(old) and j == len(new):
            return 0, ()
        ways = []
        if i < len(old) and j < len(new):
            cost, rest = best(i + 1, j + 1)
            ways.append((cost + _edits(old[i], new[j]), ((i, j), *rest)))
        if i < len(old):
            cost, rest = best(i + 1, j)
            ways.append((cost + _ALONE, ((i, None), *rest)))
        if j < len(new):
            cost, rest = best(i, j + 1)
            ways.append((cost + _ALONE, ((None, j), *rest)))
        return min(ways, key=lambda way: way[0])

    return [
        (None if i is None else old[i], None if j is None else new[j]) for i, j in best(0, 0)[1]
    ]


def moved(old: Tier, new: Tier) -> bool:
    """Whether an edit moved the bound: a first tier starts at 0 of itself."""
    return old.from_calls != new.from_calls and 0 not in (old.from_calls, new.from_calls)


def _edits(old: Tier, new: Tier) -> int:
    return moved(old, new) + (old.price != new.price)
