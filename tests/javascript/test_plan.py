"""Both planners find the same purchases, with the same proof or the same bound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

import frozen
from javascript.forecasts import Forecasted, forecasted
from javascript.page import run
from support.samples import examples
from tiia_pricebook import dumps
from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import in_english
from tiia_pricing import Activated, Usage
from tiia_pricing.planning.plan import plan
from tiia_pricing.planning.plan_forms import as_dict

PRO = "车辆识别（增强版）"
SEEDS, EACH = range(examples(12)), 35
PLANNED = """
  const planned = ({ book, account }) => {
    try {
      return planning_plan.plan(JSON.parse(book), account);
    } catch (error) {
      if (!(error instanceof calculator.Refusal)) throw error;
      return { error: error.id, message: error.message, expected: error.expected };
    }
  };
"""


def theirs(some: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(
        f"{PLANNED} return given.map(planned)", some, modules="../planning/plan"
    )
    return found


def ours(asked: Forecasted) -> dict[str, Any]:
    """What the page shows of a plan, from the reference, or its refusal."""
    try:
        found = plan(
            asked.book,
            asked.usage,
            asked.owned,
            readings=asked.readings,
            activated=asked.activated,
        )
    except PricingError as error:
        return {"error": error.id, "message": error.message, "expected": error.expected}
    told: dict[str, Any] = msgspec.json.decode(
        msgspec.json.encode(as_dict(found), enc_hook=in_english)
    )
    for name in ("cliffs", "next_calls"):
        told.pop(name)
    return told


@pytest.mark.parametrize("seed", SEEDS)
def test_random_forecasts_give_the_same_plan(seed: int) -> None:
    asked = [forecasted(seed * EACH + number) for number in range(EACH)]
    given = [{"book": dumps(one.book).decode(), "account": one.account()} for one in asked]
    for number, (one, found) in enumerate(zip(asked, theirs(given), strict=True)):
        assert found == ours(one), seed * EACH + number


YEARS: dict[str, Callable[[int], int]] = {
    "growing": lambda month: 1_000_000 + 40_000 * month,
    "by-season": lambda month: (30_000_000, 80_000, 7_654_321)[month % 3],
    "odd": lambda month: month * 7919 % 31 * 123_457,
}


@pytest.mark.parametrize("calls", YEARS.values(), ids=YEARS)
def test_three_years_give_the_same_plan_and_the_same_bound(calls: Callable[[int], int]) -> None:
    """Packs of the page last a year, and are bought anew within the forecast."""
    usage = tuple(
        Usage(dt.date(2026 + month // 12, month % 12 + 1, 1), PRO, calls(month), True)
        for month in range(36)
    )
    asked = Forecasted(frozen.book(), usage, (), {}, Activated())
    given = {"book": dumps(asked.book).decode(), "account": asked.account()}
    assert theirs([given]) == [ours(asked)]


def year(calls: int, months: int = 12) -> list[dict[str, Any]]:
    return [
        {"date": f"{2026 + number // 12}-{number % 12 + 1:02}", "interface": PRO, "calls": calls}
        for number in range(months)
    ]


def of_page(usage: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    book = dumps(frozen.book()).decode()
    return theirs([{"book": book, "account": {"usage": usage, **more}}])[0]


def test_of_the_page_a_year_of_a_million_calls_a_month() -> None:
    """12 x 1,049,000 = 12,588,000 calls: 2 x 5,000,000 for 160,000 yuan, 2,500,000 for 105,000 and
    8 x 10,000 for 730 leave 8,000 calls, 8 x 75 = 600; without packs 12 x 1,049 x 45 = 566,460."""
    found = of_page(year(1_050_000))
    assert [one["calls"] for one in found["purchases"]] == [
        5_000_000,
        5_000_000,
        2_500_000,
        *[10_000] * 8,
    ]
    assert {one["on"] for one in found["purchases"]} == {"2026-01-01"}
    assert (found["total"], found["without"]) == ("431440.00", {"total": "566460.00"})
    assert (found["saved"], found["proven"]) == ("135020.00", True)
    assert found["single"]["calls"] == 15_000_000
    assert found["single"]["saves"] == "116460.00"


def test_a_year_of_fifty_million_calls_a_month_is_proven() -> None:
    """12 packs of 50,000,000 for 1,250,000 yuan each; nothing on sale has a lower price a call."""
    found = of_page(year(50_000_000))
    assert (found["total"], found["proven"]) == ("15000000.00", True)


@pytest.mark.parametrize(
    ("usage", "more", "id", "words"),
    [
        ([], {}, "forecast-months", "0 months"),
        (year(1, 37), {}, "forecast-months", "37 months"),
        (year(10**12), {}, "forecast-too-large", "too many"),
        (
            year(1),
            {"packs": [{"purchased_on": "2026-01-02", "interface": PRO, "calls": 10_000}]},
            "pack-after-begin",
            "2026-01-02",
        ),
        ([{"date": "2026-1", "interface": PRO, "calls": 1}], {}, "date-unreadable", "2026-1"),
    ],
)
def test_what_cannot_be_planned_is_refused(
    usage: list[dict[str, Any]], more: dict[str, Any], id: str, words: str
) -> None:
    refused = of_page(usage, **more)
    assert refused["error"] == id
    assert words in refused["message"]
    assert refused["expected"]
