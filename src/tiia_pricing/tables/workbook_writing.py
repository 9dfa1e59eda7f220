"""Workbooks of Excel from rows: the same bytes for the same rows, and no cell is a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tiia_pricebook import untrusted_text
from tiia_pricing.tables.workbooks import openpyxl

Value = str | int | Decimal | None
Rows = Sequence[Sequence[Value]]

_MOMENT = b"2000-01-01T00:00:00Z"
_CHANGED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_WIDEST = 60


def workbook_of(sheets: Mapping[str, Rows]) -> bytes:
    """Write a workbook with a sheet for each name; the first row of a sheet is its head.

    Numbers are numbers, to the last digit; of a text nothing is obeyed. Raises ``InputError``
    where what writes workbooks is not installed.
    """
    book = openpyxl().Workbook(write_only=True)
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    written = BytesIO()
    book.save(written)
    return _timeless(written.getvalue())


def _fill(sheet: Any, rows: Rows) -> None:
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_widths(rows)):
        sheet.column_dimensions[_letters(index)].width = width
    for row in rows:
        sheet.append([untrusted_text.cell(one) if isinstance(one, str) else one for one in row])


def _widths(rows: Rows) -> list[int]:
    columns = zip(*rows, strict=True)
    return [min(_WIDEST, 2 + max(map(_width, column))) for column in columns]


def _width(value: Value) -> int:
    text = "" if value is None else str(value)
    return len(text) + sum(not sign.isascii() for sign in text)


def _letters(index: int) -> str:
    letters: str = openpyxl().utils.get_column_letter(index + 1)
    return letters


def _timeless(data: bytes) -> bytes:
    """The package without the moment at which it was written."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(written, "w", ZIP_DEFLATED) as timeless:
        for name in package.namelist():
            part = package.read(name)
            if name == "docProps/core.xml":
                part = _CHANGED.sub(rb"\g<1>" + _MOMENT, part)
            timeless.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return written.getvalue()
