"""``reconcile`` on the command line: exit codes, forms, the letter, what is refused."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import frozen
from support.vendor_bills import Row, other_product, row, text
from tiia_pricing.cli import main

GOODS, PRO = "商品识别", "车辆识别（增强版）"
USAGE = f"date,interface,calls\n2023-05,{PRO},1050000\n2023-05,{GOODS},50000\n"
PACKS = f"purchased_on,interface,calls\n2023-05-01,{PRO},100000\n"
RIGHT = [row(PRO, "949000", "71175.00"), row(GOODS, "49000", "122.50")]
WRONG = [row(PRO, "949000", "42705.00"), row(GOODS, "49000", "122.50")]
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "usage.csv").write_text(USAGE, "utf-8")
    (tmp_path / "packs.csv").write_text(PACKS, "utf-8")
    return tmp_path


def load_workbook(path: Path) -> Any:
    return import_module("openpyxl").load_workbook(path)


def run(capsys: Capture, rows: Sequence[Row], *words: str) -> tuple[int, str, str]:
    Path("bill.csv").write_text(text(rows), "utf-8", newline="")
    files = ("bill.csv", "usage.csv", "--packs", "packs.csv", "--book", frozen.file())
    code = main(["reconcile", *files, *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_a_right_bill_ends_with_0_and_a_wrong_one_with_1(capsys: Capture) -> None:
    code, out, err = run(capsys, RIGHT)
    assert (code, err) == (0, "")
    assert "2 lines agree: billed 71,297.50, computed 71,297.50 yuan" in out
    assert not re.search("in the bill:|computed:", out)
    code, out, err = run(capsys, WRONG)
    assert (code, err) == (1, "")
    assert f"2023-05 {PRO}: differs; billed 42,705.00, computed 71,175.00 yuan" in out
    assert "to bill by it: --reading tier-basis=gross" in out
    assert run(capsys, WRONG, "--reading", "tier-basis=gross")[0] == 0


def test_json_has_what_the_contract_names(capsys: Capture) -> None:
    code, out, _ = run(capsys, [*WRONG, other_product("1.00")], "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert (found["billed"], found["computed"]) == ("42827.50", "71297.50")
    assert found["ignored"] == [{"reason": "other-product", "rows": 1}]
    line = found["lines"][1]
    assert line["causes"][0].pop("text")
    free, pack, paid = line.pop("because")
    assert (free["rule"], pack["rule"], paid["rule"]) == (
        "quota-table",
        "recognition-prepaid",
        "reached-tiers",
    )
    assert paid["text"].endswith("949,000 x 75 / 1,000 = 71,175.00 yuan.")
    assert line == {
        "month": "2023-05",
        "interface": PRO,
        "verdict": "differs",
        "billed": "42705.00",
        "computed": "71175.00",
        "difference": "-28470.00",
        "calls": {"billed": 949000, "computed": 949000},
        "rows": 1,
        "billed_in": [{"file": "bill.csv", "line": 2}],
        "causes": [
            {
                "id": "tier-basis-gross",
                "rule": "reached-tiers",
                "clause": "后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。",
                "reading": "tier-basis=gross",
            }
        ],
        "needed": [],
    }


def test_both_amounts_of_a_line_that_differs_lead_to_where_they_come_from(capsys: Capture) -> None:
    """1,000 of 50,000 calls are free; the bill has seven rows of 10.00 for the others."""
    rows = [row(GOODS, "7000", "10.00")] * 7
    for form, mark in (("text", "  "), ("markdown", "- ")):
        _, out, _ = run(capsys, rows, "--format", form)
        assert f"\n{mark}in the bill: " in out
        places = [f"bill.csv:{line}" for line in (2, 3, 4, 5, 6)]
        assert f"in the bill: {', '.join(places)}, …\n" in out
        assert "computed: 1,000 of 50,000 calls are free" in out
        assert "49,000 x 2.5 / 1,000 = 122.50 yuan" in out
    _, out, _ = run(capsys, [RIGHT[1]], "--format", "json")
    missing = json.loads(out)["lines"][1]
    assert (missing["verdict"], missing["billed_in"]) == ("missing-in-bill", [])
    assert missing["because"][-1]["text"].endswith("949,000 x 75 / 1,000 = 71,175.00 yuan.")


def test_csv_has_a_row_a_line(capsys: Capture) -> None:
    _, out, _ = run(capsys, WRONG, "--format", "csv")
    rows = list(csv.DictReader(out.lstrip("\ufeff").splitlines()))
    assert [(one["interface"], one["verdict"], one["causes"]) for one in rows] == [
        (GOODS, "agrees", ""),
        (PRO, "differs", "tier-basis-gross"),
    ]


def test_the_letter_says_what_differs_and_by_which_clause(capsys: Capture, folder: Path) -> None:
    assert run(capsys, WRONG, "--letter", "letter.txt")[0] == 1
    letter = (folder / "letter.txt").read_text("utf-8")
    for said in (
        f"1. 2023-05，{PRO}",
        "账单金额（优惠后总价）42,705.00 元；我方计算 71,175.00 元；差额 -28,470.00 元。",
        "949,000 × 75 元 ÷ 1,000 = 71,175.00 元",
        "按当月全部调用量选择阶梯",
        "「后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。」",
    ):
        assert said in letter
    assert GOODS not in letter
    _, out, _ = run(capsys, WRONG, "--format", "markdown")
    assert "## Letter to the vendor" in out


def test_no_letter_is_written_where_no_line_differs(capsys: Capture, folder: Path) -> None:
    code, _, err = run(capsys, RIGHT, "--letter", "letter.txt")
    assert (code, err) == (0, "note: no line differs, so no letter was written\n")
    assert not (folder / "letter.txt").exists()
    assert "Letter" not in run(capsys, RIGHT, "--format", "markdown")[1]


def test_a_bill_that_cannot_be_read_ends_with_2(capsys: Capture, folder: Path) -> None:
    code, out, err = run(capsys, [row(PRO, "949000", "many")], "--letter", "letter.txt")
    assert (code, out) == (2, "")
    assert err.startswith("error: bill.csv:2: column 优惠后总价: cannot read 'many'\nexpected: ")
    code, _, err = run(capsys, [row(PRO, "949000", "many")], "--format", "json")
    assert (code, json.loads(err)["error"]) == (2, "amount-unreadable")
    assert not (folder / "letter.txt").exists()


@pytest.mark.parametrize("missing", ["bill.csv", "usage.csv", "packs.csv"])
def test_a_missing_file_ends_with_2(capsys: Capture, missing: str) -> None:
    Path("bill.csv").write_text(text(RIGHT), "utf-8")
    Path(missing).unlink()
    assert main(["reconcile", "bill.csv", "usage.csv", "--packs", "packs.csv"]) == 2
    assert missing in capsys.readouterr().err


def test_packs_that_the_bill_shows_and_no_file_has_are_warned_of(capsys: Capture) -> None:
    bought = row(PRO, "1", "7000.00", 交易类型="包年包月新购", 组件用量单位="个")
    Path("bill.csv").write_text(text([*RIGHT, bought]), "utf-8", newline="")
    assert main(["reconcile", "bill.csv", "usage.csv", "--book", frozen.file()]) == 1
    assert "Warning: the bill shows packs that were bought" in capsys.readouterr().out


def test_a_month_of_payment_is_told_by_an_option(capsys: Capture) -> None:
    rows = [{**one, "账单归属月": "2023-06"} for one in RIGHT]
    code, out, _ = run(capsys, rows)
    assert code == 1
    assert out.count("paid-in-another-month: it is the amount of another month: 2023-05") == 2
    assert run(capsys, rows, "--months", "payment")[0] == 0


def test_a_workbook_has_lines_causes_notes_and_the_letter(capsys: Capture, folder: Path) -> None:
    """-28,470.00 is what 949,000 calls cost less at 45 than at 75 yuan per 1,000."""
    words = ("--format", "xlsx", "-o", "report.xlsx")
    assert run(capsys, [*WRONG, other_product("1.00")], *words) == (1, "", "")
    sheets = load_workbook(folder / "report.xlsx")
    assert sheets.sheetnames == ["lines", "causes", "notes", "letter"]
    head, *lines = sheets["lines"].iter_rows(values_only=True)
    assert head[:6] == ("month", "interface", "verdict", "billed", "computed", "difference")
    assert lines[0][:8] == ("2023-05", GOODS, "agrees", 122.5, 122.5, 0, 49_000, 49_000)
    assert lines[1][3:9] == (42705, 71175, -28470, 949_000, 949_000, "tier-basis-gross")
    assert lines[2][:6] == ("total", None, None, 42827.5, 71297.5, -28470)
    _, cause = sheets["causes"].iter_rows(values_only=True)
    assert cause[2] == "tier-basis-gross"
    assert cause[5] == "tier-basis=gross"
    notes = [text for (text,) in sheets["notes"].iter_rows(values_only=True)]
    assert "Left out: 1 row of another product: 云服务器 CVM" in notes
    letters = [text for (text,) in sheets["letter"].iter_rows(values_only=True)]
    assert "主题：图像分析账单核对（2023-05）" in letters


def test_a_workbook_wants_a_file_and_makes_the_same_bytes(capsys: Capture, folder: Path) -> None:
    code, out, err = run(capsys, WRONG, "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "expected: -o FILE.xlsx" in err
    for name in ("a.xlsx", "b.xlsx"):
        assert run(capsys, WRONG, "--format", "xlsx", "-o", name)[0] == 1
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def test_no_cell_of_a_workbook_is_a_formula(capsys: Capture, folder: Path) -> None:
    bill = [row("=cmd()", "1", "5.00"), *RIGHT]
    assert run(capsys, bill, "--format", "xlsx", "-o", "report.xlsx")[0] == 1
    cells = [
        cell
        for sheet in load_workbook(folder / "report.xlsx")
        for cells in sheet.iter_rows()
        for cell in cells
    ]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=cmd()" in [cell.value for cell in cells]


def test_a_result_can_be_written_to_a_file_in_any_form(capsys: Capture, folder: Path) -> None:
    for form in ("text", "json", "markdown", "csv"):
        _, printed, _ = run(capsys, WRONG, "--format", form)
        assert run(capsys, WRONG, "--format", form, "-o", "report") == (1, "", "")
        assert (folder / "report").read_text("utf-8") == printed


def test_one_file_is_not_both_result_and_letter(capsys: Capture, folder: Path) -> None:
    code, out, err = run(capsys, WRONG, "-o", "same.txt", "--letter", "same.txt")
    assert (code, out) == (2, "")
    assert "the file same.txt is named twice" in err
    assert not (folder / "same.txt").exists()
