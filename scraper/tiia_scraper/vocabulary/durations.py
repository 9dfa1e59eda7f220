"""How long a pack lasts: 6个月, 180天, 一年半, 长期有效, in a cell, a head or a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tiia_pricebook.messages import say
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.vocabulary.numbers import Unreadable, fold

Unit = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Duration:
    """So many days, months or years; without end where ``count`` is ``None``."""

    count: int | None
    unit: Unit | None = None

    @property
    def months(self) -> int | None:
        """Its length in months, where it is not counted in days: a year is twelve."""
        return {"month": self.count, "year": 12 * (self.count or 0)}.get(self.unit or "")

    @property
    def days(self) -> int | None:
        """Its length in days, where it is counted in them."""
        return self.count if self.unit == "day" else None

    def equals(self, other: Duration) -> bool:
        """Return whether both last equally long from any day: 1年 and 12个月, not 365天."""
        return (self.months, self.days) == (other.months, other.days)


EXPECTED = say("a validity such as 6个月, 180天, 1年 or 长期有效")

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100}
_ONE = "[一二三四五六七八九两]"
_NUMERAL = (
    rf"(?:[1-9][0-9]{{0,3}}|{_ONE}百(?:零{_ONE}|{_ONE}十{_ONE}?)?|{_ONE}?十{_ONE}?|{_ONE})"
    "(?![0-9一二三四五六七八九十百千万两.])"
)
DURATION = (
    rf"(?:半年|{_NUMERAL}(?:年(?:半|(?:零|又)?{_NUMERAL}个月)?|个月|个?自然日|天|日))"
    "(?![0-9半个零又])"
)
NO_END = "(?:长期|永久)有效|长期|永久|无限期|不限期|不限|永不过期|不过期|无期限"

_BARE = re.compile(_NUMERAL)
_PARTS = re.compile(
    rf"(?:(?P<years>{_NUMERAL}|半)年)?(?P<half>半)?(?:零|又)?(?:(?P<months>{_NUMERAL})个月)?"
    rf"(?:(?P<days>{_NUMERAL})(?:个?自然日|天|日))?"
)
_TWICE = re.compile(r"(?P<first>[^()]+)\((?P<second>[^()]+)\)")
_PLAIN_CELL = re.compile(
    "(?:有效期(?:限)?(?:均)?(?:为|:)?)?(?:(?:自|从)?购买(?:成功)?(?:之日起|后))?"
    f"(?P<said>{DURATION}|{NO_END})(?:之?内)?(?:有效)?[。.]?"
)
_UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = (
    (re.compile(r"[(/:](?:单位:)?(?:自然日|天|日)\)?$|天数"), "day"),
    (re.compile(r"[(/:](?:单位:)?个?月\)?$|月数"), "month"),
    (re.compile(r"[(/:](?:单位:)?年\)?$|年数|年限"), "year"),
)


def parse_validity(text: str, unit: Unit | None = None) -> Duration:
    """Return the validity that a cell states; a bare number counts in ``unit``, its head's.

    Raises ``Unreadable`` for anything else, and for a unit that is not the head's.
    """
    plain = squeeze(fold(text))
    if unit and _BARE.fullmatch(plain):
        return Duration(_number(plain), unit)
    twice = _TWICE.fullmatch(plain)
    said = [_cell(part, text) for part in (twice.groups() if twice else (plain,))]
    fits = unit is None or said[0].unit in (None, unit)
    if not fits or not said[0].equals(said[-1]):
        raise Unreadable(text, EXPECTED)
    return said[0]


def validity_unit(head: str) -> Unit | None:
    """Return the unit of the numbers below a head such as 有效期（月）, where it gives one."""
    plain = squeeze(fold(head))
    return next((unit for pattern, unit in _UNITS if pattern.search(plain)), None)


def to_validity(said: str) -> Duration:
    """Return what a text that fits ``DURATION`` or ``NO_END`` says."""
    match = _PARTS.fullmatch(said)
    if match is None:
        return Duration(None)
    years, months, days = match["years"], match["months"], match["days"]
    if days:
        return Duration(_number(days), "day")
    if years and years != "半" and not (months or match["half"]):
        return Duration(_number(years), "year")
    whole = 6 if years == "半" else 12 * _number(years) if years else 0
    return Duration(
        whole + (6 if match["half"] else 0) + (_number(months) if months else 0), "month"
    )


def _cell(part: str, text: str) -> Duration:
    match = _PLAIN_CELL.fullmatch(part)
    if match is None:
        raise Unreadable(text, EXPECTED)
    return to_validity(match["said"])


def _number(text: str) -> int:
    """A number in digits or in Chinese numerals below a thousand: 十二, 三百六十五."""
    if text.isascii():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in _TENS:
            total, digit = total + (digit or 1) * _TENS[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + digit
