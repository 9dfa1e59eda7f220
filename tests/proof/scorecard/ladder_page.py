"""Edits of a page of older layout: ranges in a column, a heading for a name, a quota in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proof.scorecard.edits import Edit, Follow, Told, anchored, part, rises
from proof.scorecard.pages import dearer
from proof.scorecard.written import directed, edited
from support.page_text import Base

LABEL = "图像标签"
_LONGER = {
    "2年": "24 months",
    "3年": "36 months",
    "18个月": "18 months",
    "十年": "120 months",
    "长期": "no end",
}
_LENGTHS = _LONGER | {
    "半年": "6 months",
    "1个月": "1 month",
    "365天": "365 days",
    "90天": "90 days",
    "十天": "10 days",
}
LADDER = Base(
    "ladder",
    """# 图像标签

## 计费说明

图像标签每月免费享受10,000次调用，超出部分按月结算。

资源包有效期均为1年，请在有效期内使用。

价格采用阶梯累进的方式。扣费顺序为：免费额度 > 资源包 > 后付费。

## 后付费

图像标签自2020年1月1日00:00起开始正式按调用量计费，价格如下。

| 月调用量 | 单价（元/千次） |
|---|---|
| 0 < 调用量 ≤ 300万 | 1.2 |
| 300万 < 调用量 ≤ 1500万 | 1.1 |
| 1500万 < 调用量 ≤ 3000万 | 0.9 |
| 调用量 > 3000万 | 0.7 |

## 资源包

| 资源包规格 | 资源包价格 |
|---|---|
| 100万次 | 1000元/个 |
| 1000万次 | 9000元/个 |
| 1亿次 | 80000元/个 |
""",
)
_RUNGS = ("0 < 调用量 ≤ 300万", "300万 < 调用量 ≤ 1500万", "1500万 < 调用量 ≤ 3000万")
_TOP = "调用量 > 3000万"
_PRICES = ("1.2", "1.1", "0.9", "0.7")
_STARTS = (0, 3_000_001, 15_000_001, 30_000_001)
_PACKS = (
    (1_000_000, "100万次", "1000"),
    (10_000_000, "1000万次", "9000"),
    (100_000_000, "1亿次", "80000"),
)


def ladder(page: Base = LADDER) -> Iterator[Edit]:
    """Edits of the page with one interface."""
    yield from _rungs(page)
    yield from _ladder_sentences(page)
    key: dict[str, Any] = {"interfaces": [LABEL]}
    for calls, size, price in _PACKS:
        line = f"| {size} | {price}元/个 |\n"
        for new in (str(int(price) + 10), str(int(price) - 100)):
            up = dearer(price, new)
            id, level = directed("pack-price", up)
            told = Told(id, level, {**key, "calls": calls}, price, new)
            yield edited(
                "pack-price",
                f"{price} → {new}",
                page,
                told,
                anchored(page, line, f" {price}元", f" {new}元"),
            )
        told = Told("pack-removed", "breaking", {**key, "calls": calls}, price)
        yield edited("pack-gone", size, page, told, part(page, line, ""))
        come = Told("pack-added", "notable", {**key, "calls": calls}, None, price)
        yield edited("pack-new", size, page, come, part(page, line, ""), undone=True)


def _rungs(page: Base) -> Iterator[Edit]:
    key = {"interfaces": [LABEL]}
    for tier, (start, old) in enumerate(zip(_STARTS, _PRICES, strict=True)):
        rung = (*_RUNGS, _TOP)[tier]
        for new in (f"{old}5", "0.6", "1.3"):
            row = (*_PRICES[:tier], new, *_PRICES[tier + 1 :])
            id, level = directed("price", dearer(old, new))
            told = Told(id, level, {**key, "from_calls": start}, old, new, rises(_PRICES, row))
            where = anchored(page, f"| {rung} | {old} |", f" {old} ", f" {new} ")
            yield edited("price", f"tier {tier}: {old} → {new}", page, told, where)
    for tier, (wan, others) in enumerate(
        ((300, (200, 500)), (1500, (1000, 2000)), (3000, (2500, 5000))), start=1
    ):
        above = (*_RUNGS, _TOP)[tier]
        below, sign = _RUNGS[tier - 1], " > " if tier == 3 else ""
        for moved in others:
            told = _bound(tier, moved * 10_000 + 1)
            parts = (
                anchored(page, below, f"≤ {wan}万", f"≤ {moved}万"),
                anchored(page, above, f"{sign}{wan}万", f"{sign}{moved}万"),
            )
            yield edited("bound", f"{wan}万 → {moved}万", page, told, *parts)
        other = (">", "≥") if tier == 3 else (f"{wan}万 <", f"{wan}万 ≤")
        parts = (anchored(page, below, f"≤ {wan}", f"< {wan}"), anchored(page, above, *other))
        yield edited("bound-side", f"≤ {wan}万 → <", page, _bound(tier, wan * 10_000), *parts)
    for unit, per in (("万次", 10_000), ("百次", 100), ("次", 1)):
        told = Told("unit-changed", "breaking", key, 1_000, per)
        yield edited("unit", unit, page, told, part(page, "元/千次", f"元/{unit}"))
    last = f"| {_TOP} | 0.7 |\n"
    more = "| 3000万 < 调用量 ≤ 1亿 | 0.7 |\n| 调用量 > 1亿 | 0.5 |\n"
    for undone in (False, True):
        values = ("0.5", None) if undone else (None, "0.5")
        id, level = ("tier-removed", "breaking") if undone else ("tier-added", "notable")
        told = Told(id, level, {**key, "from_calls": 100_000_001}, *values)
        kind = "tier-gone" if undone else "tier-new"
        yield edited(kind, "from 1亿", page, told, part(page, last, more), undone=undone)


def _bound(tier: int, new: int) -> Told:
    key = {"interfaces": [LABEL], "from_calls": _STARTS[tier]}
    return Told("tier-bound-moved", "breaking", key, _STARTS[tier], new)


def _ladder_sentences(page: Base) -> Iterator[Edit]:
    """The quota that a sentence grants, the validity, the mode, the first day, the order."""
    key: dict[str, Any] = {"interfaces": [LABEL]}
    for new in (20_000, 12_000, 5_000, 1_000):
        id, level = directed("free-quota", new > 10_000)
        said: tuple[Follow, ...] = (("clause-changed", "quota-monthly", None),)
        told = Told(id, level, key, 10_000, new, said)
        yield edited("quota", f"10000 → {new}", page, told, part(page, "10,000次", f"{new:,}次"))
    sentence = "资源包有效期均为1年，请在有效期内使用。"
    for new_, length in _LENGTHS.items():
        change = anchored(page, sentence, "1年", new_)
        for undone in (False, True):
            longer = (new_ in _LONGER) != undone
            id = "pack-validity-extended" if longer else "pack-validity-shortened"
            level = "notable" if longer else "breaking"
            was, becomes = (length, "12 months") if undone else ("12 months", length)
            told = Told(id, level, key, was, becomes, (("clause-changed", "pack-validity", None),))
            yield edited("pack-validity", f"1年 → {new_}", page, told, change, undone=undone)
    yield _reworded(page, "pack-validity", sentence, "请在", "请于", "info")
    for how, undone in (("reached", False), ("progressive", True)):
        was = "reached" if undone else "progressive"
        slug = "reached-tiers" if undone else "progressive-tiers"
        told = Told(
            "tier-mode-changed", "breaking", key, was, how, (("clause-changed", slug, None),)
        )
        yield edited(
            "tier-mode", how, page, told, part(page, "阶梯累进", "阶梯到达"), undone=undone
        )
    sentence = "图像标签自2020年1月1日00:00起开始正式按调用量计费，价格如下。"
    for day in ("2020年2月1日", "2021年1月1日", "2019年12月1日"):
        yield _reworded(page, "billing-starts", sentence, "2020年1月1日", day, "breaking")
    sentence = "扣费顺序为：免费额度 > 资源包 > 后付费。"
    other = "资源包 > 免费额度"
    yield _reworded(page, "settlement-order", sentence, "免费额度 > 资源包", other, "breaking")


def _reworded(page: Base, slug: str, sentence: str, old: str, new: str, level: str) -> Edit:
    key = {"interfaces": [LABEL] if slug == "-" else [], "clause": slug}
    told = Told("clause-changed", level, key, sentence, sentence.replace(old, new))
    kind = "clause-reworded" if level == "info" else "clause-meaning"
    return edited(kind, f"{slug}: {old} → {new}", page, told, anchored(page, sentence, old, new))
