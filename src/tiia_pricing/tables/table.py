"""A table as a file gives it: a head and rows of text, every cell with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from tiia_pricebook.errors import InputError, file_in_words
from tiia_pricebook.messages import Message, listed, say

MAX_COLUMNS = 1_000
MERGED = "cell-merged"
NO_FAULTS: Mapping[int, InputError] = MappingProxyType({})


class TableNote(NamedTuple):
    """What the owner of a file should be told of it: a stable ``id`` and a sentence.

    ``columns`` are the heads that it speaks of.
    """

    id: str
    file: str
    text: str
    columns: tuple[str, ...] = ()

    @property
    def in_words(self) -> Message:
        """What is told, after the name of the file."""
        return listed((file_in_words(self.file), self.text), ": ")


class TableRow(NamedTuple):
    """The texts of a row, without the blanks around them; ``line`` counts from 1.

    ``faults`` has the cells whose text is not to be taken as it is, by their index: a formula that
    was never computed, an error, a part of a merged cell (its text is that of the whole cell).
    """

    line: int
    cells: tuple[str, ...]
    faults: Mapping[int, InputError] = NO_FAULTS


class FileTable(NamedTuple):
    """A head and the rows below it, without empty ones; ``sheet`` is that of a workbook.

    ``titles`` are rows above the head that have a text in their first column alone. ``unread``
    is why there are no rows, or why those after the last one could not be read.
    """

    file: str
    head: TableRow
    rows: tuple[TableRow, ...]
    sheet: str | None = None
    titles: tuple[TableRow, ...] = ()
    notes: tuple[TableNote, ...] = ()
    unread: InputError | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The heads of the columns, as they stand in the file."""
        return self.head.cells

    def place(self, line: int | None = None, column: str | None = None) -> dict[str, Any]:
        """Return the place of a line, or of a cell in it, for errors."""
        place = {"file": self.file, "line": line, "sheet": self.sheet, "column": column}
        return {key: value for key, value in place.items() if value is not None}

    def where(self, row: TableRow, column: int) -> dict[str, Any]:
        """Return the place of a cell.

        Its column by name, or by number from 1 where it has no head.
        """
        return self.place(row.line, self.name_of(column))

    def name_of(self, column: int) -> str:
        """Return the head of a column, or its number from 1 where it has none."""
        return self.names[column] or str(column + 1)

    def ensure_width(self, row: TableRow) -> None:
        """Raise ``InputError`` for a row that is wider or narrower than the head."""
        if len(row.cells) != len(self.names):
            text = say(
                "{count} cells where the head has {width}",
                count=len(row.cells),
                width=len(self.names),
            )
            expected = ",".join(self.names)
            raise InputError("row-width", text, where=self.place(row.line), expected=expected)

    def text(self, row: TableRow, column: int, *, merged: bool = False) -> str:
        """Return the text of a cell; ``merged`` takes that of the merged cell which it is part of.

        Raises ``InputError`` where the row has another width than the head, or the cell a fault.
        """
        if len(row.cells) != len(self.head.cells):
            self.ensure_width(row)
        fault = row.faults.get(column) if row.faults else None
        if fault and not (merged and fault.id == MERGED):
            where = self.where(row, column)
            raise InputError(fault.id, fault.message, where=where, expected=fault.expected)
        return row.cells[column]


def table_of_rows(
    file: str,
    rows: Sequence[TableRow],
    sheet: str | None = None,
    notes: tuple[TableNote, ...] = (),
    unread: InputError | None = None,
) -> FileTable:
    """Find titles, head and rows in the rows of a file, of which none is empty.

    Raises ``InputError`` where there is no head, or one of more than ``MAX_COLUMNS``.
    """
    if not rows:
        raise unread or empty(file)
    first = next((at for at, row in enumerate(rows) if not _is_title(row)), 0)
    width = len(rows[first].cells)
    if width > MAX_COLUMNS:
        where, expected = (
            {"file": file, "line": rows[first].line},
            say("at most {most} columns", most=MAX_COLUMNS),
        )
        raise InputError(
            "columns-too-many", say("{width} columns", width=width), where=where, expected=expected
        )
    below = tuple(rows[first + 1 :])
    none = None if below else empty(file)
    return FileTable(file, rows[first], below, sheet, tuple(rows[:first]), notes, unread or none)


def empty(file: str, head: str = "") -> InputError:
    """Return the error for a file that has no rows."""
    expected = (
        say("a head {head} and at least one row", head=head)
        if head
        else say("a head and at least one row")
    )
    return InputError(
        "file-empty", say("the file has no rows"), where={"file": file}, expected=expected
    )


def _is_title(row: TableRow) -> bool:
    others = (text for at, text in enumerate(row.cells) if at and at not in row.faults)
    return bool(row.cells[0]) and not any(others)
