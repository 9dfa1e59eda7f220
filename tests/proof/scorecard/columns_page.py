"""Edits of a page of Markdown tables whose packs stand in columns, for two interfaces."""

from __future__ import annotations

from collections.abc import Iterator

from proof.scorecard.edits import (
    Edit,
    Part,
    Told,
    anchored,
    finding_added,
    finding_resolved,
    part,
    rises,
)
from proof.scorecard.pages import dearer
from proof.scorecard.sentences import unnamed_slug
from proof.scorecard.written import directed, edited
from support.page_text import Base

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


def columns(page: Base = COLUMNS) -> Iterator[Edit]:
    """Edits of the page whose packs stand in columns."""
    for name, row in _ROWS.items():
        line = f"| {name} | " + " | ".join(f"{price}元/千次" for price in row) + " |"
        for tier, old in enumerate(row):
            for new in (f"{old}5" if "." in old else f"{old}.5", "1.4"):
                after = (*row[:tier], new, *row[tier + 1 :])
                id, level = directed("price", dearer(old, new))
                key = {"interfaces": [name], "from_calls": _HEADS[tier]}
                told = Told(id, level, key, old, new, rises(row, after))
                where = anchored(page, line, f" {old}元", f" {new}元")
                yield edited("price", f"{name}, tier {tier}: {old} → {new}", page, told, where)
    yield from _packs_across(page)
    yield from _quotas(page)


def _quotas(page: Base) -> Iterator[Edit]:
    """A quota of one interface: its calls, its row; and the table of all."""
    for name, old in ((SEARCH, 1_000), (BODY, 500)):
        line = f"| {name} | {old}次/月 | 当月有效 |\n"
        for new_ in (old * 3, old - 100):
            id, level = directed("free-quota", new_ > old)
            told = Told(id, level, {"interfaces": [name]}, old, new_)
            where = anchored(page, line, f"{old}次", f"{new_}次")
            yield edited("quota", f"{name}: {old} → {new_}", page, told, where)
        for undone in (False, True):
            id, level = (
                ("free-quota-added", "notable") if undone else ("free-quota-removed", "breaking")
            )
            follows = (finding_resolved if undone else finding_added)("interface-without-quota")
            before, after = (None, old) if undone else (old, None)
            told = Told(id, level, {"interfaces": [name]}, before, after, follows)
            kind = "quota-new" if undone else "quota-gone"
            yield edited(kind, f"{name}: the row", page, told, part(page, line, ""), undone=undone)
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
    yield edited("quota-gone", "the table", page, told, Part(start, end, ""))


def _packs_across(page: Base) -> Iterator[Edit]:
    """A price of one interface, a size of both, a column, a row."""
    head = "| 接口名称 | 1万次 | 10万次 | 100万次 |"
    both = [SEARCH, BODY]
    for calls, size, one, other in _SIZES:
        for name, old in ((SEARCH, one), (BODY, other)):
            for new in (str(int(old) + 5), str(int(old) - 5)):
                id, level = directed("pack-price", dearer(old, new))
                told = Told(id, level, {"interfaces": [name], "calls": calls}, old, new)
                line = next(
                    x
                    for x in page.text.split("\n")
                    if x.startswith(f"| {name} ") and f" {old}元 " in x
                )
                where = anchored(page, line, f" {old}元", f" {new}元")
                yield edited("pack-price", f"{name}: {old} → {new}", page, told, where)
        prices = {SEARCH: one, BODY: other}
        key = {"interfaces": both, "calls": calls}
        resized = Told(
            "pack-removed", "breaking", key, prices, None, (("pack-added", None, prices),)
        )
        where = anchored(page, head, f" {size} ", f" {size.replace('1', '2', 1)} ")
        yield edited("pack-size", f"{size} for both", page, resized, where)
        gone = Told("pack-removed", "breaking", key, prices)
        come = Told("pack-added", "notable", key, None, prices)
        cells = (
            anchored(page, head, f" {size} |", ""),
            part(page, f" {one}元 |", ""),
            part(page, f" {other}元 |", ""),
            anchored(page, f"{_GAPS}\n| {SEARCH} | 20元", "|---|\n", "|\n"),
        )
        yield edited("pack-gone", f"the column of {size}", page, gone, *cells)
        yield edited("pack-new", f"the column of {size}", page, come, *cells, undone=True)
    line = "| 人体分析 | 30元 | 280元 | 2500元 |\n"
    rest = ("280", "2500")
    for undone in (False, True):
        id, level = ("pack-added", "notable") if undone else ("pack-removed", "breaking")
        key = {"interfaces": [BODY], "calls": 10_000}
        before, after = (None, "30") if undone else ("30", None)
        others = tuple((id, None, p) if undone else (id, p, None) for p in rest)
        told = Told(id, level, key, before, after, others)
        kind = "pack-new" if undone else "pack-gone"
        yield edited(kind, f"{BODY}: the row", page, told, part(page, line, ""), undone=undone)
