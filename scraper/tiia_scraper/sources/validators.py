"""What a server said of its page, before it is said back to it (RFC 9110, sections 8.8 and 5.6.7).

A header may hold anything; a request that repeats it must hold what the standard allows.
"""

from __future__ import annotations

import datetime as dt
import re

from tiia_scraper.sources.source import Validators

_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(
    rf"({'|'.join(_DAYS)}), ([0-9]{{2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}})"
    r" ([0-9]{2}):([0-9]{2}):([0-9]{2}) GMT"
)
_LONGEST = 1000


def sendable(etag: str | None, last_modified: str | None) -> Validators | None:
    """Return those of the two that may be sent: an entity-tag, and a date in the form to be sent.

    ``None`` where there is neither: then a page is asked for without a condition.
    """
    tag = etag if etag and len(etag) <= _LONGEST and _ETAG.fullmatch(etag) else None
    date = last_modified if last_modified and _is_date(last_modified) else None
    return Validators(tag, date) if tag or date else None


def _is_date(text: str) -> bool:
    """Whether a text is an IMF-fixdate, of a day that there is."""
    match = _DATE.fullmatch(text)
    if not match:
        return False
    name, day, month, year, *clock = match.groups()
    hour, minute, second = map(int, clock)
    try:
        date = dt.date(int(year), _MONTHS.index(month) + 1, int(day))
        dt.time(hour, minute, second)
    except ValueError:
        return False
    return _DAYS[date.weekday()] == name
