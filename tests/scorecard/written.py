"""Edits of two more pages, written here after older layouts: all of it Markdown.

On the first the ranges stand in a column, one interface goes by the page's heading, and a
sentence grants its quota. On the second the packs stand in columns, for two interfaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from page_text import Base
from scorecard.edits import (
    Edit,
    Follow,
    Part,
    Told,
    anchored,
    finding_added,
    finding_resolved,
    part,
    rises,
)
from scorecard.pages import dearer
from scorecard.sentences import unnamed_slug

LABEL = "图像标签"
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

SEARCH, BODY = "人脸搜索", "人体分析"
COLUMNS = Base(
    "columns",
    """## 识别类接口

### 免费额度

| 接口名称 | 免费额度 | 有效期 |
|---|---|---|
| 人脸搜索 | 1000次/月 | 当月有效 |
| 人体分析 | 500次/月 | 当月有效 |

### 后付费

采用阶梯到达定价。结算顺序为：免费资源包 > 预付费资源包 > 后付费。

| 接口名称 | 0 - 100千次/月（不含100千次） | 100千 - 1000千次/月（不含1000千次） | 1000千次以上/月 |
|---|---|---|---|
| 人脸搜索 | 2.5元/千次 | 2元/千次 | 1.5元/千次 |
| 人体分析 | 4元/千次 | 3元/千次 | 2.8元/千次 |

### 预付费

| 接口名称 | 1万次 | 10万次 | 100万次 |
|---|---|---|---|
| 人脸搜索 | 20元 | 180元 | 1500元 |
| 人体分析 | 30元 | 280元 | 2500元 |
""",
)
_ROWS = {SEARCH: ("2.5", "2", "1.5"), BODY: ("4", "3", "2.8")}
_HEADS = (0, 100_000, 1_000_000)
_SIZES = (
    (10_000, "1万次", "20", "30"),
    (100_000, "10万次", "180", "280"),
    (1_000_000, "100万次", "1500", "2500"),
)
_GAPS = "|---|---|---|---|"


def ladder(page: Base = LADDER) -> Iterator[Edit]:
    """Edits of the page with one interface."""
    yield from _rungs(page)
    yield from _ladder_sentences(page)
    key: dict[str, Any] = {"interfaces": [LABEL]}
    for calls, size, price in _PACKS:
        line = f"| {size} | {price}元/个 |\n"
        for new in (str(int(price) + 10), str(int(price) - 100)):
            up = dearer(price, new)
            id, level = _directed("pack-price", up)
            told = Told(id, level, {**key, "calls": calls}, price, new)
            yield _edit(
                "pack-price",
                f"{price} → {new}",
                page,
                told,
                anchored(page, line, f" {price}元", f" {new}元"),
            )
        told = Told("pack-removed", "breaking", {**key, "calls": calls}, price)
        yield _edit("pack-gone", size, page, told, part(page, line, ""))
        come = Told("pack-added", "notable", {**key, "calls": calls}, None, price)
        yield _edit("pack-new", size, page, come, part(page, line, ""), undone=True)


def _rungs(page: Base) -> Iterator[Edit]:
    key = {"interfaces": [LABEL]}
    for tier, (start, old) in enumerate(zip(_STARTS, _PRICES, strict=True)):
        rung = (*_RUNGS, _TOP)[tier]
        for new in (f"{old}5", "0.6", "1.3"):
            row = (*_PRICES[:tier], new, *_PRICES[tier + 1 :])
            id, level = _directed("price", dearer(old, new))
            told = Told(id, level, {**key, "from_calls": start}, old, new, rises(_PRICES, row))
            where = anchored(page, f"| {rung} | {old} |", f" {old} ", f" {new} ")
            yield _edit("price", f"tier {tier}: {old} → {new}", page, told, where)
    for tier, (wan, others) in enumerate(
        ((300, (200, 500)), (1500, (1000, 2000)), (3000, (2500, 5000))), start=1
    ):
        above = (*_RUNGS, _TOP)[tier]
        below, sign = _RUNGS[tier - 1], " > " if tier == 3 else ""
        for new in others:
            told = _bound(tier, new * 10_000 + 1)
            parts = (
                anchored(page, below, f"≤ {wan}万", f"≤ {new}万"),
                anchored(page, above, f"{sign}{wan}万", f"{sign}{new}万"),
            )
            yield _edit("bound", f"{wan}万 → {new}万", page, told, *parts)
        other = (">", "≥") if tier == 3 else (f"{wan}万 <", f"{wan}万 ≤")
        parts = (anchored(page, below, f"≤ {wan}", f"< {wan}"), anchored(page, above, *other))
        yield _edit("bound-side", f"≤ {wan}万 → <", page, _bound(tier, wan * 10_000), *parts)
    for unit, per in (("万次", 10_000), ("百次", 100), ("次", 1)):
        told = Told("unit-changed", "breaking", key, 1_000, per)
        yield _edit("unit", unit, page, told, part(page, "元/千次", f"元/{unit}"))
    last = f"| {_TOP} | 0.7 |\n"
    more = "| 3000万 < 调用量 ≤ 1亿 | 0.7 |\n| 调用量 > 1亿 | 0.5 |\n"
    for undone in (False, True):
        values = ("0.5", None) if undone else (None, "0.5")
        id, level = ("tier-removed", "breaking") if undone else ("tier-added", "notable")
        told = Told(id, level, {**key, "from_calls": 100_000_001}, *values)
        kind = "tier-gone" if undone else "tier-new"
        yield _edit(kind, "from 1亿", page, told, part(page, last, more), undone=undone)


def _bound(tier: int, new: int) -> Told:
    key = {"interfaces": [LABEL], "from_calls": _STARTS[tier]}
    return Told("tier-bound-moved", "breaking", key, _STARTS[tier], new)


def _ladder_sentences(page: Base) -> Iterator[Edit]:
    """The quota that a sentence grants, the validity, the mode, the first day, the order."""
    key: dict[str, Any] = {"interfaces": [LABEL]}
    for new in (20_000, 12_000, 5_000, 1_000):
        id, level = _directed("free-quota", new > 10_000)
        said: tuple[Follow, ...] = (("clause-changed", "quota-monthly", None),)
        told = Told(id, level, key, 10_000, new, said)
        yield _edit("quota", f"10000 → {new}", page, told, part(page, "10,000次", f"{new:,}次"))
    sentence = "资源包有效期均为1年，请在有效期内使用。"
    for new_, level in (
        ("2年", "notable"),
        ("3年", "notable"),
        ("3个月", "breaking"),
        ("1个月", "breaking"),
    ):
        yield _reworded(page, "pack-validity", sentence, "1年", new_, level)
    yield _reworded(page, "pack-validity", sentence, "请在", "请于", "info")
    for how, undone in (("reached", False), ("progressive", True)):
        was = "reached" if undone else "progressive"
        slug = "reached-tiers" if undone else "progressive-tiers"
        told = Told(
            "tier-mode-changed", "breaking", key, was, how, (("clause-changed", slug, None),)
        )
        yield _edit("tier-mode", how, page, told, part(page, "阶梯累进", "阶梯到达"), undone=undone)
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
    return _edit(kind, f"{slug}: {old} → {new}", page, told, anchored(page, sentence, old, new))


def columns(page: Base = COLUMNS) -> Iterator[Edit]:
    """Edits of the page whose packs stand in columns."""
    for name, row in _ROWS.items():
        line = f"| {name} | " + " | ".join(f"{price}元/千次" for price in row) + " |"
        for tier, old in enumerate(row):
            for new in (f"{old}5" if "." in old else f"{old}.5", "1.4"):
                after = (*row[:tier], new, *row[tier + 1 :])
                id, level = _directed("price", dearer(old, new))
                key = {"interfaces": [name], "from_calls": _HEADS[tier]}
                told = Told(id, level, key, old, new, rises(row, after))
                where = anchored(page, line, f" {old}元", f" {new}元")
                yield _edit("price", f"{name}, tier {tier}: {old} → {new}", page, told, where)
    yield from _packs_across(page)
    for name, old in ((SEARCH, 1_000), (BODY, 500)):
        line = f"| {name} | {old}次/月 | 当月有效 |\n"
        for new_ in (old * 3, old - 100):
            id, level = _directed("free-quota", new_ > old)
            told = Told(id, level, {"interfaces": [name]}, old, new_)
            where = anchored(page, line, f"{old}次", f"{new_}次")
            yield _edit("quota", f"{name}: {old} → {new_}", page, told, where)
        for undone in (False, True):
            id, level = (
                ("free-quota-added", "notable") if undone else ("free-quota-removed", "breaking")
            )
            follows = (finding_resolved if undone else finding_added)("interface-without-quota")
            values = (None, old) if undone else (old, None)
            told = Told(id, level, {"interfaces": [name]}, *values, follows)
            kind = "quota-new" if undone else "quota-gone"
            yield _edit(kind, f"{name}: the row", page, told, part(page, line, ""), undone=undone)
    both = {"interfaces": [SEARCH, BODY]}
    told = Told(
        "free-quota-removed",
        "breaking",
        both,
        {SEARCH: 1_000, BODY: 500},
        None,
        (("clause-removed", unnamed_slug("免费额度"), None),),
    )
    start, end = page.text.index("### 免费额度"), page.text.index("### 后付费")
    yield _edit("quota-gone", "the table", page, told, Part(start, end, ""))


def _packs_across(page: Base) -> Iterator[Edit]:
    """A price of one interface, a size of both, a column, a row."""
    head = "| 接口名称 | 1万次 | 10万次 | 100万次 |"
    both = [SEARCH, BODY]
    for calls, size, one, other in _SIZES:
        for name, old in ((SEARCH, one), (BODY, other)):
            for new in (str(int(old) + 5), str(int(old) - 5)):
                id, level = _directed("pack-price", dearer(old, new))
                told = Told(id, level, {"interfaces": [name], "calls": calls}, old, new)
                line = next(
                    x
                    for x in page.text.split("\n")
                    if x.startswith(f"| {name} ") and f" {old}元 " in x
                )
                where = anchored(page, line, f" {old}元", f" {new}元")
                yield _edit("pack-price", f"{name}: {old} → {new}", page, told, where)
        prices = {SEARCH: one, BODY: other}
        key = {"interfaces": both, "calls": calls}
        resized = Told(
            "pack-removed", "breaking", key, prices, None, (("pack-added", None, prices),)
        )
        where = anchored(page, head, f" {size} ", f" {size.replace('1', '2', 1)} ")
        yield _edit("pack-size", f"{size} for both", page, resized, where)
        gone = Told("pack-removed", "breaking", key, prices)
        come = Told("pack-added", "notable", key, None, prices)
        cells = (
            anchored(page, head, f" {size} |", ""),
            part(page, f" {one}元 |", ""),
            part(page, f" {other}元 |", ""),
            anchored(page, f"{_GAPS}\n| {SEARCH} | 20元", "|---|\n", "|\n"),
        )
        yield _edit("pack-gone", f"the column of {size}", page, gone, *cells)
        yield _edit("pack-new", f"the column of {size}", page, come, *cells, undone=True)
    line = "| 人体分析 | 30元 | 280元 | 2500元 |\n"
    rest = ("280", "2500")
    for undone in (False, True):
        id, level = ("pack-added", "notable") if undone else ("pack-removed", "breaking")
        key = {"interfaces": [BODY], "calls": 10_000}
        values = (None, "30") if undone else ("30", None)
        follows = tuple((id, *((None, p) if undone else (p, None))) for p in rest)
        told = Told(id, level, key, *values, follows)
        kind = "pack-new" if undone else "pack-gone"
        yield _edit(kind, f"{BODY}: the row", page, told, part(page, line, ""), undone=undone)


def _directed(what: str, up: bool) -> tuple[str, str]:
    """The id and level of more or less: more is dearer, but of free calls it is better."""
    worse = up != (what == "free-quota")
    return f"{what}-{'increased' if up else 'decreased'}", "breaking" if worse else "notable"


def _edit(kind: str, how: str, page: Base, told: Told, *parts: Part, undone: bool = False) -> Edit:
    about = frozenset({("page", page.name)})
    return Edit(kind, how, page, parts, (told,), about, undone)
