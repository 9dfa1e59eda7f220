"""How the vendor's export is read: heads, units, months, files; and what is refused, and where."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from decimal import Decimal
from importlib import import_module

import pytest

import frozen
from support.vendor_bills import MAINLAND, NEEDED, export, other_product, precision, row, text
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricing import Usage
from tiia_pricing.reconciliation import reconcile
from tiia_pricing.reconciliation.report.report_csv import as_csv
from tiia_pricing.reconciliation.report.report_markdown import as_markdown
from tiia_pricing.reconciliation.report.report_text import as_text
from tiia_pricing.reconciliation.report.report_workbook import as_workbook
from tiia_pricing.reconciliation.result import Reconciliation
from tiia_pricing.reconciliation.vendor_export.export_cells import parse_amount, parse_month
from tiia_pricing.reconciliation.vendor_export.export_files import export_of
from tiia_pricing.reconciliation.vendor_export.export_headings import columns_of, fold

GOODS, PRO = "商品识别", "车辆识别（增强版）"
USAGE = [Usage(Month(2023, 5).last, GOODS, 50_000, whole_month=True)]
RIGHT = row(GOODS, "49000", "122.50")
ENGLISH = {
    "产品名称": "Product Name",
    "组件名称": "ComponentName",
    "组件用量": "Component Usage",
    "组件用量单位": "Component Usage Unit",
    "优惠后总价": "Total Amount After Discount (Excluding Tax)",
    "账单归属月": "BillMonth",
}


def checked(content: str | bytes, name: str = "bill.csv") -> Reconciliation:
    data = content.encode() if isinstance(content, str) else content
    return reconcile(frozen.book(), export_of(data, name), USAGE)


def verdicts(result: Reconciliation) -> list[str]:
    return [line.verdict for line in result.lines]


@pytest.mark.parametrize("heads", [MAINLAND, NEEDED, tuple(reversed(NEEDED))])
def test_columns_are_found_by_name(heads: tuple[str, ...]) -> None:
    assert verdicts(checked(text([RIGHT], heads))) == ["agrees"]


def test_international_heads_are_read() -> None:
    content = text([RIGHT], NEEDED)
    for chinese, english in ENGLISH.items():
        content = content.replace(chinese, english, 1)
    content = content.replace("Component Usage单位", "Component Usage Unit", 1)
    assert verdicts(checked(content)) == ["agrees"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_any_separator_and_encoding_is_read(separator: str, encoding: str) -> None:
    content = text([RIGHT, other_product("3")], separator=separator)
    assert verdicts(checked(content.encode(encoding))) == ["agrees"]


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("优惠后总价（元）", "优惠后总价"),
        ("Transaction ID", "TransactionID"),
        ("RI Deduction（Duration）", "RI Deduction(Duration)"),
        ("组件用量 (千次)", "组件用量"),
    ],
)
def test_spellings_fold_to_one_name(spelling: str, other: str) -> None:
    assert fold(spelling) == fold(other)


@pytest.mark.parametrize(
    "heads",
    [
        ("优惠后总价", "优惠后总价(元)"),
        ("Discount Multiplier", "Discount Rate"),
        ("Region Name", "RegionName"),
    ],
)
def test_two_heads_of_one_name_are_refused(heads: tuple[str, str]) -> None:
    with pytest.raises(InputError) as raised:
        columns_of(heads, "bill.csv", 1)
    assert raised.value.id == "column-duplicate"
    assert all(head in raised.value.message for head in heads)


def test_tags_are_the_customers_own_words() -> None:
    assert columns_of(("tag_key:Env", "tag_key:env"), "bill.csv", 1).places == {}


@pytest.mark.parametrize(
    ("unit", "calls"),
    [("次", "49000"), ("千次", "49"), ("万次", "4.9"), ("1000次", "49"), ("Times", "49000")],
)
def test_units_are_parsed(unit: str, calls: str) -> None:
    result = checked(text([row(GOODS, calls, "122.50", 组件用量单位=unit)]))
    theirs = result.lines[0].theirs
    assert theirs is not None
    assert theirs.calls == 49_000


def test_a_unit_can_stand_in_the_head() -> None:
    heads = tuple(head for head in NEEDED if head != "组件用量单位")
    content = text([row(GOODS, "49", "122.50")], heads).replace("组件用量", "组件用量（千次）", 1)
    theirs = checked(content).lines[0].theirs
    assert theirs is not None
    assert theirs.calls == 49_000


@pytest.mark.parametrize("unit", ["GB", "核", "0次", "次/秒", ""])
def test_an_unknown_unit_is_refused_with_its_place(unit: str) -> None:
    with pytest.raises(InputError) as raised:
        checked(text([RIGHT, row(GOODS, "4", "1.00", 组件用量单位=unit)]))
    assert raised.value.id == "unit-unknown"
    assert raised.value.where == {"file": "bill.csv", "line": 3, "column": "组件用量单位"}


@pytest.mark.parametrize(
    ("shown", "amount", "digits"),
    [
        ("47205", "47205", 2),
        ("47,205.00", "47205.00", 2),
        ("¥3.75", "3.75", 2),
        ("-0.00000285", "-0.00000285", 8),
        ("-2.85E-06", "-0.00000285", 8),
        ("−1.95", "-1.95", 2),
        ("４７２０５．００", "47205.00", 2),
    ],
)
def test_amounts_are_read_exactly(shown: str, amount: str, digits: int) -> None:
    found = parse_amount(shown)
    assert found is not None
    assert (found.value, found.digits) == (Decimal(amount), digits)


@pytest.mark.parametrize(
    "wrong",
    ["1,05,000", "12 yuan", "1.2.3", "0.123456789", "1e99", "NaN", "∞", "=1+1", "99999999999999"],
)
def test_an_amount_that_cannot_be_read_is_refused_with_its_place(wrong: str) -> None:
    with pytest.raises(InputError) as raised:
        checked(text([row(GOODS, "49000", wrong)]))
    assert raised.value.where == {"file": "bill.csv", "line": 2, "column": "优惠后总价"}


@pytest.mark.parametrize(
    ("shown", "month"),
    [
        ("2023-05", "2023-05"),
        ("2023/5", "2023-05"),
        ("202305", "2023-05"),
        ("2023年5月", "2023-05"),
        ("May-23", "2023-05"),
        ("2023-05-01", "2023-05"),
        ("2023-05-31 23:59:59", "2023-05"),
        ("2023-05-31T16:00:00Z", "2023-06"),
        ("2023-05-31T15:59:59Z", "2023-05"),
    ],
)
def test_months_are_read(shown: str, month: str) -> None:
    assert str(parse_month(shown)) == month


@pytest.mark.parametrize("wrong", ["2023-13", "May", "5/2023", "2023-02-30 00:00:00", "23-05"])
def test_a_month_that_cannot_be_read_is_refused(wrong: str) -> None:
    with pytest.raises(InputError, match=r"cannot read the time"):
        checked(text([row(GOODS, "49000", "122.50", 账单归属月=wrong)]))


def test_every_bad_cell_is_told() -> None:
    rows = [row(GOODS, "many", "x"), row(GOODS, "1", "", 账单归属月="2023-05")]
    with pytest.raises(InputError) as raised:
        checked(text(rows))
    assert [(one.where["line"], one.where["column"]) for one in raised.value.problems] == [
        (2, "优惠后总价"),
        (2, "组件用量"),
        (3, "优惠后总价"),
    ]


def packed(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return out.getvalue()


def test_the_files_of_an_archive_are_one_bill() -> None:
    parts = {
        "a_csv": text([row(GOODS, "40000", "100.00")]),
        "b_csv": text([row(GOODS, "9000", "22.50")]),
    }
    result = checked(packed(**parts, readme_txt="read me"), "bill.zip")
    assert verdicts(result) == ["agrees"]
    assert result.passed_over == ("readme.txt",)


def test_an_error_in_an_archive_names_the_file_in_it() -> None:
    with pytest.raises(InputError) as raised:
        checked(packed(a_csv=text([RIGHT]), b_csv=text([row(GOODS, "1", "x")])), "bill.zip")
    assert raised.value.where["file"] == "bill.zip/b.csv"


@pytest.mark.parametrize(
    "data",
    [packed(readme_txt="x"), packed(a_csv=text([RIGHT]))[:-30], b"PK\x03\x04", packed()],
)
def test_an_archive_without_a_bill_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as raised:
        checked(data, "bill.zip")
    assert raised.value.exit_code == 2


def test_an_archive_without_files_is_told_as_one() -> None:
    with pytest.raises(InputError) as raised:
        checked(packed(), "bill.zip")
    assert raised.value.message == "the archive has no CSV file"


@pytest.mark.parametrize("seed", range(40))
def test_an_archive_that_is_damaged_is_read_or_refused(seed: int) -> None:
    """As a download that broke off, or lost some bytes, is; names are in no encoding either."""
    choose = random.Random(seed)  # noqa: S311 - the same damage each time
    data = bytearray(packed(账单_csv=text([RIGHT]), 说明_txt="x"))
    at = choose.randrange(4, len(data) - 8)
    if seed % 2:
        del data[at : at + choose.randint(1, 20)]
    else:
        data[at : at + 4] = choose.randbytes(4)
    with suppress(InputError):
        checked(bytes(data), "bill.zip")


@pytest.mark.parametrize(
    ("old", "new"), [("账单".encode(), b"\xff" * 6), (b"a.csv", b"\0.csv"), (b"PK\x01\x02", b"")]
)
def test_an_archive_with_names_that_are_none_is_refused(old: bytes, new: bytes) -> None:
    data = packed(账单_csv=text([RIGHT]), a_csv=text([RIGHT]))
    with pytest.raises(InputError) as raised:
        checked(data.replace(old, new), "bill.zip")
    assert raised.value.exit_code == 2


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(a_csv=text([RIGHT]) + "\n" * 100_000)
    module = "tiia_pricing.reconciliation.vendor_export.export_files"
    monkeypatch.setattr(f"{module}.MOST_UNPACKED", 10_000)
    with pytest.raises(InputError, match="more than 10000 bytes"):
        checked(bomb, "bill.zip")


def test_a_file_that_is_no_bill_is_refused() -> None:
    with pytest.raises(InputError) as raised:
        checked("date,interface,calls\n2023-05,商品识别,1\n")
    assert raised.value.id == "not-a-vendor-bill"


@pytest.mark.parametrize("missing", NEEDED)
def test_without_a_needed_column_nothing_can_be_told(missing: str) -> None:
    heads = tuple(head for head in NEEDED if head != missing)
    result = checked(text([RIGHT], heads))
    [line] = result.lines
    assert line.verdict == "cannot-tell"
    assert any(missing in needed for needed in line.needed)
    assert not result.agrees


@pytest.mark.parametrize("missing", NEEDED)
def test_an_amount_that_is_not_known_is_not_told_as_zero(missing: str) -> None:
    """Of the usage 49,000 calls are to be paid: 49,000 x 2.5 / 1,000 = 122.50."""
    result = checked(text([RIGHT], tuple(head for head in NEEDED if head != missing)))
    told = [as_text(result), as_markdown(result), as_csv(result)]
    assert all("122.50" in one and "0.00" not in one for one in told)
    assert "undecided; computed 122.50 yuan\n" in told[0]
    assert f"2023-05,{GOODS},cannot-tell,,122.50,,," in told[2]
    sheet = import_module("openpyxl").load_workbook(io.BytesIO(as_workbook(result)))["lines"]
    amounts = [[cell.value for cell in row[3:6]] for row in sheet.iter_rows(min_row=2)]
    assert amounts == [[None, 122.5, None]] * 2


def test_the_day_of_payment_stands_for_the_month() -> None:
    heads = tuple("扣费时间" if head == "账单归属月" else head for head in NEEDED)
    for paid, type_ in (("2023-06-01 10:00:00", ""), ("2023-05-31 23:00:00", "")):
        rows = [row(GOODS, "49000", "122.50", 扣费时间=paid, 交易类型=type_)]
        assert verdicts(checked(text(rows, heads))) == ["agrees"]
    rows = [row(GOODS, "49000", "122.50", 扣费时间="2023-06-03 10:00:00")]
    assert verdicts(checked(text(rows, (*heads, "交易类型")))) == ["agrees"]


def test_a_bill_by_month_of_payment_is_read_as_one() -> None:
    rows = [row(GOODS, "49000", "122.50", 账单归属月="2023-06")]
    found = export_of(text(rows).encode(), "bill.csv")._replace(calendar="payment")
    assert verdicts(reconcile(frozen.book(), found, USAGE)) == ["agrees"]


def test_other_rows_are_left_out_and_counted() -> None:
    pack = row(PRO, "1", "7000.00", 计费模式="包年包月", 交易类型="包年包月新购", 组件用量单位="个")
    rows = [RIGHT, other_product("1.5"), other_product("2"), pack, precision("0.00")]
    result = checked(text(rows))
    assert verdicts(result) == ["agrees"]
    assert result.ignored == {"other-product": 2, "pack-purchase": 1, "precision-adjustment": 1}


@pytest.mark.parametrize(
    "product", ["图像识别", "腾讯云图像分析", "图像分析（TIIA）", "图像分析 TIIA", "TIIA"]
)
def test_the_product_goes_by_several_names(product: str) -> None:
    result = checked(text([{**RIGHT, "产品名称": product}]))
    assert verdicts(result) == ["agrees"]
    assert result.products == (product,)


@pytest.mark.parametrize(
    "name",
    ["RecognizeCarPro", "recognizecarpro", "车辆识别(增强版)", "图像分析-车辆识别（增强版）调用量"],
)
def test_an_api_goes_by_its_name_or_action(name: str) -> None:
    usage = [Usage(Month(2023, 5).last, PRO, 5000, whole_month=True)]
    result = reconcile(frozen.book(), export(row(name, "4000", "300.00")), usage)
    assert [(line.interface, line.verdict) for line in result.lines] == [(PRO, "agrees")]


def test_an_api_that_nobody_knows_cannot_be_told() -> None:
    result = checked(text([RIGHT, row("图像理解", "1", "5.00")]))
    assert [(line.interface, line.verdict) for line in result.lines] == [
        (GOODS, "agrees"),
        ("图像理解", "cannot-tell"),
    ]


def test_a_row_of_totals_is_checked_and_left_out() -> None:
    total = {"产品名称": "合计", "优惠后总价": "124.00"}
    assert checked(text([RIGHT, other_product("1.5"), total])).ignored["total-row"] == 1
    with pytest.raises(InputError) as raised:
        checked(text([RIGHT, other_product("1.5"), {**total, "优惠后总价": "124.01"}]))
    assert raised.value.id == "total-wrong"


def test_a_row_in_two_files_of_an_archive_is_refused() -> None:
    same = text([{**RIGHT, "交易 ID": "T1"}])
    with pytest.raises(InputError) as raised:
        checked(packed(a_csv=same, b_csv=same), "bill.zip")
    assert (raised.value.id, raised.value.where["file"]) == ("row-twice", "bill.zip/b.csv")


def test_amounts_in_another_currency_are_refused() -> None:
    heads = (*NEEDED, "Currency")
    assert verdicts(checked(text([{**RIGHT, "Currency": "CNY"}], heads))) == ["agrees"]
    with pytest.raises(InputError) as raised:
        checked(text([{**RIGHT, "Currency": "USD"}], heads))
    assert raised.value.id == "currency-unknown"


def test_a_row_that_names_no_product_is_counted() -> None:
    other = {**RIGHT, "产品名称": "", "子产品名称": "", "组件名称": "CPU"}
    assert checked(text([RIGHT, other])).ignored == {"no-product": 1}


def test_a_row_that_names_no_product_but_one_of_our_apis_is_its_use() -> None:
    result = checked(text([{**RIGHT, "产品名称": ""}]))
    assert (verdicts(result), result.ignored) == (["agrees"], {})
    pack = {**RIGHT, "产品名称": "", "计费模式": "包年包月"}
    assert checked(text([RIGHT, pack])).ignored == {"pack-purchase": 1}


@pytest.mark.parametrize(
    "others",
    [
        {"子产品名称": "", "组件名称": f"{GOODS} 汇总"},
        {"子产品名称": "图像分析", "组件名称": f"{GOODS}小计", "组件用量单位": ""},
        {"子产品名称": "", "组件名称": GOODS, "组件用量": "", "优惠后总价": ""},
        {"子产品名称": "数据万象 CI", "组件名称": GOODS},
        {"子产品名称": "", "组件名称": f"新{GOODS}"},
    ],
)
def test_a_row_without_a_product_that_may_be_something_else_is_counted(
    others: dict[str, str],
) -> None:
    """Subtotals of a spreadsheet, heads of its parts, and what another product charges."""
    result = checked(text([RIGHT, {**RIGHT, "产品名称": "", **others}]))
    assert (verdicts(result), result.ignored) == (["agrees"], {"no-product": 1})


@pytest.mark.parametrize("product", ["", "-"])
def test_a_row_that_says_our_product_elsewhere_is_one_of_ours(product: str) -> None:
    unnamed = {**RIGHT, "产品名称": product, "组件名称": "", "子产品名称": "图像分析"}
    assert verdicts(checked(text([RIGHT, unnamed]))) == ["agrees", "cannot-tell"]


def test_a_component_of_rounding_is_the_row_that_settles_it() -> None:
    rounding = {**RIGHT, "组件名称": "月度计费精度差异", "组件用量": "", "优惠后总价": "-0.0075"}
    assert checked(text([RIGHT, rounding])).ignored == {"precision-adjustment": 1}


def test_a_file_that_breaks_off_in_a_quotation_is_refused() -> None:
    with pytest.raises(InputError) as raised:
        checked(text([RIGHT]) + '图像分析,"商品识别,1,次')
    assert raised.value.id == "file-not-csv"


def test_a_title_above_the_heads_is_passed_over_and_told() -> None:
    found = export_of(f"账单明细\n{text([RIGHT])}".encode(), "bill.csv")
    assert [note.id for note in found.notes()] == ["title-ignored"]
    assert verdicts(reconcile(frozen.book(), found, USAGE)) == ["agrees"]
