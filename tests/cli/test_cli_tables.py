"""Bills of spreadsheets, and back into them: files, warnings, formats, templates."""

from __future__ import annotations

import csv
import io
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import frozen
from support.workbooks import workbook
from tiia_pricing.cli import main

PRO = "车辆识别（增强版）"
MATRIX = (
    f"接口,2026年1月,Feb-26,合计,备注\n{PRO},105万,98万,2030000,x\n合计,1050000,980000,2030000,\n"
)
TOTAL = "120630.00"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("usage.csv").write_text(MATRIX, "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main([*words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def bill(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    return run(capsys, "bill", "usage.csv", "--book", frozen.file(), *words)


def test_what_is_not_read_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = bill(capsys)
    assert code == 0
    assert "Total: 120,630.00 yuan" in out
    assert err.splitlines() == [
        "warning: usage.csv: column not read: '备注'",
        "warning: usage.csv: line 3 is a total, equal to the sum of its rows, and no usage",
        "warning: usage.csv: column '合计' is a total, equal to the sum of each row, and no usage",
    ]


def test_json_has_the_warnings_in_itself(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = bill(capsys, "--format", "json")
    told = json.loads(out)
    assert (code, err, told["total"]) == (0, "", TOTAL)
    assert told["ignored_columns"] == [{"file": "usage.csv", "columns": ["备注"]}]
    assert [note["id"] for note in told["notes"]] == [
        *("columns-ignored", "total-row", "total-column")
    ]


def test_a_plain_file_gives_no_word_more_than_before(capsys: pytest.CaptureFixture[str]) -> None:
    Path("usage.csv").write_text(f"date,interface,calls\n2026-01,{PRO},7\n", "utf-8")
    code, out, err = bill(capsys, "--format", "json")
    assert (code, err) == (0, "")
    assert {"notes", "ignored_columns"}.isdisjoint(json.loads(out))


def test_csv_opens_in_excel(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = bill(capsys, "--format", "csv", "-o", "bill.csv")
    data = Path("bill.csv").read_bytes()
    assert code == 0
    assert data.startswith(b"\xef\xbb\xbfmonth,interface,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["amount"] for row in rows] == ["47205.00", "73425.00"]


def test_a_workbook_has_lines_packs_range_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    Path("packs.csv").write_text(f"购买日期,接口,规格\n2026/1/1,{PRO},1万次\n", "utf-8")
    words = ("--packs", "packs.csv", "--format", "xlsx", "-o")
    assert [bill(capsys, *words, name)[0] for name in ("a.xlsx", "b.xlsx")] == [0, 0]
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    book = import_module("openpyxl").load_workbook("a.xlsx")
    assert book.sheetnames == ["lines", "packs", "range", "reasons"]
    assert _column(book["lines"], "amount") == [46755, 73425]
    assert _column(book["packs"], "left") == [0]
    assert _column(book["range"], "total")[0] == 120180
    assert len(_column(book["reasons"], "text")) >= 5


def test_the_sentences_of_a_workbook_are_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert bill(capsys, "--format", "xlsx", "-o", "a.xlsx", "--lang", "zh")[0] == 0
    book = import_module("openpyxl").load_workbook("a.xlsx")
    assert _column(book["lines"], "amount")[0] == 47205
    assert _column(book["range"], "reading")[:3] == ["按账单", "最低", "最高"]
    assert _column(book["reasons"], "text")[0].startswith("1,050,000 次中 1,000 次免费：")


def _column(sheet: Any, name: str) -> list[Any]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [row[head.index(name)] for row in rows]


def test_no_cell_of_a_workbook_is_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    name = '=HYPERLINK("http://evil.example")\u202e'
    book = json.loads(Path(frozen.file()).read_bytes())
    told = json.dumps(book, ensure_ascii=False).replace(PRO, name.replace('"', '\\"'))
    Path("book.json").write_text(told, "utf-8")
    Path("usage.csv").write_text(
        f'date,interface,calls\n2026-01,"{name.replace(chr(34), chr(34) * 2)}",7\n', "utf-8"
    )
    code = main(["bill", "usage.csv", "--book", "book.json", "--format", "xlsx", "-o", "b.xlsx"])
    assert (code, capsys.readouterr().err) == (0, "")
    cells = [
        cell
        for sheet in import_module("openpyxl").load_workbook("b.xlsx")
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(str(cell.value).startswith("'=HYPERLINK") for cell in cells)


def test_a_workbook_wants_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = bill(capsys, "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "-o FILE.xlsx" in err


def test_without_openpyxl_the_extra_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("usage.xlsx").write_bytes(workbook(("date", "interface", "calls"), ("2026-01", PRO, 7)))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for words in (
        ["bill", "usage.xlsx"],
        ["bill", "usage.csv", "--format", "xlsx", "-o", "x.xlsx"],
    ):
        code, out, err = run(capsys, *words)
        assert (code, out) == (2, "")
        assert "pip install '.[spreadsheet]'" in err
    assert not Path("x.xlsx").exists()


def test_usage_and_packs_can_be_sheets_of_one_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    def packs(book: Any) -> None:
        sheet = book.create_sheet("packs")
        sheet.append(("purchased_on", "interface", "calls"))
        sheet.append(("2026/1/1", PRO, "1万次"))

    usage = (("date", "interface", "calls"), ("2026-01", PRO, 11_000))
    Path("usage.csv").write_bytes(workbook(*usage, edit=packs))
    code, out, _ = bill(capsys, "--packs", "usage.csv")
    assert code == 0
    assert "Total: 0.00 yuan" in out


@pytest.mark.parametrize("kind", ["usage", "forecast"])
def test_a_filled_template_is_billed(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "template", kind, "-o", "usage.csv")[0] == 0
    text = Path("usage.csv").read_text("utf-8-sig")
    head, *rows = text.splitlines()
    assert head.count("-") == 12
    assert f"{PRO},,,,,,,,,,,," in rows
    code, _, err = run(capsys, "bill", "usage.csv")
    assert code == 2
    assert "the file has no counts" in err
    Path("usage.csv").write_text(text.replace(f"{PRO},", f"{PRO},1050000"), "utf-8")
    code, out, _ = run(capsys, "bill", "usage.csv", "--format", "json")
    assert (code, [len(month["lines"]) for month in json.loads(out)["months"]]) == (0, [1])


def test_templates_are_workbooks_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "template", "packs", "--format", "xlsx", "-o", "packs.xlsx")[0] == 0
    (sheet,) = import_module("openpyxl").load_workbook("packs.xlsx")
    assert next(sheet.iter_rows(values_only=True)) == (
        *("purchased_on", "interface", "calls", "quantity", "left"),
    )
    code, out, err = run(capsys, "template", "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "-o FILE.xlsx" in err


def test_a_quote_takes_counts_and_names_as_people_write_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def quote(word: str) -> str:
        code, out, _ = run(capsys, "quote", word, "--month", "2026-01", "--book", frozen.file())
        assert code == 0
        return out

    plain = quote(f"{PRO}=1050000")
    words = (f"{PRO}=1,050,000", "车辆识别(增强版)=105万", "recognizecarpro=１０５００００.0")
    assert {quote(word) for word in words} == {plain}


def test_two_columns_of_one_interface_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("usage.csv").write_text(f"月份,{PRO},RecognizeCarPro\n2026-01,5,5\n", "utf-8")
    code, out, err = bill(capsys)
    assert (code, out) == (2, "")
    assert f"usage.csv:1: column RecognizeCarPro: columns '{PRO}' and 'RecognizeCarPro'" in err


def test_a_cell_as_long_as_a_book_is_not_quoted_whole(capsys: pytest.CaptureFixture[str]) -> None:
    long = "x" * 100_000
    Path("usage.csv").write_text(
        f"date,interface,calls,{long}\n2023-01,车辆识别,{long},1\n", "utf-8"
    )
    code, _, err = bill(capsys)
    assert code == 2
    assert len(err) < 10_000
    assert "… and 96" in err
