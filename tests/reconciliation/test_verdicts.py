"""Which lines agree, which are missing, what was reversed, and what cannot be told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

import frozen
from support.vendor_bills import NEEDED, Row, export, other_product, precision, row
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricing import Purchase, Usage
from tiia_pricing.locale import tell_in
from tiia_pricing.reconciliation import reconcile
from tiia_pricing.reconciliation.report.letter import letter
from tiia_pricing.reconciliation.report.report_json import as_dict
from tiia_pricing.reconciliation.report.report_markdown import as_markdown
from tiia_pricing.reconciliation.report.report_text import as_text
from tiia_pricing.reconciliation.result import Reconciliation

GOODS, PRO = "商品识别", "车辆识别（增强版）"
REVERSED = {"交易类型": "按量计费冲正", "关联交易单据 ID": "T1"}


def month(number: int, interface: str = GOODS, calls: int = 50_000) -> Usage:
    return Usage(Month(2023, number).last, interface, calls, whole_month=True)


def compared(
    *rows: Row, usage: list[Usage] | None = None, packs: tuple[Purchase, ...] = ()
) -> Reconciliation:
    return reconcile(frozen.book(), export(*rows), usage or [month(5)], packs)


def told(result: Reconciliation) -> list[tuple[str, str, str]]:
    return [(str(line.month), line.interface, line.verdict) for line in result.lines]


def test_a_line_agrees_exactly_or_rounded() -> None:
    """1,503 x 2.5 / 1,000 = 3.7575."""
    usage = [month(5, calls=2503)]
    for total in ("3.76", "3.7575", "3.75750000", "3.76000000", "3.758"):
        assert compared(row(GOODS, "1503", total), usage=usage).agrees, total
    for total in ("3.75", "3.757", "3.7574", "3.77", "3.7600001"):
        assert not compared(row(GOODS, "1503", total), usage=usage).agrees, total


def test_several_rows_of_a_line_add_up() -> None:
    rows = [row(GOODS, "24500", "61.25"), row(GOODS, "24500", "61.25")]
    [line] = compared(*rows).lines
    assert line.verdict == "agrees"
    assert (line.billed, line.difference) == (Decimal("122.50"), Decimal())


def test_what_one_side_does_not_have_is_missing() -> None:
    usage = [month(5), month(5, PRO)]
    assert told(compared(row(GOODS, "49000", "122.50"), usage=usage)) == [
        ("2023-05", GOODS, "agrees"),
        ("2023-05", PRO, "missing-in-bill"),
    ]
    rows = [
        row(GOODS, "49000", "122.50"),
        row("智能裁剪", "1", "0.01"),
        row("文件封识别", "0", "0"),
    ]
    assert told(compared(*rows)) == [
        ("2023-05", GOODS, "agrees"),
        ("2023-05", "文件封识别", "agrees"),
        ("2023-05", "智能裁剪", "missing-in-usage"),
    ]


def test_calls_that_cost_nothing_need_no_row() -> None:
    usage = [month(5), month(5, PRO, 800)]
    assert compared(row(GOODS, "49000", "122.50"), usage=usage).agrees


def test_months_of_which_the_bill_does_not_speak_are_told_and_not_compared() -> None:
    usage = [month(4), month(5), month(6)]
    result = compared(row(GOODS, "49000", "122.50"), usage=usage)
    assert told(result) == [("2023-05", GOODS, "agrees")]
    assert list(map(str, result.not_billed)) == ["2023-04", "2023-06"]
    later = other_product("1", 账单归属月="2023-07")
    assert told(compared(row(GOODS, "49000", "122.50"), later, usage=usage)) == [
        ("2023-05", GOODS, "agrees"),
        ("2023-06", GOODS, "missing-in-bill"),
    ]


def test_a_bill_and_a_usage_with_nothing_in_common_are_no_agreement() -> None:
    with pytest.raises(InputError) as raised:
        compared(other_product("1", 账单归属月="2023-08"))
    assert (raised.value.id, raised.value.exit_code) == ("nothing-compared", 2)
    assert "2023-08" in raised.value.message


def test_a_reversal_goes_to_what_it_reverses() -> None:
    """The first charge was wrong; it was taken back in June and charged again."""
    june = {"账单归属月": "2023-06"}
    rows = [
        row(GOODS, "50000", "125.00", **{"交易 ID": "T1"}),
        row(GOODS, "", "-125.00", **REVERSED, **june),
        row(GOODS, "49000", "122.50", **{"交易 ID": "T2"}),
    ]
    assert told(compared(*rows)) == [("2023-05", GOODS, "agrees")]


def test_a_reversal_needs_no_name_where_it_is_paired() -> None:
    rows = [
        row(GOODS, "49000", "123.50", **{"交易 ID": "T1"}),
        row("", "", "-1.00", **REVERSED, 子产品名称=""),
    ]
    assert told(compared(*rows)) == [("2023-05", GOODS, "agrees")]


def test_a_reversal_of_nothing_known_is_the_cause() -> None:
    rows = [row(GOODS, "49000", "122.50"), row(GOODS, "", "-20.00", **REVERSED)]
    [line] = compared(*rows).lines
    assert (line.verdict, [cause.id for cause in line.causes]) == ("differs", ["reversed"])


def test_a_pack_that_may_have_been_used_before_leaves_a_doubt() -> None:
    """30,000 of its 100,000 calls had been taken: 10,000 x 75 / 1,000 are to be paid."""
    pack = Purchase(dt.date(2023, 2, 1), PRO, 100_000)
    bill, usage = row(PRO, "10000", "750.00"), [month(5, PRO, 81_000)]
    [line] = compared(bill, usage=usage, packs=(pack,)).lines
    assert line.verdict == "cannot-tell"
    assert line.causes[0].id == "pack-left-untold"
    assert line.causes[0].said == {"missing": "10,000"}
    assert "left" in line.needed[0]
    known = Purchase(dt.date(2023, 2, 1), PRO, 100_000, left=70_000)
    assert compared(bill, usage=usage, packs=(known,)).agrees


def test_the_rounding_row_is_checked_against_all_rows_of_its_month() -> None:
    def verdict(*rows: Row) -> tuple[str, bool]:
        result = compared(row(GOODS, "1503", "3.7575"), *rows, usage=[month(5, calls=2503)])
        return result.precision[0].verdict, result.agrees

    other = other_product("1.00000285")
    assert verdict(other, precision("-0.00750285")) == ("agrees", True)
    assert verdict(other, precision("-0.0075")) == ("differs", False)
    assert verdict(precision("-0.0075")) == ("agrees", True)
    assert verdict(precision("-0.00750285")) == ("cannot-tell", True)


def test_packs_that_the_bill_uses_and_nobody_named_are_asked_for() -> None:
    """49,000 calls are to be paid; the bill takes all 50,000 from packs and the free quota."""
    bill = row(PRO, "0", "0.00", **{"抵扣用量/时长（含资源包）": "50000"})
    [line] = compared(bill, usage=[month(5, PRO)]).lines
    assert [cause.id for cause in line.causes] == ["calls-differ"]
    assert "49,000 calls that are unknown here" in line.needed[0]


def test_columns_that_would_tell_more_are_named() -> None:
    rows = [row(GOODS, "49000", "123.45")]
    result = reconcile(frozen.book(), export(*rows, heads=NEEDED), [month(5)])
    assert result.lines[0].needed == ("折扣率", "组件原价")
    rows.append(row(GOODS, "0", "-1.00"))
    result = reconcile(frozen.book(), export(*rows, heads=NEEDED), [month(5)])
    assert result.lines[0].needed == ("折扣率", "组件原价", "关联交易单据 ID")
    text = as_text(result)
    assert "关联交易单据 ID (which charge a reversing row takes back)" in text
    assert "are those of 账单明细 (L3), which the vendor's billing console exports" in text
    assert "关联交易单据 ID（冲正的行所冲回的是哪一笔）" in as_text(result, tell_in("zh"))
    assert "关联交易单据 ID (which charge a reversing row takes back)" in as_markdown(result)


def test_packs_that_the_bill_shows_are_wanted_where_nothing_explains_a_line() -> None:
    """There are none for 商品识别, so none of them can explain its line."""
    bought = row("", "1", "100.00", 计费模式="包年包月")
    usage = [month(5, PRO)]
    odd, right = row(PRO, "49000", "1234.56"), row(PRO, "49000", "3675.00")
    shown = "the packs (--packs) that the bill shows"
    assert compared(odd, bought, usage=usage).lines[0].needed == (shown,)
    owned = (Purchase(dt.date(2023, 5, 31), PRO, 10_000),)
    assert compared(odd, bought, usage=usage, packs=owned).lines[0].needed == ()
    assert compared(right, bought, usage=usage).lines[0].needed == ()
    assert compared(row(GOODS, "49000", "123.45"), bought).lines[0].needed == ()


def test_packs_are_wanted_where_a_row_of_no_known_api_may_explain_a_line_too() -> None:
    """49,000 x 75 / 1,000 = 3,675.00: the bill has 3,456.78 of it, and 218.22 under no name."""
    bought = row("", "1", "100.00", 计费模式="包年包月")
    named, unnamed = row(PRO, "49000", "3456.78"), row("", "9000", "218.22")
    line = compared(named, unnamed, bought, usage=[month(5, PRO)]).lines[1]
    assert (line.interface, line.verdict) == (PRO, "cannot-tell")
    name = "the name of an API in the price book instead of '图像分析'"
    assert line.needed == (name, "the packs (--packs) that the bill shows")


def test_the_names_of_other_products_are_told() -> None:
    """All in JSON, five of them in the text."""
    names = [f"产品{number}" for number in range(7)]
    rows = [row(GOODS, "1", "1.00", 产品名称=name) for name in (*names, names[0])]
    result = compared(row(GOODS, "49000", "122.50"), *rows)
    assert as_dict(result)["other_products"] == names
    left_out = "Left out: 8 rows of other products: 产品0, 产品1, 产品2, 产品3, 产品4, …\n"
    assert left_out in as_text(result) + "\n"
    hostile = compared(row(GOODS, "49000", "122.50"), row("", "1", "1", 产品名称="\x1b[31m::x"))
    assert "\x1b" not in as_text(hostile)


def test_what_may_be_billed_under_no_name_is_not_told_as_not_billed() -> None:
    """49,000 x 75 / 1,000 = 3,675.00 stands in the bill, of nobody knows which API."""
    usage, right = [month(5), month(5, PRO)], row(GOODS, "49000", "122.50")
    for unnamed in (row("", "49000", "3675.00"), row("", "1", "3680.00", 子产品名称="")):
        result = compared(right, unnamed, usage=usage)
        name = unnamed["子产品名称"] or "按量计费月结"
        assert told(result) == [
            ("2023-05", GOODS, "agrees"),
            ("2023-05", name, "cannot-tell"),
            ("2023-05", PRO, "cannot-tell"),
        ]
        needed = f"the name of an API in the price book instead of '{name}'"
        assert [line.needed for line in result.lines[1:]] == [(needed,), (needed,)]
        assert letter(result) == ""
        text = as_text(result)
        assert f"2023-05 {PRO}: undecided; computed 3,675.00 yuan\n" in text
        assert "1 line agrees, 2 are undecided: billed " in text


def test_an_amount_under_no_name_speaks_of_its_own_month_alone() -> None:
    june = row("", "49000", "3675.00", 账单归属月="2023-06")
    usage = [month(5), month(5, PRO)]
    result = compared(row(GOODS, "49000", "122.50"), june, usage=usage)
    assert told(result)[1] == ("2023-05", PRO, "missing-in-bill")


def test_the_amount_of_another_month_does_not_say_whose_the_nameless_one_is() -> None:
    """Each month costs 3,675.00, and each stands in the bill once."""
    june = row(PRO, "49000", "3675.00", 账单归属月="2023-06")
    usage = [month(5, PRO), month(6, PRO)]
    result = compared(june, row("", "49000", "3675.00"), usage=usage)
    assert told(result)[1:] == [
        ("2023-05", PRO, "cannot-tell"),
        ("2023-06", PRO, "agrees"),
    ]
    assert letter(result) == ""


def test_a_row_that_lost_its_name_leaves_its_line_undecided() -> None:
    """Two rows of 24,500 x 2.5 / 1,000 = 61.25; one of them names no API."""
    named, unnamed = row(GOODS, "24500", "61.25"), row("", "24500", "61.25")
    line = compared(named, unnamed).lines[0]
    assert (line.verdict, line.billed) == ("cannot-tell", Decimal("61.25"))
    assert [cause.id for cause in line.causes] == ["calls-differ"]
    assert letter(compared(named, unnamed)) == ""


@pytest.mark.parametrize(
    ("calls", "named", "nameless"),
    [
        (800, ("800", "2.00"), ("0", "-2.00")),  # quota-not-applied: 800 x 2.5 / 1,000
        (1500, ("500", "2.50"), ("0", "-1.25")),  # partial-thousand: 500 x 2.5 / 1,000 = 1.25
        (5000, ("0", "0.00"), ("4000", "10.00")),  # quota-older: 4,000 x 2.5 / 1,000
        (50_000, ("49", "0.12"), ("48951", "122.38")),  # unit-thousandfold: 122.50 in all
        (50_000, ("51000", "127.50"), ("0", "-5.00")),  # calls-differ
    ],
)
def test_a_cause_that_fits_is_a_hint_where_a_nameless_amount_makes_up_for_it(
    calls: int, named: tuple[str, str], nameless: tuple[str, str]
) -> None:
    """The two rows together are what the calls cost."""
    result = compared(row(GOODS, *named), row("", *nameless), usage=[month(5, calls=calls)])
    [line] = [one for one in result.lines if one.interface == GOODS]
    assert line.verdict == "cannot-tell"
    assert line.causes
    assert result.billed == result.computed
    assert letter(result) == ""
    assert result.settled == ()


def test_a_charge_anew_without_its_name_leaves_its_line_undecided() -> None:
    rows = [
        row(GOODS, "49000", "122.50", **{"交易 ID": "T1"}),
        row(GOODS, "", "-122.50", **REVERSED),
        row("", "49000", "122.50", **{"交易 ID": "T2"}),
    ]
    line = compared(*rows).lines[0]
    assert (line.interface, line.verdict) == (GOODS, "cannot-tell")


def test_an_amount_under_no_name_excuses_nothing_that_it_cannot_mend() -> None:
    """Too much where it adds more, too little where it gives back, and 3,675.00 by one cent."""
    added, given_back = row("", "1", "5.00"), row("", "", "-5.00")
    high, low = row(GOODS, "49000", "123.45"), row(GOODS, "49000", "120.00")
    assert compared(high, added).lines[0].verdict == "differs"
    assert compared(low, given_back).lines[0].verdict == "differs"
    assert compared(high, given_back).lines[0].verdict == "cannot-tell"
    assert compared(low, added).lines[0].verdict == "cannot-tell"
    assert compared(low, added, given_back).lines[0].verdict == "cannot-tell"
    cent = compared(row(GOODS, "49000", "122.50"), row("", "1", "0.01"), usage=[month(5, PRO)])
    assert ("2023-05", PRO, "missing-in-bill") in told(cent)


def test_a_nameless_amount_makes_up_for_a_rounded_one() -> None:
    """3,000,001 x 35 / 1,000 = 105,000.035 is shown as 105,000.04, and stands there twice."""
    twice = row(PRO, "3001001", "210000.08")
    usage = [month(5, PRO, 3_001_001)]
    [_, line] = compared(twice, row("", "", "-105000.04"), usage=usage).lines
    assert (line.interface, line.verdict) == (PRO, "cannot-tell")


def test_a_name_that_is_not_known_may_be_another_one_for_an_api() -> None:
    """Only if it has what the API costs, 49,000 x 75 / 1,000; others are of other APIs."""
    usage, right = [month(5), month(5, PRO)], row(GOODS, "49000", "122.50")
    alike = compared(right, row("全新接口", "49000", "3675.00"), usage=usage)
    assert ("2023-05", PRO, "cannot-tell") in told(alike)
    several = [row("全新接口", "49000", "3675.00"), row("全新接口", "4000", "10.00")]
    assert ("2023-05", PRO, "cannot-tell") in told(compared(right, *several, usage=usage))
    other = compared(right, row("全新接口", "49000", "9999.00"), usage=usage)
    assert ("2023-05", PRO, "missing-in-bill") in told(other)


def test_an_api_without_usage_may_have_been_given_back_under_no_name() -> None:
    """5.00 = 2,000 x 2.5 / 1,000 were charged, and are given back without saying of what."""
    rows = [row(GOODS, "49000", "122.50"), row("智能裁剪", "2000", "5.00"), row("", "0", "-5.00")]
    assert ("2023-05", "智能裁剪", "cannot-tell") in told(compared(*rows))
    assert ("2023-05", "智能裁剪", "missing-in-usage") in told(compared(*rows[:2]))


def test_a_row_under_no_name_that_charges_nothing_needs_none() -> None:
    assert compared(row(GOODS, "49000", "122.50"), row("", "0", "0.00")).agrees


def test_the_order_of_rows_does_not_matter() -> None:
    usage = [month(5), month(6), month(5, PRO, 5000)]
    rows = [
        row(GOODS, "49000", "122.50"),
        row(GOODS, "49000", "120.00", 账单归属月="2023-06"),
        row(PRO, "4000", "375.00"),
        precision("-0.25"),
    ]
    first = compared(*rows, usage=usage)
    again = compared(*reversed(rows), usage=usage[::-1])
    assert told(first) == told(again)
    assert [line.causes for line in first.lines] == [line.causes for line in again.lines]


def test_a_month_before_the_page_is_billed_by_the_page_of_then() -> None:
    """In June 2020 10,000 calls were free: 90,000 x 2.5 / 1,000."""
    usage = [Usage(dt.date(2020, 6, 30), GOODS, 100_000, whole_month=True)]
    bill = row(GOODS, "90000", "225.00", 账单归属月="2020-06")
    assert reconcile(frozen.dated(), export(bill), usage).agrees
    newer = row(GOODS, "90000", "247.50", 账单归属月="2020-06")
    [line] = reconcile(frozen.dated(), export(newer), usage).lines
    assert (line.verdict, [cause.id for cause in line.causes]) == ("differs", ["quota-newer"])


def test_a_letter_names_two_causes_with_the_figures_of_both() -> None:
    """91,000 x 75 / 1,000 x 0.9 = 6,142.50: whole thousands, and a discount."""
    bill = row(PRO, "90851", "6142.50", 折扣率="0.9")
    told = letter(compared(bill, usage=[month(5, PRO, 91_851)]))
    assert "按一千次计费，或相反（与“账单在我方金额上再乘以折扣率 (0.9)”同时）" in told
    assert "{" not in told
