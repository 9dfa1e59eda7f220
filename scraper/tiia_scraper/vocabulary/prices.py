"""Prices: 2.5元/千次, 0.0011元/张, 730元/个, 1,000元, 免费."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from tiia_pricebook.messages import say
from tiia_scraper.vocabulary.announcement_signs import without_note
from tiia_scraper.vocabulary.numbers import (
    CALLS,
    MULTIPLE,
    NUMBER,
    Unreadable,
    fold,
    multiple_of,
    to_decimal,
)


class UnitPrice(NamedTuple):
    """``amount`` yuan for ``per_calls`` calls, with the page's own digits."""

    amount: Decimal
    per_calls: int


_PER = rf"元 ?/ ?每?(?P<m>{MULTIPLE})? ?{CALLS}"
_UNIT_PRICE = re.compile(rf"(?P<n>{NUMBER}) ?{_PER}")
_PACK_PRICE = re.compile(rf"(?P<n>{NUMBER}) ?元(?: ?/ ?个)?")
_BARE = re.compile(rf"(?P<n>{NUMBER})(?: ?元)?")
_THING = re.compile(CALLS)
_PLACEHOLDER = re.compile(r"[-/]{1,4}|无")
_LOOKS = re.compile(r"(?!.*(?:低至|起$))[^。]*[0-9][^。]*元")


def is_free(text: str) -> bool:
    """Return whether a price cell says 免费."""
    return fold(text) == "免费"


def is_placeholder(text: str) -> bool:
    """Return whether a cell says that there is nothing: -, ——, /, 无."""
    return bool(_PLACEHOLDER.fullmatch(fold(text)))


def looks_like_price(text: str) -> bool:
    """Return whether a cell is meant as a price, be it readable or not."""
    folded = fold(without_note(text))
    return folded == "免费" or (len(folded) < 60 and bool(_LOOKS.match(folded)))


def counted_in(text: str) -> str | None:
    """Return what a band or a price counts: 次, 张 or 条; ``None`` where it does not say."""
    match = _THING.search(fold(text))
    return match[0] if match else None


def parse_unit_price(text: str, per_calls: int | None = None) -> UnitPrice:
    """Return a price for calls; ``per_calls`` is the unit that a head gives to bare numbers.

    Raises ``Unreadable`` for anything else, a price of zero included.
    """
    folded = fold(text)
    if match := _UNIT_PRICE.fullmatch(folded):
        if per_calls not in (None, multiple_of(match["m"])):
            raise Unreadable(text, say("the unit of the head"))
        return UnitPrice(_positive(match["n"], text), multiple_of(match["m"]))
    if per_calls and (match := _BARE.fullmatch(folded)):
        return UnitPrice(_positive(match["n"], text), per_calls)
    raise Unreadable(text, say("a price for calls such as 2.5元/千次"))


def parse_pack_price(text: str, *, unit_in_head: bool = False) -> Decimal:
    """Return the price of one pack, in yuan; a bare number only where the head gives the unit.

    Raises ``Unreadable`` for anything else, a price of zero included.
    """
    match = (_BARE if unit_in_head else _PACK_PRICE).fullmatch(fold(text))
    match = match or _PACK_PRICE.fullmatch(fold(text))
    if match is None:
        raise Unreadable(text, say("the price of a pack such as 730元/个"))
    return _positive(match["n"], text)


def _positive(digits: str, text: str) -> Decimal:
    amount = to_decimal(digits)
    if amount <= 0:
        raise Unreadable(text, say("a price above zero"))
    return amount
