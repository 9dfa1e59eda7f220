"""The free quotas of a book in which one change alone is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from msgspec.structs import replace

from tiia_pricebook import FreeQuota, PriceBook
from tiia_pricebook.calendar import DAY, Period, holds
from tiia_pricing.changes import Change
from tiia_pricing.changes.impact.announced_alone import is_whole, on_day
from tiia_pricing.changes.impact.months_in_force import of_day, undated
from tiia_pricing.changes.impact.single_edits import Edits, value

Pools = tuple[FreeQuota, ...]


def quotas_of(old: PriceBook, new: PriceBook, edits: Edits, day: dt.date) -> Pools:
    """Return the undated quotas of ``day``, in the old book with ``edits``."""
    pools = on(old, day)
    for edit in edits.of_kind("free-quota-", "quota-"):
        if edit.id == "quota-date-changed":
            pools = _moved(old, new, edit, day, pools)
        elif _covers(edit, day):
            pools = _edited(edit, pools, on(new, day))
    for name in edits.names:
        if any(is_whole(one) for one in on_day(edits, name, day)):
            pools = _replaced(pools, on(new, day), (name,))
    return pools


def on(book: PriceBook, day: dt.date) -> Pools:
    """Return the undated quotas of ``book`` on ``day``."""
    return tuple(map(undated, of_day(book.free_quotas, day)))


def _covers(edit: Change, day: dt.date) -> bool:
    """Whether the time of an edit's key holds ``day``."""
    ends = (edit.key.get(end) for end in ("from", "to"))
    return holds(Period(*(dt.date.fromisoformat(end) if end else None for end in ends)), day)


def _edited(edit: Change, pools: Pools, come: Pools) -> Pools:
    names = edit.key["interfaces"]
    if edit.id in ("free-quota-increased", "free-quota-decreased"):
        return tuple(_resized(edit, quota) for quota in pools)
    if edit.id == "quota-sharing-changed":
        names = [name for pool in (*edit.old, *edit.new) for name in pool]
    return _replaced(pools, come, names)


def _resized(edit: Change, quota: FreeQuota) -> FreeQuota:
    """``quota`` with the calls that it has after the edit, where the edit is about it."""
    for name in quota.interfaces:
        if name in edit.key["interfaces"]:
            return replace(quota, calls=value(edit.new, name))
    return quota


def _replaced(pools: Pools, come: Pools, names: Collection[str]) -> Pools:
    """``pools`` in which ``names`` draw on what ``come`` grants them, or on nothing."""
    theirs = set(names)
    kept = (_drawn_by(quota, set(quota.interfaces) - theirs) for quota in pools)
    taken = (_drawn_by(quota, set(quota.interfaces) & theirs) for quota in come)
    return tuple(quota for quota in (*kept, *taken) if quota.interfaces)


def _drawn_by(quota: FreeQuota, names: Collection[str]) -> FreeQuota:
    return replace(quota, interfaces=tuple(name for name in quota.interfaces if name in names))


def _moved(old: PriceBook, new: PriceBook, edit: Change, day: dt.date, pools: Pools) -> Pools:
    """Between the two dates, what held before the old one holds on, or what came after holds."""
    names = edit.key["interfaces"]
    before, after = (end and dt.date.fromisoformat(end) for end in (edit.old, edit.new))
    if before and after:
        felt = min(before, after) <= day < max(before, after)
        held = on(old, _eve(before) if after > before else before)
    else:
        date = before or after
        begins = date == _beginning(old if before else new, names[0])
        felt = (day < date) == begins
        held = on(old, before if begins else _eve(before)) if before else ()
    return _replaced(pools, held, names) if felt else pools


def _beginning(book: PriceBook, name: str) -> dt.date | None:
    """When the first quota of an interface begins."""
    starts = [quota.from_ for quota in book.free_quotas if name in quota.interfaces]
    return min(starts, key=lambda day: day or dt.date.min)


def _eve(day: dt.date) -> dt.date:
    return max(day, dt.date(1, 1, 2)) - DAY
