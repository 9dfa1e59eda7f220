"""Whose prices a table gives when none of its cells names an interface."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiia_pricing.pricebook import Source
from tiia_scraper.document import Table
from tiia_scraper.grid import Cell
from tiia_scraper.reading.columns import Layout
from tiia_scraper.reading.hearing import Note, note
from tiia_scraper.reading.page import Page, source_of
from tiia_scraper.text import squeeze
from tiia_scraper.vocabulary import without_note

_BILLING = re.compile(
    "(?:产品|服务|后付费|预付费|付费|计费|价格|定价|费用|结算|免费|额度|资源包|刊例价|说明|详情|概述"
    "|方式|冻结|机制|购买|指南|按量|调用次数|与|和|&|（|）)+"
)


def names_of_packs(layouts: Sequence[Layout]) -> dict[str, Source]:
    """The names that pack tables give, with their cells."""
    return {
        without_note(offer.name.text): source_of(layout.table, offer.name)
        for layout in layouts
        for offer in layout.offers
        if offer.name
    }


def interface_of(
    page: Page, table: Table, cell: Cell | None, packs: dict[str, Source]
) -> str | None:
    """The interface that ``cell`` names, else the one the table stands for.

    That is the nearest heading that is more than a word of billing, else the only name in
    the page's pack tables, else the nearest heading. ``None``, and a problem, where there
    is no heading either.
    """
    if cell and not cell.text:
        page.refuse_cell(table, cell, "the name of an interface")
        return None
    if cell:
        name = page.name(without_note(cell.text), source_of(table, cell))
        note(page, Note(table, cell, name))
        return name
    clause = page.clause_of(table)
    for heading in reversed(table.path):
        if not _BILLING.fullmatch(squeeze(heading)):
            return page.name(heading, Source(heading, clause=clause))
    if len(packs) == 1:
        return page.name(*next(iter(packs.items())))
    if table.path:
        return page.name(table.path[-1], Source(table.path[-1], clause=clause))
    text = "the table names no interface and stands under no heading"
    page.refuse("interface-unnamed", text, "the name of an interface", table=table.index)
    return None
