"""Both planners find the same purchases, with the same proof or the same bound."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

import frozen
from javascript.forecasts import Forecasted, forecasted
from javascript.page import run
from tiia_pricebook import dumps
from tiia_pricebook.errors import PricingError
from tiia_pricing import Usage
from tiia_pricing.planning.plan import plan
from tiia_pricing.planning.plan_forms import as_dict

PRO = "车辆识别（增强版）"
SEEDS, EACH = range(12), 60
PLANNED = """
  const planned = ({ book, account }) => {
    try {
      return plan.plan(JSON.parse(book), account);
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
    told: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(as_dict(found)))
    told.pop("otherwise")
    told["range"].pop("readings")
    return told


@pytest.mark.parametrize("seed", SEEDS)
def test_random_forecasts_give_the_same_plan(seed: int) -> None:
    asked = [forecasted(seed * EACH + number) for number in range(EACH)]
    given = [{"book": dumps(one.book).decode(), "account": one.account()} for one in asked]
    for number, (one, found) in enumerate(zip(asked, theirs(given), strict=True)):
        assert found == ours(one), seed * EACH + number
