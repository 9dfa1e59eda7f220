"""A time for which each of two books grants one free quota, and a change in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

from tiia_pricebook import FreeQuota
from tiia_pricebook.calendar import holds
from tiia_pricing.changes.change import Draft, place, spots
from tiia_pricing.changes.kinds import Level


class Span(NamedTuple):
    """What the old and the new book grant an interface in ``[from_, to)``."""

    old: FreeQuota
    new: FreeQuota
    from_: dt.date | None
    to: dt.date | None


def quota_at(quotas: Sequence[FreeQuota], day: dt.date | None) -> FreeQuota | None:
    """Return the quota on ``day``; ``None`` is before every date."""
    return next((quota for quota in quotas if granted(quota, day)), None)


def granted(quota: FreeQuota, day: dt.date | None) -> bool:
    """Tell whether a quota is granted on ``day``; ``None`` is before every date."""
    return quota.from_ is None if day is None else holds(quota, day)


def time_key(from_: dt.date | None, to: dt.date | None) -> dict[str, Any]:
    """Return the days as part of a key: no field for an open end."""
    ends = {"from": from_, "to": to}
    return {name: day.isoformat() for name, day in ends.items() if day}


def quota_draft(
    id: str,
    level: Level,
    name: str,
    span: Span,
    values: tuple[Any, Any],
    key: dict[str, Any] | None = None,
) -> Draft:
    """Return a change in ``span`` from the first of ``values`` to the second."""
    source = span.old.source
    home: Hashable = (place(source), source.clause, *map(str, values), span.from_, span.to)
    return Draft(
        id=id,
        level=level,
        home=home,
        interfaces=(name,),
        old=values[0],
        new=values[1],
        place=place(span.new.source),
        key=key or {},
        touches=spots("old", source) | spots("new", span.new.source),
        leads=frozenset(filter(None, (span.old.clause, span.new.clause))),
    )
