"""A text of the page → its tokens: numerals, units, dates, words that rule, names, sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from tiia_pricing.proof.page_layout import Spot, texts
from tiia_scraper.document.document import Document
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.vocabulary import fold
from tiia_scraper.vocabulary.numbers import MULTIPLE, multiple_of, to_decimal

Kind = Literal["numeral", "date", "unit", "validity", "word", "name", "sentence", "heading"]
Value = Decimal | dt.date | str | None

COUNTED: tuple[Kind, ...] = ("numeral", "date")

_PATTERN = re.compile(
    rf"""
    (?P<validity>当月有效(?:[,;、]?\ ?每月(?:均|自动)?发放)?)
  | (?P<date>[0-9]{{4}}(?:\ ?年\ ?[0-9]{{1,2}}\ ?月\ ?[0-9]{{1,2}}\ ?日起?
      |-[0-9]{{1,2}}-[0-9]{{1,2}}))
  | (?P<numeral>[0-9][0-9,]*(?:\.[0-9]+)?(?:\ ?{MULTIPLE})?)
  | (?P<unit>元\ ?/\ ?每?{MULTIPLE}?\ ?[次张条]|元/个|(?<=[0-9千万亿\ ])元
      |(?<=[0-9千万亿\ ])[次张条](?:以上)?(?:/月)?|(?<=[0-9])[天号年%])
  | (?P<word>共享|各|不含|含|以上|以下|以内)
    """,
    re.VERBOSE,
)
_LINK = re.compile("[\\s:：。，,、；;与和及]|接口的?|的?免费调用额度|将?调整为|注")
_EDGES = "()-~/"
_AMOUNT = re.compile(rf"(?P<digits>[0-9,.]+) ?(?P<multiple>{MULTIPLE})?")
_PER = re.compile(rf"元 ?/ ?每?(?P<multiple>{MULTIPLE})? ?[次张条]")
_UNITS = {
    "元/个": "CNY per pack",
    "元": "CNY",
    "天": "days",
    "号": "day of the month",
    "年": "years",
    "%": "percent",
}


class PageToken(Struct, frozen=True):
    """A piece of the page that states something, at ``offset`` of the text at ``spot``.

    ``value`` is typed: a numeral with its multiple is a Decimal (1万 is 10000), a unit its
    name. ``since`` is the date that stands before it in the same text.
    """

    spot: Spot
    offset: int
    kind: Kind
    text: str
    value: Value = None
    since: dt.date | None = None


def tokens(document: Document) -> list[PageToken]:
    """Return every token of the page, in its order."""
    return [token for spot, text in texts(document) for token in _of(spot, text)]


def _of(spot: Spot, text: str) -> Iterator[PageToken]:
    """A sentence and its parts; a cell's parts, or its name; of a heading what has a number."""
    found = list(scan(spot, text))
    if spot.block is not None:
        yield PageToken(spot, 0, "sentence", text, text)
        yield from (token for token in found if token.kind not in ("word", "validity"))
    elif spot.heading is not None:
        yield from (token for token in found if token.kind not in ("word", "validity"))
    else:
        yield from found or (PageToken(spot, 0, "name", text, squeeze(text)),)


def scan(spot: Spot, text: str) -> Iterator[PageToken]:
    """Yield the tokens within a text.

    Digits that no phrase explains are numerals without a value.
    """
    folded = "".join(fold(character) or " " for character in text)
    end, since = 0, None
    for match in _PATTERN.finditer(folded):
        yield from _between(spot, text, end, match.start())
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        value = _value(kind, match[0])
        since = value if isinstance(value, dt.date) else since
        before = None if isinstance(value, dt.date) else since
        end = match.end()
        yield PageToken(spot, match.start(), kind, text[match.start() : end], value, before)
    yield from _between(spot, text, end, len(text))


def _between(spot: Spot, text: str, start: int, end: int) -> Iterator[PageToken]:
    """What no phrase explains: odd numbers anywhere; in a cell every word that is no link."""
    yield from _odd(spot, text, start, end)
    if spot.table is None or end - start == len(text):
        return
    at = start
    for link in (*_LINK.finditer(text, start, end), None):
        piece = text[at : link.start() if link else end]
        if word := piece.strip(_EDGES):
            yield PageToken(spot, at + piece.index(word), "word", word, squeeze(word))
        at = link.end() if link else end


def _odd(spot: Spot, text: str, start: int, end: int) -> Iterator[PageToken]:
    """Numbers in other forms, such as 三, ² or Ⅳ: whatever Unicode calls numeric."""
    run = ""
    for offset in range(start, end + 1):
        character = text[offset] if offset < end else ""
        if character.isnumeric():
            run += character
        elif run:
            yield PageToken(spot, offset - len(run), "numeral", run)
            run = ""


def _value(kind: Kind, text: str) -> Value:
    if kind == "date":
        return _date(text)
    if kind == "numeral":
        return _amount(text)
    if kind == "unit":
        return _unit(text.replace(" ", ""))
    return "month" if kind == "validity" else text


def _amount(text: str) -> Decimal | None:
    match = _AMOUNT.fullmatch(text)
    return to_decimal(match["digits"]) * multiple_of(match["multiple"]) if match else None


def _date(text: str) -> dt.date | None:
    year, month, day = (int(digits) for digits in re.findall("[0-9]+", text))
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _unit(text: str) -> str:
    """The name of a unit: ``CNY per 1000 calls``, ``calls a month``, ``calls a month and more``."""
    if match := _PER.fullmatch(text):
        return f"CNY per {multiple_of(match['multiple'])} calls"
    if text in _UNITS:
        return _UNITS[text]
    return "calls" + " a month" * ("/月" in text) + " and more" * ("以上" in text)
