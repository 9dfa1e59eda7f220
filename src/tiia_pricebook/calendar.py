"""The day, for the commands that need one: prices and months are Beijing's."""

from __future__ import annotations

import datetime as dt

from tiia_pricebook import BEIJING


def today() -> dt.date:
    """The day in Beijing, where there is no summer time."""
    return dt.datetime.now(BEIJING).date()


def utc(moment: dt.datetime) -> str:
    """A moment to the minute, as people are told it."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
