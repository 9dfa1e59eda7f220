"""A table as a rectangular grid: its cells, what a browser put right, what is no cell's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell, at its first slot; ``text`` has one line for each the cell shows."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int
    header: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """Something a browser puts right without a word."""

    id: str
    row: int | None
    column: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Words within a table that are no part of a cell's text: not shown, struck out, drawn."""

    id: str
    text: str
    row: int
    column: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equal width; each slot holds the cell that covers it, ``None`` where none does."""

    rows: tuple[tuple[Cell | None, ...], ...]
    repairs: tuple[Repair, ...]
    asides: tuple[Aside, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def starting_at(self, row: int, column: int) -> Cell | None:
        """Return the cell whose first slot this is; ``None`` where none begins."""
        slots = self.rows[row] if row < len(self.rows) else ()
        cell = slots[column] if column < len(slots) else None
        return cell if cell and (cell.row, cell.column) == (row, column) else None

    def cells(self) -> Iterator[Cell]:
        """Yield each cell once, in reading order."""
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell and (cell.row, cell.column) == (number, column):
                    yield cell
