"""The heads of columns, of a closed list of words and units: 接口名称, 单价（元/千次）."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from tiia_pricebook.messages import say
from tiia_scraper.vocabulary.announcement_signs import without_note
from tiia_scraper.vocabulary.durations import DURATION, NO_END
from tiia_scraper.vocabulary.numbers import CALLS, MULTIPLE, Unreadable, fold, multiple_of

Counted = Literal["price", "pack", "calls", "time"]


class Unit(NamedTuple):
    """What a head says that bare numbers below count: yuan for ``calls`` or a pack, calls, time."""

    counts: Counted
    calls: int = 1


# All that a head of the vendor's says besides a unit. A word that could change what a number
# means (优惠价, 企业认证, 每日, 起) is none of them.
_WORDS = (
    *("接口名称", "接口", "名称", "服务", "产品", "功能", "能力", "类型", "分类", "类别", "子产品"),
    *("项目", "版本", "算法"),
    *("计费项", "计费", "周期", "模式", "折扣", "收费", "每月", "当月", "按月", "月", "累计"),
    *("调用", "使用", "识别", "请求", "总量", "用量", "量", "总", "次数", "对应", "的"),
    *("单价", "价格", "售价", "刊例价", "定价", "预付费", "后付费", "资源包", "规格", "大小"),
    *("有效期", "有效", "使用期限", "时间", "时长", "时效", "天数", "月数", "年数", "年限"),
    *("免费", "额度", "阶梯", "区间", "范围", "档位", "API", "Action", "/", " "),
)
_TITLE = "(?:" + "|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True))) + ")+"
_COUNT = rf"(?P<m>{MULTIPLE})? ?(?:{CALLS})(?: ?/ ?月)?"
_PRICE = rf"元 ?/ ?每?(?P<pm>{MULTIPLE})? ?{CALLS}"
_PACK = r"元(?: ?/ ?个?(?:预付费)?(?:资源)?包?)?"
_TIME = "自然日|天|日|个?月|年"
_UNIT = (
    rf"(?:单位 ?:? ?)?(?:(?P<price>{_PRICE})|(?P<count>{_COUNT})|(?P<pack>{_PACK})"
    rf"|(?P<time>{_TIME}))"
)
_LASTS = re.compile(
    r" ?[(,;] ?(?:有效期限?)?均?(?:为|:)? ?"
    rf"(?:{DURATION}|{NO_END})(?:之?内)?(?:有效)? ?\)?$"
)
_HEAD = re.compile(rf"(?P<title>{_TITLE})(?: ?[(,:/] ?{_UNIT} ?\)?)?", re.I)
_NUMBERS = re.compile(rf"([0-9][0-9,.]*) ?((?:{MULTIPLE} ?)?(?:{CALLS})|{MULTIPLE})?")
_SAID = re.compile(rf"单位(?:均?为)? ?:? ?{_UNIT}")
_FOREIGN = re.compile(
    "美元|美金|港元|港币|港幣|欧元|日元|英镑|新台币|澳门元|新加坡元|[0-9) ]?(?:USD|HKD|EUR|JPY|GBP)"
    r"|[$€£¥](?=[^0-9]|$)|[千百]?万元|千元|亿元"
)
_OF_UNITS = re.compile("单位|货币|币种|计价|计算价格|价格均?为|价格以|结算币")


def parse_head(text: str) -> Unit | None:
    """Return the unit that a head gives to bare numbers, ``None`` where it gives none.

    How long packs last may stand behind it (资源包价格（有效期6个月）), and is read elsewhere.
    Raises ``Unreadable`` for a head that says anything else.
    """
    match = _HEAD.fullmatch(_LASTS.sub("", fold(without_note(text))))
    if match is None:
        raise Unreadable(
            text, say("a head of known words, with a unit such as 单价（元/千次） or none")
        )
    return _unit(match)


def unit_in(text: str, counts: Counted) -> int | None:
    """Return the calls that the unit of a head counts.

    ``None`` where it has no unit of that kind.
    """
    try:
        unit = parse_head(text)
    except Unreadable:
        return None
    return unit.calls if unit and unit.counts == counts else None


def counts_in(text: str) -> bool:
    """Return whether every number of a range or a size has a unit of its own, zero aside."""
    numbers = _NUMBERS.findall(fold(text))
    return all(unit or not number.strip("0,.") for number, unit in numbers)


def unit_said(text: str) -> Unit | None:
    """Return the unit that a sentence gives the table below: 单位：元/千次; ``None`` for none."""
    match = _SAID.search(fold(text))
    return _unit(match) if match else None


def foreign_unit(text: str, *, title: bool) -> str | None:
    """Return the unit that is not yuan in which ``text`` says that prices stand: 美元, 万元.

    A sentence says so where it speaks of units; a ``title``, a heading or caption, by itself.
    """
    folded = fold(text)
    match = _FOREIGN.search(folded)
    return match[0] if match and (title or _OF_UNITS.search(folded)) else None


def _unit(match: re.Match[str]) -> Unit | None:
    if match["price"]:
        return Unit("price", multiple_of(match["pm"]))
    if match["count"]:
        return Unit("calls", multiple_of(match["m"]))
    if match["time"]:
        return Unit("time")
    return Unit("pack") if match["pack"] else None
