"""The tables of a workbook of Excel, one of each visible sheet that has any cell."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.extras import load_extra
from tiia_pricing.tables.sheet_rows import sheet_rows
from tiia_pricing.tables.sheet_tables import sheet_table
from tiia_pricing.tables.table import FileTable, TableNote
from tiia_pricing.tables.workbook_bounds import ensure_bounded, unreadable


def workbook_tables(data: bytes, name: str) -> tuple[FileTable, ...]:
    """Read the visible sheets of a workbook; raises ``InputError``, as ``tables_of`` says.

    Rows and columns that are hidden are read, sheets that are hidden are not: each table's notes
    say so.
    """
    openpyxl()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that hold no cells, and are not read
        try:
            ensure_bounded(data, name)
            return tuple(_tables(data, name))
        except InputError:
            raise
        except Exception as error:  # openpyxl raises whatever a broken part leads to
            said = " ".join(f"{type(error).__name__}: {error}".split())
            raise unreadable(name, say("openpyxl says {said!r}", said=said)) from error


def openpyxl() -> Any:
    """Load what reads and writes workbooks; raises ``InputError`` where it is not installed."""
    return load_extra("spreadsheet", "openpyxl", say("or the table as CSV"))


def _tables(data: bytes, name: str) -> Iterator[FileTable]:
    book = openpyxl().load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        read = [(sheet, sheet_rows(sheet)) for sheet in book.worksheets]
    finally:
        book.close()
    shown = [(sheet.title, rows) for sheet, rows in read if sheet.sheet_state == "visible"]
    filled = [sheet_table(name, title, rows) for title, rows in shown if len(rows.rows) > 1]
    if not filled:
        expected = say("a sheet that is not hidden, with a head and at least one row")
        where = {"file": name}
        raise InputError(
            "file-empty", say("the workbook has no rows"), where=where, expected=expected
        )
    hidden = tuple(
        TableNote(
            "sheet-hidden",
            name,
            say("the sheet {title!r} is hidden, and not read", title=sheet.title),
        )
        for sheet, rows in read
        if sheet.sheet_state != "visible" and rows.rows
    )
    for table in filled:
        yield table._replace(notes=(*hidden, *table.notes))
