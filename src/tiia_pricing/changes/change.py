"""A change between two price books, and what the comparison knows of it before it is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import Source, Where
from tiia_pricing.changes.kinds import IDS, LEVELS, UNREAD_ANNOUNCEMENTS, Level

Side = Literal["old", "new"]
Spot = tuple[Hashable, ...]


class Change(Struct, frozen=True):
    """One edit of the page: what it is, of what, from ``old`` to ``new``.

    ``level`` is ``breaking`` for what can raise a bill or removes something, ``notable``
    for what can lower one or adds something, ``info`` for the rest. ``key`` is the
    identity of the datum; ``fingerprint`` the identity of the change, which no wording
    of ours is part of. ``consequences`` are what follows from it.
    """

    id: str
    level: Level
    key: dict[str, Any]
    old: Any
    new: Any
    fingerprint: str
    consequences: tuple[Change, ...] = ()


class Draft(Struct, frozen=True):
    """A change in the making.

    Drafts of one ``id`` and ``home`` come from one edit. ``key`` is what identifies the
    datum beside its interfaces; ``place`` where it stands, for the order; ``touches`` the
    cells and clauses that say it, in both books; ``leads`` the clauses that govern it; ``of``
    the kind of datum where the id does not tell.
    """

    id: str
    level: Level
    home: Hashable
    interfaces: tuple[str, ...]
    old: Any
    new: Any
    place: tuple[int, ...]
    key: dict[str, Any] = {}
    touches: frozenset[Spot] = frozenset()
    leads: frozenset[str] = frozenset()
    consequences: tuple[Draft, ...] = ()
    of: str = ""

    @property
    def kind(self) -> str:
        """Which of the seven kinds of datum changed."""
        if self.of:
            return self.of
        for kind in ("interface", "clause", "finding", "pack", "label"):
            if self.id.startswith(kind):
                return kind
        return "quota" if "quota" in self.id else "tier"


def spots(side: Side, *sources: Source | Where) -> frozenset[Spot]:
    """Return the cells and clauses that ``sources`` name, in one of the books; the page is none."""
    return frozenset(
        (side, source.clause)
        if source.table is None
        else (side, source.table, source.row, source.column)
        for source in sources
        if source.table is not None or source.clause
    )


def place(source: Source | Where, otherwise: int = 1_000_000) -> tuple[int, ...]:
    """Return where a cell comes in the order of the page.

    What is in no cell comes after the tables.
    """
    if source.table is None:
        return (otherwise,)
    return (source.table, source.row or 0, source.column or 0)


def worst(*levels: Level) -> Level:
    """Return the highest of ``levels``."""
    return min(levels, key=LEVELS.index)


def with_consequences(draft: Draft, *more: Draft) -> Draft:
    """Return ``draft`` with more that follows from it, and what follows from that.

    The level of another datum can raise its own, and so can an announcement that is not read.
    """
    told = [follower.level for follower in more if _counts(follower)]
    flat = [one for follower in more for one in (follower, *follower.consequences)]
    flat = [replace(one, consequences=()) for one in flat]
    return replace(
        draft, level=worst(draft.level, *told), consequences=(*draft.consequences, *flat)
    )


def _counts(follower: Draft) -> bool:
    if follower.kind == "finding":
        unread = follower.key.get("finding") in UNREAD_ANNOUNCEMENTS
        return unread and follower.id == "finding-added"
    return follower.kind != "clause"


def finished(draft: Draft) -> Change:
    """Return the change that is told.

    What follows comes in the order of kinds, then of the page.
    """
    key = {"interfaces": list(draft.interfaces), **draft.key}
    followers = sorted(draft.consequences, key=lambda d: (IDS.index(d.id), d.place))
    return Change(
        id=draft.id,
        level=draft.level,
        key=key,
        old=draft.old,
        new=draft.new,
        fingerprint=fingerprint(draft.id, key, draft.old, draft.new),
        consequences=tuple(map(finished, followers)),
    )


def fingerprint(id: str, key: dict[str, Any], old: Any, new: Any) -> str:
    """Return the first 16 digits of the SHA-256 of id, key, old and new as canonical JSON."""
    text = json.dumps([id, key, old, new], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
