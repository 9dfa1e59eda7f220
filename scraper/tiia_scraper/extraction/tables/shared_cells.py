"""Cells of prices and packs that span the rows of several interfaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiia_pricebook.messages import say
from tiia_scraper.document.grid import Cell
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.extraction.tables.table_columns import Layout

_MOST = 5


def refuse_shared(page: Page, layouts: Sequence[Layout]) -> None:
    """Record each cell of a price or a pack that several interfaces have in common.

    Such a cell may mean one pack, or one count of calls, for all of them together, or the
    same price for each: other products of the vendor sell shared packs so, and bills differ.
    """
    for layout in layouts:
        if any(one.id == "cells-overlap" for one in layout.table.grid.repairs):
            continue  # refused already
        names: dict[Cell, list[str]] = {}
        for cell, name in _priced(layout):
            names.setdefault(cell, []).append(name)
        for cell, named in names.items():
            several = [*dict.fromkeys(named)]
            if len(several) > 1:
                listed = "、".join(several[:_MOST]) + "…" * (len(several) > _MOST)
                text = say(
                    "{text!r} stands for {listed}: whether they share it is not said",
                    text=cell.text,
                    listed=listed,
                )
                expected = say("a cell for each interface")
                page.refuse_at(layout.table, cell, "cell-shared", text, expected)


def _priced(layout: Layout) -> Iterator[tuple[Cell, str]]:
    """Each cell of a row that gives a price or its range, and the name that stands in the row."""
    heads = layout.head_cells
    for ladder in layout.ladders:
        if ladder.name:
            cells = (cell for step in ladder.steps for cell in step)
            yield from ((cell, ladder.name.text) for cell in cells if cell not in heads)
    for offer in layout.offers:
        if offer.name:
            yield offer.price, offer.name.text
