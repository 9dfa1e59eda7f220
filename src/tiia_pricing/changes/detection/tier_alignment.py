"""Which tier of the old book is which of the new."""

from __future__ import annotations

from collections.abc import Sequence

from tiia_pricebook import Tier

Match = tuple[Tier | None, Tier | None]
# Ten is one edit. The one on top of a price only decides between ways of as many edits: it takes
# ten prices more to outweigh an edit, and no table of the vendor has ten tiers.
_MOVED, _PRICED, _ALONE = 10, 11, 20
_MOST = 250_000


def align(old: Sequence[Tier], new: Sequence[Tier]) -> list[Match]:
    """Return pairs of tiers, ``None`` for one that was added or removed, with the fewest edits.

    A moved bound and another price cost one edit each, a tier added or removed two. Of as
    many edits, those are meant that leave the prices: a tier goes and the one above it
    begins earlier, rather than that it gets the other's price and the other goes. Where
    the tiers before it went or came, a first tier moves its bound to 0 without an edit.
    Ladders far longer than any page has are matched by their bounds alone.
    """
    if len(old) * len(new) > _MOST:
        return _by_bound(old, new)
    costs = _costs(old, new)
    matches: list[Match] = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and costs[i][j] == _paired(costs, old, new, i, j):
            matches.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif i < len(old) and costs[i][j] == costs[i + 1][j] + _ALONE:
            matches.append((old[i], None))
            i += 1
        else:
            matches.append((None, new[j]))
            j += 1
    return matches


def moved(old: Tier, new: Tier) -> bool:
    """Return whether an edit moved the bound: a first tier starts at 0 of itself."""
    return old.from_calls != new.from_calls and 0 not in (old.from_calls, new.from_calls)


def filling(matches: Sequence[Match]) -> dict[int, int]:
    """Pairs, by index, whose bound moved only as tiers below came or went: the last of those.

    The tier above one that went begins where that began; one that came begins where the
    tier above it began before.
    """
    found: dict[int, int] = {}
    edge = None
    for index, (old, new) in enumerate(matches):
        if old and new:
            if moved(old, new) and edge in (old.from_calls, new.from_calls):
                found[index] = index - 1
            edge = None
        elif edge is None and (lone := old or new):
            edge = lone.from_calls
    return found


def _costs(old: Sequence[Tier], new: Sequence[Tier]) -> list[list[int]]:
    """What it costs to come from the tiers of ``old`` after i to those of ``new`` after j."""
    n, m = len(old), len(new)
    costs = [[_ALONE * (n - i + m - j) for j in range(m + 1)] for i in range(n + 1)]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            alone = min(costs[i + 1][j], costs[i][j + 1]) + _ALONE
            costs[i][j] = min(alone, _paired(costs, old, new, i, j))
    return costs


def _paired(
    costs: list[list[int]], old: Sequence[Tier], new: Sequence[Tier], i: int, j: int
) -> int:
    priced = old[i].price != new[j].price
    return costs[i + 1][j + 1] + _MOVED * moved(old[i], new[j]) + _PRICED * priced


def _by_bound(old: Sequence[Tier], new: Sequence[Tier]) -> list[Match]:
    before = {tier.from_calls: tier for tier in old}
    after = {tier.from_calls: tier for tier in new}
    bounds = sorted(before.keys() | after.keys())
    return [(before.get(bound), after.get(bound)) for bound in bounds]
