"""Edits of words that state nothing by themselves: titles, synonyms, tables of other things."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from proof.scorecard.edits import Edit, Part, Told
from proof.scorecard.meaningless import Change, swap
from proof.scorecard.pages import EVERY, QUOTA_ROWS, ROWS
from proof.scorecard.quotas import POOL
from proof.scorecard.sentences import unnamed_slug
from support.page_text import Base, Cell

ANYWHERE = frozenset({("labels",)})  # they are not combined with others
# What a reader sees, and what says the same.
SYNONYMS: dict[str, Change] = {
    "each thousand": swap("元/千次", "元/每千次"),
    "the last tier as 及以上": swap("千次以上", "千次及以上"),
    "shared among several": swap("共享", "多接口共享"),
    "for each interface": swap("为各", "为每接口各"),
    "no 将": swap("将调整为", "调整为"),
}
_TITLES = {"免费额度": "免费资源包", "价格说明": "价格详情", "计费与结算方式": "结算方式"}
_SAYING = {"价格说明": "价格", "计费与结算方式": "结算"}
_TABLES = {
    "联系|电话": "of something else",
    "地域|支持\n广州|是\n上海|否": "a list of regions",
}


def labels(page: Base) -> Iterator[Edit]:
    """All of them."""
    yield from synonyms(page)
    yield from titles(page)
    yield from tables(page)


def synonyms(page: Base) -> Iterator[Edit]:
    """A fact in other words: in a table by itself, and in all."""
    for name, change in SYNONYMS.items():
        cells = [cell for cell in page.cells if change(cell.raw) != cell.raw]
        numbers = sorted({cell.table for cell in cells})
        for number in numbers:
            yield _reworded(page, name, change, [c for c in cells if c.table == number])
        if len(numbers) > 1:
            yield _reworded(page, f"{name}, in every table", change, cells)


def _reworded(page: Base, name: str, change: Change, cells: list[Cell]) -> Edit:
    old, new = ({}, {})  # type: tuple[dict[str, str], dict[str, str]]
    for cell in cells:
        old |= dict.fromkeys(_interfaces(cell), _shown(cell.raw))
        new |= dict.fromkeys(_interfaces(cell), _shown(change(cell.raw)))
    key = {"interfaces": [one for one in EVERY if one in old], "label": "words-of-a-fact"}
    texts = [_one(side, {_shown(cell.raw) for cell in cells}) for side in (old, new)]
    told = Told("label-changed", "info", key, *texts)
    parts = tuple(Part(*cell.inner, change(cell.raw)) for cell in cells)
    return Edit("words", name, page, parts, (told,), ANYWHERE)


def _one(said: Mapping[str, str], texts: set[str]) -> Any:
    """The text of every cell, or of each interface where there are several."""
    return next(iter(said.values())) if len(texts) == 1 else dict(said)


def _interfaces(cell: Cell) -> tuple[str, ...]:
    if cell.table:
        names = ROWS[cell.table]
        return names if cell.row == 0 else (names[cell.row - 1],)
    name = next(name for name, row in QUOTA_ROWS.items() if row == cell.row)
    return POOL if name in POOL else (name,)


def _shown(raw: str) -> str:
    """The lines of a cell without tags."""
    lines = re.split("</?br/?>", raw)
    return "\n".join(" ".join(html.unescape(re.sub("<[^>]*>", "", line)).split()) for line in lines)


def titles(page: Base) -> Iterator[Edit]:
    """A title has other words, says something of its own, goes, or comes."""
    for title, other in _TITLES.items():
        yield _titled(
            page, f"{title} → {other}", *_heading(page, title, other), _label(title, other)
        )
        goes = _heading(page, title, "")
        yield _titled(page, f"{title} goes", *goes, _label(title, None))
    for title, other in _SAYING.items():
        yield _titled(page, f"{title} → {other}", *_heading(page, title, other), _came(other))
    for title in ("概述", "购买指南"):
        yield _titled(page, f"{title} at the end", *_last(page, title), _label(None, title))
    yield _titled(page, "相关文档 at the end", *_last(page, "相关文档"), _came("相关文档"))


def _heading(page: Base, title: str, other: str) -> tuple[int, int, str]:
    """Where a heading stands, and what stands there then."""
    form = "<h2>{}</h2>" if page.name == "html" else "## {}\n"
    written = form.format(title)
    start = page.text.index(written)
    return start, start + len(written), form.format(other) if other else ""


def _last(page: Base, title: str) -> tuple[int, int, str]:
    end = _end(page)
    return end, end, f"<h2>{title}</h2>" if page.name == "html" else f"\n## {title}\n"


def _end(page: Base) -> int:
    return page.text.index("\n</div>") if page.name == "html" else len(page.text)


def _titled(page: Base, how: str, start: int, end: int, text: str, told: Told) -> Edit:
    return Edit("title", how, page, (Part(start, end, text),), (told,), ANYWHERE)


def _label(old: str | None, new: str | None) -> Told:
    return Told("label-changed", "info", {"interfaces": [], "label": "heading-title"}, old, new)


def _came(sentence: str) -> Told:
    key = {"interfaces": [], "clause": unnamed_slug(sentence)}
    return Told("clause-added", "notable", key, None, sentence)


def tables(page: Base) -> Iterator[Edit]:
    """A table of other things comes: each of its rows is a sentence."""
    heading = "<h2>图像处理价格说明</h2>" if page.name == "html" else "## 图像处理价格说明"
    for text, name in _TABLES.items():
        rows = [line.split("|") for line in text.split("\n")]
        cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
        told = tuple(_came(" | ".join(row)) for row in rows)
        for where, place in (("last", _end(page)), ("between", page.text.index(heading))):
            part = Part(place, place, f"\n\n<table>{cells}</table>\n\n")
            yield Edit("other-table", f"{name}, {where}", page, (part,), told, ANYWHERE)
