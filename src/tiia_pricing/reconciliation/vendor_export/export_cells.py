"""What a cell of the export says: amounts to eight decimals, calls with their unit, months."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from tiia_pricebook.calendar import BEIJING, DAY, Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.tables.dates import MONTHS

MOST_DECIMALS = 8
_MOST = Decimal(10) ** 13
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,2})?")
_NOTHING = {"", "-", "--", "/", "n/a", "null", "none"}
_UNIT = re.compile(r"([0-9]*)(千|万|百万|k)?(?:次|次数|times?|calls?|counts?|requests?)?")
_SCALES = {None: 1, "": 1, "千": 1000, "k": 1000, "万": 10_000, "百万": 1_000_000}
_MONTH = re.compile(r"([0-9]{4})(?:[-/.](1[0-2]|0?[1-9])|年(1[0-2]|0?[1-9])月|(1[0-2]|0[1-9]))")
_NAMED = re.compile(r"([a-z]{3})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"
    r"(?:[ t]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(z|[+-][0-9]{2}:?[0-9]{2})?)?"
)


class ShownAmount(Struct, frozen=True):
    """An amount in yuan as a cell shows it: its value, and to how many decimals, two at least."""

    value: Decimal
    digits: int = 2


@lru_cache(maxsize=4096)
def parse_amount(text: str) -> ShownAmount | None:
    """Return the amount of a cell, ``None`` for an empty one; raises ``InputError``."""
    found = parse_number(text, say("an amount in yuan with at most 8 decimals, such as 47205.00"))
    if found is None:
        return None
    digits = max(2, -int(found.as_tuple().exponent))
    if digits > MOST_DECIMALS:
        message = say("{text!r} has {digits} decimals", text=text, digits=digits)
        raise InputError("amount-unreadable", message, expected=say("at most 8 decimals"))
    return ShownAmount(found, digits)


def parse_number(text: str, expected: str) -> Decimal | None:
    """Return the number of a cell, exactly, ``None`` for an empty one; raises ``InputError``."""
    plain = folded(text).removeprefix("¥").replace("−", "-")
    if plain in _NOTHING:
        return None
    if not _NUMBER.fullmatch(plain) or len(plain) > 40 or abs(found := _exact(plain)) >= _MOST:
        message = say("cannot read {word!r}", word=text[:60])
        raise InputError("amount-unreadable", message, expected=expected)
    return found


def _exact(plain: str) -> Decimal:
    """All digits of a number, without an exponent above none."""
    found = Decimal(plain.replace(",", ""))
    return found.quantize(Decimal(1)) if _above(found) else found


def _above(found: Decimal) -> bool:
    exponent = int(found.as_tuple().exponent)
    return 0 < exponent <= 12 and abs(found) < _MOST


def parse_discount(text: str) -> Decimal | None:
    """Return a multiplier such as ``0.9``, also as ``90%``.

    Raises ``InputError`` for one that is none.
    """
    expected = say("a multiplier of the list price, such as 0.9")
    share = folded(text).endswith("%")
    found = parse_number(folded(text).removesuffix("%"), expected)
    if found is None:
        return None
    found = found / 100 if share else found
    if not 0 <= found <= 10:
        message = say("a discount of {text!r}", text=text)
        raise InputError("discount-unreadable", message, expected=expected)
    return found


def parse_scale(text: str) -> int:
    """Return how many calls one of a unit is: ``次`` 1, ``千次`` 1,000, ``万次`` 10,000.

    Raises ``InputError`` for a unit that is not known.
    """
    plain = folded(text)
    found = _UNIT.fullmatch(plain)
    if not plain or not found or len(found[1]) > 9 or (found[1] and int(found[1]) == 0):
        message = say("unknown unit {unit!r}", unit=text[:40])
        raise InputError("unit-unknown", message, expected=say("次, 千次 or 万次"))
    return int(found[1] or 1) * _SCALES[found[2]]


@lru_cache(maxsize=4096)
def parse_month(text: str) -> Month | None:
    """Return a month, or the month of a day or time.

    ``None`` for an empty cell; raises ``InputError``.
    """
    plain = folded(text)
    if plain in _NOTHING:
        return None
    if found := _MONTH.fullmatch(plain):
        return Month(int(found[1]), int(found[2] or found[3] or found[4]))
    if (found := _NAMED.fullmatch(plain)) and found[1] in MONTHS:
        return Month(2000 + int(found[2]), MONTHS.index(found[1]) + 1)
    day = parse_day(text)
    return Month.of(day) if day else None


@lru_cache(maxsize=4096)
def parse_day(text: str) -> dt.date | None:
    """Return the Beijing day of a time, ``None`` for an empty cell; raises ``InputError``."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain in _NOTHING or plain.startswith("0000-"):
        return None
    found = _TIME.fullmatch(plain)
    try:
        if not found:
            raise ValueError(plain)
        numbers = [int(part or 0) for part in found.groups()[:6]]
        moment = dt.datetime(*numbers, tzinfo=_zone(found[7]))  # type: ignore[misc,arg-type]
        return moment.astimezone(BEIJING).date()
    except (ValueError, OverflowError) as error:
        expected = say("a time such as 2023-06-01 08:00:00, or a month such as 2023-05")
        message = say("cannot read the time {text!r}", text=text[:40])
        raise InputError("date-unreadable", message, expected=expected) from error


def day_before(day: dt.date) -> dt.date:
    """Return the day before."""
    return day - DAY


def _zone(text: str | None) -> dt.tzinfo:
    if text is None:
        return BEIJING
    if text == "z":
        return dt.UTC
    sign = -1 if text[0] == "-" else 1
    hours, minutes = int(text[1:3]), int(text[-2:])
    return dt.timezone(sign * dt.timedelta(hours=hours, minutes=minutes))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a cell as it is compared: without blanks, width and case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
