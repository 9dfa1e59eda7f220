"""Usage and packs in the shapes that people keep: read, or refused for a reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from support.workbooks import workbook
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.usage.account import Purchase, Usage
from tiia_pricing.billing.usage.usage_files import read_packs, read_usage
from tiia_pricing.tables import TableNote

PRO, PET = "车辆识别（增强版）", "宠物识别图片版"
JANUARY, FEBRUARY = dt.date(2026, 1, 31), dt.date(2026, 2, 28)
TWO_MONTHS = [
    Usage(JANUARY, PRO, 1_050_000, whole_month=True),
    Usage(JANUARY, PET, 12_000, whole_month=True),
    Usage(FEBRUARY, PRO, 980_000, whole_month=True),
    Usage(FEBRUARY, PET, 9_500, whole_month=True),
]
LONG = f"""date,interface,calls
2026-01,{PRO},1050000
2026-01,{PET},12000
2026-02,{PRO},980000
2026-02,{PET},9500
"""
BY_MONTH = f"""接口,2026年1月,2026年2月
{PRO},1050000,980000
{PET},12000,9500
"""
BY_INTERFACE = f"""月份,{PRO},{PET}
Jan-26,105万,"12,000"
Feb-26,98万,"9,500"
"""


def read(text: str | bytes) -> tuple[list[Usage], list[TableNote]]:
    notes: list[TableNote] = []
    data = text if isinstance(text, bytes) else text.encode()
    usage = read_usage(data, "u.csv", notes=notes)
    return sorted(usage, key=lambda row: (row.day, -row.calls)), notes


def refused(text: str | bytes) -> InputError:
    with pytest.raises(InputError) as error:
        read(text)
    assert error.value.where["file"] == "u.csv"
    return error.value


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        LONG.replace("date,interface,calls", "日期,接口名称,调用次数"),
        LONG.replace("date,interface,calls", "月份,API,用量（次）"),
        LONG.replace("date,interface,calls", " Date , API Name ,CALLS"),
        LONG.replace("date,interface,calls", "日期(北京时间),接口,次数"),
        LONG.replace("2026-0", "2026/"),
        LONG.replace(",", ";"),
        LONG.replace(",", "\t").encode("utf-16"),
        LONG.encode("gb18030"),
        LONG.replace("\n", "\r\n").encode("utf-8-sig"),
        LONG.replace("000\n", "000.0\n").replace("9500\n", "9500.0\n"),
        LONG.replace("1050000", '"1,050,000"').replace("12000", "１２０００"),
        LONG.replace("date,interface,calls", "date,interface,calls (万次)")
        .replace("1050000", "105")
        .replace("12000", "1.2")
        .replace("980000", "98")
        .replace("9500", "0.95"),
        BY_MONTH,
        BY_MONTH.replace("接口,", ","),
        BY_MONTH.replace("接口,", "接口/月份,"),
        BY_MONTH.replace("2026年1月,2026年2月", "2026-01,Feb-26"),
        BY_INTERFACE,
        BY_INTERFACE.replace("月份,", ","),
        BY_INTERFACE.replace("月份,", "月份\\接口,"),
    ],
)
def test_two_months_are_read_in_every_shape(text: str | bytes) -> None:
    assert read(text) == (TWO_MONTHS, [])


def test_days_in_the_head_are_days() -> None:
    usage, _ = read(f"接口,2026/1/5,2026/1/6\n{PRO},5,6\n")
    assert usage == [Usage(dt.date(2026, 1, 5), PRO, 5), Usage(dt.date(2026, 1, 6), PRO, 6)]


def test_further_columns_are_named() -> None:
    usage, notes = read(",date,interface,calls,region,备注\n0,2026-01,a,7,x,y\n1,2026-01,a,8,,\n")
    assert [row.calls for row in usage] == [8, 7]
    assert [(note.id, note.columns) for note in notes] == [
        ("columns-ignored", ("1", "region", "备注"))
    ]
    assert notes[0].text == "columns not read: '1', 'region', '备注'"


def test_a_column_without_head_and_cells_is_none() -> None:
    assert read("date,interface,calls,\n2026-01,a,7,\n")[1] == []


@pytest.mark.parametrize("word", ["合计", "总计：", "小计", "Total", "SUM", "Grand Total"])
def test_a_total_row_is_told_and_no_usage(word: str) -> None:
    for row in (f"{word},,2051500", f",{word},2051500", f'{word},,"2,051,500"'):
        usage, notes = read(f"{LONG}{row}\n")
        assert usage == TWO_MONTHS
        text = "line 6 is a total, equal to the sum of its rows, and no usage"
        assert [(note.id, note.text) for note in notes] == [("total-row", text)]


def test_subtotals_are_sums_of_the_rows_that_they_follow_or_name() -> None:
    first, second = LONG.splitlines()[1:3], LONG.splitlines()[3:]
    rows = ["date,interface,calls", *first, "小计,,1062000", *second, "小计,,989500"]
    assert read("\n".join([*rows, "合计,,2051500"]))[0] == TWO_MONTHS
    rows = ["date,interface,calls", *first, "2026-01,小计,1062000", *second, f"合计,{PRO},2030000"]
    assert read("\n".join(rows))[0] == TWO_MONTHS
    rows = ["date,interface,calls", "合计,,2051500", *first, *second]
    assert read("\n".join(rows))[0] == TWO_MONTHS


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"{LONG}合计,,2051501\n", (6, "calls")),
        (f"{LONG}2026-01,小计,1062001\n", (6, "calls")),
        (f"{LONG}2026-03,小计,1062000\n", (6, "calls")),
        (LONG.replace("\n", "\n合计,,0\n", 1), (2, "calls")),
        (f"{BY_MONTH}合计,1062000,989501\n", (4, "2026年2月")),
        ("接口,2026-01,2026-02,合计\na,1,2,4\n", (2, "合计")),
        ("月份,a,b,总计\n2026-01,1,2,3\n2026-02,1,2,3\n合计,2,4,7\n", (4, "总计")),
    ],
)
def test_a_total_that_is_no_sum_is_refused(text: str, where: tuple[int, str]) -> None:
    error = refused(text)
    assert error.id == "total-wrong"
    assert (error.where["line"], error.where["column"]) == where


def test_totals_of_a_matrix_are_told_and_no_usage() -> None:
    usage, notes = read(
        f"2026年用量\n接口,2026-01,2026-02,合计,备注\n{PRO},1050000,980000,2030000,主力\n"
        f"{PET},12000,9500,21500,\n合计,1062000,989500,2051500,\n"
    )
    assert usage == TWO_MONTHS
    assert [note.id for note in notes] == [
        *("title-ignored", "columns-ignored", "total-row", "total-column")
    ]


def test_an_empty_cell_of_a_matrix_is_no_usage_and_told() -> None:
    usage, notes = read("接口,2026-01,2026-02\na,1,\nb,,0\n")
    assert [(row.interface, row.calls) for row in usage] == [("a", 1), ("b", 0)]
    assert [(note.id, note.text) for note in notes] == [
        ("cells-empty", "2 cell(s) of the table are empty, and no usage")
    ]


@pytest.mark.parametrize(
    ("text", "id", "where"),
    [
        ("date,month,interface,calls\n2026-01-01,2026-01,a,1\n", "column-ambiguous", (1, "month")),
        ("date,interface,接口,calls\n2026-01,a,b,1\n", "column-ambiguous", (1, "接口")),
        ("date,interface,次数,成功次数\n2026-01,a,1,1\n", "column-ambiguous", (1, "成功次数")),
        ("date,interface,calls,date\n2026-01,a,1,1\n", "column-duplicate", (1, "date")),
        ("date,interface,次数(k)\n2026-01,a,1\n", "column-missing", (1, "calls")),
        ("日期(UTC),接口,次数\n2026-01,a,1\n", "column-missing", (1, "date")),
        ("date,interfaces,calls\n2026-01,a,1\n", "column-unknown", (1, "interfaces")),
        ("接口,2026-01,2026年1月\na,1,2\n", "column-duplicate", (1, "2026年1月")),
        ("接口,2026-01,2026-13\na,1,2\n", "date-unreadable", (1, "2026-13")),
        ("接口,1月,2月\na,1,2\n", "column-missing", (1, "date")),
        ("接口,2026-01,单价\na,1,2\n", "column-unknown", (1, "单价")),
        ("产品,2026-01,2026-02\na,1,2\n", "column-missing", (1, None)),
        ("月份,a,A\n2026-01,1,2\n", "column-duplicate", (1, "A")),
        ("接口,2026-01\na,-\n", "calls-unreadable", (2, "2026-01")),
        ("月份,a\n2026-01,1.5\n", "calls-not-whole", (2, "a")),
        ("月份,a\n1/2/2026,1\n", "date-ambiguous", (2, "月份")),
        ("日期,接口,次数\n2026-01,a,many\n", "calls-unreadable", (2, "次数")),
        ("单位：万次\n日期,接口,次数\n2026-01,a,1\n", "title-unread", (1, None)),
        ("接口,2026-01,2026-02\na,,\n", "file-empty", (None, None)),
        ("foo,bar\n1,2\n", "column-missing", (1, "date")),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(
    text: str, id: str, where: tuple[int | None, str | None]
) -> None:
    error = refused(text)
    assert error.id == id
    assert (error.where.get("line"), error.where.get("column")) == where


def test_faults_of_a_matrix_are_all_listed() -> None:
    error = refused("接口,2026-01,2026-02\na,x,1.5\nb,-5,7\n")
    assert [(one.id, one.where["line"], one.where["column"]) for one in error.problems] == [
        ("calls-unreadable", 2, "2026-01"),
        ("calls-not-whole", 2, "2026-02"),
        ("calls-negative", 3, "2026-01"),
    ]


def merge_the_dates(book: Any) -> None:
    book.active["A2"].number_format = 'yyyy"年"m"月"'
    book.active.merge_cells("A2:A3")


def test_a_row_of_a_workbook_can_share_the_date_above_it() -> None:
    data = workbook(
        ("月份", "接口", "次数"),
        (dt.date(2026, 1, 1), PRO, 1_050_000),
        (None, PET, 12000.0),
        edit=merge_the_dates,
    )
    assert read_usage(data, "u.xlsx") == TWO_MONTHS[:2]


def test_a_count_shared_by_two_rows_is_refused() -> None:
    data = workbook(
        ("月份", "接口", "次数"),
        ("2026-01", PRO, 5),
        ("2026-01", PET, None),
        edit=lambda book: book.active.merge_cells("C2:C3"),
    )
    with pytest.raises(InputError) as error:
        read_usage(data, "u.xlsx")
    assert error.value.id == "cell-merged"
    assert error.value.where == {"file": "u.xlsx", "line": 3, "sheet": "Sheet", "column": "次数"}


def test_the_sheet_that_fits_is_read_and_the_others_are_named() -> None:
    def packs(book: object) -> None:
        sheet = book.create_sheet("packs")  # type: ignore[attr-defined]
        sheet.append(("购买日期", "接口", "规格", "数量"))
        sheet.append((dt.date(2026, 1, 5), PRO, "10万次", 2))

    data = workbook(("date", "interface", "calls"), ("2026-01", PRO, 5), edit=packs)
    notes: list[TableNote] = []
    assert [row.calls for row in read_usage(data, "u.xlsx", notes=notes)] == [5]
    assert [note.text for note in notes] == ["the sheet 'packs' is not read"]
    assert read_packs(data, "u.xlsx", lambda text: 100_000) == [
        Purchase(dt.date(2026, 1, 5), PRO, 100_000, quantity=2)
    ]


def test_two_sheets_that_fit_are_refused() -> None:
    def again(book: object) -> None:
        sheet = book.create_sheet("2025")  # type: ignore[attr-defined]
        sheet.append(("date", "interface", "calls"))
        sheet.append(("2025-01", PRO, 5))

    with pytest.raises(InputError) as error:
        read_usage(workbook(("date", "interface", "calls"), ("2026-01", PRO, 5), edit=again))
    assert error.value.id == "sheet-ambiguous"


def test_packs_have_chinese_heads_and_dates() -> None:
    text = "购买日期,接口,规格（万次）,数量,剩余次数,备注\n"
    text += "2026年1月5日,a,1,2.0,5000,x\n2026/1/6,a,5,,,\n"
    notes: list[TableNote] = []
    assert read_packs(text.encode(), notes=notes) == [
        Purchase(dt.date(2026, 1, 5), "a", 10_000, quantity=2, left=5000),
        Purchase(dt.date(2026, 1, 6), "a", 50_000),
    ]
    assert [note.columns for note in notes] == [("备注",)]


def test_several_accounts_in_one_file_are_not_added_up() -> None:
    """Each has free calls of its own; an account that a row does not name is no other one."""
    one = "account,date,interface,calls\n,2026-01,a,5\nme,2026-01,a,5\nme,2026-01,b,5\n"
    assert [row.calls for row in read_usage(one.encode())] == [5, 5, 5]
    packs = "purchased_on,interface,calls,Account\n2026-01-05,a,5,me\n2026-01-05,a,5,you\n"
    for read, text, line in ((read_usage, f"{one}you,2026-01,a,5\n", 5), (read_packs, packs, 3)):
        with pytest.raises(InputError) as error:
            read(text.encode())
        assert str(error.value.where["column"]).casefold() == "account"
        assert error.value.where["line"] == line
        assert "several accounts: 'you' too" in str(error.value)
        assert "tiia-pricing rate bills each of many" in str(error.value)
