"""Days as the vendor writes them: 2027年1月1日, or in figures, such as 2027-01-01."""

from __future__ import annotations

import datetime as dt
import re

from tiia_pricebook.messages import say
from tiia_scraper.vocabulary.numbers import Unreadable

DAY = (
    r"(?P<y>[0-9]{4}) ?(?:年|-|/|\.) ?(?P<mo>[0-9]{1,2}) ?(?:月|-|/|\.) ?"
    r"(?P<d>[0-9]{1,2})(?: ?[日号]|(?![0-9]))"
)
CHINESE_DAY = r"(?P<y>[0-9]{4}) ?年 ?(?P<mo>[0-9]{1,2}) ?月 ?(?P<d>[0-9]{1,2}) ?日"
BEGUN_DAY = r"(?P<y>\d{4})年(?P<mo>\d{1,2})月(?P<d>\d{1,2})日(?:00:00)?"
"""A day in a text without blanks, with the hour at which it begins where that is told."""


def to_day(match: re.Match[str], text: str) -> dt.date:
    """Return the day that one of these patterns matched.

    Raises ``Unreadable`` for one that the calendar lacks.
    """
    try:
        return dt.date(int(match["y"]), int(match["mo"]), int(match["d"]))
    except ValueError as error:
        raise Unreadable(text, say("a date of the calendar")) from error
