"""The points of a price book: calls of an interface in a month, and their readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import product
from math import gcd, lcm
from typing import NamedTuple

from tiia_pricebook import FreeQuota, PayAsYouGo, PriceBook
from tiia_pricebook.calendar import Month, holds_within, next_month
from tiia_pricebook.editions.dated_book import DatedBook, Edition
from tiia_pricebook.errors import InputError

Readings = Mapping[str, str]
FIRST_OF_NONE = dt.date(2024, 1, 1)  # for a book in which nothing changes
ALWAYS = ("tier-basis", "partial-thousand", "rounding", "tier-mode", "progressive-bound")


class Point(NamedTuple):
    """Calls of one interface: ``early`` on the first day of a month, ``late`` on its last."""

    month: Month
    interface: str
    early: int
    late: int


class Asked(NamedTuple):
    """Points that are asked under every combination of the readings that can move them."""

    points: tuple[Point, ...]
    readings: tuple[Readings, ...]


def asked(book: PriceBook) -> Iterator[Asked]:
    """Points of the same prices and quotas once; those of months in which some change apart."""
    listed: dict[tuple[bool, bool], dict[Facts, list[Point]]] = {}
    for month, one in product(sorted(set(_months(book))), book.interfaces):
        facts = _facts_in(book, month, one.name)
        if facts and facts.tables:
            kind = listed.setdefault((len(facts.tables) > 1, len(facts.quotas) > 1), {})
            if facts not in kind:
                kind[facts] = list(_points(month, one.name, facts))
    for (prices, quotas), found in listed.items():
        points = tuple(point for own in found.values() for point in own)
        yield Asked(points, tuple(_readings(book, prices=prices, quotas=quotas)))


def _months(book: PriceBook) -> Iterator[Month]:
    """Each month in which a fact begins or ends, and the one after it: nothing else differs."""
    days = {day for fact in _facts(book) for day in fact}
    days |= {book.known_from or FIRST_OF_NONE}
    for day in days:
        yield Month.of(day)
        yield Month.of(next_month(day))


def _facts(book: PriceBook) -> Iterator[tuple[dt.date, ...]]:
    pages: list[PriceBook | Edition] = [
        book,
        *(book.editions if isinstance(book, DatedBook) else ()),
    ]
    for page in pages:
        facts: list[FreeQuota | PayAsYouGo] = [*page.free_quotas, *page.pay_as_you_go]
        yield from (tuple(day for day in (fact.from_, fact.to) if day) for fact in facts)


class Facts(NamedTuple):
    """What prices an interface in a month."""

    interface: str
    tables: tuple[PayAsYouGo, ...]
    quotas: tuple[int, ...]


def _facts_in(book: PriceBook, month: Month, name: str) -> Facts | None:
    """The facts of a month; none where the book has no answer for it."""
    first, end = month.first, month.end
    try:
        facts = book.in_month(first, end, {name})
    except InputError:
        return None
    tables = (one for one in facts.pay_as_you_go if one.interface == name)
    quotas = (one for one in facts.free_quotas if name in one.interfaces)
    return Facts(
        name,
        tuple(one for one in tables if holds_within(one, first, end)),
        tuple(one.calls for one in quotas if holds_within(one, first, end)),
    )


def _points(month: Month, name: str, facts: Facts) -> Iterator[Point]:
    """Every bound and quota with one call on either side, and a period of rests in every tier."""
    counts = {0, 1}
    for table in facts.tables:
        for tier in table.tiers:
            counts |= {tier.from_calls - 1, tier.from_calls, tier.from_calls + 1}
    for quota in facts.quotas or (0,):
        counts |= {quota - 1, quota, quota + 1}
        counts |= {quota + paid for table in facts.tables for paid in _paid(table)}
    for calls in sorted(count for count in counts if count >= 0):
        yield Point(month, name, 0, calls)
        if len(facts.tables) > 1 or len(facts.quotas) > 1:
            yield Point(month, name, calls // 3, calls - calls // 3)


def _paid(table: PayAsYouGo) -> Iterator[int]:
    bounds = [tier.from_calls for tier in table.tiers]
    for bound, tier in zip(bounds, table.tiers, strict=True):
        # one past the bound too: by measure a tier begins a call later
        yield from range(
            max(bound - 1, 0), bound + 2 + _period(table, tier.price.as_integer_ratio())
        )


def _period(table: PayAsYouGo, price: tuple[int, int]) -> int:
    """After how many calls cents end in the same fraction, and a thousand in the same rest."""
    over, under = price[0] * 100, price[1] * table.per_calls
    return lcm(under // gcd(over, under), table.per_calls)


def _readings(book: PriceBook, *, prices: bool, quotas: bool) -> Iterator[Readings]:
    """Every combination of the readings that can move a bill without packs and activation."""
    names = ALWAYS + ("price-change",) * prices + ("quota-change",) * quotas
    values = {one.name: one.values for one in book.readings if one.name in names}
    tables = book.pay_as_you_go
    if not any(table.mode_certainty for table in tables):
        del values["tier-mode"]
        if all(table.mode == "reached" for table in tables):
            del values["progressive-bound"]
    for combination in product(*values.values()):
        yield dict(zip(values, combination, strict=True))
