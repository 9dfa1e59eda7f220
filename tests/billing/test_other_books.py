"""The calculator takes any price book: two of our own, with amounts worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from support.books import scanner, translator
from tiia_pricing import InputError, Purchase, Usage, bill
from tiia_pricing.billing.statement.statement_forms import as_dict

DAY = dt.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("pages", "total"),
    [
        (0, "0.00"),
        (10, "0.00"),
        (11, "0.50"),  # 1 x 0.5
        (110, "50.00"),  # 100 x 0.5: the hundredth page is in the lower tier
        (111, "50.25"),  # 100 x 0.5 + 1 x 0.25
        (210, "75.00"),  # 100 x 0.5 + 100 x 0.25
    ],
)
def test_progressive_tiers_price_each_part_by_its_own_tier(pages: int, total: str) -> None:
    statement = as_dict(bill(scanner(), [Usage(DAY, "Scan", pages)]))
    assert statement["total"] == total
    assert statement["months"][0]["lines"][0]["unit_price"] is None


def test_progressive_parts_are_listed() -> None:
    line = as_dict(bill(scanner(), [Usage(DAY, "ScanPage", 210)]))["months"][0]["lines"][0]
    assert line["parts"] == [
        {"from_calls": 0, "calls": 100, "unit_price": "0.5"},
        {"from_calls": 101, "calls": 100, "unit_price": "0.25"},
    ]
    assert line["because"][-1]["text"].endswith("100 x 0.5 + 100 x 0.25 = 75.00 yuan.")


def test_a_book_that_says_packs_first_settles_packs_first() -> None:
    statement = as_dict(
        bill(scanner(), [Usage(DAY, "Scan", 55)], [Purchase(dt.date(2024, 3, 1), "Scan", 50)])
    )
    line = statement["months"][0]["lines"][0]
    assert (line["pack"], line["free"], line["pay_as_you_go"]) == (50, 5, 0)


def test_the_order_of_packs_matters_where_their_validity_differs() -> None:
    packs = [
        Purchase(dt.date(2024, 1, 10), "Scan", 100),
        Purchase(dt.date(2024, 2, 10), "Scan", 50),
    ]
    usage = [Usage(DAY, "Scan", 60)]
    by_expiry = as_dict(bill(scanner(), usage, packs))["packs"]
    assert [(pack["calls"], pack["used"], pack["expires_on"]) for pack in by_expiry] == [
        (50, 50, "2024-08-10"),
        (100, 10, "2025-01-10"),
    ]
    by_purchase = as_dict(
        bill(scanner(), usage, packs, readings={"pack-order": "earliest-purchase"})
    )["packs"]
    assert [(pack["calls"], pack["used"]) for pack in by_purchase] == [(100, 60), (50, 0)]


@pytest.mark.parametrize(
    ("month", "calls", "total"),
    [
        (3, 129_999, "30.00"),  # 99,999 x 3 / 10,000 = 29.9997
        (3, 130_000, "25.00"),  # 100,000 x 2.5 / 10,000: the bound is in the upper tier
        (6, 130_000, "25.00"),
        (7, 130_000, "40.00"),  # 100,000 x 4 / 10,000 from 1 July
    ],
)
def test_reached_tiers_by_ten_thousand_change_with_their_date(
    month: int, calls: int, total: str
) -> None:
    usage = [Usage(dt.date(2024, month, 2), "Text", calls)]
    assert as_dict(bill(translator(), usage))["total"] == total


@pytest.mark.parametrize(
    ("order", "free", "total"),
    [
        ("as-called", {"Text": 10_000, "Speech": 20_000}, "12.00"),
        ("cheapest-first", {"Text": 20_000, "Speech": 10_000}, "18.00"),
        ("dearest-first", {"Text": 0, "Speech": 30_000}, "6.00"),
    ],
)
def test_a_pool_serves_by_its_reading(order: str, free: dict[str, int], total: str) -> None:
    usage = [
        Usage(dt.date(2024, 3, 1), "Text", 10_000),
        Usage(dt.date(2024, 3, 3), "Text", 10_000),
        Usage(dt.date(2024, 3, 2), "Speech", 30_000),
    ]
    statement = as_dict(bill(translator(), usage, readings={"shared-pool-order": order}))
    assert {line["interface"]: line["free"] for line in statement["months"][0]["lines"]} == free
    assert statement["total"] == total


def test_a_month_before_the_book_is_refused() -> None:
    with pytest.raises(InputError, match="knows no prices for 2023-12"):
        bill(translator(), [Usage(dt.date(2023, 12, 31), "Text", 1)])
