"""The history of prices as its page shows it: each interface through its months, and the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from tiia_pricing.pricebook import FreeQuota, PayAsYouGo, PriceBook
from tiia_pricing.pricebook.history import Line, Page, PastPrices, PriceHistory, Run
from tiia_pricing.publishing.charts import Segment, chart

OPEN_MONTHS = 12  # how much of what has no end a chart shows


class Months(Struct, frozen=True):
    """The prices of an interface in the months ``first`` to ``last``; ``None`` is no end.

    ``page`` is where they were first stated; ``None`` for the book in force.
    """

    first: str
    last: str | None
    table: PayAsYouGo
    page: Page | None
    until: Page | None


class Story(Struct, frozen=True):
    """One interface: its prices month by month, and their chart as SVG."""

    interface: str
    months: tuple[Months, ...]
    chart: Markup

    @property
    def constant(self) -> bool:
        """Whether every month that is known has the same prices."""
        return len({_prices(months.table) for months in self.months}) == 1


class Quotas(Struct, frozen=True):
    """Interfaces whose free quotas are alike, and the pages that state them."""

    interfaces: tuple[str, ...]
    run: Run[FreeQuota]


class Chapter(Struct, frozen=True):
    """A line of the history: the stories of what is placed, and the prices that are not.

    ``dated`` are those of its pages that have a date, the oldest first.
    """

    line: Line
    dated: tuple[Page, ...]
    stories: tuple[Story, ...]
    unplaced: tuple[PastPrices, ...]
    quotas: tuple[Quotas, ...]


def chapters(history: PriceHistory, book: PriceBook) -> list[Chapter]:
    """The lines with the prices of most months first."""
    told = [_chapter(line, history.pages, book) for line in history.lines]
    return sorted(told, key=lambda chapter: -len(chapter.stories))


def page_context(history: PriceHistory, book: PriceBook) -> dict[str, Any]:
    """What the page of the history shows."""
    return {
        "history": history,
        "history_lines": chapters(history, book),
        "document": lambda page: PurePosixPath(page.path).name,
        "fed": lambda number: [line.name for line in history.lines if number in line.pages],
    }


def _chapter(line: Line, pages: Sequence[Page], book: PriceBook) -> Chapter:
    names = dict.fromkeys(p.run.fact.interface for p in line.prices if p.known)
    told = {name: (*_past(name, line, pages), *_now(name, book)) for name in names}
    return Chapter(
        line,
        tuple(pages[number] for number in line.pages if pages[number].date),
        tuple(_stories(told)),
        tuple(prices for prices in line.prices if not prices.known),
        tuple(_alike(line.quotas)),
    )


def _alike(runs: Iterable[Run[FreeQuota]]) -> Iterator[Quotas]:
    """Quotas that stand alike on the same pages, together; a pool stays by itself."""
    groups: dict[Hashable, list[Run[FreeQuota]]] = {}
    for run in runs:
        fact, pool = run.fact, run.fact.interfaces if len(run.fact.interfaces) > 1 else None
        key = (fact.calls, fact.from_, fact.to, run.first, run.last, pool)
        groups.setdefault(key, []).append(run)
    for group in groups.values():
        names = [name for run in group for name in run.fact.interfaces]
        yield Quotas(tuple(names), group[0])


def _stories(told: Mapping[str, Sequence[Months]]) -> Iterator[Story]:
    """The stories of one line; all their charts have the same months."""
    segments = {name: [_segment(one) for one in months] for name, months in told.items()}
    every = [segment for own in segments.values() for segment in own]
    if not every:
        return
    last = max(segment.end or segment.first + OPEN_MONTHS for segment in every)
    span = (min(segment.first for segment in every), last)
    for name, months in told.items():
        drawn = Markup(chart(name, segments[name], span))  # noqa: S704 - numbers and our own words
        yield Story(name, tuple(months), drawn)


def _segment(months: Months) -> Segment:
    end = _number(months.last) + 1 if months.last else None
    return Segment(_number(months.first), end, _prices(months.table))


def _past(name: str, line: Line, pages: Sequence[Page]) -> Iterator[Months]:
    for prices in line.prices:
        if prices.known and prices.run.fact.interface == name:
            run, known = prices.run, prices.known
            last = max(n for n in line.pages if n <= run.last and pages[n].date)
            yield Months(
                f"{known.from_:%Y-%m}", known.last_month, run.fact, pages[run.first], pages[last]
            )


def _now(name: str, book: PriceBook) -> Iterator[Months]:
    for table in book.pay_as_you_go:
        if table.interface == name and book.known_from:
            yield Months(f"{table.from_ or book.known_from:%Y-%m}", None, table, None, None)


def _prices(table: PayAsYouGo) -> tuple[tuple[int, Decimal], ...]:
    """Lower bound and yuan per 1,000 calls of each tier."""
    return tuple((tier.from_calls, tier.price * 1000 / table.per_calls) for tier in table.tiers)


def _number(month: str) -> int:
    """A month as a count of months, so that they stand at equal distances."""
    day = dt.date.fromisoformat(f"{month}-01")
    return day.year * 12 + day.month - 1
