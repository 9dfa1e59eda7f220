"""The day, for the commands that need one: prices and months are Beijing's."""

from __future__ import annotations

import datetime as dt

BEIJING = dt.timezone(dt.timedelta(hours=8), "Beijing")


def today() -> dt.date:
    """The day in Beijing, where there is no summer time."""
    return dt.datetime.now(BEIJING).date()
