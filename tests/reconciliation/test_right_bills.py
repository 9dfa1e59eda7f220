"""A right bill, however it is written, agrees in every line and has no cause."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import frozen
from support.samples import examples
from support.vendor_bills import Row, export, other_product, row
from tiia_pricebook.calendar import Month
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.settlement.tier_pricing import exact
from tiia_pricing.billing.statement.statement import MonthStatement
from tiia_pricing.reconciliation import reconcile
from tiia_pricing.reconciliation.report.letter import letter

PRO = "车辆识别（增强版）"
NAMES = [interface.name for interface in frozen.book().interfaces]
FIRST = dt.date(2023, 1, 1)
SIZES = (10_000, 100_000, 1_000_000, 2_500_000, 5_000_000)
COUNTS = st.one_of(st.integers(0, 3000), st.integers(0, 20_000_000), st.sampled_from(SIZES))
UNITS = {"次": 1, "千次": 1000, "万次": 10_000}


def _day(days: int) -> dt.date:
    return FIRST + dt.timedelta(days=days)


def _usage(days: int, name: str, calls: int, whole: bool) -> Usage:
    day = Month.of(_day(days)).last if whole else _day(days)
    return Usage(day, name, calls, whole)


USAGE = st.lists(
    st.builds(_usage, st.integers(0, 500), st.sampled_from(NAMES), COUNTS, st.booleans()),
    min_size=1,
    max_size=8,
)
PACKS = st.lists(
    st.builds(
        lambda days, size: Purchase(_day(days), PRO, size),
        st.integers(-300, 500),
        st.sampled_from(SIZES),
    ),
    max_size=3,
)


def _exactly(line: Line, month: MonthStatement) -> str:
    """The exact amount to eight decimals."""
    if not line.charge.parts:
        return "0.00000000"
    amount = exact(month.terms.ladders[line.deduction.interface].table, line.charge.parts)
    assert (amount * 10**8).denominator == 1
    return f"{Decimal(int(amount * 10**8)).scaleb(-8):f}"


def _row(data: st.DataObject, line: Line, month: MonthStatement, *, exactly: bool) -> Row:
    unit = data.draw(st.sampled_from(sorted(UNITS)))
    usage = Fraction(line.deduction.paid, UNITS[unit])
    cents = f"{line.charge.cents // 100}.{line.charge.cents % 100:02d}"
    return row(
        data.draw(st.sampled_from([line.deduction.interface, f"{line.deduction.interface}-调用"])),
        f"{float(usage):f}" if usage < 1000 else f"{Decimal(usage.numerator) / usage.denominator}",
        _exactly(line, month) if exactly else cents,
        组件用量单位=unit,
        账单归属月=str(month.terms.month),
    )


@settings(max_examples=examples(1000), deadline=None)
@given(USAGE, PACKS, st.data(), st.booleans(), st.booleans())
def test_a_right_bill_has_no_cause(
    usage: list[Usage], packs: list[Purchase], data: st.DataObject, exactly: bool, free: bool
) -> None:
    """``free``: whether lines that cost nothing stand in the bill."""
    statement = bill(frozen.book(), usage, packs)
    rows = [
        _row(data, line, month, exactly=exactly)
        for month in statement.months
        for line in month.lines
        if free or line.charge.cents
    ]
    rows += [other_product("1.25", 账单归属月=str(statement.months[0].terms.month))]
    shuffled = data.draw(st.permutations(rows))
    result = reconcile(frozen.book(), export(*shuffled), usage, packs)
    assert [(line.verdict, line.causes) for line in result.lines] == [("agrees", ())] * len(
        result.lines
    )
    assert result.agrees
    if exactly is False:
        assert result.computed == result.billed


@settings(max_examples=examples(500), deadline=None)
@given(USAGE, PACKS, st.data(), st.booleans())
def test_a_right_bill_whose_rows_lost_their_names_claims_nothing(
    usage: list[Usage], packs: list[Purchase], data: st.DataObject, exactly: bool
) -> None:
    rows = [
        _row(data, line, month, exactly=exactly)
        for month in bill(frozen.book(), usage, packs).months
        for line in month.lines
    ]
    lost = data.draw(st.lists(st.sampled_from([*range(len(rows))]), min_size=1))
    unnamed = [{**one, "组件名称": ""} if at in lost else one for at, one in enumerate(rows)]
    result = reconcile(frozen.book(), export(*unnamed), usage, packs)
    assert {line.verdict for line in result.lines} <= {"agrees", "cannot-tell"}
    assert letter(result) == ""
