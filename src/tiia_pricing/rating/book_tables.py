"""The price book as tables of an engine: quotas and prices of each month, under one choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import lcm
from typing import NamedTuple

from msgspec import Struct

from tiia_pricebook import FreeQuota, PriceBook
from tiia_pricebook.calendar import Month, holds, holds_within
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.terms import Terms, terms_of
from tiia_pricing.billing.settlement.tier_pricing import Ladder
from tiia_pricing.billing.usage.account import Activated
from tiia_pricing.rating.dialect import END_OF_TIME


class MonthRow(NamedTuple):
    """A month of the run: whether its calls can be taken from packs, and want their days."""

    month: dt.date
    packs: bool
    by_day: bool


class QuotaRow(NamedTuple):
    """A free quota of one interface in one month, on the days ``[first, end)``.

    It is an account's whose issue day lies in ``[issued_from, issued_to)``. Rows of one ``pool``
    share their calls, served by ``place``. Quotas of one ``turn`` touch no common interface; a
    later turn counts what the earlier ones gave. ``phase`` is 1 after the packs.
    """

    month: dt.date
    interface: int
    phase: int
    turn: int
    pool: int
    place: int
    calls: int
    first: dt.date
    end: dt.date
    issued_from: dt.date
    issued_to: dt.date


class PriceRow(NamedTuple):
    """A tier table of one interface that holds on the days ``[first, end)`` of a month.

    ``turn`` counts the tables of the month from 1 to ``turns``; ``common`` is the divisor of all
    of them. Tier by tier: the first call by number, by measure, cents times divisor, the price.
    """

    month: dt.date
    interface: int
    turn: int
    turns: int
    whole: bool
    first: dt.date
    end: dt.date
    assumed: bool
    graduated: bool
    per_calls: int
    divisor: int
    common: int
    bounds: tuple[int, ...]
    measures: tuple[int, ...]
    numerators: tuple[int, ...]
    prices: tuple[str, ...]


class BookTables(Struct, frozen=True):
    """All that settling the months of a run needs to know of the book."""

    months: tuple[MonthRow, ...]
    quotas: tuple[QuotaRow, ...]
    prices: tuple[PriceRow, ...]

    @property
    def tiers(self) -> int:
        """The most tiers that a table has."""
        return max((len(row.bounds) for row in self.prices), default=1)

    def most(self, calls: int) -> int:
        """The greatest number that the price of so many calls passes through."""
        return max(
            (
                2 * (calls + row.per_calls) * max(row.numerators) * (row.common // row.divisor)
                + 2 * row.common
                for row in self.prices
            ),
            default=calls,
        )

    def turns(self, phase: int) -> int:
        """Return the passes over the quotas of a phase."""
        return max((row.turn for row in self.quotas if row.phase == phase), default=0)


Closed = Mapping[tuple[Month, str], InputError]


def refused(book: PriceBook, months: Iterable[Month]) -> Closed:
    """Return the months and interfaces for which the book has no answer, each with the reason."""
    found = {}
    for month in months:
        for interface in book.interfaces:
            try:
                book.in_month(month.first, month.end, {interface.name})
            except InputError as error:
                found[month, interface.name] = error
    return found


def compiled(
    book: PriceBook, months: Iterable[Month], choices: Choices, closed: Closed
) -> BookTables:
    """Return the tables of ``book`` for ``months``, as ``choices`` reads it.

    ``closed`` are those that ``refused`` finds in them.
    """
    names = {interface.name: index for index, interface in enumerate(book.interfaces)}
    rows: list[MonthRow] = []
    quotas: list[QuotaRow] = []
    prices: list[PriceRow] = []
    for month in months:
        told = [name for name in names if (month, name) not in closed]
        if told:
            terms = terms_of(book, month, choices, Activated(), told)
            days = _wants_days(book, month, told)
            rows.append(MonthRow(month.first, "resource-pack" in terms.steps, days))
            quotas += _quotas(terms, names, told)
            prices += _prices(terms, names)
    return BookTables(tuple(rows), tuple(quotas), tuple(prices))


def _quotas(terms: Terms, names: Mapping[str, int], told: Collection[str]) -> Iterator[QuotaRow]:
    if "free-quota" not in terms.steps:
        return
    steps = terms.steps
    late = "resource-pack" in steps and steps.index("resource-pack") < steps.index("free-quota")
    turns: dict[str, int] = {}
    for pool, (quota, span, issued) in enumerate(_in_month(terms)):
        members = [name for name in _served(terms, quota) if name in told]
        turn = 1 + max((turns.get(name, 0) for name in members), default=0)
        turns.update(dict.fromkeys(members, turn))
        for place, name in enumerate(members):
            yield QuotaRow(
                terms.month.first,
                names[name],
                int(late),
                turn,
                pool,
                place,
                quota.calls,
                *span,
                *issued,
            )


FromTo = tuple[dt.date, dt.date]


def _in_month(terms: Terms) -> list[tuple[FreeQuota, FromTo, FromTo]]:
    """The quotas of a month in the order in which they are drawn, each with its days and those
    on which it is issued (reading ``quota-change``)."""
    first, end = terms.month.first, terms.month.end
    found = []
    for quota in terms.book.free_quotas:
        span = max(first, quota.from_ or first), min(end, quota.to or end)
        if span[0] < span[1]:
            whole = (first, end)
            at_issue = terms.choices.quota_change == "at-issue"
            found.append((quota, whole, span) if at_issue else (quota, span, whole))
    return sorted(found, key=lambda one: one[1][0])


def _served(terms: Terms, quota: FreeQuota) -> Sequence[str]:
    """The members of a pool in the order of the reading ``shared-pool-order``."""
    members = sorted(quota.interfaces, key=terms.order.__getitem__)
    if terms.choices.shared_pool_order != "as-called":
        dearest = terms.choices.shared_pool_order == "dearest-first"
        members.sort(key=lambda name: _first_price(terms, name), reverse=dearest)
    return members


def _first_price(terms: Terms, name: str) -> Decimal:
    if name not in terms.ladders:
        return Decimal(0)
    table = terms.ladders[name].table
    return table.tiers[0].price / table.per_calls


def _prices(terms: Terms, names: Mapping[str, int]) -> Iterator[PriceRow]:
    month = terms.month
    for name, ladder in terms.ladders.items():
        turns = terms.turns.get(name, (ladder,))
        common = lcm(*(one.divisor for one in turns))
        for turn, one in enumerate(turns, start=1):
            place = (month.first, names[name], turn, len(turns), name not in terms.turns)
            yield _price(place, one, common)


def _price(place: tuple[dt.date, int, int, int, bool], ladder: Ladder, common: int) -> PriceRow:
    table = ladder.table
    return PriceRow(
        *place,
        table.from_ or dt.date.min,
        table.to or END_OF_TIME,
        bool(table.mode_certainty),
        table.mode == "progressive",
        table.per_calls,
        ladder.divisor,
        common,
        ladder.bounds,
        ladder.measures,
        ladder.numerators,
        tuple(str(tier.price) for tier in table.tiers),
    )


def by_day(book: PriceBook, month: Month) -> bool:
    """Whether a month is settled day by day under some reading, for accounts without packs too.

    A price or a quota that changes within it, and a quota that several interfaces share, want
    the days of the calls.
    """
    closed = refused(book, [month])
    told = [one.name for one in book.interfaces if (month, one.name) not in closed]
    return bool(told) and _wants_days(book, month, told)


def _wants_days(book: PriceBook, month: Month, told: Sequence[str]) -> bool:
    facts = book.in_month(month.first, month.end, told)
    quotas = [one for one in facts.free_quotas if holds_within(one, month.first, month.end)]
    seen = [name for quota in quotas for name in quota.interfaces]
    whole = all(holds(one, month.first) and holds(one, month.last) for one in quotas)
    tables = [one for one in facts.pay_as_you_go if holds_within(one, month.first, month.end)]
    priced = [one.interface for one in tables]
    steady = all(holds(one, month.first) and holds(one, month.last) for one in tables)
    alone = len(set(seen)) == len(seen) == len(quotas) and len(set(priced)) == len(priced)
    return not (whole and steady and alone)
