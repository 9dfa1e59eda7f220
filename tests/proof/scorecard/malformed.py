"""Edits that change no fact, and yet what is malformed or contradictory on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proof.scorecard.edits import About, Edit, Part, Told, within
from proof.scorecard.pages import BOUNDS, EVERY, PRICES, PRO, ROWS, STEADY, price_cell
from proof.scorecard.quotas import quota_cell
from proof.scorecard.scoring import SAID
from proof.scorecard.tiers import NOTE
from support.page_text import Base, Cell


def notes(page: Base) -> Iterator[Edit]:
    """The note under a range names another number, or at last the right one."""
    for table, ladder in BOUNDS.items():
        for tier in (1, 2, 3):
            cell, right = page.grid[table, 0, tier], f"不含{ladder[tier]}千次"
            if right in cell.raw:
                for new in (ladder[tier] * 10, ladder[tier] + 1):
                    parts = (within(page, cell, right, f"不含{new}千次"),)
                    yield from _both_ways(page, NOTE, cell, ROWS[table], parts, f"note of {new}千")
            else:
                wrong = re.search(r"不含\d+千次", cell.raw)
                assert wrong
                parts = (within(page, cell, wrong[0], right),)
                told = _told("finding-resolved", NOTE, cell, ROWS[table])
                yield _edit("finding-gone", f"note of {right}", page, parts, told)


def spans(page: Base) -> Iterator[Edit]:
    """A span past the rows of its table, one that is no number, and the page's own, repaired."""
    past, unreadable = "span-past-rows", "span-unreadable"
    name = page.grid[4, 1, 0]
    parts = (Part(name.start, name.inner[0], '<td rowspan="7">'),)
    told = _told("finding-resolved", past, name, (PRO,))
    yield _edit("finding-gone", "rowspan of 7 over 7 rows", page, parts, told)
    for row in (SEAL_ROW, PET_ROW):
        cell = page.grid[row, 1, 4]
        yield from _tagged(page, past, cell, ROWS[row], ' rowspan="2"')
    for name_ in EVERY[::2]:
        cell = price_cell(page, name_, 1)
        yield from _tagged(page, unreadable, cell, (name_,), ' colspan="x"')
    for name_ in STEADY:
        yield from _tagged(page, unreadable, quota_cell(page, name_), (name_,), ' rowspan="一"')


SEAL_ROW, PET_ROW = 2, 3


def others(page: Base) -> Iterator[Edit]:
    """Units on one side, prices for pictures under ranges of calls, no notes."""
    for table, ladder in BOUNDS.items():
        for tier in (1, 2):
            cell = page.grid[table, 0, tier + 1]
            parts = (within(page, cell, f"{ladder[tier]}千 -", f"{ladder[tier]} -"),)
            id = "bound-unit-borrowed"
            yield from _both_ways(page, id, cell, ROWS[table], parts, "a unit on one side")
    for name in EVERY:
        cell, price = price_cell(page, name, 2), PRICES[name][2]
        parts = (within(page, cell, f"{price}元/千次", f"{price}元/千张"),)
        yield from _both_ways(page, "counted-things-differ", cell, (name,), parts, "元/千张")
    for table, ladder in BOUNDS.items():
        for tier in (1, 2, 3):
            cell, note = page.grid[table, 0, tier], f"(不含{ladder[tier]}千次)"
            if note in cell.raw:
                nxt = page.grid[table, 0, tier + 1]
                parts = (within(page, cell, note, ""),)
                id = "bound-side-unstated"
                yield from _both_ways(page, id, nxt, ROWS[table], parts, "no note")


def _tagged(
    page: Base, id: str, cell: Cell, names: tuple[str, ...], attribute: str
) -> Iterator[Edit]:
    parts = (Part(cell.start + 3, cell.start + 3, attribute),)
    return _both_ways(page, id, cell, names, parts, attribute.strip())


def _both_ways(
    page: Base, id: str, cell: Cell, names: tuple[str, ...], parts: tuple[Part, ...], how: str
) -> Iterator[Edit]:
    yield _edit("finding-new", how, page, parts, _told("finding-added", id, cell, names))
    yield _edit(
        "finding-gone", how, page, parts, _told("finding-resolved", id, cell, names), undone=True
    )


def _told(id: str, finding: str, cell: Cell, names: tuple[str, ...]) -> Told:
    place = {"table": cell.table, "row": cell.row, "column": cell.column}
    key = {"interfaces": list(names), "finding": finding, **place}
    texts = (None, SAID) if id == "finding-added" else (SAID, None)
    return Told(id, "info", key, *texts)


def _edit(
    kind: str, how: str, page: Base, parts: tuple[Part, ...], told: Told, *, undone: bool = False
) -> Edit:
    """Findings of a table keep their places where no row or table before them goes."""
    key = told.key
    label = f"table {key['table']}, row {key['row']}, column {key['column']}: {how}"
    if key["table"] == 0:
        about: About = ("quotas",)
    else:
        about = ("packs",) if key["table"] == 4 else ("table", key["table"])
    return Edit(kind, label, page, parts, (told,), frozenset({about}), undone)
