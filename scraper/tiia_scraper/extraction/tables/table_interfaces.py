"""Whose prices a table gives when none of its cells names an interface."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tiia_pricebook import Source, Where
from tiia_pricebook.messages import say
from tiia_scraper.document.document import Table
from tiia_scraper.document.grid import Cell
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.extraction.announcements.announcement_places import note
from tiia_scraper.extraction.page_parts import Note, Page, source_of, where_of
from tiia_scraper.extraction.tables.table_columns import Layout
from tiia_scraper.vocabulary import (
    Unreadable,
    fold,
    is_placeholder,
    parse_name,
    without_note,
)

_BILLING = re.compile(
    "(?:产品|服务|后付费|预付费|付费|计费|价格|定价|费用|结算|免费|额度|资源包|刊例价|说明|详情|概述"
    "|方式|冻结|机制|购买|指南|按量|调用次数|次数包|套餐包?|价目表?|单价|资费|收费|费率|标准|阶梯|按次"
    "|调用量|与|和|&|（|）)+"
)


def names_of_packs(layouts: Sequence[Layout]) -> dict[str, Source]:
    """Return the names that pack tables give, with their cells."""
    return {
        name: source_of(layout.table, offer.name)
        for layout in layouts
        for offer in layout.offers
        if offer.name and (name := _plain(offer.name.text))
    }


def _plain(text: str) -> str | None:
    try:
        return parse_name(without_note(text)).name
    except Unreadable:
        return None


def name_of(page: Page, table: Table, cell: Cell) -> str | None:
    """Return the interface that a cell names; ``None``, and a problem, where it names none.

    A footnote mark beside the name is a finding, and no part of it.
    """
    try:
        named = parse_name(without_note(cell.text))
    except Unreadable as error:
        page.refuse_cell(table, cell, error.expected)
        return None
    if not named.name or is_placeholder(cell.text):
        page.refuse_cell(table, cell, say("the name of an interface"))
        return None
    if named.mark:
        text = say("the footnote mark {mark} is next to {name}", mark=named.mark, name=named.name)
        page.find("footnote-mark", where_of(table, cell), text, say("no part of the name"))
    name = page.name(named.name, source_of(table, cell))
    note(page, Note(table, cell, name))
    return name


def interface_of(
    page: Page, table: Table, cell: Cell | None, packs: dict[str, Source]
) -> str | None:
    """Return the interface that ``cell`` names, else the one the table stands for.

    That is the nearest heading that is more than a word of billing, else the only name in
    the page's pack tables, else the nearest heading. ``None``, and a problem, where there
    is no heading either.
    """
    if cell:
        return name_of(page, table, cell)
    for heading in reversed(table.path):
        if not _BILLING.fullmatch(squeeze(heading)):
            return _headed(page, table, heading)
    if len(packs) == 1:
        return page.name(*next(iter(packs.items())))
    if table.path:
        return _headed(page, table, table.path[-1])
    text = say("the table names no interface and is under no heading")
    page.refuse("interface-unnamed", text, say("the name of an interface"), table=table.index)
    return None


def refuse_headings(page: Page, layouts: Sequence[Layout], priced: Collection[str]) -> None:
    """Refuse headings that stand for an interface and can be none.

    That is one over packs which has no prices, and one over prices which is a word of billing,
    beside an interface in a cell that has none: the prices may be that one's.
    """
    cells = _cells_of_names(layouts)
    keys = {squeeze(fold(name)) for cell in cells if (name := _plain(cell.text))}
    named = [one.name for key, one in page.interfaces.items() if key in keys]
    unpriced = sorted(name for name in named if name not in priced)
    for key, one in page.interfaces.items():
        text = None
        if key not in keys and one.name not in priced:
            text = say(
                "{name!r} above packs that name no interface is none with prices", name=one.name
            )
        elif key not in keys and unpriced and _BILLING.fullmatch(key):
            text = say(
                "{name!r} above prices is no interface, and {other} has none",
                name=one.name,
                other=unpriced[0],
            )
        if text:
            expected, clause = say("the name of an interface"), one.source.clause
            tables = {page.clause_of(layout.table): layout.table.index for layout in layouts}
            table = tables.get(clause)
            page.refuse("interface-unnamed", text, expected, table=table, clause=clause)


def _cells_of_names(layouts: Sequence[Layout]) -> Iterator[Cell]:
    for layout in layouts:
        named = [*(one.name for one in layout.ladders), *(one.name for one in layout.offers)]
        yield from filter(None, named)
        for grant in layout.grants:
            yield from grant.names


def _headed(page: Page, table: Table, heading: str) -> str | None:
    """The interface of a heading, its footnote mark set apart."""
    clause = page.clause_of(table)
    try:
        named = parse_name(heading)
    except Unreadable as error:
        text = say("{heading!r} above the table cannot be read", heading=heading)
        page.refuse("interface-unnamed", text, error.expected, table=table.index)
        return None
    if named.mark:
        text = say("the footnote mark {mark} is next to {name}", mark=named.mark, name=named.name)
        page.find(
            "footnote-mark", Where(table.index, clause=clause), text, say("no part of the name")
        )
    return page.name(named.name, Source(heading, clause=clause))
