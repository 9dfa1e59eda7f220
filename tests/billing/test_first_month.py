"""The month of an activation: its free quota is open, and the range spans both answers."""

from __future__ import annotations

import datetime as dt

import pytest

from support.books import scanner
from tiia_pricing import Activated, Usage, bill

DAY = dt.date(2024, 3, 5)


@pytest.mark.parametrize("activated", [Activated(DAY), Activated(None, {"Scan": DAY})])
def test_the_range_of_the_first_month_has_its_quota_and_has_it_not(
    activated: Activated,
) -> None:
    """12 pages at 0.5 yuan, or 2 where 10 are free."""
    statement = bill(scanner(), [Usage(DAY, "Scan", 12)], activated=activated)
    assert (statement.cents, statement.spread.low, statement.spread.high) == (600, 100, 600)
