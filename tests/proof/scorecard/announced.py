"""Edits that announce another price, bound, pack or quota from a day on, in cells and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from proof.scorecard.edits import About, Edit, Follow, Part, Told
from proof.scorecard.pages import (
    BOUNDS,
    EVERY,
    PACKS,
    PRICES,
    PRO,
    ROWS,
    STEADY,
    calls,
    price_cell,
    table_of,
)
from proof.scorecard.prices import plain, row_of
from proof.scorecard.quotas import quotas_of
from proof.scorecard.sentences import unnamed_slug
from support.page_text import Base, Cell

_DAYS = (("2027年1月1日", "2027-01-01"), ("2028年2月29日", "2028-02-29"))
_PLACES = ("价格说明", "图像处理价格说明", "计费与结算方式")
_ORDINALS = "一二三四"


class _Values(NamedTuple):
    """What holds, what is announced and from when, and whether bills can rise by it.

    ``slug`` is that of the sentence that announces it, if one does.
    """

    key: dict[str, Any]
    old: Any
    new: Any
    day: str
    worse: bool
    slug: str | None = None


def notes(page: Base) -> Iterator[Edit]:
    """A note in the cell of every price, that it rises or falls; and the note goes again."""
    for name in EVERY:
        for tier, old in enumerate(PRICES[name]):
            up = (tier + EVERY.index(name)) % 2 == 0
            new = plain(Decimal(old) + Decimal("0.1" if up else "-0.1"))
            written, day = _DAYS[tier % 2]
            cell = price_cell(page, name, tier)
            parts = (_at_the_end(cell, f"<br>注：{written}起将调整为{new}元/千次。"),)
            key = {"interfaces": [name], "from_calls": calls(table_of(name), tier)}
            how = f"{name}, tier {tier}: {old} → {new}"
            values = _Values(key, old, new, day, up)
            yield from _both_ways(how, page, parts, values, row_of(name))


def pack_notes(page: Base) -> Iterator[Edit]:
    """A note in the cell of every pack's price; and the note goes again."""
    for index, (size, old) in enumerate(PACKS):
        up = index % 2 == 0
        new, (written, day) = old * 2 if up else old // 2, _DAYS[index % 2]
        parts = (_at_the_end(page.grid[4, index + 1, 2], f"<br>注：{written}起将调整为{new}元/个"),)
        key = {"interfaces": [PRO], "calls": size * 10_000}
        about: frozenset[About] = frozenset({("packs", index)})
        how, values = f"pack: {old} → {new}", _Values(key, str(old), str(new), day, up)
        yield from _both_ways(how, page, parts, values, about)


def bound_notes(page: Base) -> Iterator[Edit]:
    """A note in the first head of a table, that its range ends later: for every row below."""
    for table, bounds in BOUNDS.items():
        old, new = bounds[1], (bounds[1] + bounds[2]) // 2
        written, day = _DAYS[0]
        note = f"<br>注：{written}起将调整为0 - {new}千次/月(不含{new}千次)"
        parts = (_at_the_end(page.grid[table, 0, 1], note),)
        key = {"interfaces": list(ROWS[table]), "from_calls": old * 1_000}
        told = Told(
            "change-announced",
            "breaking",
            key,
            old * 1_000,
            {"value": new * 1_000, "from": day},
        )
        about: frozenset[About] = frozenset({("table", table, "heads")})
        how = f"table {table}: {old}千 → {new}千"
        yield Edit("announcement", how, page, parts, (told,), about)


def sentences(page: Base) -> Iterator[Edit]:
    """A sentence that announces a price or a quota, in one of the chapters; and it goes again."""
    for index, name in enumerate(EVERY):
        tier = index % 4
        old, (written, day) = PRICES[name][tier], _DAYS[index % 2]
        new = plain(Decimal(old) + 1)
        which = f"{name}第{_ORDINALS[tier]}阶梯的价格"
        text = f"自{written}起，{which}将由{old}元/千次调整为{new}元/千次。"
        key: dict[str, Any] = {"interfaces": [name], "from_calls": calls(table_of(name), tier)}
        values = _Values(key, old, new, day, True)
        yield from _sentence(page, index, text, values, row_of(name))
    for index, name in enumerate(STEADY):
        for new_calls in (500, 2_000):
            written, day = _DAYS[index % 2]
            text = f"自{written}起，{name}接口的免费额度将调整为{new_calls}次/月。"
            key = {"interfaces": [name]}
            values = _Values(key, 1_000, new_calls, day, new_calls < 1_000)
            yield from _sentence(page, index, text, values, quotas_of(name))


def _sentence(
    page: Base, index: int, text: str, values: _Values, about: frozenset[About]
) -> Iterator[Edit]:
    title = _PLACES[index % len(_PLACES)]
    anchor = f"<h2>{title}" if page.name == "html" else f"\n## {title}\n"
    place = page.text.index(anchor) + (page.name != "html")
    block = f"<p>{text}</p>\n" if page.name == "html" else f"{text}\n\n"
    about = about | {("clause", "before", title)}
    said = values._replace(slug=unnamed_slug(text))
    yield from _both_ways(text, page, (Part(place, place, block),), said, about)


def _both_ways(
    how: str, page: Base, parts: tuple[Part, ...], values: _Values, about: frozenset[About]
) -> Iterator[Edit]:
    """What is announced, and that it is withdrawn."""
    key, old, slug = values.key, values.old, values.slug
    said = {"value": values.new, "from": values.day}
    come: tuple[Follow, ...] = (("clause-added", slug, None),) if slug else ()
    gone: tuple[Follow, ...] = (("clause-removed", slug, None),) if slug else ()
    levels = ("breaking", "notable") if values.worse else ("notable", "breaking")
    told = Told("change-announced", levels[0], key, old, said, come)
    back = Told("announcement-withdrawn", levels[1], key, said, old, gone)
    yield Edit("announcement", how, page, parts, (told,), about)
    yield Edit("announcement", f"{how}, withdrawn", page, parts, (back,), about, undone=True)


def _at_the_end(cell: Cell, note: str) -> Part:
    return Part(cell.inner[1], cell.inner[1], note)
