"""One ``<table>`` → a rectangular grid, by the HTML standard's "forming a table".

Spans are clipped at the row group, as browsers do. Every repair is recorded with the row
and column of the repaired grid.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from bs4.element import Tag

from tiia_pricebook.errors import A_PAGE, PageUnreadable
from tiia_pricebook.messages import say, say_many
from tiia_scraper.document.grid import Aside, Cell, Grid, Repair
from tiia_scraper.document.html_tree import ParseError, position
from tiia_scraper.document.row_groups import row_groups
from tiia_scraper.document.visible_text import Odd, cell_text, is_blank, is_gone, words_of

MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
MAX_SLOTS = 100_000

_NUMBER = re.compile(r"[ \t\n\f\r]*(?:\+?([0-9]+)|-(0+)(?![0-9]))")
_CELLS = frozenset({"td", "th"})
_ODD = {
    "nested-table": say("there is a table in this cell"),
    "end-tag-br": say("</br> stands for <br>"),
}
_QUOTED = 60
_STRAY = frozenset({"unexpected-end-tag-in-table-body", "unexpected-end-tag-in-table-row"})


def read_grid(table: Tag, errors: Sequence[ParseError] = ()) -> Grid:
    """Return the grid of ``table``; tables nested in its cells are recorded, not read.

    Raises ``PageUnreadable`` for a table of more than ``MAX_SLOTS`` slots.
    """
    form = _Form(errors)
    for group, header in row_groups(table):
        form.add_group(group, header)
    form.add_stray_tags()
    return form.grid()


class _Form:
    """A table being formed: slots by row, and the repairs on the way."""

    def __init__(self, errors: Sequence[ParseError]) -> None:
        self.slots: list[dict[int, Cell]] = []
        self.used = 0
        self.repairs: list[Repair] = []
        self.asides: list[Aside] = []
        self.errors = errors
        self.codes = {error.position: error.code for error in errors}
        self.starts: list[tuple[int, int]] = []

    def repair(self, id: str, row: int | None, column: int | None, text: str) -> None:
        self.repairs.append(Repair(id, row, column, text))

    def aside(self, odd: Odd, row: int, column: int | None) -> None:
        """Keep words that are no part of a cell's text; what has none is no matter."""
        if odd.text:
            self.asides.append(Aside(odd.id, odd.text, row, column))
            if odd.id.startswith("hidden"):
                self.repair(
                    odd.id, row, column, say("is not shown: {text!r}", text=odd.text[:_QUOTED])
                )

    def add_group(self, group: list[Tag], header: bool) -> None:
        first = len(self.slots)
        rows: list[Tag] = []
        for row in group:
            if is_gone(row):
                self.aside(Odd("hidden-row", words_of(row)), first + len(rows), None)
            else:
                rows.append(row)
        self.slots.extend({} for _ in rows)
        for index, row in enumerate(rows):
            self.starts.append(position(row))
            if self.codes.get(position(row)) == "unexpected-cell-in-table-body":
                self.repair(
                    "row-without-tr", first + index, 0, say("a cell begins a row without <tr>")
                )
            self.add_row(row, first + index, len(rows) - index, header)

    def add_row(self, tag: Tag, row: int, rows_left: int, header: bool) -> None:
        column = 0
        for cell in tag.contents:
            if not isinstance(cell, Tag) or cell.name not in _CELLS:
                continue
            while column in self.slots[row]:
                column += 1
            if is_gone(cell):
                self.aside(Odd("hidden-cell", words_of(cell)), row, column)
                continue
            column += self.add_cell(cell, row, column, rows_left, header)

    def add_cell(self, tag: Tag, row: int, column: int, rows_left: int, header: bool) -> int:
        colspan = max(1, self.span(tag, "colspan", MAX_COLSPAN, row, column))
        asked = self.span(tag, "rowspan", MAX_ROWSPAN, row, column)
        rowspan = min(asked or rows_left, rows_left)
        if asked > rows_left:
            past = say_many(
                "rowspan={asked} over {n} row",
                "rowspan={asked} over {n} rows",
                rows_left,
                asked=asked,
            )
            self.repair("span-past-rows", row, column, past)
        self.used += rowspan * colspan
        if self.used > MAX_SLOTS:
            where = {"row": row, "column": column}
            too_many = say("the spans of a table make more than {most} slots", most=MAX_SLOTS)
            raise PageUnreadable("table-too-large", too_many, where=where, expected=A_PAGE)
        header = header or tag.name == "th"
        text = self.text(tag, row, column)
        self.fill(Cell(text, row, column, rowspan, colspan, header))
        return colspan

    def span(self, tag: Tag, name: str, most: int, row: int, column: int) -> int:
        """A span attribute by the standard's rules for non-negative integers, clamped."""
        value = tag.get(name)
        if value is None:
            return 1
        match = _NUMBER.match(str(value))
        if match is None:
            self.repair(
                "span-unreadable",
                row,
                column,
                say("{name}={value!r}", name=name, value=str(value)[:40]),
            )
            return 1
        digits = (match[1] or "").lstrip("0") or "0"
        if len(digits) > 9 or int(digits) > most:
            self.repair(
                "span-clamped",
                row,
                column,
                say(
                    "{name}={digits} is more than {most}", name=name, digits=digits[:40], most=most
                ),
            )
            return most
        return int(digits)

    def text(self, tag: Tag, row: int, column: int) -> str:
        if is_blank(tag):
            self.aside(Odd("hidden-cell", words_of(tag)), row, column)
            return ""
        shown, odd = cell_text(tag, self.codes)
        if not odd:
            return shown
        for one in dict.fromkeys(odd):
            self.aside(one, row, column)
        for id, text in _ODD.items():
            if any(one.id == id for one in odd):
                self.repair(id, row, column, text)
        return shown

    def fill(self, cell: Cell) -> None:
        overlapped = False
        for row in range(cell.row, cell.row + cell.rowspan):
            slots = self.slots[row]
            for column in range(cell.column, cell.column + cell.colspan):
                overlapped |= slots.setdefault(column, cell) is not cell
        if overlapped:
            self.repair("cells-overlap", cell.row, cell.column, say("two cells cover one slot"))

    def add_stray_tags(self) -> None:
        # As they are written: a foot is last in the grid, wherever it stands.
        rows = sorted(range(len(self.starts)), key=self.starts.__getitem__)
        starts = [self.starts[row] for row in rows]
        for error in self.errors:
            if error.code in _STRAY:
                before = bisect_right(starts, error.position)
                row = rows[before - 1] if before else 0
                text = say("an end tag without its start tag")
                self.repair("stray-end-tag", row, None, text)

    def grid(self) -> Grid:
        width = max((max(slots, default=-1) + 1 for slots in self.slots), default=0)
        if width * len(self.slots) > MAX_SLOTS:
            text = say("a table of more than {most} slots", most=MAX_SLOTS)
            raise PageUnreadable("table-too-large", text, expected=A_PAGE)
        rows = tuple(tuple(slots.get(column) for column in range(width)) for slots in self.slots)
        for number, row in enumerate(rows):
            if None in row:
                self.short_row(number, row)
        self.long_rows()
        return Grid(rows, tuple(self.repairs), tuple(self.asides))

    def long_rows(self) -> None:
        """Rows with cells past the end of the first one, which heads them."""
        head = max(self.slots[0], default=-1) + 1 if self.slots else 0
        for number, slots in enumerate(self.slots):
            if head and any(column >= head for column in slots):
                self.repair("row-too-long", number, head, say("a row is longer than the first one"))

    def short_row(self, number: int, row: tuple[Cell | None, ...]) -> None:
        if any(row):
            self.repair("slot-empty", number, row.index(None), say("a row is shorter than others"))
        else:
            self.repair("row-empty", number, None, say("a row without cells"))
