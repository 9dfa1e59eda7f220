"""A year in the middle of which a price changes, worked out by hand, in both calculators.

商品识别 costs 2.5 yuan per 1,000 until 16 March 2026 and 2.6 from then on; the tier from
1,000,000 calls stays at 2.2. A million calls in each month but March, of which 1,000 are free:

- January and February: 999,000 x 2.5 / 1,000 = 2,497.50 each
- March: 400,000 calls on the 10th, 500,000 on the 20th: 399,000 x 2.5 / 1,000 + 500,000 x 2.6
  / 1,000 = 997.50 + 1,300.00 = 2,297.50
- April to December: 999,000 x 2.6 / 1,000 = 2,597.40 each

2 x 2,497.50 + 2,297.50 + 9 x 2,597.40 = 30,669.10. With all of March at 2.6 it is 899,000 x 2.6
/ 1,000 = 2,337.40 and 30,709.00, with all of it at 2.5 it is 2,247.50 and 30,619.10. Where all
calls of a month reach the tier, the eleven others cost 999,000 x 2.2 / 1,000 = 2,197.80 each:
11 x 2,197.80 + 2,297.50 = 26,473.30, and with March at 2.5 it is 26,423.30.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

import frozen
from javascript.adapter import Adapter
from tiia_pricebook import PriceBook
from tiia_pricing.conformance.protocol.case import Case
from tiia_pricing.conformance.protocol.reference import answer

DAY = dt.date(2026, 3, 16)
MONTHS = [f"2026-{month:02}" for month in (1, 2, *range(4, 13))]
MARCH = [("2026-03-10", 400_000), ("2026-03-20", 500_000)]


def book() -> dict[str, Any]:
    """The frozen book with another first price of 商品识别 from the day on."""
    old, *others = frozen.book().pay_as_you_go
    dearer = (replace(old.tiers[0], price=msgspec.convert("2.6", type(old.tiers[0].price))),)
    new = replace(old, tiers=dearer + old.tiers[1:], from_=DAY)
    tables = (replace(old, to=DAY), new, *others)
    found: PriceBook = replace(frozen.book(), pay_as_you_go=tables)
    content: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return content


@pytest.mark.parametrize(
    ("reading", "total", "low", "high"),
    [
        (None, "30669.10", "26423.30", "30709.00"),
        ("by-day", "30669.10", "26473.30", "30669.10"),
        ("whole-month-new", "30709.00", "26513.20", "30709.00"),
        ("whole-month-old", "30619.10", "26423.30", "30619.10"),
    ],
)
def test_the_year_by_hand(
    adapter: Adapter, reading: str | None, total: str, low: str, high: str
) -> None:
    calls = [*((month, 1_000_000) for month in MONTHS), *MARCH]
    case: Case = {
        "book": book(),
        "usage": [{"date": date, "interface": "商品识别", "calls": n} for date, n in calls],
        "packs": [],
        "files": {},
        "readings": {"price-change": reading} if reading else {},
        "activated": {"service": None, "interfaces": {}},
    }
    for found in (answer(case), adapter.answer(case, book())):
        assert (found["total"], found["range"]["low"], found["range"]["high"]) == (total, low, high)
