"""Rows of the export: their texts by field, each with its place, and the amounts in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from msgspec import Struct

from tiia_pricebook.calendar import Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricing.reconciliation.vendor_export.export_cells import (
    ShownAmount,
    parse_amount,
    parse_day,
    parse_discount,
    parse_month,
    parse_number,
    parse_scale,
)
from tiia_pricing.reconciliation.vendor_export.export_headings import CHINESE, Columns, columns_of
from tiia_pricing.tables.table import FileTable, TableRow

Parsed = TypeVar("Parsed")
# What a verdict needs; where several are named one of them is enough.
NEEDED = (("product",), ("month", "paid_at"), ("component", "subproduct"), ("usage",), ("total",))


class RawRow(Struct, frozen=True):
    """A row as text: each field that its file has, and where it stands.

    ``sheet`` is that of a workbook.
    """

    file: str
    line: int
    texts: Mapping[str, str]
    columns: Columns
    sheet: str | None = None

    @property
    def source(self) -> str:
        """The table that has the row: its file, or a sheet of it."""
        return self.file if self.sheet is None else f"{self.file} ({self.sheet})"

    def text(self, field: str) -> str:
        """Return the text of a field; empty where the file has no such column."""
        return self.texts.get(field, "")

    def where(self, field: str) -> dict[str, Any]:
        """Return the place of a field's cell."""
        sheet = {} if self.sheet is None else {"sheet": self.sheet}
        return {"file": self.file, "line": self.line, **sheet, "column": self.columns.head(field)}


class RowDays(Struct, frozen=True):
    """When a row was used and paid; ``None`` where a cell is empty or the column is missing.

    ``month`` is the one that the export gives (账单归属月), ``begins`` the first day of use.
    """

    month: Month | None
    paid_on: dt.date | None
    begins: dt.date | None


class RowFigures(Struct, frozen=True):
    """The numbers of a row; ``None`` where a cell is empty or the column is missing.

    ``calls`` are paid for, ``measured`` made and ``deducted`` taken from packs, all in calls.
    """

    total: ShownAmount | None
    list_cost: ShownAmount | None
    discount: Decimal | None
    unit_price: Decimal | None
    calls: Decimal | None
    measured: Decimal | None
    deducted: Decimal | None
    scale: int
    days: RowDays


def raw_rows(tables: Iterable[FileTable]) -> Iterator[RawRow]:
    """Give the rows of tables; raises ``InputError`` for heads that are not the export's."""
    problems = Problems()
    for table in tables:
        columns = _columns(table)
        for row in table.rows:
            try:
                texts = _texts(table, row, columns)
            except InputError as error:
                problems.add(error, error.where)
                continue
            yield RawRow(table.file, row.line, texts, columns, table.sheet)
    problems.raise_any()


def _texts(table: FileTable, row: TableRow, columns: Columns) -> dict[str, str]:
    places = columns.places.items()
    if row.faults:
        return {field: table.text(row, place) for field, place in places}
    table.ensure_width(row)
    return {field: row.cells[place] for field, place in places}


def _columns(table: FileTable) -> Columns:
    columns = columns_of(table.names, table.file, table.head.line)
    if not any(field in columns.places for fields in NEEDED for field in fields):
        heads = listed(CHINESE[one[0]] for one in NEEDED)
        expected = say("the detailed export, with {heads}", heads=heads)
        where = {"file": table.file, "line": table.head.line}
        text = say("no column of the vendor's detailed bill is here")
        raise InputError("not-a-vendor-bill", text, where=where, expected=expected)
    return columns


def missing_columns(tables: Iterable[FileTable]) -> tuple[str, ...]:
    """The columns that a verdict needs and that a table lacks, named as the mainland does."""
    missing: dict[str, None] = {}
    for table in tables:
        columns = columns_of(table.names, table.file, table.head.line)
        for fields in NEEDED:
            if not any(field in columns.places for field in fields):
                missing[" / ".join(CHINESE[field] for field in fields)] = None
        if "usage" in columns.places and not _has_unit(columns):
            missing[CHINESE["usage_unit"]] = None
    return tuple(missing)


def _has_unit(columns: Columns) -> bool:
    return "usage_unit" in columns.places or bool(columns.units.get("usage"))


def figures(row: RawRow, problems: Problems) -> RowFigures | None:
    """Return the numbers of a row; its faults are added to ``problems``, and then it has none."""
    before = len(problems.kept) + problems.more

    def read(field: str, parse: Callable[[str], Parsed]) -> Parsed | None:
        return problems.read(lambda: parse(row.text(field)), row.where(field))

    scale = _scale(row, problems)
    found = RowFigures(
        read("total", parse_amount),
        read("list_cost", parse_amount),
        read("discount", parse_discount),
        read("unit_price", lambda text: parse_number(text, say("a price in yuan"))),
        _calls(read("usage", _count), scale),
        _calls(read("measured", _count), scale),
        _calls(read("deducted", _count), scale),
        scale or 1,
        RowDays(read("month", parse_month), read("paid_at", parse_day), read("begins", parse_day)),
    )
    return found if len(problems.kept) + problems.more == before else None


def days_of(row: RawRow) -> RowDays:
    """Return when a row was used and paid; what cannot be read is left out."""
    unread = Problems()
    return RowDays(
        unread.read(lambda: parse_month(row.text("month")), {}),
        unread.read(lambda: parse_day(row.text("paid_at")), {}),
        unread.read(lambda: parse_day(row.text("begins")), {}),
    )


def _count(text: str) -> Decimal | None:
    return parse_number(text, say("a number in the unit of the column, such as 949"))


def _calls(count: Decimal | None, scale: int | None) -> Decimal | None:
    return None if count is None or scale is None else count * scale


def _scale(row: RawRow, problems: Problems) -> int | None:
    """How many calls one of the row's unit is; 1 where no cell of the row needs it."""
    unit = row.text("usage_unit") or row.columns.units.get("usage", "")
    if not unit and not any(row.text(one).strip("-/ 0.") for one in ("usage", "measured")):
        return 1
    return problems.read(lambda: parse_scale(unit), row.where("usage_unit"))
