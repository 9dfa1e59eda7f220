"""Files that hold tables: their bytes, and whether they are text or a workbook."""

from __future__ import annotations

from pathlib import Path

from tiia_pricebook.bounded_reading import MAX_BYTES, read_bounded
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.tables.csv_tables import csv_table
from tiia_pricing.tables.table import FileTable

_EXPECTED = say("a table as CSV or .xlsx")
# How an archive begins, and one without files.
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_tables(path: Path, most: int = MAX_BYTES) -> tuple[FileTable, ...]:
    """Read the tables of a file: one of a CSV file, one of each visible sheet of a workbook.

    Raises ``InputError`` for what cannot be read or is no table, and for more than ``most`` bytes.
    """
    return tables_of(read_file(path, most), str(path))


def tables_of(data: bytes, name: str) -> tuple[FileTable, ...]:
    """Read the tables in the bytes of a file, as ``any_tables`` does, and each of them whole.

    Raises ``InputError`` for a table without rows, too.
    """
    tables = any_tables(data, name)
    for table in tables:
        if table.unread:
            raise table.unread
    return tables


def any_tables(data: bytes, name: str) -> tuple[FileTable, ...]:
    """Read the tables in the bytes of a file; ``name`` is what errors call it.

    CSV is separated by commas, semicolons or tabs, and is UTF-8, UTF-16 with its mark, or
    GB18030. A workbook is one of Excel (``.xlsx``), whatever the file is called. Raises
    ``InputError`` for anything else, and where what reads workbooks is not installed.

    A table can have no rows, or have rows that could not be read: its ``unread`` says why, for
    who would say first what is wrong with its head.
    """
    if data.startswith(OLE):
        text = say("an old file of Excel (.xls), or one with a password")
        expected = say("the table saved as .xlsx or CSV, without a password")
        raise InputError("workbook-unreadable", text, where={"file": name}, expected=expected)
    if data.startswith(ZIP):
        from tiia_pricing.tables.workbooks import workbook_tables  # noqa: PLC0415

        return workbook_tables(data, name)
    return (csv_table(data, name),)


def read_file(path: Path, most: int = MAX_BYTES, expected: str = _EXPECTED) -> bytes:
    """Return a file's bytes; ``expected`` says what should be there, and where one comes from.

    Raises ``InputError`` for more than ``most``, or where none can be read.
    """
    try:
        return read_bounded(path, most)
    except OSError as error:
        text = say("cannot read: {why}", why=system_reason(error))
        where = {"file": str(path)}
        raise InputError("file-unreadable", text, where=where, expected=expected) from error
