"""From which month to which the pages of a line tell a price (see ``pricebook.history``).

A price is placed from the day that its page's own words give, and known for the months up
to the one of the last dated page that still states it; where a later page no longer does, up
to the month before that page's. What stands beside it without a date of its own, free
quota, packs, settlement order, holds with it: where one of them changes, so that no page
says from when, what a bill comes to is known no longer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from tiia_pricebook import PayAsYouGo
from tiia_pricebook.calendar import first_of_month, month_from, next_month
from tiia_pricebook.editions.price_history import (
    Known,
    Line,
    PastPrices,
    SeenPage,
    Standing,
    Stretch,
)
from tiia_pricing.history.fact_runs import LineRuns


class Calendar(Struct, frozen=True):
    """The dated pages of a line, by number, oldest first, with their days."""

    numbers: tuple[int, ...]
    days: tuple[dt.date, ...]

    @classmethod
    def of(cls, line: LineRuns, pages: Sequence[SeenPage]) -> Calendar:
        """Return the dated ones among the pages of ``line``."""
        dated = [(number, day) for number in line.pages if (day := pages[number].date)]
        return cls(tuple(number for number, _ in dated), tuple(day for _, day in dated))

    def day(self, number: int | None) -> dt.date | None:
        """Return the day of a page; ``None`` for one without a date, and for no page."""
        return self.days[self.numbers.index(number)] if number in self.numbers else None

    def standing(self, day: dt.date) -> int:
        """Return the page in force on ``day``: the last one dated by then, else the first."""
        return next(
            (n for n, d in reversed([*zip(self.numbers, self.days, strict=True)]) if d <= day),
            self.numbers[0],
        )


def placed(name: str, line: LineRuns, pages: Sequence[SeenPage]) -> Line:
    """Return the line with the standing of each price, and for which months it is known."""
    calendar = Calendar.of(line, pages)
    return Line(
        name=name,
        pages=tuple(line.pages),
        prices=tuple(_prices(run, line, calendar) for run in line.prices.begun),
        quotas=tuple(line.quotas.begun),
        packs=tuple(line.packs.begun),
        orders=tuple(line.orders.begun),
        trials=tuple(line.trials.begun),
    )


def _prices(run: Stretch[PayAsYouGo], line: LineRuns, calendar: Calendar) -> PastPrices:
    standing = _standing(run, calendar)
    known = _known(run, line, calendar) if standing == "placed" else None
    return PastPrices(run, standing, line.dated_by.get(run.fact), known)


def _standing(run: Stretch[PayAsYouGo], calendar: Calendar) -> Standing:
    start, gone = run.fact.from_, calendar.day(run.gone)
    if run.first not in calendar.numbers:
        return "page-undated"
    if start is None:
        return "undated"
    if gone and gone <= start:
        return "withdrawn"
    return "placed" if run.first <= calendar.standing(start) else "contradicted"


def _known(run: Stretch[PayAsYouGo], line: LineRuns, calendar: Calendar) -> Known | None:
    start = run.fact.from_ or dt.date.min
    first = month_from(start)
    since = calendar.standing(start)
    ends = (run.gone, *_changes(run.fact.interface, since, line))
    ended_by = min((page for page in ends if page in calendar.numbers), default=None)
    if ended_by is not None:
        end = first_of_month(calendar.day(ended_by) or start)
    else:
        end = next_month(calendar.days[-1])
    return Known(first, end, ended_by) if first < end else None


def _changes(interface: str, since: int, line: LineRuns) -> Iterator[int]:
    """Pages after ``since`` that change what holds with the prices of ``interface``."""
    runs: list[Stretch[Any]] = [
        *(run for run in line.quotas.begun if interface in run.fact.interfaces),
        *(run for run in line.packs.begun if run.fact.interface == interface),
        *line.orders.begun,
    ]
    for run in runs:
        if run.first > since:
            yield run.first
        elif run.gone is not None and run.gone > since:
            yield run.gone
