"""Workbooks of Excel: what their cells say, and what of them is refused."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from support.workbooks import SHEET, with_part, workbook
from tiia_pricebook.errors import InputError
from tiia_pricing.tables import FileTable, tables_of

HEAD = ("date", "interface", "calls")
NOON = dt.datetime.fromisoformat("2026-01-05 13:30:00")  # Excel knows no time zones


def read(data: bytes) -> FileTable:
    (table,) = tables_of(data, "u.xlsx")
    return table


def cell_of(value: object, number_format: str | None = None) -> str:
    def formatted(book: Any) -> None:
        if number_format:
            book.active["A2"].number_format = number_format

    table = read(workbook(HEAD, (value, "a", 1), edit=formatted))
    return table.text(table.rows[0], 0)


def refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as error:
        tables_of(data, "u.xlsx")
    assert error.value.where["file"] == "u.xlsx"
    return error.value


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1050000, None, "1050000"),
        (1050000.0, None, "1050000"),
        (0.1 + 0.2, None, "0.3"),
        (0.04999011, None, "0.04999011"),
        (1e-8, None, "0.00000001"),
        (1e15, None, "1000000000000000"),
        (1050000, "#,##0", "1050000"),
        ("１０５万", None, "１０５万"),
        (" a ", None, "a"),
        (True, None, "True"),
        (dt.date(2026, 1, 5), None, "2026-01-05"),
        (NOON.replace(hour=0, minute=0), "m/d/yyyy", "2026-01-05"),
        (NOON, None, "2026-01-05 13:30:00"),
        (dt.date(2026, 1, 1), "mmm-yy", "2026-01"),
        (dt.date(2026, 1, 1), 'yyyy"年"m"月"', "2026-01"),
        (dt.date(2026, 1, 5), 'yyyy"年"m"月"d"日"', "2026-01-05"),
        (dt.date(2026, 1, 1), "[$-804]yyyy\\-mm;@", "2026-01"),
        (dt.date(2026, 1, 1), "[$-F800]dddd, mmmm dd, yyyy", "2026-01-01"),
        (46023, None, "46023"),
    ],
)
def test_a_cell_says_what_it_holds(value: object, number_format: str | None, text: str) -> None:
    assert cell_of(value, number_format) == text


@pytest.mark.parametrize(
    ("number", "text"), [(57, "2026-01"), (31, "2026-01-01"), (58, "2026-01-01")]
)
def test_formats_that_chinese_excel_does_not_write_down_are_dates(number: int, text: str) -> None:
    data = workbook(
        HEAD, (46023, "a", 1), edit=lambda book: setattr(book.active["A2"], "number_format", "0.00")
    )
    data = with_part(
        data,
        "xl/styles.xml",
        lambda xml: xml.replace(b'numFmtId="2"', f'numFmtId="{number}"'.encode()),
    )
    table = read(data)
    assert table.rows[0].cells[0] == text


def test_a_day_shown_as_a_month_is_refused() -> None:
    with pytest.raises(InputError) as error:
        cell_of(dt.date(2026, 1, 15), "mmm-yy")
    assert error.value.id == "date-ambiguous"
    assert error.value.where == {"file": "u.xlsx", "line": 2, "sheet": "Sheet", "column": "date"}


def test_years_from_1904_are_days_too() -> None:
    def epoch(book: Any) -> None:
        book.epoch = import_module("openpyxl.utils.datetime").CALENDAR_MAC_1904

    table = read(workbook(HEAD, (dt.date(2026, 1, 5), "a", 1), edit=epoch))
    assert table.rows[0].cells[0] == "2026-01-05"


@pytest.mark.parametrize(("value", "id"), [("=1+1", "cell-not-computed"), ("#REF!", "cell-error")])
def test_a_cell_without_a_value_is_refused_where_it_is_read(value: str, id: str) -> None:
    table = read(workbook((*HEAD, "note"), ("2026-01", "a", 1, value)))
    assert table.text(table.rows[0], 2) == "1"
    with pytest.raises(InputError) as error:
        table.text(table.rows[0], 3)
    assert error.value.id == id
    assert error.value.where == {"file": "u.xlsx", "line": 2, "sheet": "Sheet", "column": "note"}


def test_a_formula_with_its_value_is_read() -> None:
    data = with_part(
        workbook(HEAD, ("2026-01", "a", "=1+1")),
        SHEET,
        lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )
    table = read(data)
    assert table.text(table.rows[0], 2) == "2"


def test_a_merged_cell_stands_in_each_of_its_rows_for_who_asks() -> None:
    data = workbook(
        HEAD,
        ("2026-01", "a", 1),
        (None, "b", 2),
        edit=lambda book: book.active.merge_cells("A2:A3"),
    )
    table = read(data)
    assert table.text(table.rows[1], 0, merged=True) == "2026-01"
    with pytest.raises(InputError) as error:
        table.text(table.rows[1], 0)
    assert error.value.id == "cell-merged"


def test_what_is_hidden_is_told() -> None:
    def hide(book: Any) -> None:
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["C"].hidden = True
        other = book.create_sheet("older")
        other.append(HEAD)
        other.append(("2025-01", "a", 5))
        other.sheet_state = "hidden"

    table = read(workbook(HEAD, ("2026-01", "a", 1), ("2026-02", "a", 2), edit=hide))
    assert [row.cells[2] for row in table.rows] == ["1", "2"]
    assert [(note.id, note.text) for note in table.notes] == [
        ("sheet-hidden", "the sheet 'older' is hidden, and not read"),
        ("rows-hidden", "sheet 'Sheet': row 3 is hidden, and read all the same"),
        ("columns-hidden", "sheet 'Sheet': column 3 is hidden, and read all the same"),
    ]


def test_each_visible_sheet_with_rows_is_a_table() -> None:
    def more(book: Any) -> None:
        book.create_sheet("empty")
        book.create_sheet("packs").append(("x", "y"))
        book["packs"].append((1, 2))

    tables = tables_of(workbook(HEAD, ("2026-01", "a", 1), edit=more), "u.xlsx")
    assert [table.sheet for table in tables] == ["Sheet", "packs"]


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ROW = b'<row r="2"><c r="A2"><v>1</v></c></row>'


def _in_data(rows: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")


@pytest.mark.parametrize(
    ("change", "id"),
    [
        (lambda xml: xml.replace(b"<worksheet", ENTITIES + b"<worksheet"), "workbook-unreadable"),
        (lambda xml: ENTITIES.decode().encode("utf-16"), "workbook-unreadable"),
        (lambda xml: xml[:200], "workbook-unreadable"),
        (lambda xml: b"", "workbook-unreadable"),
        (
            lambda xml: xml.replace(b"</sheetData>", ROW + ROW + b"</sheetData>"),
            "workbook-unreadable",
        ),
        (_in_data(b'<row r="3"><c r="B7"><v>1</v></c></row>'), "workbook-unreadable"),
        (
            _in_data(b'<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c></row>'),
            "workbook-unreadable",
        ),
        (_in_data(b'<row r="3"><c r="XFD3"><v>1</v></c></row>'), "workbook-unreadable"),
        (_in_data(b'<row r="3"><c r="A3" t="s"><v>99</v></c></row>'), "workbook-unreadable"),
        (_in_data(b'<row r="3"><c r="A3"><v>one</v></c></row>'), "workbook-unreadable"),
        (_in_data(b"<row><c/></row>" * 500_001), "workbook-too-large"),
        (
            _in_data(b"<row " + b" ".join(b'a%d="1"' % n for n in range(101)) + b"/>"),
            "workbook-unreadable",
        ),
        (_in_data(b" " * 65 * 1024 * 1024), "workbook-too-large"),
    ],
)
def test_a_broken_or_hostile_sheet_is_refused(change: Callable[[bytes], bytes], id: str) -> None:
    data = with_part(workbook(HEAD, ("2026-01", "a", 1)), SHEET, change)
    assert refused(data).id == id


@pytest.mark.parametrize(
    "change",
    [
        _in_data(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        lambda xml: xml.replace(
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        lambda xml: xml.replace(
            b"</sheetData>",
            b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
        ),
        lambda xml: xml.replace(b'<dimension ref="A1:C2"', b'<dimension ref="A1:A1"'),
    ],
    ids=["last-row", "merged", "hyperlink", "dimension"],
)
def test_a_sheet_that_claims_to_be_huge_is_read_as_what_it_holds(
    change: Callable[[bytes], bytes],
) -> None:
    table = read(with_part(workbook(HEAD, ("2026-01", "a", 1)), SHEET, change))
    assert table.rows[0].cells[:1] in {("2026-01",), ("date",)}


FAR = b'<row r="%d"><c r="ALL%d"><v>1</v></c></row>'
STRINGS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<si><t>%s</t></si></sst>"
)
SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
LONG = b'<row r="3"><c r="A3" t="inlineStr"><is><t>%s</t></is></c></row>'


@pytest.mark.parametrize(
    ("rows", "id", "words"),
    [
        (b"".join(FAR % (n, n) for n in range(3, 2003)), "workbook-too-large", "of 1000 columns"),
        (LONG % (b"x" * 32_768), "workbook-unreadable", "more than 32767 characters"),
    ],
)
def test_a_small_file_that_becomes_much_text_is_refused(rows: bytes, id: str, words: str) -> None:
    """A grid has a place for each empty cell."""
    error = refused(with_part(workbook(HEAD, ("2026-01", "a", 1)), SHEET, _in_data(rows)))
    assert (error.id, words in str(error)) == (id, True)


def test_a_text_that_is_packed_once_does_not_stand_in_every_cell() -> None:
    rows = (b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(3, 2103))
    data = with_part(workbook(HEAD, ("2026-01", "a", 1)), SHEET, _in_data(b"".join(rows)))
    data = with_part(data, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", SHARED))
    package = BytesIO(data)
    with ZipFile(package, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", STRINGS % (b"x" * 32_000))
    error = refused(package.getvalue())
    assert "have more than 67108864 characters" in str(error)


def test_styles_without_end_are_refused() -> None:
    data = with_part(
        workbook(HEAD, ("2026-01", "a", 1)),
        "xl/styles.xml",
        lambda xml: xml.replace(b"</cellXfs>", b"<xf/>" * 100_000 + b"</cellXfs>"),
    )
    assert refused(data).id == "workbook-too-large"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + b"\0" * 200,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        with_part(workbook(HEAD, ("2026-01", "a", 1)), "xl/workbook.xml", lambda xml: xml[:50]),
        with_part(workbook(HEAD, ("2026-01", "a", 1)), "[Content_Types].xml", lambda xml: b"<a/>"),
    ],
)
def test_what_only_looks_like_a_workbook_is_refused(data: bytes) -> None:
    assert refused(data).id == "workbook-unreadable"


def test_a_workbook_without_rows_is_refused() -> None:
    assert refused(workbook(HEAD)).id == "file-empty"


def test_where_openpyxl_is_missing_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(HEAD, ("2026-01", "a", 1))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    error = refused_anywhere(data)
    assert error.id == "extra-missing"
    assert "'.[spreadsheet]'" in str(error.expected)
    assert str(error.expected).endswith("; or the table as CSV")
    assert error.exit_code == 2


def refused_anywhere(data: bytes) -> InputError:
    with pytest.raises(InputError) as error:
        tables_of(data, "u.xlsx")
    return error.value
