"""The tier tables of a book in which one change alone is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo, PriceBook, Tier
from tiia_pricebook.messages import say
from tiia_pricing.changes.detection.tier_alignment import Match, align, moved
from tiia_pricing.changes.impact.announced_alone import announced_table, on_day
from tiia_pricing.changes.impact.months_in_force import of_day, undated
from tiia_pricing.changes.impact.single_edits import Edits, NotAlone

_PRICED = ("price-increased", "price-decreased")

_Found = dict[str, list[PayAsYouGo]]


class Tables(Struct, frozen=True):
    """The tier tables that two books have of one interface, each the earliest first.

    ``matches`` say which tier is which, in each old table and the new one of its place.
    """

    name: str
    old: tuple[PayAsYouGo, ...]
    new: tuple[PayAsYouGo, ...]
    matches: tuple[Sequence[Match], ...]

    @classmethod
    def of(cls, name: str, old: Sequence[PayAsYouGo], new: Sequence[PayAsYouGo]) -> Tables:
        """Return the tables of ``name``, their tiers matched once."""
        pairs = zip(old, new, strict=False)
        return cls(name, tuple(old), tuple(new), tuple(_match(*pair) for pair in pairs))

    def dated_by(self) -> set[str]:
        """Return what a change of the days of these prices may be told as: of which clause."""
        slugs = {table.clause for table in (*self.old, *self.new)}
        days = [[(table.from_, table.to) for table in side] for side in (self.old, self.new)]
        return set() if days[0] == days[1] else {self.name, *filter(None, slugs)}


def tables_of(old: PriceBook, new: PriceBook) -> dict[str, Tables]:
    """Return the tier tables of both books by their interfaces."""
    sides: tuple[_Found, _Found] = ({}, {})
    for side, book in zip(sides, (old, new), strict=True):
        for table in sorted(book.pay_as_you_go, key=lambda table: table.from_ or dt.date.min):
            side.setdefault(table.interface, []).append(table)
    names = dict.fromkeys((*sides[0], *sides[1]))
    return {name: Tables.of(name, *(side.get(name, ()) for side in sides)) for name in names}


def _match(old: PayAsYouGo, new: PayAsYouGo) -> Sequence[Match]:
    if old.tiers == new.tiers:
        return list(zip(old.tiers, new.tiers, strict=True))
    return align(old.tiers, new.tiers)


def table_of(tables: Tables, edits: Edits, day: dt.date) -> PayAsYouGo | None:
    """Return the undated table of ``day``, in the old book with ``edits``.

    Where a new table begins before an older one is said to end, the new one holds. Raises
    ``NotAlone`` where no ladder comes of it.
    """
    edited = list(_edited(tables, edits))
    holding = _latest(of_day(edited, day))
    if announced := on_day(edits, tables.name, day):
        new = _latest(of_day(tables.new, day))
        return announced_table(holding, (*tables.old, *tables.new)[0], new, announced)
    if holding:
        return holding
    had, has = (any(of_day(side, day)) for side in (tables.old, tables.new))
    if edited and had and has:
        raise NotAlone(
            say("other prices take the place of those that end: see all changes together")
        )
    return None


def _latest(tables: Iterable[PayAsYouGo]) -> PayAsYouGo | None:
    table = max(tables, key=lambda table: table.from_ or dt.date.min, default=None)
    return table and undated(table)


def _edited(tables: Tables, edits: Edits) -> Iterator[PayAsYouGo]:
    for old, new, matches in zip_longest(tables.old, tables.new, tables.matches):
        if old and new:
            yield _table(old, new, matches, edits)
        elif old and not _is_lone(old, "tier-removed", "old", edits):
            yield old
        elif new and _is_lone(new, "tier-added", "new", edits):
            yield new


def _is_lone(table: PayAsYouGo, id: str, side: str, edits: Edits) -> bool:
    """Whether ``table`` came or went whole: its first tier did."""
    first = table.tiers[0]
    values = {"from_calls": first.from_calls, side: str(first.price)}
    return edits.has((id,), table.interface, **values)


def _table(old: PayAsYouGo, new: PayAsYouGo, matches: Sequence[Match], edits: Edits) -> PayAsYouGo:
    """The old table with those of its edits that ``edits`` has."""
    name = old.interface
    days = {name, old.clause, new.clause} & edits.clauses()
    unit = edits.has(("unit-changed",), name)
    mode = edits.has(("tier-mode-changed",), name)
    return replace(
        old,
        mode=new.mode if mode else old.mode,
        per_calls=new.per_calls if unit else old.per_calls,
        tiers=tuple(_ladder(_tiers(name, matches, edits, unit=unit))),
        from_=new.from_ if days else old.from_,
        to=new.to if days else old.to,
    )


def _ladder(tiers: Iterator[Tier]) -> list[Tier]:
    """``tiers`` from 0 up; raises ``NotAlone`` where they do not rise."""
    ladder = list(tiers)
    if not ladder:
        raise NotAlone(say("no tier would be left without the others that came"))
    ladder[0] = replace(ladder[0], from_calls=0)
    for lower, upper in pairwise(ladder):
        if upper.from_calls <= lower.from_calls:
            text = say(
                "the bound {calls:,} would not rise above the one before it", calls=upper.from_calls
            )
            raise NotAlone(text)
    return ladder


def _tiers(name: str, matches: Sequence[Match], edits: Edits, *, unit: bool) -> Iterator[Tier]:
    """The tiers that are kept, each with its edits, and those that came."""
    first = True
    for before, after in matches:
        if before and after:
            priced = {"from_calls": before.from_calls, "new": str(after.price)}
            price = after.price if unit or edits.has(_PRICED, name, **priced) else before.price
            yield replace(
                before, from_calls=_bound(name, before, after, edits, first=first), price=price
            )
        elif before and not edits.has(("tier-removed",), name, from_calls=before.from_calls):
            yield before
        elif after and edits.has(("tier-added",), name, from_calls=after.from_calls):
            yield after
        else:
            continue
        first = False


def _bound(name: str, before: Tier, after: Tier, edits: Edits, *, first: bool) -> int:
    """Where a tier begins that both books have.

    A tier before which others came or went had or has the bound 0: it follows them.
    """
    if moved(before, after):
        key = {"from_calls": before.from_calls, "new": after.from_calls}
        return (
            after.from_calls if edits.has(("tier-bound-moved",), name, **key) else before.from_calls
        )
    return before.from_calls if first or before.from_calls else after.from_calls
