"""Numbers and counts of calls: 1000, 1,000, 1 万, 250万次, 1 亿次."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from tiia_pricebook.messages import say

# Only full-width forms are folded: NFKC would also make 2.5² into 2.52.
_FOLD = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {
    0x3000: " ",
    0xA0: " ",
    ord("〜"): "~",
    ord("–"): "-",
    ord("—"): "-",
    ord("−"): "-",
    ord("≦"): "≤",
    ord("≧"): "≥",
}
_SPACE = re.compile(r"\s+")

WHOLE = r"(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,14})"
NUMBER = rf"{WHOLE}(?:\.[0-9]{{1,8}})?"
MULTIPLE = r"(?:千万|百万|百|千|万|亿)"
CALLS = r"(?:次|张|条)"
CALLED = re.compile(CALLS)

_MULTIPLES = {
    None: 1,
    "": 1,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
# No part of a date or a version in figures: 2022.10.24 is not 2022.1.24.
_VALUE = re.compile(rf"(?<![0-9.,])({NUMBER})(?![0-9]|[.,][0-9])({MULTIPLE})?")
_COUNT = re.compile(rf"({NUMBER}) ?({MULTIPLE})? ?{CALLS}?")


def whole_calls(blank: str = "") -> str:
    """Return the pattern of a whole number of calls: ``n`` in ``m``, ``blank`` between them."""
    return rf"(?P<n>{WHOLE}){blank}(?P<m>{MULTIPLE})?{blank}次"


class Unreadable(ValueError):
    """A phrase that is not fully understood: the phrase, and what was expected."""

    def __init__(self, text: str, expected: str) -> None:
        super().__init__(f"{text!r} is not {expected}")
        self.text = text
        self.expected = expected


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return ``text`` on one line with half-width digits and signs: a copy to match against."""
    return _SPACE.sub(" ", text.translate(_FOLD)).strip()


def to_decimal(digits: str) -> Decimal:
    """Return the number in ``digits``, which may have thousands commas."""
    return Decimal(digits.replace(",", ""))


def multiple_of(word: str | None) -> int:
    """Return what 千, 万, 亿 … multiply by; 1 for none."""
    return _MULTIPLES[word]


def word_of(multiple: int | None) -> str | None:
    """Return the word that multiplies by ``multiple``; ``None`` for 1 and for what has no word."""
    words: dict[int | None, str | None] = {number: word for word, number in _MULTIPLES.items()}
    return words.get(multiple) or None


def to_calls(digits: str, multiple: int, text: str) -> int:
    """Return a whole number of calls; raises ``Unreadable`` for a part of one."""
    calls = to_decimal(digits) * multiple
    if calls != calls.to_integral_value():
        raise Unreadable(text, say("a whole number of calls"))
    return int(calls)


def parse_calls(text: str, unit: int | None = None) -> int:
    """Return a count of calls as the vendor writes it (``100万次``) or as a number.

    ``unit`` is what a head says that bare numbers count; a number with a unit of its own has
    to have the same. Raises ``Unreadable``, a ``ValueError``, for anything else, zero included.
    """
    match = _COUNT.fullmatch(fold(text))
    if match is None:
        raise Unreadable(text, say("a number of calls such as 100万次"))
    multiple = own_multiple(match[2], CALLED.search(text) is not None, unit, text)
    if (calls := to_calls(match[1], multiple, text)) == 0:
        raise Unreadable(text, say("a number of calls such as 100万次"))
    return calls


def own_multiple(word: str | None, named: bool, unit: int | None, text: str) -> int:
    """Return what a number is multiplied by: its own 千 or 万, or ``unit``, which a head gives.

    ``named`` says that the number names what it counts. Raises ``Unreadable`` where both say
    a unit and do not agree.
    """
    own = multiple_of(word)
    if unit in (None, 1, own):
        return own
    if word or named:
        raise Unreadable(text, say("the unit of the head"))
    return unit or own


def words_of_number(text: str) -> str:
    """Return a folded text with its numbers by their value.

    ``1,000千`` and ``100万`` are ``1000000``.
    """
    return _VALUE.sub(_by_value, text)


def _by_value(match: re.Match[str]) -> str:
    value = to_decimal(match[1]) * multiple_of(match[2])
    return f"{value.normalize():f}".replace(".", "点")
