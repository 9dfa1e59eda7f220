"""The days from which on a change announces something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tiia_pricing.changes.change import Change
from tiia_pricing.changes.kinds import ANNOUNCEMENTS


def announced_days(change: Change, today: dt.date) -> list[dt.date]:
    """The days after ``today`` that ``change`` and what follows from it are about, in order."""
    found = {day for one in (change, *change.consequences) for day in _days(one)}
    return sorted(day for day in found if day > today)


def _days(change: Change) -> Iterator[dt.date]:
    if change.id in ANNOUNCEMENTS:
        for value in (change.old, change.new):
            yield from map(dt.date.fromisoformat, _said(value))
    elif change.key.get("from"):
        yield dt.date.fromisoformat(change.key["from"])


def _said(value: Any) -> Iterator[str]:
    """The days in what is announced, of one interface or of each."""
    if not isinstance(value, dict):
        return
    if value.keys() == {"value", "from"}:
        yield str(value["from"])
    else:
        for one in value.values():
            yield from _said(one)
