"""Modes that no page states, and bounds of graduated tiers: totals, reasons and ranges."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from support.books import scanner
from tiia_pricebook import OnlySeen, PriceBook
from tiia_pricing import Usage, bill
from tiia_pricing.billing.statement.statement_forms import as_dict

DAY = dt.date(2024, 5, 6)
CHANGE = dt.date(2024, 5, 3)
ALWAYS = ["tier-basis", "partial-thousand", "rounding"]


def book(mode: str = "reached", side: str | None = "upper", **values: Any) -> PriceBook:
    """The pages of ``scanner``: 0.5 yuan each, from the bound of 101 on 0.25; 10 free."""
    made = scanner()
    [table] = made.pay_as_you_go
    first, second = table.tiers
    tiers = (first, replace(second, bound_in=side or UNSET))
    return replace(
        made, pay_as_you_go=(replace(table, mode=mode, tiers=tiers, **values),), free_quotas=()
    )


def told(made: PriceBook, pages: int = 200, **readings: str) -> dict[str, Any]:
    fixed = {name.replace("_", "-"): value for name, value in readings.items()}
    return as_dict(bill(made, [Usage(DAY, "Scan", pages)], readings=fixed))


def ends(statement: dict[str, Any]) -> tuple[str, str]:
    return statement["range"]["low"], statement["range"]["high"]


def test_a_stated_mode_has_no_reading() -> None:
    statement = told(book())
    assert (statement["total"], *ends(statement)) == ("50.00", "50.00", "50.00")  # 200 x 0.25
    assert list(statement["range"]["low_readings"]) == ALWAYS
    assert {reason["rule"] for reason in statement["months"][0]["lines"][0]["because"]} == {
        "free-quota",
        "pay-as-you-go",
    }


def test_an_assumed_mode_opens_both_readings_of_tiers() -> None:
    statement = told(book(mode_certainty="assumed"))
    # volume 200 x 0.25; graduated by measure 101 x 0.5 + 99 x 0.25,
    # by number 100 x 0.5 + 100 x 0.25
    assert (statement["total"], *ends(statement)) == ("50.00", "50.00", "75.25")
    assert list(statement["range"]["low_readings"]) == [*ALWAYS, "tier-mode", "progressive-bound"]
    assert statement["range"]["readings"] == [
        {"name": "tier-mode", "value": "progressive", "total": "75.25"}
    ]
    line = statement["months"][0]["lines"][0]
    assert line["unit_price"] == "0.25"
    assert line["because"][1] == {
        "rule": "tier-mode",
        "text": "The page does not say how its tiers price calls: all of them are charged at the "
        "price of the tier they reach (reading tier-mode: reached).",
    }


def test_an_assumed_mode_fixed_to_graduated_lists_its_parts() -> None:
    statement = told(book(mode_certainty="assumed"), tier_mode="progressive")
    assert (statement["total"], *ends(statement)) == ("75.25", "75.00", "75.25")
    line = statement["months"][0]["lines"][0]
    assert (line["unit_price"], [part["calls"] for part in line["parts"]]) == (None, [101, 99])
    assert line["because"][1]["text"].endswith(
        "each tier's calls are charged at its own price (reading tier-mode: progressive)."
    )


def test_an_assumed_mode_fixed_to_volume_leaves_no_doubt_of_a_bound() -> None:
    statement = told(book(mode_certainty="assumed"), tier_mode="reached")
    assert ends(statement) == ("50.00", "50.00")
    assert list(statement["range"]["low_readings"]) == [*ALWAYS, "tier-mode"]


@pytest.mark.parametrize("side", ["lower", None])
def test_a_bound_in_the_lower_tier_is_no_doubt(side: str | None) -> None:
    statement = told(book("progressive", side))
    assert ends(statement) == ("75.00", "75.00")  # 100 x 0.5 + 100 x 0.25
    assert list(statement["range"]["low_readings"]) == ALWAYS


@pytest.mark.parametrize(
    ("pages", "measure", "number"),
    [
        (100, "50.00", "50.00"),  # 100 x 0.5
        (101, "50.50", "50.25"),  # 101 x 0.5, or 100 x 0.5 + 1 x 0.25
        (102, "50.75", "50.50"),  # 101 x 0.5 + 1 x 0.25, or 100 x 0.5 + 2 x 0.25
    ],
)
def test_a_bound_in_the_upper_tier_goes_by_measure(pages: int, measure: str, number: str) -> None:
    statement = told(book("progressive"), pages)
    assert (statement["total"], *ends(statement)) == (measure, number, measure)
    assert told(book("progressive"), pages, progressive_bound="by-number")["total"] == number


def test_one_tier_has_no_mode() -> None:
    made = book(mode_certainty="assumed")
    [table] = made.pay_as_you_go
    single = replace(made, pay_as_you_go=(replace(table, tiers=table.tiers[:1]),))
    statement = told(single)
    assert list(statement["range"]["low_readings"]) == ALWAYS
    assert {reason["rule"] for reason in statement["months"][0]["lines"][0]["because"]} == {
        "free-quota",
        "pay-as-you-go",
    }


def test_prices_of_other_interfaces_and_months_open_no_reading() -> None:
    made = book()
    [table] = made.pay_as_you_go
    late = replace(table, mode_certainty="assumed", from_=dt.date(2024, 6, 1))
    dated = replace(made, pay_as_you_go=(replace(table, to=dt.date(2024, 6, 1)), late))
    assert list(told(dated)["range"]["low_readings"]) == ALWAYS


def test_a_table_that_may_have_come_earlier_opens_its_readings() -> None:
    made = book()
    [table] = made.pay_as_you_go
    late = replace(table, mode_certainty="assumed", from_=dt.date(2024, 6, 3))
    dated = replace(
        made,
        pay_as_you_go=(replace(table, to=dt.date(2024, 6, 3)), late),
        only_seen=(OnlySeen(dt.date(2024, 6, 3), dt.date(2024, 5, 1), ("Scan",)),),
    )
    statement = told(dated)
    assert "tier-mode" in statement["range"]["low_readings"]
    # on the old table 200 x 0.25; graduated, had the new one come before the 6th: 75.25
    assert ends(statement) == ("50.00", "75.25")
