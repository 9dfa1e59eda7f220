"""The days from which on a change announces something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tiia_pricebook.calendar import DAYS
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.changes.change import Change
from tiia_pricing.changes.kinds import ANNOUNCEMENTS


def announced_days(change: Change, today: dt.date) -> list[dt.date]:
    """Return the days after ``today`` that ``change`` and what follows from it are about, in order.

    Raises ``InputError`` for a change that was kept with a day that is none.
    """
    found = {day for one in (change, *change.consequences) for day in _days(one)}
    return sorted(day for day in found if day > today)


def _days(change: Change) -> Iterator[dt.date]:
    if change.id in ANNOUNCEMENTS:
        for value in (change.old, change.new):
            yield from map(_day, _said(value))
    elif change.key.get("from"):
        yield _day(str(change.key["from"]))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        fault = say("a change is announced for {text!r}, which is not a day", text=text)
        raise InputError("date-unreadable", fault, expected=DAYS) from error


def _said(value: Any) -> Iterator[str]:
    """The days in what is announced, of one interface or of each."""
    if not isinstance(value, dict):
        return
    if value.keys() == {"value", "from"}:
        yield str(value["from"])
    else:
        for one in value.values():
            yield from _said(one)
