"""The rows of a sheet as openpyxl parses them, without its worksheets.

Its worksheets fill what is missing between two cells, and with a merged cell of the whole sheet
that is all memory; they drop rows that are out of order, and cannot tell a formula without a value
from an empty cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.tables.cell_texts import DAY_FORMATS, MONTH_FORMATS, shows_month, text_of
from tiia_pricing.tables.table import MAX_COLUMNS
from tiia_pricing.tables.workbook_bounds import MAX_SIGNS, MAX_UNPACKED


class SheetCell(NamedTuple):
    """The text of a cell, and why it cannot be taken where it cannot."""

    text: str
    fault: InputError | None = None


EMPTY = SheetCell("")
Cells = dict[int, SheetCell]  # by the number of the column, from 1


class Merged(NamedTuple):
    """A merged cell: the numbers of its columns and rows, both ends included."""

    left: int
    top: int
    right: int
    bottom: int


class SheetRows(NamedTuple):
    """The cells of a sheet by row, without empty ones, and what of it is hidden or merged."""

    rows: dict[int, Cells]
    merged: list[Merged]
    hidden_rows: list[int]
    hidden_columns: list[int]


def sheet_rows(sheet: Any) -> SheetRows:
    """Read every cell of a read-only worksheet; raises ``InputError`` or ``ValueError``."""
    with sheet._get_source() as source:
        parser = _parser(sheet, source)
        rows = dict(_rows(sheet, parser))
    hidden = sorted(int(row) for row, has in parser.row_dimensions.items() if _hidden(has))
    return SheetRows(
        rows,
        [Merged(*cell.bounds) for cell in _merged(parser)],
        [row for row in hidden if row in rows],
        [column for has in parser.column_dimensions.values() for column in _hidden_columns(has)],
    )


def _parser(sheet: Any, source: Any) -> Any:
    """openpyxl's parser of a sheet, which marks formulas that have no value."""
    # Private, since read-only sheets tell neither what is hidden in them nor what is merged.
    reader = import_module("openpyxl.worksheet._reader")
    book = sheet.parent
    parser = reader.WorkSheetParser(
        source,
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )
    parse_cell = parser.parse_cell

    def marked(element: Any) -> Any:
        formula = element.find(reader.FORMULA_TAG) is not None
        return {**parse_cell(element), "unknown": formula and not _computed(element, reader)}

    parser.parse_cell = marked
    return parser


def _computed(element: Any, reader: Any) -> bool:
    value = element.find(reader.VALUE_TAG)
    return value is not None and (bool(value.text) or element.get("t") == "str")


def _rows(sheet: Any, parser: Any) -> Iterator[tuple[int, Cells]]:
    met: set[int] = set()
    signs = 0
    for line, parsed in parser.parse():
        if line in met:
            raise ValueError(f"row {line} is given twice in the sheet {sheet.title!r}")
        met.add(line)
        cells = dict(_cells(sheet, line, parsed))
        signs += sum(len(cell.text) for cell in cells.values())
        if signs > MAX_UNPACKED:  # a text that is packed once can stand in every cell
            raise ValueError(
                f"the cells of {sheet.title!r} have more than {MAX_UNPACKED} characters"
            )
        if cells:
            yield line, cells


def _cells(sheet: Any, line: int, parsed: list[dict[str, Any]]) -> Iterator[tuple[int, SheetCell]]:
    met: set[int] = set()
    for one in parsed:
        column = one["column"]
        if one["row"] != line or column in met:
            raise ValueError(f"row {line} of the sheet {sheet.title!r} has a cell of another place")
        met.add(column)
        if isinstance(one["value"], str) and len(one["value"]) > MAX_SIGNS:
            raise ValueError(f"a cell of row {line} has more than {MAX_SIGNS} characters")
        cell = _cell(sheet, **one)
        if cell != EMPTY and column > MAX_COLUMNS:
            raise ValueError(f"row {line} has {column} columns, more than {MAX_COLUMNS}")
        if cell != EMPTY:
            yield column, cell


def _cell(sheet: Any, *, unknown: bool, **parsed: Any) -> SheetCell:
    value = parsed["value"]
    if unknown:
        expected = say("the file saved by a spreadsheet, which computes it; or the number itself")
        fault = InputError(
            "cell-not-computed", say("a formula without its value"), expected=expected
        )
        return SheetCell("", fault)
    if value is None:
        return EMPTY
    if parsed["data_type"] == "e":
        text = say("the cell holds the error {value}", value=value)
        return SheetCell(
            str(value), InputError("cell-error", text, expected=say("a text or a number"))
        )
    made = import_module("openpyxl.cell.read_only").ReadOnlyCell(sheet, **parsed)
    number = made.style_array.numFmtId
    if number in MONTH_FORMATS | DAY_FORMATS and isinstance(value, int | float):
        value = import_module("openpyxl.utils.datetime").from_excel(value, sheet.parent.epoch)
    try:
        return SheetCell(text_of(value, shows_month(number, made.number_format)))
    except InputError as error:
        return SheetCell(str(value), error)


def _merged(parser: Any) -> list[Any]:
    return list(parser.merged_cells.mergeCell) if parser.merged_cells else []


def _hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden", "0") in {"1", "true"}


def _hidden_columns(attributes: dict[str, str]) -> range:
    if not _hidden(attributes):
        return range(0)
    return range(int(attributes["min"]), min(int(attributes["max"]), MAX_COLUMNS) + 1)
