"""A settlement order that changes on a day: which one a month is settled by, and what it costs."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from support.books import scanner
from tiia_pricebook import PriceBook, SettlementOrder
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.billing.statement.statement import Statement

CHANGE = dt.date(2024, 5, 16)
PACK = Purchase(dt.date(2024, 5, 1), "Scan", 50)


def book(change: dt.date = CHANGE) -> PriceBook:
    """Free calls first until ``change``, then packs first: 10 free a month, packs of 50."""
    before = SettlementOrder(("free-quota", "resource-pack", "pay-as-you-go"), None, to=change)
    after = replace(scanner().settlement_order, from_=change)
    return replace(scanner(), settlement_order=after, former_orders=(before,))


def billed(*usage: tuple[int, int], change: dt.date = CHANGE, **readings: str) -> Statement:
    """The bill of calls in months of 2024, with a pack of 50 bought on 1 May."""
    rows = [Usage(dt.date(2024, month, 20), "Scan", calls) for month, calls in usage]
    chosen = {name.replace("_", "-"): value for name, value in readings.items()}
    return bill(book(change), rows, [PACK], readings=chosen)


def used(statement: Statement) -> list[tuple[int, int, int]]:
    deductions = [line.deduction for month in statement.months for line in month.lines]
    return [
        (sum(one.calls for one in d.free), sum(one.calls for one in d.packs), d.paid)
        for d in deductions
    ]


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ("by-day", (10, 5, 0)),
        ("whole-month-old", (10, 5, 0)),
        ("whole-month-new", (0, 15, 0)),
    ],
)
def test_the_month_of_the_change_is_settled_by_its_first_day_or_its_last(
    reading: str, expected: tuple[int, int, int]
) -> None:
    assert used(billed((5, 15), price_change=reading)) == [expected]


def test_a_month_after_the_change_is_settled_by_the_new_order() -> None:
    assert used(billed((5, 15), (6, 15))) == [(10, 5, 0), (0, 15, 0)]
    assert used(billed((5, 15), change=dt.date(2024, 6, 1), price_change="whole-month-new")) == [
        (10, 5, 0)
    ]


def test_the_range_spans_both_orders_of_the_month_of_the_change() -> None:
    # May takes 5 of the pack, June the 45 left and 10 free: 5 pages at 0.5. Or May takes 15 of
    # the pack, June 35 and 10 free: 15 pages at 0.5.
    statement = billed((5, 15), (6, 60))
    assert used(statement) == [(10, 5, 0), (10, 45, 5)]
    spread = statement.spread
    assert (statement.cents, spread.low, spread.high) == (250, 250, 750)
    assert spread.high_choices["price-change"] == "whole-month-new"
    moved = {(one.name, one.value): one.cents for one in spread.alternatives}
    assert moved["price-change", "whole-month-new"] == 750


def test_without_a_change_within_a_month_no_reading_moves_the_total() -> None:
    spread = billed((5, 15), (6, 60), change=dt.date(2024, 6, 1)).spread
    assert (spread.low, spread.high) == (250, 250)
    assert "price-change" not in spread.high_choices
