"""Counts of calls as people write them: ``1050000``, ``1,050,000``, ``105万``, ``1050000.0``.

Traditional characters, as in ``105萬``, are those of the vendor written in another way.
"""

from __future__ import annotations

import re

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.tables.folding import half_width

MAX_COUNT = 10**15
EXPECTED = say("a whole number of calls, 0 to {most}", most=MAX_COUNT)
MULTIPLES = {
    "": 1,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_SIMPLIFIED = str.maketrans("萬億", "万亿")
_COUNT = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))? ?"
    r"(?P<unit>百万|千万|百|千|万|亿)? ?(?P<calls>次?)"
)
_DIGITS = len(str(MAX_COUNT))


def parse_count(text: str, per: int = 1) -> int:
    """Read a count of calls, 0 to 10^15; ``per`` is what the head of its column counts in.

    Raises ``InputError`` for anything else: a fraction of a call, digits that are grouped in
    another way, an exponent, and ``105.000``, which could be 105 or 105,000.
    """
    plain = simplified(half_width(text))
    if plain.isdecimal() and plain.isascii() and per == 1:
        return _bounded(plain, text)
    if re.fullmatch(r"-[0-9]*\.?[0-9]+", plain):
        raise _refused("calls-negative", say("{text} is less than 0", text=text))
    match = _COUNT.fullmatch(plain)
    if match is None:
        if re.fullmatch(r"[0-9]*\.[0-9]*", plain):
            raise _not_whole(text)
        raise _refused("calls-unreadable", say("{text!r} is not a number of calls", text=text))
    return _counted(match, text, per)


def simplified(text: str) -> str:
    """Return ``text`` with 万 and 亿 where it has them in traditional characters."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)


def _counted(match: re.Match[str], text: str, per: int) -> int:
    whole, part, unit = match["whole"], match["part"] or "", match["unit"] or ""
    if per != 1 and (unit or match["calls"]):
        message = say("{text!r} has a unit, and the head of its column another", text=text)
        raise _refused("calls-unreadable", message)
    if len(part) == 3 and len(whole) <= 3 and "," not in whole and not unit and whole != "0":
        raise _refused(
            "calls-ambiguous", say("{text!r} could have a point between thousands", text=text)
        )
    digits = whole.replace(",", "").lstrip("0")
    if len(digits) > _DIGITS or len(part) > _DIGITS:
        raise _not_whole(text) if part.strip("0") else _too_large(text)
    calls, rest = divmod(int(digits + part or "0") * MULTIPLES[unit] * per, 10 ** len(part))
    if rest:
        raise _not_whole(text)
    return _bounded(str(calls), text)


def _bounded(digits: str, text: str) -> int:
    if len(digits.lstrip("0")) > _DIGITS or int(digits) > MAX_COUNT:
        raise _too_large(text)
    return int(digits)


def _too_large(text: str) -> InputError:
    return _refused("calls-too-large", say("{text} calls are too many", text=text[:40]))


def _not_whole(text: str) -> InputError:
    return _refused("calls-not-whole", say("{text} is not a whole number of calls", text=text))


def _refused(id: str, message: str) -> InputError:
    return InputError(id, message, expected=EXPECTED)
