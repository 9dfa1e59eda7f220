"""A sample of the points at which calculators can differ; ``make proof`` asks all of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import frozen
from javascript.adapter import NODE
from rating.books import mid_month
from rating.points.calculators import by_javascript, by_python, by_sql
from rating.points.points import Asked, Point, asked
from support.books import scanner, translator
from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month

pytest.importorskip("duckdb")

MAY = Month(2023, 5)
CAR = "车辆识别（增强版）"
BOOKS = {
    "the page": frozen.dated(),
    "graduated": scanner(),
    "dated": translator(),
    "changed within a month": mid_month(),
}


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
@pytest.mark.parametrize("name", BOOKS)
def test_a_sample_of_the_points_costs_the_same_by_each_calculator(
    name: str, tmp_path: Path
) -> None:
    dice = random.Random(18)  # noqa: S311 - no secret
    for every in asked(BOOKS[name]):
        points = dice.sample(every.points, min(len(every.points), 250))
        for readings in dice.sample(every.readings, 2):
            expected = by_python(BOOKS[name], points, readings)
            assert by_javascript(BOOKS[name], points, readings) == expected
            assert by_sql(tmp_path)(BOOKS[name], points, readings) == expected


def test_the_points_of_the_page_have_each_side_of_a_bound_and_a_period_of_each_tier() -> None:
    """The tier of 45 yuan begins at 1,000,000 paid calls; 1,000 are free."""
    [steady] = [one for one in _of_may(frozen.book()) if one.points]
    calls = {point.late for point in steady.points if point.interface == CAR}
    assert {999, 1_000, 1_001, 1_000_999, 1_001_000, 1_001_001} <= calls  # after deduction
    assert {999_999, 1_000_000} <= calls  # gross
    assert set(range(1_001_000, 1_002_000)) <= calls  # all rests of a thousand
    assert len(steady.readings) == 8  # two values of each of three readings


def _of_may(book: PriceBook) -> list[Asked]:
    return [one for one in asked(book) if len(one.readings) == 8]


def test_a_point_by_hand() -> None:
    """1,000,001 paid calls at 45 yuan per 1,000: 45,000.045, and 45,045 by the whole thousand."""
    points = [Point(MAY, CAR, 0, 1_001_001)]
    assert by_python(frozen.book(), points, {}) == [4_500_005]
    assert by_python(frozen.book(), points, {"rounding": "down"}) == [4_500_004]
    assert by_python(frozen.book(), points, {"partial-thousand": "round-up"}) == [4_504_500]
