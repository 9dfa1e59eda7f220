"""The page's text as people edit it, and where its cells stand in it.

Cells are found by their tags alone, without any HTML parser, so that an edit knows what it
touches without asking the reader.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import frozen

ROOT = Path(__file__).parents[2]

# What the tables of the vendor's page are, in page order, as a person sees them.
ROLES = ("quotas", "tiers", "tiers", "tiers", "packs", "tiers")
OLD_ROLES = {"0102": ("quotas", "tiers", "tiers", "packs", "tiers")}

_TAGS = re.compile(r"<table\b[^>]*>|</table>|<tr\b[^>]*>|</tr>|<t[dh]\b([^>]*)>(.*?)</t[dh]>", re.S)
_SPAN = re.compile(r"(row|col)span=[\"']?(\d+)")


@dataclass(frozen=True)
class Cell:
    """A cell: its place in the grid, and the text that is its element and its content."""

    table: int
    row: int
    column: int
    start: int
    end: int
    inner: tuple[int, int]
    raw: str
    attributes: str

    @property
    def text(self) -> str:
        """What the cell says, without tags and white space."""
        return html.unescape(re.sub(r"<[^>]*>|\s+", "", self.raw))


@dataclass(frozen=True)
class Base:
    """A page before it is edited."""

    name: str
    text: str

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of the page, in page order."""
        return tuple(_cells(self.text))

    @cached_property
    def grid(self) -> dict[tuple[int, int, int], Cell]:
        """Each cell by table, row and column."""
        return {(cell.table, cell.row, cell.column): cell for cell in self.cells}

    @property
    def today(self) -> bool:
        """Whether this is the page as it stands today, not an older one."""
        return not self.name.startswith("0")

    @property
    def data(self) -> bytes:
        """The bytes of the page."""
        return self.text.encode()

    def role(self, cell: Cell) -> str:
        """The role of the table that ``cell`` stands in."""
        roles = ROLES if self.today else OLD_ROLES.get(self.name, ("tiers",))
        return roles[cell.table]

    def interface(self, cell: Cell) -> str:
        """The name in the row of a price."""
        return self.grid[cell.table, cell.row, self.names(cell.table)].text

    def names(self, table: int) -> int:
        """The column of names; older tables of prices have a column of groups before it."""
        return 1 if self.grid[table, 0, 0].text == "服务类型" else 0

    def prices(self) -> list[Cell]:
        """The cells with prices for calls."""
        return [c for c in self.cells if self.role(c) == "tiers" and c.text.endswith("元/千次")]

    def heads(self, table: int) -> list[Cell]:
        """The cells of a table's first row."""
        return [cell for cell in self.cells if (cell.table, cell.row) == (table, 0)]

    def with_inner(self, cell: Cell, inner: str) -> str:
        """The page with another content of ``cell``."""
        return self.text[: cell.inner[0]] + inner + self.text[cell.inner[1] :]

    def with_cell(self, cell: Cell, element: str) -> str:
        """The page with another element in the place of ``cell``."""
        return self.text[: cell.start] + element + self.text[cell.end :]

    def element(self, cell: Cell) -> str:
        """The element of ``cell``."""
        return self.text[cell.start : cell.end]

    def rows(self) -> Iterator[tuple[int, int, int, int]]:
        """Table, row, and the part of the text that is the row, its tags included."""
        for table, row in dict.fromkeys((cell.table, cell.row) for cell in self.cells):
            members = [c for c in self.cells if (c.table, c.row) == (table, row)]
            before = self.text[: members[0].start]
            opened = re.search(r"<tr\b[^>]*>\s*$", before)
            after = re.match(r"\s*</tr>", self.text[members[-1].end :])
            start = opened.start() if opened else members[0].start
            yield table, row, start, members[-1].end + (after.end() if after else 0)


def _cells(text: str) -> Iterator[Cell]:
    table, row, column, open_row = -1, -1, 0, False
    spans: dict[int, int] = {}
    for match in _TAGS.finditer(text):
        tag = match[0][:4].lower()
        if tag == "<tab":
            table, row, open_row, spans = table + 1, -1, False, {}
        elif tag in {"</tr", "</ta"} or tag.startswith("<tr"):
            open_row = False
        else:
            if not open_row:
                row, column, open_row = row + 1, 0, True
                spans = {c: left - 1 for c, left in spans.items() if left > 1}
            while column in spans:
                column += 1
            attributes = match[1]
            found = {kind: int(number) for kind, number in _SPAN.findall(attributes)}
            yield Cell(table, row, column, *match.span(), match.span(2), match[2], attributes)
            for covered in range(column, column + found.get("col", 1)):
                if found.get("row", 1) > 1:
                    spans[covered] = found["row"]
            column += found.get("col", 1)


def snapshot() -> Base:
    """The vendor's page, frozen: an edit and what is expected of it are of this page."""
    return Base("snapshot", frozen.TEXT)
