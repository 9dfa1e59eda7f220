"""The field's words for how tiers price calls → volume (阶梯到达) or graduated (阶梯累进)."""

from __future__ import annotations

import re
from typing import NamedTuple

from tiia_pricebook import Mode
from tiia_scraper.document.whitespace import Phrase

_TIER = "(?:阶梯|梯度|档位?|区间|分段|级距)"
_PRICE = "(?:单价|价格|价|计费|计价|计算|收费|定价|结算)"
_EACH = f"(?:各|每一?|不同)个?(?:{_TIER}|段)"
_REACHED_ONE = "(?:所在|所处|所属|所?到达|所?达到|所?落入|该|最终|最高|同一)的?"
_ITS = "(?:各自|所在|所属|对应|相应|该|本)的?"
_FEW = "[^,.;。各每分超]"
_SOME = "[^,.;。]"

# All calls at one price: 全额累进 is this one, although it has 累进 in it.
_REACHED = re.compile(
    "|".join(
        (
            "阶梯到达|到达阶梯|全额累进|(?:阶梯达到|达到阶梯)(?:的?方式|的?模式|式|制|计|定价)",
            f"(?:在|到达|达到|落[在入到]|处于|位于|属于)哪一?个?{_TIER}",
            f"(?:全部|所有|全量|总){_FEW}{{0,8}}(?:量|次数|调用){_FEW}{{0,8}}"
            f"(?:按|以|适用|采用){_FEW}{{0,4}}{_REACHED_ONE}{_FEW}{{0,4}}{_TIER}",
            f"统一(?:按|适用|采用)照?{_REACHED_ONE}{_FEW}{{0,4}}{_TIER}",
        )
    )
)
# Each tier's calls at its own price.
_GRADUATED = re.compile(
    "|".join(
        (
            "(?<!全额)累进",
            f"{_TIER}{_SOME}{{0,4}}累加|逐[段档级]累加|累加后?得出总?价",
            "(?:分段|逐段|逐档|逐级)式?(?:累加|计费|计价|计算|收费|定价)",
            f"{_EACH}(?:内|中)?{_SOME}{{0,10}}(?:分别|各自|单独|独立){_SOME}{{0,8}}{_PRICE}",
            f"分别按{_SOME}{{0,8}}{_TIER}{_SOME}{{0,6}}{_PRICE}",
            f"{_EACH}(?:内|中){_SOME}{{0,12}}(?:按|与){_ITS}{_TIER}",
            f"超[出过]的?部分{_SOME}{{0,4}}(?:按|以|适用|采用)照?{_SOME}{{0,6}}{_TIER}{_SOME}{{0,4}}"
            f"{_PRICE}",
        )
    )
)
# Without one of these no sentence speaks of tiers: most are told so at a part of the cost.
_OF_TIERS = re.compile("[阶梯档区段级累超]")
_SPEAKS = Phrase(f"(?:阶梯|梯度|累[进加]|分[段档级]|档位|区间|超[出过]的?部分).*{_PRICE}")
# What is over a free quota or a pack is not what is over a tier.
_OVER = re.compile("超[出过]的?部分")
_QUOTA = re.compile("免费|额度|资源包|套餐")
_NEAR = 10  # characters: a negation and what may stand between
_NOT_BEFORE = re.compile(
    "(?:不(?![同仅但论管限足满含])|非(?!常)|无(?!论)|未|取消|停止)[^,.;。]{0,6}$"
)
_NOT_AFTER = re.compile("^[^,.;。]{0,6}(?:不再|不适用|取消|停止|停用|作废)")

# Tiers that count the calls of a day, of an hour, of a year; of a month is what is billed.
_PERIOD = "(?:日|天|小时|周|季度?|年度?)"
_USAGE = "(?:调用|使用|识别|用)总?(?:量|次数)"
_COUNTED = "(?:累[计进加]|统计|清零|归零|重新)"
_OTHER_PERIOD = re.compile(
    "|".join(
        (
            f"[按每以当逐单]个?(?:自然)?{_PERIOD}{_SOME}{{0,4}}(?:{_COUNTED}|{_TIER})",
            f"(?:{_USAGE}|{_TIER}|累[计进]){_SOME}{{0,4}}[按每以当逐]个?(?:自然)?{_PERIOD}",
            f"(?<![0-9个]){_PERIOD}(?:累?[计进]?{_USAGE}{_SOME}{{0,6}})?{_TIER}",
            f"(?<![0-9个]){_PERIOD}累计{_USAGE}",
        )
    )
)
_OF_OTHERS = re.compile("免费|额度|资源包|套餐|并发|QPS|上限|限制", re.I)


class ModeWords(NamedTuple):
    """What one sentence says of tiers.

    ``modes`` are those it affirms: none, one, or both where it contradicts itself. ``speaks``
    is true where it speaks of how tiers are charged, in whatever words.
    """

    modes: frozenset[Mode]
    speaks: bool


def mode_words(text: str) -> ModeWords:
    """Return what a folded sentence without white space says of tiers.

    A negation takes back the words it stands at and affirms no others: 不采用阶梯累进 alone
    does not say what is done instead.
    """
    if not _OF_TIERS.search(text):
        return ModeWords(frozenset(), speaks=False)
    words: dict[Mode, list[re.Match[str]]] = {
        "reached": list(_REACHED.finditer(text)),
        "progressive": list(_GRADUATED.finditer(text)),
    }
    quota = _QUOTA.search(text) is not None
    modes = (m for m, found in words.items() if any(_affirmed(one, quota) for one in found))
    return ModeWords(frozenset(modes), any(words.values()) or bool(_SPEAKS.found_in(text)))


def other_period(text: str) -> str | None:
    """Return the words of a folded sentence by which tiers count another time than a month.

    Such as 按天累进, by the day.
    """
    if not _OTHER_PERIOD.search(text):  # most sentences, at a part of the cost
        return None
    for part in re.split("[,.;。]", text):
        match = None if _OF_OTHERS.search(part) else _OTHER_PERIOD.search(part)
        if match and not _NOT_BEFORE.search(part[: match.start()][-_NEAR:]):
            return match[0]
    return None


def _affirmed(match: re.Match[str], quota: bool) -> bool:
    if quota and _OVER.match(match[0]):
        return False
    before, after = match.string[: match.start()][-_NEAR:], match.string[match.end() :][:_NEAR]
    return not (_NOT_BEFORE.search(before) or _NOT_AFTER.search(after))
