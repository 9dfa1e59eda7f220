"""The cents of many points by each calculator, one reading at a time."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from javascript.adapter import NODE
from rating.points.points import Point, Readings
from tiia_pricebook import PriceBook, dumps
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.month import deduct, price
from tiia_pricing.billing.settlement.terms import Terms, terms_of
from tiia_pricing.billing.usage.account import Activated
from tiia_pricing.rating import rating_run
from tiia_pricing.rating.engine import DuckDb, Engine
from tiia_pricing.rating.outputs import name_lines

Calculator = Callable[[PriceBook, Sequence[Point], Readings], list[int]]
TOTALS = Path(__file__).parents[2] / "javascript/totals.mjs"


def by_python(book: PriceBook, points: Sequence[Point], readings: Readings) -> list[int]:
    """What the calculator of one account gives, without its range."""
    choices = choose(book, readings)

    @cache
    def terms(month: Month, interface: str) -> Terms:
        return terms_of(book, month, choices, Activated(), [interface])

    def cents(point: Point) -> int:
        own = terms(point.month, point.interface)
        lines, _ = deduct(own, {point.interface: tuple(days_of(point))}, [], [])
        return sum(price(own, line, choices).cents for line in lines)

    return [cents(point) for point in points]


def by_javascript(book: PriceBook, points: Sequence[Point], readings: Readings) -> list[int]:
    """What ``total`` gives, of the calculator in JavaScript."""
    assert NODE
    accounts = [
        [
            {"date": str(day), "interface": point.interface, "calls": calls}
            for day, calls in days_of(point)
        ]
        for point in points
    ]
    asked = {"book": json.loads(dumps(book)), "readings": dict(readings), "accounts": accounts}
    done = subprocess.run(  # noqa: S603
        [NODE, str(TOTALS)], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return [int(cents) for cents in json.loads(done.stdout)]


def by_sql(folder: Path, engine: Engine | None = None) -> Calculator:
    """What ``rate`` gives, by its files in ``folder``: an account for each point."""

    def given(book: PriceBook, points: Sequence[Point], readings: Readings) -> list[int]:
        found = engine or DuckDb()
        usage = folder / "usage.csv"
        with usage.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("account", "date", "interface", "calls"))
            for number, point in enumerate(points):
                rows.writerows(
                    (number, day, point.interface, calls) for day, calls in days_of(point)
                )
        fixed = dict(choose(book, readings).items())
        result = rating_run.run(found, book, rating_run.Request((usage,), (), (), fixed), _silent)
        assert not result.rejects
        name_lines(found, book)
        amounts = dict(found.rows("SELECT account, SUM(amount) FROM bills GROUP BY account"))
        return [int(amounts[str(number)] * 100) for number in range(len(points))]

    return given


def days_of(point: Point) -> list[tuple[dt.date, int]]:
    """The calls of a point by day."""
    late = (point.month.last, point.late)
    return [(point.month.first, point.early), late] if point.early else [late]


def _silent(_: object) -> None:
    pass
