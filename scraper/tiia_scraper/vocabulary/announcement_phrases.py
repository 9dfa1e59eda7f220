"""The words of an announcement, one after another: days, names, values, verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from tiia_pricebook.messages import say
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.vocabulary.bounds import match_band
from tiia_scraper.vocabulary.days import DAY, to_day
from tiia_scraper.vocabulary.numbers import (
    CALLS,
    MULTIPLE,
    NUMBER,
    Unreadable,
    fold,
    multiple_of,
    to_calls,
    to_decimal,
    whole_calls,
)
from tiia_scraper.vocabulary.prices import UnitPrice, parse_pack_price, parse_unit_price

LONGEST = 1000
MOST_NAMES = 200

_Make = Callable[[re.Match[str]], Any]


class Percent(NamedTuple):
    """So many per cent of a price that it rises by, or falls by where they are below 0."""

    points: Decimal


class PackPrice(NamedTuple):
    """The price of a pack, in yuan."""

    amount: Decimal


class Monthly(NamedTuple):
    """Free calls a month."""

    calls: int


class PhraseToken(NamedTuple):
    """A word or a value; ``kind`` says what ``value`` is."""

    kind: str
    text: str
    value: Any = None


def tokens(text: str, known: Sequence[str]) -> Iterator[PhraseToken]:
    """Yield the tokens of ``text`` that mean something; ``known`` are the interfaces of the page.

    Raises ``Unreadable`` at the first character that is no part of one.
    """
    plain = squeeze(fold(text))
    if len(plain) > LONGEST or len(known) > MOST_NAMES:
        raise Unreadable(
            text,
            say(
                "at most {characters} characters and {names} interfaces",
                characters=LONGEST,
                names=MOST_NAMES,
            ),
        )
    names, start = _names(known), 0
    while start < len(plain):
        token = _token(plain, start, names, text)
        start += len(token.text)
        if token.kind != "filler":
            yield token


def _names(known: Sequence[str]) -> dict[str, str]:
    """The names without white space and full-width forms, the longest first."""
    ordered = sorted(known, key=len, reverse=True)
    return {plain: name for name in ordered if (plain := squeeze(fold(name)))}


def _token(plain: str, start: int, names: dict[str, str], text: str) -> PhraseToken:
    for name, written in names.items():
        if plain.startswith(name, start):
            return PhraseToken("name", name, written)
    for kind, pattern, make in _BEFORE_BANDS:
        if match := pattern.match(plain, start):
            return PhraseToken(kind, match[0], make(match))
    if band := match_band(plain, start):
        return PhraseToken("band", plain[start : band[1]], band[0])
    for kind, pattern, make in _AFTER_BANDS:
        if match := pattern.match(plain, start):
            return PhraseToken(kind, match[0], make(match))
    raise Unreadable(text, say("an announcement without {text!r}", text=plain[start : start + 10]))


def _rises(match: re.Match[str]) -> bool | None:
    """What a verb says of the direction; ``None`` where it does not."""
    if re.search("上|提|高|涨|升|增", match[0]):
        return True
    return False if re.search("下|降|低|减", match[0]) else None


def _calls(match: re.Match[str]) -> int:
    if (calls := to_calls(match["n"], multiple_of(match["m"]), match[0])) == 0:
        raise Unreadable(match[0], say("calls above zero"))
    return calls


def _per_thousand(match: re.Match[str]) -> UnitPrice:
    """每千次2.6元, said the other way round."""
    return parse_unit_price(f"{match['n']}元/{match['m'] or ''}次")


def _nothing(match: re.Match[str]) -> None:
    return None


_COUNT = whole_calls()
_TO = (
    "(?:分别)?(?:统一)?(?:调整|上调|下调|提高|提升|降低|上涨|下降|变更|更改|改|升|降|涨|恢复|增加|减少)"
    "(?:为|至|到)"
)
_BY = "(?:统一|均)?(?:上调|下调|提高|提升|降低|上涨|下降|提价|降价|涨价)"
_END = "停止(?:提供)?服务|停服|下线|下架|停售|停止(?:售卖|销售)|不再(?:售卖|销售)"
_FILLER = (
    r"腾讯云|我们|每月发放的?|对|进行调整|具体调整如下|具体如下|调整如下|如下|备?注:|说明:|接口|服务|产品"
    r"|的|及|与|和|以及|[、,;:。!.\"“”]+|将|会|对应|部分|范围|月累计调用量|月调用量|调用量|现有|现行"
    r"|分别(?!调整|上|下|提|降|变|更|改|升|涨|恢|增|减)"
)
_DIGITS = "一二三四五六七八九"


def _compiled(*rows: tuple[str, str, _Make]) -> tuple[tuple[str, re.Pattern[str], _Make], ...]:
    return tuple((kind, re.compile(pattern), make) for kind, pattern, make in rows)


_BEFORE_BANDS = _compiled(
    (
        "date",
        rf"(?:自|从|于|在)?{DAY}(?:(?:00:00|[0零]时|[0零]点)(?:起|开始|之后|以后)?|起|开始)?",
        lambda match: to_day(match, match[0]),
    ),
    (
        "unit-price",
        rf"{NUMBER}元/每?{MULTIPLE}?{CALLS}",
        lambda match: parse_unit_price(match[0]),
    ),
    ("unit-price", rf"每(?P<m>{MULTIPLE})?{CALLS}(?P<n>{NUMBER})元", _per_thousand),
    (
        "pack-price",
        rf"{NUMBER}元(?:/个)?(?!/)",
        lambda match: PackPrice(parse_pack_price(match[0])),
    ),
    ("percent", rf"(?P<n>{NUMBER})%", lambda match: Percent(to_decimal(match["n"]))),
    ("size", rf"{_COUNT}(?:的|规格的?)?(?=(?:预付费)?资源包)", _calls),
    ("size", rf"(?<=资源包)\({_COUNT}\)", _calls),
)
_AFTER_BANDS = _compiled(
    ("quota", rf"{_COUNT}/月", lambda match: Monthly(_calls(match))),
    ("size", _COUNT, _calls),
    (
        "ordinal",
        rf"第(?P<n>[{_DIGITS}1-9])个?(?:阶梯|档位?|级|梯度|区间)",
        lambda match: _DIGITS.index(match["n"]) if match["n"] in _DIGITS else int(match["n"]) - 1,
    ),
    ("end", _END, _nothing),
    ("to", _TO, _rises),
    ("by", _BY, _rises),
    ("word", "免费(?:调用)?(?:额度|次数)|额度", lambda match: "quota"),
    ("word", "(?:预付费)?资源包", lambda match: "pack"),
    ("word", "(?:后付费)?(?:计费)?(?:价格|单价|刊例价|定价)|后付费", lambda match: "price"),
    ("word", "(?:计费)?(?:阶梯|区间|档位)", lambda match: "tier"),
    ("from", "由|从|原为", _nothing),
    ("each", "每个?接口各?|各", _nothing),
    ("is", "为", _nothing),
    ("filler", _FILLER, _nothing),
)
