"""Workbooks for tests: as openpyxl writes them, and as nobody should."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: tuple[Any, ...], edit: Callable[[Any], object] | None = None) -> bytes:
    """A workbook with ``rows`` in its first sheet; ``edit`` takes the whole of it."""
    book = import_module("openpyxl").Workbook()
    for row in rows:
        book.active.append(row)
    if edit:
        edit(book)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its package changed."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(written, "w", ZIP_DEFLATED) as changed:
        for part in package.namelist():
            content = package.read(part)
            changed.writestr(part, change(content) if part == name else content)
    return written.getvalue()
