"""Random bills that are wrong over days and months: each seeded cause is found by its name.

As in ``test_wrong_bills.py`` the amounts are worked out here, from prices typed here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import frozen
from support.books import translator
from support.samples import examples
from support.vendor_bills import Row, export, row
from tiia_pricebook import PriceBook
from tiia_pricing import Purchase, Usage
from tiia_pricing.reconciliation import reconcile

GOODS, CAR, PRO = "商品识别", "车辆识别", "车辆识别（增强版）"
MAY, JUNE = dt.date(2023, 5, 31), dt.date(2023, 6, 30)
FREE = 1000


def whole(day: dt.date, name: str, calls: int) -> Usage:
    return Usage(day, name, calls, whole_month=True)


def exactly(amount: Fraction) -> str:
    return f"{Decimal(floor(amount * 10**8)).scaleb(-8):f}"


def cents(amount: Fraction) -> Fraction:
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


def causes(
    bill: Sequence[Row],
    usage: Sequence[Usage],
    packs: Sequence[Purchase] = (),
    book: PriceBook | None = None,
) -> set[str]:
    """The causes of the one line that differs."""
    result = reconcile(book or frozen.book(), export(*bill), usage, packs)
    [line] = [one for one in result.lines if one.verdict == "differs"]
    return {cause.id for cause in line.causes}


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.integers(1, 100_000), min_size=2, max_size=6))
def test_days_that_are_rounded_each_are_found(paid: list[int]) -> None:
    """2.5 yuan per 1,000; the free calls are those of the first day."""
    amounts = [Fraction(5, 2) * calls / 1000 for calls in paid]
    billed, right = sum(map(cents, amounts)), sum(amounts, Fraction())
    assume(billed != cents(right))
    days = [dt.date(2023, 5, day) for day in range(1, len(paid) + 1)]
    calls = [paid[0] + FREE, *paid[1:]]
    usage = [Usage(day, GOODS, count) for day, count in zip(days, calls, strict=True)]
    found = causes([row(GOODS, str(sum(paid)), f"{float(billed):.2f}")], usage)
    cut = Fraction(floor(right * 100), 100)
    assert found & {"rounded-per-day", "rounded-down"} == {
        "rounded-per-day",
        *(["rounded-down"] if billed == cut else []),
    }


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(1, FREE), st.integers(FREE + 1, 900_000))
def test_a_quota_that_is_shared_is_found(plain: int, calls: int) -> None:
    """The calls of 车辆识别 take some of the free 1,000 of the enhanced one, at 75 per 1,000."""
    paid = calls - (FREE - plain)
    billed = Fraction(75 * paid, 1000)
    bill = [row(CAR, "0", "0.00"), row(PRO, str(paid), exactly(billed))]
    found = causes(bill, [whole(MAY, CAR, plain), whole(MAY, PRO, calls)])
    assert "quota-shared" in found
    assert ("quota-not-applied" in found) == (plain == FREE)


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(0, FREE - 1), st.integers(2 * FREE + 1, 900_000))
def test_a_quota_that_is_carried_over_is_found(earlier: int, calls: int) -> None:
    """What May leaves of its 1,000 is free in June too; 2.5 yuan per 1,000."""
    paid = calls - FREE - (FREE - earlier)
    assume(Fraction(5, 2) * (FREE - earlier) / 1000 >= Fraction(1, 100))  # a cent, or it agrees
    june = row(GOODS, str(paid), exactly(Fraction(5, 2) * paid / 1000), 账单归属月="2023-06")
    usage = [whole(MAY, GOODS, earlier), whole(JUNE, GOODS, calls)]
    found = causes([row(GOODS, "0", "0.00"), june], usage)
    assert "quota-carried-over" in found
    assert "quota-not-applied" not in found


@settings(max_examples=examples(100), deadline=None)
@given(st.data())
def test_packs_that_are_used_in_another_order_are_found(data: st.DataObject) -> None:
    """In May the newer of two packs of 100,000 gave its calls: November finds fewer in it."""
    april = data.draw(st.integers(1, 50_000))
    may = data.draw(st.integers(1, 100_000 - april))
    november = data.draw(st.integers(100_000 - may + 1, 100_000))
    paid = november - (100_000 - may)
    usage = [
        Usage(dt.date(2023, 4, 3), PRO, april + FREE),
        Usage(dt.date(2023, 5, 20), PRO, may + FREE),
        Usage(dt.date(2023, 11, 20), PRO, november + FREE),
    ]
    packs = [
        Purchase(dt.date(2022, 11, 10), PRO, 100_000, left=100_000),
        Purchase(dt.date(2023, 5, 1), PRO, 100_000),
    ]
    bill = [
        row(PRO, "0", "0.00", 账单归属月="2023-04"),
        row(PRO, "0", "0.00"),
        row(PRO, str(paid), exactly(Fraction(75 * paid, 1000)), 账单归属月="2023-11"),
    ]
    assert "pack-order" in causes(bill, usage, packs)


@pytest.mark.parametrize(
    ("cause", "month", "prices"),
    [
        ("price-older", dt.date(2024, 8, 31), ("3", "2.5")),
        ("price-newer", dt.date(2024, 6, 30), ("4", "4")),
    ],
)
@settings(max_examples=examples(100), deadline=None)
@given(calls=st.integers(30_001, 5_000_000))
def test_a_price_of_another_time_is_found_alone(
    cause: str, month: dt.date, prices: tuple[str, str], calls: int
) -> None:
    """3 yuan per 10,000 until July 2024, from 100,000 on 2.5, then 4; 30,000 calls are free."""
    paid = calls - 30_000
    billed = exactly(Fraction(prices[paid >= 100_000]) * paid / 10_000)
    bill = [row("Text", str(paid), billed, 账单归属月=f"{month:%Y-%m}")]
    found = causes(bill, [whole(month, "Text", calls)], book=translator())
    assert found & {"price-older", "price-newer", "unexplained"} == {cause}
