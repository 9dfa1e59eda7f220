"""Cells that name an interface: 车辆识别, 车辆识别[1], and what is no name of one interface."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tiia_pricebook.messages import say
from tiia_scraper.document.whitespace import collapse
from tiia_scraper.vocabulary.announcement_signs import only_announces
from tiia_scraper.vocabulary.numbers import Unreadable, fold

_LONGEST = 200
_ONE = say("the name of one interface")

# A superior figure is shown in square brackets: 车辆识别<sup>1</sup> is 车辆识别[1].
_MARK = (
    r"\[+ ?(?:注 ?[0-9]{0,2}|[0-9]{1,2}|[a-z]|[*†‡※]{1,3}|[①-⑳㉑-㉟]) ?\]+"
    r"|\( ?(?:注 ?[0-9]{0,2}|[0-9]{1,2}) ?\)|注 ?[0-9]{1,2}|[*†‡※]{1,3}"
    r"|[①-⑳㉑-㉟⑴-⒇❶-❿]|[⁰¹²³⁴-⁹]{1,2}"
)
_MARKED = re.compile(rf"(?P<first>[*†‡※]{{1,3}})? ?(?P<name>.+?) ?(?P<last>(?:(?:{_MARK}) ?)*)")
_DITTO = re.compile(
    r"[(\[]? ?(?:同上|同前|同左|同右|同上一行|上同|ditto|〃|々|[″\"“”]+|''|´´|↑|-〃-) ?[)\]]?", re.I
)
_SHOWN = re.compile(r"\[(?:img|svg|math|canvas|object|embed|iframe)\]")
_FIELD = re.compile(r"\[(?:input|select|textarea)\]")
_BRACKETED = re.compile(r"\([^()]*\)")
_LISTED = re.compile(r"[、,;]")
# A line may also break within a name: before a bracket or a hyphen, or after one.
_JOINED = re.compile(r"[/|+&与和及]|以及|(?<![-(])\n(?![-(])")
_NAME_LIKE = re.compile(r"[\w \-]{4,30}(?:\(\))?")
_CHINESE = re.compile("[\u4e00-\u9fff]{2}")
_NOUN = re.compile(
    "(?:识别|裁剪|评估|增强|检测|标签|分析|鉴黄|查询|搜索|比对|验证|核验|转换|检索|[片物版])(?:\\(\\))?"
)


class MarkedName(NamedTuple):
    """The name of an interface as the page writes it, and the footnote mark beside it."""

    name: str
    mark: str = ""


@lru_cache(maxsize=512)
def parse_name(text: str) -> MarkedName:
    """Read the name of an interface, its footnote mark set apart.

    Raises ``Unreadable`` for a ditto mark, for several names, for what only announces, and for
    what is not text.
    """
    folded = fold(text)
    if _DITTO.fullmatch(folded):
        raise Unreadable(text, say("{one}, not a ditto mark", one=_ONE))
    if only_announces(text):
        raise Unreadable(text, say("{one} before what is announced of it", one=_ONE))
    if _SHOWN.search(folded):
        raise Unreadable(text, say("{one} in words; there is an image", one=_ONE))
    if _FIELD.search(folded):
        raise Unreadable(text, say("{one} in words; there is a form field", one=_ONE))
    if len(text) <= _LONGEST and _names_several(text):
        raise Unreadable(text, say("{one} in a cell", one=_ONE))
    named = _without_mark(collapse(text))
    if "[" in named.name or "]" in named.name:
        raise Unreadable(text, say("{one} with a footnote mark such as [1] at the most", one=_ONE))
    return named


def _without_mark(text: str) -> MarkedName:
    folded = fold(text)
    match = _MARKED.fullmatch(folded) if len(folded) == len(text) <= _LONGEST else None
    if match is None:
        return MarkedName(text)
    marks = [match["first"] or "", match["last"].strip()]
    return MarkedName(text[match.start("name") : match.end("name")], " ".join(filter(None, marks)))


def _names_several(text: str) -> bool:
    """Whether names are listed, or joined by a word, a stroke or a line: 车辆识别、商品识别."""
    lines = (fold(line) for line in text.split("\n"))
    # What stands in round brackets is part of a name: 人脸检测（含配准、优选）.
    outer = _BRACKETED.sub("()", "\n".join(line for line in lines if line))
    listed, joined = _LISTED.split(outer), _JOINED.split(outer)
    if len(listed) > 1 and all(map(_is_like_a_name, listed)):
        return True
    return len(joined) > 1 and all(
        _is_like_a_name(part) and _NOUN.search(part.strip()[-4:]) for part in joined
    )


def _is_like_a_name(part: str) -> bool:
    bare = _without_mark(part.strip()).name
    return bool(_NAME_LIKE.fullmatch(bare) and _CHINESE.search(bare))
