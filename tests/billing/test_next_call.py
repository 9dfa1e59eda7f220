"""What one call more costs, with amounts worked out from the page by hand."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import frozen
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.billing.statement.next_call import as_lines, as_list, next_calls_of
from tiia_pricing.billing.usage.account import Activated
from tiia_pricing.cli import main

PRO, PLAIN = "车辆识别（增强版）", "车辆识别"
MAY = dt.date(2023, 5, 31)


def priced(
    usage: list[Usage], packs: tuple[Purchase, ...] = (), **readings: str
) -> list[str | None]:
    fixed = {name.replace("_", "-"): value for name, value in readings.items()}
    statement = bill(frozen.book(), usage, packs, readings=fixed)
    return [one["price"] for one in as_list(next_calls_of(statement, usage, packs, Activated()))]


@pytest.mark.parametrize(
    ("calls", "price"),
    [
        (0, "0"),
        (999, "0"),  # the last of 1,000 free calls
        (1_000, "0.075"),
        (1_000_998, "0.075"),
        (1_000_999, "-29999.925"),  # 1,000,000 x 45 / 1,000 less 999,999 x 75 / 1,000
        (1_001_000, "0.045"),
    ],
)
def test_of_a_month(calls: int, price: str) -> None:
    assert priced([Usage(MAY, PRO, calls)]) == [price]


def test_under_gross_all_calls_choose_the_tier() -> None:
    """999,000 x 45 / 1,000 = 44,955.00 at 1,000,000; before 998,999 x 75 / 1,000 = 74,924.925."""
    assert priced([Usage(MAY, PRO, 999_999)], tier_basis="gross") == ["-29969.925"]


@pytest.mark.parametrize(("calls", "price"), [(1_001, "0"), (2_000, "75"), (2_001, "0")])
def test_a_thousand_is_paid_at_its_first_call(calls: int, price: str) -> None:
    assert priced([Usage(MAY, PRO, calls)], partial_thousand="round-up") == [price]


@pytest.mark.parametrize(
    ("calls", "price"),
    [(10_999, "0"), (11_000, "0.075")],  # 1,000 free calls and 10,000 of the pack
)
def test_while_a_pack_lasts_nothing_is_paid(calls: int, price: str) -> None:
    assert priced([Usage(MAY, PRO, calls)], (Purchase(MAY, PRO, 10_000),)) == [price]


def test_a_pack_that_ended_before_the_last_day_covers_no_call_more() -> None:
    """Bought on 2022-05-20, it last covers 2023-05-19; calls of the day after are paid for."""
    book_day = dt.date(2023, 4, 3)
    usage = [Usage(book_day, PRO, 1_000), Usage(dt.date(2023, 5, 20), PRO, 1_000)]
    assert priced(usage, (Purchase(dt.date(2022, 5, 20), PRO, 10_000, left=10_000),)) == ["0.075"]


def test_of_several_months_the_last_with_what_the_packs_have_left() -> None:
    """9,000 calls of April and 1,000 of May take the pack; 1,000 a month are free."""
    usage = [Usage(dt.date(2023, 4, 30), PRO, 10_000), Usage(MAY, PRO, 2_000)]
    assert priced(usage, (Purchase(dt.date(2023, 4, 1), PRO, 10_000),)) == ["0.075"]


def test_each_interface_of_the_month_has_its_own() -> None:
    assert priced([Usage(MAY, PRO, 2_000), Usage(MAY, PLAIN, 500)]) == ["0", "0.075"]


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.integers(0, 4 * 10**6), st.sampled_from([1_000_999, 3_000_999, 15_000_999])),
    st.sampled_from([None, 10_000, 1_000_000]),
)
def test_it_is_what_the_bill_of_one_call_more_adds(calls: int, size: int | None) -> None:
    packs = (Purchase(MAY, PRO, size),) if size else ()
    before, after = (
        bill(frozen.book(), [Usage(MAY, PRO, count)], packs).cents for count in (calls, calls + 1)
    )
    [price] = priced([Usage(MAY, PRO, calls)], packs)
    assert abs(Fraction(after - before, 100) - Fraction(price or "")) <= Fraction(1, 100)


def test_it_is_told_below_the_statement(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["quote", f"{PRO}=1000999", "--month", "2023-05"]
    assert main(words) == 0
    line = f"Next call: 2023-05: one call more of {PRO} saves 29,999.925 yuan\n"
    assert capsys.readouterr().out.endswith(line)
    assert main([*words, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["next_calls"] == [
        {"month": "2023-05", "interface": PRO, "price": "-29999.925"}
    ]
    assert (as_list(()), list(as_lines(()))) == ([], [])
