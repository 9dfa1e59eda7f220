"""Workbooks of Excel: the page reads and refuses what is in them as the command does."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from javascript.reconciler import Told, reconciler
from javascript.test_bill_files import (
    BILLS,
    PACKS,
    PRO_BILL,
    PRO_USAGE,
    RIGHT,
    USAGE,
    USAGES,
    by_command,
    compare,
)
from support.vendor_bills import text
from support.workbooks import SHEET, with_part, workbook
from tiia_pricebook.errors import InputError
from tiia_pricing.tables import FileTable, TableRow, any_tables

GOODS, PRO = "商品识别", "车辆识别（增强版）"
HEAD = ("date", "interface", "calls")
ROW = ("2023-05", GOODS, 50_000)
NAME = "u.xlsx"
Capture = pytest.CaptureFixture[str]
Edit = Callable[[Any], object]
Change = Callable[[bytes], bytes]


def saved(table: str) -> bytes:
    """A CSV as a spreadsheet saves it: numbers are numbers."""
    rows = csv.reader(io.StringIO(table))
    return workbook(*(tuple(map(_typed, cells)) for cells in rows if cells))


def _typed(cell: str) -> Any:
    try:
        return int(cell) if cell.isdecimal() else float(cell)
    except ValueError:
        return cell or None


def files(
    bill: bytes | None = None, usage: bytes | None = None, packs: bytes | None = None
) -> dict[str, tuple[str, bytes]]:
    """Files of a right bill, some of them workbooks."""
    given = {
        "bill": ("bill.xlsx", bill) if bill else ("bill.csv", text([RIGHT]).encode()),
        "usage": ("usage.xlsx", usage) if usage else ("usage.csv", USAGE.encode()),
    }
    return given | ({"packs": ("packs.xlsx", packs)} if packs else {})


def alike(data: bytes) -> list[FileTable]:
    """The tables of a workbook, which the page reads as the command does."""
    tables = list(any_tables(data, NAME))
    told = reconciler().tables(data, NAME)
    assert "told" not in told, told
    assert told["tables"] == [_shown(table) for table in tables]
    return tables


def _shown(table: FileTable) -> Told:
    return {
        "file": table.file,
        "sheet": table.sheet,
        "titles": [_row(one) for one in table.titles],
        "head": _row(table.head),
        "rows": [_row(one) for one in table.rows],
        "notes": [note.id for note in table.notes],
        "unread": table.unread and _fault(table.unread),
    }


def _row(row: TableRow) -> Told:
    faults = [[at, {**_fault(one), "where": {}}] for at, one in sorted(row.faults.items())]
    return {"line": row.line, "cells": list(row.cells), "faults": faults}


def _fault(error: InputError) -> Told:
    expected = error.expected and str(error.expected)
    told = {"id": error.id, "where": error.where, "message": str(error.message)}
    return {**told, "expected": expected}


def refused(data: bytes) -> tuple[Told, Told]:
    """What the command and the page tell of a workbook that neither reads."""
    with pytest.raises(InputError) as error:
        any_tables(data, NAME)
    (theirs,) = reconciler().tables(data, NAME)["told"]
    return _fault(error.value), theirs


def one_cell(value: object, number_format: str | None = None) -> bytes:
    def formatted(book: Any) -> None:
        if number_format:
            book.active["C2"].number_format = number_format

    return workbook(HEAD, (*ROW[:2], value), edit=formatted)


# What only CSV can have: other separators, quotation marks that are wrong, rows of other widths.
NOT_SAVED = ("sep", "two", "broken", "after", "wide")
SAVED = {
    name: bill
    for name, bill in BILLS.items()
    if isinstance(bill, str) and not name.startswith(NOT_SAVED)
}


@pytest.mark.parametrize("bill", SAVED.values(), ids=SAVED)
def test_a_bill_saved_by_a_spreadsheet_has_the_verdicts_of_the_command(
    bill: str, tmp_path: Path, capsys: Capture
) -> None:
    compare(tmp_path, capsys, files(bill=saved(bill)))


@pytest.mark.parametrize("usage", USAGES.values(), ids=USAGES)
def test_usage_saved_by_a_spreadsheet_is_read_or_refused_as_by_the_command(
    usage: str, tmp_path: Path, capsys: Capture
) -> None:
    compare(tmp_path, capsys, files(usage=saved(usage)))


@pytest.mark.parametrize("packs", PACKS.values(), ids=PACKS)
def test_packs_saved_by_a_spreadsheet_are_read_or_refused_as_by_the_command(
    packs: str, tmp_path: Path, capsys: Capture
) -> None:
    compare(tmp_path, capsys, files(saved(PRO_BILL), saved(PRO_USAGE), saved(packs)))


NOON = dt.datetime.fromisoformat("2023-05-20 13:30:00")  # Excel knows no time zones
DAY, MONTH = NOON.date(), dt.date(2023, 5, 1)
CELLS: list[tuple[object, str | None, str]] = [
    (50_000, None, "50000"),
    (50_000.0, None, "50000"),
    (0.1 + 0.2, None, "0.3"),
    (1e-8, None, "0.00000001"),
    (1e15, "#,##0", "1000000000000000"),
    (999_999_999_999_999.9, None, "1000000000000000"),
    (1.5e30, None, "1500000000000000000000000000000"),
    (-0.5, None, "-0.5"),
    (0.0, None, "0"),
    (True, None, "True"),
    (" ５万 ", None, "５万"),
    ("a & b < c > \"d\" 'e'\n&amp;", None, "a & b < c > \"d\" 'e'\n&amp;"),
    (DAY, None, "2023-05-20"),
    (DAY, "m/d/yyyy", "2023-05-20"),
    (NOON, None, "2023-05-20 13:30:00"),
    (MONTH, "mmm-yy", "2023-05"),
    (MONTH, 'yyyy"年"m"月"', "2023-05"),
    (DAY, 'yyyy"年"m"月"d"日"', "2023-05-20"),
    (MONTH, "[$-804]yyyy\\-mm;@", "2023-05"),
    (MONTH, "[$-F800]dddd, mmmm dd, yyyy", "2023-05-01"),
    (45066, None, "45066"),
    (45066, "[Red]0", "45066"),
    (45066, '0 "days"', "45066"),
    (45066.75, "yyyy-mm-dd", "2023-05-20 18:00:00"),
    (0.75, "yyyy-mm-dd", "18:00:00"),
    (1, "yyyy-mm-dd", "1900-01-01"),
    (59, "yyyy-mm-dd", "1900-02-28"),
    (61, "yyyy-mm-dd", "1900-03-01"),
    (-1, "yyyy-mm-dd", "1899-12-29"),
    (1.5, "[h]:mm:ss", "1 day, 12:00:00"),
    (0.25, "[h]:mm", "6:00:00"),
]


@pytest.mark.parametrize(("value", "number_format", "shown"), CELLS)
def test_a_cell_says_what_it_says_to_the_command(
    value: object, number_format: str | None, shown: str
) -> None:
    (table,) = alike(one_cell(value, number_format))
    assert table.rows[0].cells[2] == shown


@pytest.mark.parametrize(
    ("value", "number_format", "id"),
    [
        (DAY, "mmm-yy", "date-ambiguous"),
        (99_999_999, "yyyy-mm-dd", "cell-error"),
        ("#REF!", None, "cell-error"),
        ("=1+1", None, "cell-not-computed"),
    ],
)
def test_a_cell_without_a_value_is_refused_where_it_is_needed(
    value: object, number_format: str | None, id: str, tmp_path: Path, capsys: Capture
) -> None:
    data = one_cell(value, number_format)
    (table,) = any_tables(data, NAME)
    assert table.rows[0].faults[2].id == id
    compare(tmp_path, capsys, files(usage=data))
    compare(tmp_path, capsys, files(usage=workbook((*HEAD, "note"), (*ROW, value))))


@settings(max_examples=50, deadline=None)
@example([100_000_000_000_000.5])  # halfway between two numbers of 15 digits
@given(st.lists(st.floats(0, 1e17) | st.integers(0, 10**17), min_size=1, max_size=50))
def test_any_number_has_the_digits_that_a_spreadsheet_keeps(numbers: list[float]) -> None:
    alike(workbook(HEAD, *((*ROW[:2], number) for number in numbers)))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 2_958_465), min_size=1, max_size=50), st.booleans())
def test_any_day_and_time_is_the_same(days: list[float], since_1904: bool) -> None:
    def dated(book: Any) -> None:
        if since_1904:
            _since_1904(book)
        for row in range(2, len(days) + 2):
            book.active[f"C{row}"].number_format = "yyyy-mm-dd hh:mm:ss"

    alike(workbook(HEAD, *((*ROW[:2], round(day, 4)) for day in days), edit=dated))


def _since_1904(book: Any) -> None:
    book.epoch = import_module("openpyxl.utils.datetime").CALENDAR_MAC_1904


@pytest.mark.parametrize("number", [9, 14, 17, 22, 27, 31, 36, 45, 46, 50, 57, 58])
def test_formats_that_stand_nowhere_are_known(number: int) -> None:
    styled = with_part(
        one_cell(45047, "0.00"),
        "xl/styles.xml",
        lambda xml: xml.replace(b'numFmtId="2"', f'numFmtId="{number}"'.encode()),
    )
    alike(styled)


def _hide(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    _sheet(book, "older", HEAD, ROW).sheet_state = "hidden"


def _sheet(book: Any, title: str, *rows: tuple[Any, ...]) -> Any:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    return sheet


def _merged(*ranges: str) -> Edit:
    return lambda book: [book.active.merge_cells(one) for one in ranges]


def _title(book: Any) -> None:
    book.active.insert_rows(1)
    book.active["A1"] = "用量"
    book.active.merge_cells("A1:C1")


def _chart(book: Any) -> None:
    book.create_chartsheet("chart").add_chart(import_module("openpyxl.chart").BarChart())


def _far(book: Any) -> None:
    book.active["H9"] = "note"


EDITS: dict[str, Edit] = {
    "hidden": _hide,
    "merged-dates": _merged("A2:A3"),
    "merged-counts": _merged("C2:C3"),
    "merged-heads": _merged("B1:C1"),
    "merged-title": _title,
    "other-sheet": lambda book: _sheet(book, "packs", ("purchased_on", "calls"), (DAY, 5)),
    "two-usages": lambda book: _sheet(book, "二月", HEAD, ROW),
    "empty-sheet": lambda book: book.create_sheet("empty"),
    "far": _far,
    "chart": _chart,
    "since-1904": _since_1904,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_sheets_are_taken_or_refused_as_by_the_command(
    edit: Edit, tmp_path: Path, capsys: Capture
) -> None:
    data = workbook(HEAD, ROW, ("2023-06", PRO, 7), edit=edit)
    alike(data)
    compare(tmp_path, capsys, files(usage=data))


MONTHS = (("接口", "2023-05", "2023-06", "合计"), (GOODS, 5, 7, 12), (PRO, None, "=C2", 7))


@pytest.mark.parametrize(
    "edit", [lambda _: None, _merged("A2:A3"), _merged("C2:C3"), _merged("B1:C1")]
)
def test_months_by_api_are_taken_or_refused_as_by_the_command(
    edit: Edit, tmp_path: Path, capsys: Capture
) -> None:
    compare(tmp_path, capsys, files(usage=workbook(*MONTHS, edit=edit)))


def test_a_bill_of_several_sheets_is_read_whole(tmp_path: Path, capsys: Capture) -> None:
    rows = [tuple(RIGHT), tuple(RIGHT.values())]

    def more(book: Any) -> None:
        _sheet(book, "六月", rows[0], tuple({**RIGHT, "账单归属月": "2023-06"}.values()))

    compare(tmp_path, capsys, files(bill=workbook(*rows, edit=more)))


JUNE = {**RIGHT, "账单归属月": "2023-06"}
SUM = {**dict.fromkeys(RIGHT), "产品名称": "合计", "优惠后总价": "122.50"}
SHEETS_OF_BILLS: dict[str, tuple[tuple[Told, ...], int]] = {
    "each-with-its-total": ((JUNE, SUM), 0),
    "total-of-both": ((JUNE, {**SUM, "优惠后总价": "245.00"}), 2),
    "the-same-again": (({**RIGHT},), 2),
}


@pytest.mark.parametrize("name", SHEETS_OF_BILLS)
def test_each_sheet_of_a_bill_is_a_table_of_its_own(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    other, code = SHEETS_OF_BILLS[name]
    numbered = [{"交易 ID": "1", **one} for one in (RIGHT, SUM)]
    rows = [tuple(numbered[0]), *(tuple(one.values()) for one in numbered)]

    def more(book: Any) -> None:
        more_rows = (tuple({"交易 ID": "1", **one}.values()) for one in other)
        _sheet(book, "六月", rows[0], *more_rows)

    given = files(bill=workbook(*rows, edit=more))
    given["usage"] = ("usage.csv", (USAGE + "2023-06,商品识别,50000\n").encode())
    assert compare(tmp_path, capsys, given) == code
    if code:
        _, told = by_command(tmp_path, capsys, given)
        assert told["where"]["sheet"] == "六月"


MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


def in_data(rows: bytes) -> Change:
    return lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")


def with_strings(*texts: bytes) -> bytes:
    """A workbook whose second row has the texts that cells share."""
    cells = b"".join(b'<c r="%c2" t="s"><v>%d</v></c>' % (65 + n, n) for n in range(len(texts)))
    data = with_part(workbook(HEAD), SHEET, in_data(b'<row r="2">%s</row>' % cells))
    data = with_part(data, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", SHARED))
    package = io.BytesIO(data)
    with ZipFile(package, "a", ZIP_DEFLATED) as archive:
        strings = b"".join(b"<si>%s</si>" % one for one in texts)
        archive.writestr("xl/sharedStrings.xml", b"<sst xmlns='%s'>%s</sst>" % (MAIN, strings))
    return package.getvalue()


def test_texts_that_cells_share_are_whole_and_without_how_they_are_read_aloud() -> None:
    (table,) = alike(
        with_strings(
            b"<t>a&#x4e2d;&amp;</t>",
            b"<r><rPr><b/></rPr><t>5</t></r><r><t xml:space='preserve'>0 </t></r>"
            b"<rPh sb='0' eb='1'><t>x</t></rPh>",
            b"<t><![CDATA[<x>]]>_x005F_x</t>",
        )
    )
    assert table.rows[0].cells == ("a中&", "50", "<x>_x")


BEYOND = b'<row r="3"><c r="XFD3"><v>1</v></c></row>'
FAR = b'<row r="%d"><c r="ALL%d"><v>1</v></c></row>'
LONG = b'<row r="3"><c r="A3" t="inlineStr"><is><t>%s</t></is></c></row>'
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ATTRIBUTES = b"<row " + b" ".join(b'a%d="1"' % n for n in range(101)) + b"/>"
OVERLAP = b'</sheetData><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>'
SHEETS: dict[str, Change] = {
    "entities": lambda xml: xml.replace(b"<worksheet", ENTITIES + b"<worksheet"),
    "entity": in_data(b'<row r="3"><c r="A3"><v>&b;</v></c></row>'),
    "cut": lambda xml: xml[:200],
    "empty": lambda xml: b"",
    "no-text": lambda xml: b"\xff" + xml,
    "two-roots": lambda xml: xml + b"<a/>",
    "crossed": in_data(b'<row r="3"><c r="A3"></row></c>'),
    "twice": in_data(b'<row r="2"/><row r="2"/>'),
    "elsewhere": in_data(b'<row r="3"><c r="B7"><v>1</v></c></row>'),
    "cell-twice": in_data(b'<row r="3"><c r="A3"/><c r="A3"><v>2</v></c></row>'),
    "beyond": in_data(BEYOND),
    "no-such-text": in_data(b'<row r="3"><c r="A3" t="s"><v>99</v></c></row>'),
    "no-number": in_data(b'<row r="3"><c r="A3"><v>one</v></c></row>'),
    "no-style": in_data(b'<row r="3"><c r="A3" s="999"><v>1</v></c></row>'),
    "long": in_data(LONG % (b"x" * 32_768)),
    "overlap": lambda xml: xml.replace(b"</sheetData>", OVERLAP),
    "attributes": in_data(ATTRIBUTES),
    "elements": in_data(b"<row><c/></row>" * 500_001),
    "others": in_data(b"<x/>" * 100_001),
    "places": in_data(b"".join(FAR % (n, n) for n in range(3, 2003))),
    "bomb": in_data(b" " * 65 * 1024 * 1024),
}


@pytest.mark.parametrize("change", SHEETS.values(), ids=SHEETS)
def test_a_broken_or_hostile_sheet_ends_in_one_clear_sentence(change: Change) -> None:
    clear(with_part(workbook(HEAD, ROW), SHEET, change))


def clear(data: bytes) -> None:
    ours, theirs = refused(data)
    assert (theirs["id"], theirs["where"]) == (ours["id"], ours["where"])
    assert (theirs["expected"] or "").count("\n") == theirs["message"].count("\n") == 0
    assert theirs["message"].startswith(ours["message"].partition(":")[0])


def packed(method: int, *, without: str = "", extra: int = 0) -> bytes:
    """A workbook packed otherwise, with parts missing or too many."""
    package = io.BytesIO()
    with ZipFile(io.BytesIO(workbook(HEAD, ROW))) as old, ZipFile(package, "w", method) as new:
        for name in old.namelist():
            if name != without:
                new.writestr(name, old.read(name))
        for number in range(extra):
            new.writestr(f"x{number}.txt", b"")
    return package.getvalue()


def encrypted(data: bytes) -> bytes:
    """The package with the mark that each member has a password."""
    first, *members = data.split(b"PK\x01\x02")
    marked = (one[:4] + bytes([one[4] | 1]) + one[5:] for one in members)
    return b"PK\x01\x02".join((first, *marked))


WHOLE = packed(ZIP_STORED)
PACKAGES = {
    "mark": b"PK\x03\x04",
    "zeros": b"PK\x03\x04" + b"\0" * 200,
    "cut": WHOLE[:-30],
    "half": WHOLE[: len(WHOLE) // 2],
    "csv-in-zip": packed(ZIP_STORED, without="[Content_Types].xml"),
    "no-sheet-part": packed(ZIP_STORED, without="xl/worksheets/sheet1.xml"),
    "no-workbook": packed(ZIP_STORED, without="xl/workbook.xml"),
    "no-relations": packed(ZIP_STORED, without="xl/_rels/workbook.xml.rels"),
    "parts": packed(ZIP_STORED, extra=1000),
    "broken-byte": WHOLE.replace(b"<sheetData>", b"<sheetdata>"),
    "password": encrypted(WHOLE),
}


@pytest.mark.parametrize("data", PACKAGES.values(), ids=PACKAGES)
def test_what_is_no_whole_workbook_ends_in_one_clear_sentence(data: bytes) -> None:
    clear(data)


def test_what_browsers_cannot_unpack_is_refused() -> None:
    (told,) = reconciler().tables(packed(ZIP_BZIP2), NAME)["told"]
    assert told["message"] == "cannot read the workbook: it is packed in an unusual way"


def test_what_a_part_states_as_its_size_is_all_that_is_unpacked() -> None:
    """A part that unpacks to 60 MB and states 100 bytes."""
    data = with_part(workbook(HEAD, ROW), SHEET, in_data(b" " * 60_000_000))
    name = SHEET.encode()
    at = data.rindex(name) - 22  # the size, in the directory
    (told,) = reconciler().tables(data[:at] + b"\x64\0\0\0" + data[at + 4 :], NAME)["told"]
    assert (told["id"], told["where"]) == ("workbook-unreadable", {"file": NAME})
