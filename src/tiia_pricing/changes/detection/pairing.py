"""What two books have in common, taken out of what came and what went."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Item = TypeVar("Item")


def take_pairs(
    gone: list[Item], come: list[Item], identity: Callable[[Item], Hashable]
) -> list[tuple[Item, Item]]:
    """Move the pairs of one identity out of both lists, one for one in their order."""
    # Reversed, so that ``pop`` gives the first of alike items: they are paired in page order.
    waiting: dict[Hashable, list[int]] = {}
    for index in reversed(range(len(come))):
        waiting.setdefault(identity(come[index]), []).append(index)
    pairs = [
        (index, twins.pop())
        for index, old in enumerate(gone)
        if (twins := waiting.get(identity(old)))
    ]
    taken = [(gone[old], come[new]) for old, new in pairs]
    _leave(gone, {old for old, _ in pairs})
    _leave(come, {new for _, new in pairs})
    return taken


def _leave(items: list[Item], taken: set[int]) -> None:
    items[:] = [item for index, item in enumerate(items) if index not in taken]
