"""Data that stand in one cell → one change that lists all its interfaces."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from tiia_pricing.changes.change import Draft, worst


def merged(drafts: Iterable[Draft], names: Sequence[str]) -> list[Draft]:
    """Return one draft for each id and home, its interfaces in the order of ``names``."""
    return _merged(drafts, {name: rank for rank, name in enumerate(names)})


def _merged(drafts: Iterable[Draft], rank: Mapping[str, int]) -> list[Draft]:
    groups: dict[tuple[str, Hashable], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault((draft.id, draft.home), []).append(draft)
    return [_one(group, rank) for group in groups.values()]


def _one(group: Sequence[Draft], rank: Mapping[str, int]) -> Draft:
    first = group[0]
    if len(group) == 1:
        return first
    listed = {name for draft in group for name in draft.interfaces}
    followers = [follower for draft in group for follower in draft.consequences]
    return replace(
        first,
        level=worst(*(draft.level for draft in group)),
        interfaces=tuple(sorted(listed, key=rank.__getitem__)),
        old=_value(group, lambda draft: draft.old),
        new=_value(group, lambda draft: draft.new),
        touches=frozenset().union(*(draft.touches for draft in group)),
        leads=frozenset().union(*(draft.leads for draft in group)),
        consequences=tuple(_merged(followers, rank)),
    )


def _value(group: Sequence[Draft], value: Callable[[Draft], Any]) -> Any:
    """The value of all, or of each interface by its name."""
    first = value(group[0])
    if all(value(draft) == first for draft in group):
        return first
    return {draft.interfaces[0]: value(draft) for draft in group}
