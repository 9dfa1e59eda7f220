"""Our tree and grid against an independent engine's, over random tables.

Three voices: ours (html5lib's tree, our grid), turbohtml (its own tree, its own grid), and the
standard's steps transcribed over turbohtml's tree, which alone knows every cell of a slot.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import turbohtml
from turbohtml import Element

from proof.attack.soup import Soup
from proof.attack.standard import Formed, form, tables_of
from tiia_scraper.document.grid import Grid
from tiia_scraper.document.html_tree import build
from tiia_scraper.document.table_forming import read_grid

SEED = 20221024
PAGES = 2000

Names = list[list[str]]

EXPLAINED = {
    "overlap": "Two cells cover a slot, a table model error. The standard gives the slot to both;"
    " we show the first and record cells-overlap, turbohtml shows the last.",
    "rows-past-group": "A rowspan reaches past its row group. The standard's steps add rows that"
    " no tr began; we and every browser end the span with the group, and record span-past-rows.",
    "columns-without-cells": "col elements declare more columns than have cells; the standard"
    " counts them, we and turbohtml do not: an empty column says nothing.",
    "signed-span": "A span is written +2 or -0. The standard's rules for parsing integers take the"
    " sign, and so do we; turbohtml's grid takes such a span for 1.",
}

_SIGNED = re.compile(r"\s*[+-]")


@dataclass
class Outcome:
    """How many tables were compared, the disagreements, and how often each reason explained one."""

    tables: int = 0
    disagreements: list[str] = field(default_factory=list)
    explained: Counter[str] = field(default_factory=Counter)


def compare(seed: int = SEED, pages: int = PAGES) -> Outcome:
    """Compare ``pages`` random pages."""
    outcome, soup = Outcome(), Soup(seed)
    for number in range(pages):
        html = soup.page()
        for problem in _compare_page(html, outcome):
            outcome.disagreements.append(f"seed {seed}, page {number}: {problem}\n{html}")
    return outcome


def _compare_page(html: str, outcome: Outcome) -> list[str]:
    ours = build(html).soup.find_all("table")
    theirs = tables_of(turbohtml.parse(html))
    if len(ours) != len(theirs):
        return [f"{len(ours)} tables, {len(theirs)} by the other engine"]
    problems = []
    for index, (tag, element) in enumerate(zip(ours, theirs, strict=True)):
        outcome.tables += 1
        formed = form(element)
        grid = read_grid(tag)
        problems += [f"table {index}: {p}" for p in _compare_table(grid, formed, element, outcome)]
    return problems


def _compare_table(grid: Grid, formed: Formed, element: Element, outcome: Outcome) -> list[str]:
    ours = [[_name(cell.text) if cell else "" for cell in row] for row in grid.rows]
    covering = _covering(formed)
    _explain(grid, formed, covering, outcome)
    problems = []
    if (first := _pick(covering, 0)) != ours:
        problems.append(f"ours {ours}, the standard's {first}")
    rows = [[_name(text) for text in row] for row in element.rows()]
    last = _pick(covering, -1)
    if rows != last and _signed(element):
        outcome.explained["signed-span"] += 1
    elif rows != last:
        problems.append(f"turbohtml {rows}, the standard's {last}")
    repairs = Counter(repair.id for repair in grid.repairs)
    for id, seen in (
        ("cells-overlap", any(len(names) > 1 for row in covering for names in row)),
        ("span-past-rows", formed.y_height > len(formed.begun) or repairs["span-past-rows"] > 0),
    ):
        if bool(repairs[id]) != seen:
            problems.append(f"{id} is recorded {repairs[id]} times")
    return problems


def _signed(table: Element) -> bool:
    cells = table.select("[rowspan], [colspan]")
    spans = (cell.attrs.get(name) for cell in cells for name in ("rowspan", "colspan"))
    return any(isinstance(span, str) and _SIGNED.match(span) for span in spans)


def _covering(formed: Formed) -> list[list[list[str]]]:
    """By row and column, the cells that cover each slot: of rows that a ``tr`` began, and of
    columns up to the last that has a cell."""
    width = max((x + 1 for x, y in formed.slots if y in set(formed.begun)), default=0)
    return [
        [[_name(cell.text) for cell in formed.covering(x, y)] for x in range(width)]
        for y in formed.begun
    ]


def _pick(covering: list[list[list[str]]], index: int) -> Names:
    return [[names[index] if names else "" for names in row] for row in covering]


def _explain(grid: Grid, formed: Formed, covering: list[list[list[str]]], outcome: Outcome) -> None:
    outcome.explained["overlap"] += any(len(names) > 1 for row in covering for names in row)
    outcome.explained["rows-past-group"] += formed.y_height > len(formed.begun)
    outcome.explained["columns-without-cells"] += formed.x_width > grid.width


def _name(text: str) -> str:
    """A cell's first word: our cells leave out nested tables, the other engine's do not."""
    return next(iter(text.split()), "")
