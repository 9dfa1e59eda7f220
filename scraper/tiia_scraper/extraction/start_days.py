"""The days from which sentences say that something holds."""

from __future__ import annotations

import datetime as dt
import re

from tiia_scraper.extraction.page_parts import STARTS, Page
from tiia_scraper.vocabulary import Unreadable, to_day


def read_start(page: Page, lead: int | None) -> dt.date | None:
    """Return the day from which a table's prices hold, where its governing sentence dates it."""
    if lead is None:
        return None
    stated = page.stated[lead]
    return day_said(page, STARTS.search(stated.plain), stated.clause)


def day_said(page: Page, match: re.Match[str] | None, clause: str) -> dt.date | None:
    """Return the day of a match; ``None``, and a problem, for one that the calendar lacks."""
    if match is None:
        return None
    try:
        return to_day(match, match[0])
    except Unreadable as error:
        page.refuse("date-impossible", repr(error.text), error.expected, clause=clause)
        return None
