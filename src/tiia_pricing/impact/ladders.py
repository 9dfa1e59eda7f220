"""The tier tables of a book in which one change alone is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec.structs import replace

from tiia_pricing.impact.edits import Edits, NotAlone
from tiia_pricing.impact.months import of_day, undated
from tiia_pricing.pricebook import PayAsYouGo, PriceBook, Tier
from tiia_scraper.changes.alignment import align, moved

_PRICED = ("price-increased", "price-decreased")
_TIMELESS = dt.date.min


def table_of(
    old: PriceBook, new: PriceBook, name: str, edits: Edits, day: dt.date
) -> PayAsYouGo | None:
    """The undated table of ``name`` on ``day``, in the old book with ``edits``.

    Where a new table begins before an older one is said to end, the new one holds. Raises
    ``NotAlone`` where no ladder comes of it.
    """
    olds, news = _tables(old, name), _tables(new, name)
    tables = list(_edited(name, olds, news, edits))
    holding = list(of_day(tables, day))
    if holding:
        return undated(max(holding, key=lambda table: table.from_ or _TIMELESS))
    had, has = (any(of_day(tables, day)) for tables in (olds, news))
    if had and has and olds[0] in tables:
        raise NotAlone("other prices take the place of those that end: see all changes together")
    return None


def _tables(book: PriceBook, name: str) -> list[PayAsYouGo]:
    """The tier tables of an interface, the earliest first."""
    tables = [table for table in book.pay_as_you_go if table.interface == name]
    return sorted(tables, key=lambda table: table.from_ or _TIMELESS)


def _edited(
    name: str, olds: Sequence[PayAsYouGo], news: Sequence[PayAsYouGo], edits: Edits
) -> Iterator[PayAsYouGo]:
    if not (olds and news):
        yield from (table for table in olds if not _is_lone(table, "tier-removed", "old", edits))
        yield from (table for table in news if _is_lone(table, "tier-added", "new", edits))
        return
    for old, new in zip_longest(olds, news):
        if old and new:
            yield _table(name, old, new, edits)
        elif old and not _is_lone(old, "tier-removed", "old", edits):
            yield old
        elif new and _is_lone(new, "tier-added", "new", edits):
            yield new


def _is_lone(table: PayAsYouGo, id: str, side: str, edits: Edits) -> bool:
    """Whether ``table`` came or went whole: its first tier did."""
    first = table.tiers[0]
    values = {"from_calls": first.from_calls, side: str(first.price)}
    return edits.has((id,), table.interface, **values)


def _table(name: str, old: PayAsYouGo, new: PayAsYouGo, edits: Edits) -> PayAsYouGo:
    """The old table with those of its edits that ``edits`` has."""
    days = any(
        one.key.get("clause") in {old.clause, new.clause, name} - {None}
        for one in edits.of_kind("clause-")
    )
    unit = edits.has(("unit-changed",), name)
    mode = edits.has(("tier-mode-changed",), name)
    return replace(
        old,
        mode=new.mode if mode else old.mode,
        per_calls=new.per_calls if unit else old.per_calls,
        tiers=tuple(_ladder(_tiers(name, old, new, edits, unit=unit))),
        from_=new.from_ if days else old.from_,
        to=new.to if days else old.to,
    )


def _ladder(tiers: Iterator[Tier]) -> list[Tier]:
    """``tiers`` from 0 up; raises ``NotAlone`` where they do not rise."""
    ladder = list(tiers)
    if not ladder:
        raise NotAlone("no tier would be left without the others that came")
    ladder[0] = replace(ladder[0], from_calls=0)
    for lower, upper in pairwise(ladder):
        if upper.from_calls <= lower.from_calls:
            raise NotAlone(f"the bound {upper.from_calls:,} would not rise above the one before it")
    return ladder


def _tiers(
    name: str, old: PayAsYouGo, new: PayAsYouGo, edits: Edits, *, unit: bool
) -> Iterator[Tier]:
    """The tiers that are kept, each with its edits, and those that came."""
    first = True
    for before, after in align(old.tiers, new.tiers):
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
