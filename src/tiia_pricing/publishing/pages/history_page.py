"""The history of prices as its page shows it: each interface through its months, and the rest."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from tiia_pricebook import FreeQuota, OnlySeen, Pack, PayAsYouGo, PriceBook
from tiia_pricebook.calendar import DAY, Month
from tiia_pricebook.editions.price_history import Line, PastPrices, PriceHistory, SeenPage, Stretch
from tiia_pricing.publishing.charts.drawings import FRAMES, Drawing
from tiia_pricing.publishing.charts.step_chart import Segment, chart
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import Taken
from tiia_pricing.publishing.site_data.prices_as_of import days_of
from tiia_pricing.publishing.site_data.site import Site

OPEN_MONTHS = 12  # how much of what has no end a chart shows at least


class Months(Struct, frozen=True):
    """The prices of an interface on the days ``[from_, to)``; ``None`` is no end.

    ``first`` and ``last`` say them in words: months on older pages, days on accepted ones.
    ``page`` is where they were first stated, ``None`` for an accepted page. ``seen`` are the
    changes that were only seen and began them, ``coming`` says that they are announced.
    """

    first: str
    last: str | None
    from_: dt.date
    to: dt.date | None
    table: PayAsYouGo
    page: SeenPage | None = None
    until: SeenPage | None = None
    seen: OnlySeen | None = None
    coming: bool = False


class Story(Struct, frozen=True):
    """One interface: its prices month by month, and their chart for each kind of screen."""

    interface: str
    months: tuple[Months, ...]
    chart: tuple[Drawing, ...]

    @property
    def constant(self) -> bool:
        """Whether every month that is known has the same prices."""
        return len({_prices(months.table) for months in self.months}) == 1


class Quotas(Struct, frozen=True):
    """Interfaces whose free quotas are alike, and the pages that state them."""

    interfaces: tuple[str, ...]
    run: Stretch[FreeQuota]


class Chapter(Struct, frozen=True):
    """A line of the history: the stories of what is placed, and the prices that are not.

    ``dated`` are those of its pages that have a date, the oldest first.
    """

    line: Line
    dated: tuple[SeenPage, ...]
    stories: tuple[Story, ...]
    unplaced: tuple[PastPrices, ...]
    quotas: tuple[Quotas, ...]


def chapters(history: PriceHistory, book: PriceBook, today: dt.date) -> list[Chapter]:
    """Return the lines with the prices of most months first."""
    told = [_chapter(line, history.pages, book, today) for line in history.lines]
    return sorted(told, key=lambda chapter: -len(chapter.stories))


def newer(history: PriceHistory, book: PriceBook, today: dt.date) -> list[Story]:
    """Return the stories of interfaces of which only accepted pages tell prices."""
    older = {
        prices.run.fact.interface
        for line in history.lines
        for prices in line.prices
        if prices.known
    }
    names = dict.fromkeys(table.interface for table in book.pay_as_you_go)
    told = {name: list(_now(name, book, today)) for name in names if name not in older}
    return list(_stories({name: months for name, months in told.items() if months}, today))


class HistoryPage(Struct, frozen=True):
    """What the page of the history shows; ``fed`` are the lines that each older page gave facts.

    ``quotas`` and ``packs`` are those of accepted pages, ``anchors`` the days on the page of
    prices by their first day. ``has_rules`` is whether there is a chapter on older months.
    """

    history: PriceHistory
    lines: list[Chapter]
    newer_stories: list[Story]
    quotas: list[FreeQuota]
    packs: list[Pack]
    fed: list[list[str]]
    day: dt.date
    anchors: dict[dt.date, str]
    accepted_from: dt.date
    accepted_pages: tuple[Taken, ...]
    has_rules: bool


def history_page(site: Site) -> HistoryPage:
    """Return what the page of the history shows."""
    history, book, older = site.history, site.dated, older_pages(site.history)
    return HistoryPage(
        history,
        chapters(history, book, site.day),
        newer(history, book, site.day),
        [one for one in book.free_quotas if one.source.page not in older],
        [one for one in book.packs if one.source.page not in older],
        [
            [line.name for line in history.lines if n in line.pages]
            for n in range(len(history.pages))
        ],
        site.day,
        {day: days_of(site.days, day).id for day in _first_days(book)},
        book.known_from or book.pages[0].accepted,
        site.taken,
        any(feature.slug == "history" for feature in site.results.features),
    )


def older_pages(history: PriceHistory) -> dict[str | None, SeenPage]:
    """Return the older pages by the name that sources cite them by."""
    return {page.cited: page for page in history.pages}


def _first_days(book: PriceBook) -> Iterator[dt.date]:
    """The first day of each price of the accepted pages, where it is known."""
    yield from filter(None, (table.from_ or book.known_from for table in book.pay_as_you_go))


def _chapter(line: Line, pages: Sequence[SeenPage], book: PriceBook, today: dt.date) -> Chapter:
    names = dict.fromkeys(p.run.fact.interface for p in line.prices if p.known)
    told = {name: (*_past(name, line, pages), *_now(name, book, today)) for name in names}
    return Chapter(
        line,
        tuple(pages[number] for number in line.pages if pages[number].date),
        tuple(_stories(told, today)),
        tuple(prices for prices in line.prices if not prices.known),
        tuple(_alike(line.quotas)),
    )


def _alike(runs: Iterable[Stretch[FreeQuota]]) -> Iterator[Quotas]:
    """Quotas that stand alike on the same pages, together; a pool stays by itself."""
    groups: dict[Hashable, list[Stretch[FreeQuota]]] = {}
    for run in runs:
        fact, pool = run.fact, run.fact.interfaces if len(run.fact.interfaces) > 1 else None
        key = (fact.calls, fact.from_, fact.to, run.first, run.last, pool)
        groups.setdefault(key, []).append(run)
    for group in groups.values():
        names = [name for run in group for name in run.fact.interfaces]
        yield Quotas(tuple(names), group[0])


def _stories(told: Mapping[str, Sequence[Months]], today: dt.date) -> Iterator[Story]:
    """The stories of one line, up to today; all their charts have the same months."""
    segments = {name: tuple(map(_segment, months)) for name, months in told.items()}
    every = [segment for own in segments.values() for segment in own]
    if not every:
        return
    ends = (segment.end or segment.first + OPEN_MONTHS for segment in every)
    last = max(_month(today), *ends)
    span = (min(segment.first for segment in every), last)
    for name, months in told.items():
        yield Story(name, tuple(months), _charts(name, segments[name], span))


@lru_cache(maxsize=64)  # the past of most books is the same
def _charts(
    name: str, segments: tuple[Segment, ...], span: tuple[Fraction, Fraction]
) -> tuple[Drawing, ...]:
    return tuple(chart(name, segments, span, frame) for frame in FRAMES)


def _segment(months: Months) -> Segment:
    return Segment(
        _month(months.from_),
        _month(months.to) if months.to else None,
        _prices(months.table),
        _month(months.seen.not_before) if months.seen else None,
        coming=months.coming,
    )


def _past(name: str, line: Line, pages: Sequence[SeenPage]) -> Iterator[Months]:
    for prices in line.prices:
        if prices.known and prices.run.fact.interface == name:
            run, known = prices.run, prices.known
            last = max(n for n in line.pages if n <= run.last and pages[n].date)
            words = str(Month.of(known.from_)), known.last_month
            yield Months(*words, known.from_, known.to, run.fact, pages[run.first], pages[last])


def _now(name: str, book: PriceBook, today: dt.date) -> Iterator[Months]:
    """The prices of accepted pages; where no day is stated, from the book's first month on."""
    for table in book.pay_as_you_go:
        if table.interface == name and (first := table.from_ or book.known_from):
            words = str(first if table.from_ else Month.of(first))
            last = str(table.to - DAY) if table.to else None
            seen = next((one for one in book.only_seen if _begins(one, table)), None)
            coming = first > today
            yield Months(words, last, first, table.to, table, seen=seen, coming=coming)


def _begins(change: OnlySeen, table: PayAsYouGo) -> bool:
    return change.day == table.from_ and table.interface in change.interfaces


def _prices(table: PayAsYouGo) -> tuple[tuple[int, Decimal], ...]:
    """Lower bound and yuan per 1,000 calls of each tier."""
    return tuple((tier.from_calls, tier.price * 1000 / table.per_calls) for tier in table.tiers)


def _month(day: dt.date) -> Fraction:
    """A day as a count of months from year 0, so that months stand at equal distances."""
    _, length = calendar.monthrange(day.year, day.month)
    return day.year * 12 + day.month - 1 + Fraction(day.day - 1, length)
