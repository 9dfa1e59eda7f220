"""The day, for the commands that need one: days are Beijing's."""

from __future__ import annotations

import datetime as dt

from tiia_scraper.archive.standing import BEIJING


def today() -> dt.date:
    """The day in Beijing."""
    return dt.datetime.now(BEIJING).date()
