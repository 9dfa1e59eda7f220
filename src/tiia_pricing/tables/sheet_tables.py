"""A table of the cells of a sheet: merged ones filled in, what is hidden told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, listed, say, say_many
from tiia_pricing.tables.sheet_rows import EMPTY, Cells, Merged, SheetCell, SheetRows
from tiia_pricing.tables.table import MERGED, FileTable, TableNote, TableRow, table_of_rows
from tiia_pricing.tables.workbook_bounds import MAX_PLACES, too_large

_SHOWN = 5  # of hidden rows or columns


def sheet_table(file: str, title: str, sheet: SheetRows) -> FileTable:
    """Make the table of a sheet that has rows.

    The text of a merged cell stands in each of its places, in all but the first with a fault: who
    can make sense of it takes it all the same. Raises ``ValueError`` for merged cells that overlap,
    and ``InputError`` for rows that are few cells far apart.
    """
    width = max(max(cells) for cells in sheet.rows.values())
    if len(sheet.rows) * width > MAX_PLACES:
        what = say(
            "{count} rows in the sheet {title!r}, of {width} columns",
            count=len(sheet.rows),
            title=title,
            width=width,
        )
        expected = say("at most {most} cells, empty ones too; or the table as CSV", most=MAX_PLACES)
        raise too_large(file, what, expected)
    _fill(sheet, width)
    rows = [_row(line, cells, width) for line, cells in sorted(sheet.rows.items())]
    return table_of_rows(file, rows, title, tuple(_notes(file, title, sheet)))


def _fill(sheet: SheetRows, width: int) -> None:
    lines = sorted(sheet.rows)
    met: set[tuple[int, int]] = set()
    for merged in sheet.merged:
        first = sheet.rows.get(merged.top, {}).get(merged.left, EMPTY)
        part = _part(first.text, merged)
        for line in lines[bisect_left(lines, merged.top) : bisect_right(lines, merged.bottom)]:
            for column in range(merged.left, min(merged.right, width) + 1):
                if (line, column) in met:
                    raise ValueError(f"merged cells overlap in row {line}")
                met.add((line, column))
                if first.text and (line, column) != (merged.top, merged.left):
                    sheet.rows[line][column] = part


def _part(text: str, merged: Merged) -> SheetCell:
    message = say(
        "the cell is part of a merged one, which holds {text!r} in row {top}",
        text=text,
        top=merged.top,
    )
    return SheetCell(text, InputError(MERGED, message, expected=say("a cell of its own")))


def _row(line: int, cells: Cells, width: int) -> TableRow:
    row = [cells.get(column, EMPTY) for column in range(1, width + 1)]
    texts = tuple(cell.text for cell in row)
    faults = {at: cell.fault for at, cell in enumerate(row) if cell.fault}
    return TableRow(line, texts, faults) if faults else TableRow(line, texts)


def _notes(file: str, title: str, sheet: SheetRows) -> Iterator[TableNote]:
    if sheet.hidden_rows:
        text = say_many(
            "sheet {title!r}: row {numbers} is hidden, and read all the same",
            "sheet {title!r}: rows {numbers} are hidden, and read all the same",
            len(sheet.hidden_rows),
            title=title,
            numbers=_numbers(sheet.hidden_rows),
        )
        yield TableNote("rows-hidden", file, text)
    filled = {column for cells in sheet.rows.values() for column in cells}
    columns = [column for column in sheet.hidden_columns if column in filled]
    if columns:
        text = say_many(
            "sheet {title!r}: column {numbers} is hidden, and read all the same",
            "sheet {title!r}: columns {numbers} are hidden, and read all the same",
            len(columns),
            title=title,
            numbers=_numbers(columns),
        )
        yield TableNote("columns-hidden", file, text)


def _numbers(numbers: Sequence[int]) -> Message:
    shown = listed(numbers[:_SHOWN])
    if len(numbers) <= _SHOWN:
        return shown
    return say("{numbers} and {count} more", numbers=shown, count=len(numbers) - _SHOWN)
