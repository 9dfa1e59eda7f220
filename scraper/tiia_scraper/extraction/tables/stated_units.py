"""Units that a heading, a caption, a note or a sentence gives to a table.

Each has to be the unit that the table's own cells have: a number that would take another
unit from there is refused, so that none is read in the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiia_pricebook.messages import say
from tiia_scraper.document.document import Sentence, Table
from tiia_scraper.document.grid import Cell
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.extraction.tables.table_columns import Layout
from tiia_scraper.vocabulary import (
    Unit,
    Unreadable,
    counts_in,
    foreign_unit,
    parse_unit_price,
    unit_said,
    without_note,
)

_QUOTED = 80
# 300万次以上 is a range, and points to nothing.
_BACK = re.compile("(?<![0-9百千万亿次张])以上|上述|上表")


def refuse_units(page: Page, layout: Layout) -> None:
    """Record what is said of the units of a table of facts and is not so in it."""
    for text, title in _said_of(page, layout.table):
        if foreign := foreign_unit(text, title=title):
            said = say(
                "{text!r} says that the table is in {foreign}", text=text[:_QUOTED], foreign=foreign
            )
            page.refuse("unit-not-yuan", said, say("prices in 元"), table=layout.table.index)
        elif unit := unit_said(text):
            for cell in _other(layout, unit):
                said = say(
                    "{text!r} is not in the unit that {head!r} gives",
                    text=cell.text,
                    head=text[:_QUOTED],
                )
                expected = say("the unit in each cell, as said")
                page.refuse_at(layout.table, cell, "unit-not-of-cell", said, expected)


def _said_of(page: Page, table: Table) -> Iterator[tuple[str, bool]]:
    """What may give a table its unit, and whether it is a title."""
    yield from ((heading, True) for heading in table.path)
    yield (table.caption, True)
    sentences = page.document.sentences
    last = None if table.lead is None else sentences[table.lead].block
    yield from ((one.text, False) for one in sentences if _is_about(one, table, last))


def _is_about(one: Sentence, table: Table, last: int | None) -> bool:
    """Whether a sentence is a note of the table, above it in its chapter, or points back to it.

    ``last`` is the block of the sentence that governs the table.
    """
    if one.table is not None:
        return one.table == table.index
    above = last is not None and one.block <= last
    return one.path == table.path and (above or _BACK.search(one.text) is not None)


def _other(layout: Layout, unit: Unit) -> Iterator[Cell]:
    """The cells that do not have the unit which is said."""
    if unit.counts == "calls" and unit.calls != 1:
        yield from (cell for cell in _counted(layout) if not counts_in(cell.text))
    if unit.counts == "price":
        prices = (price for ladder in layout.ladders for _, price in ladder.steps)
        yield from (price for price in prices if _per_calls(price) not in (None, unit.calls))


def _counted(layout: Layout) -> Iterator[Cell]:
    """The ranges and sizes whose head gives no unit."""
    for ladder in layout.ladders:
        if ladder.bound_unit is None:
            yield from dict.fromkeys(head for head, _ in ladder.steps)
    yield from (offer.size for offer in layout.offers if offer.size_unit is None)


def _per_calls(cell: Cell) -> int | None:
    """The calls that a price counts; ``None`` where it is no price with a unit of its own."""
    try:
        return parse_unit_price(without_note(cell.text)).per_calls
    except Unreadable:
        return None
