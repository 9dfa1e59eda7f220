"""Changes whose day nobody states: between two checks of the page, on some day, they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import TypeVar

from msgspec.structs import replace

from tiia_pricebook import FreeQuota, OnlySeen, PayAsYouGo, PriceBook, interfaces_of
from tiia_pricebook.calendar import DAY
from tiia_pricing.billing.settlement.ledger import Account

MOST_BOOKS = 1000

Moving = TypeVar("Moving", FreeQuota, PayAsYouGo)


def touching(account: Account) -> Iterator[OnlySeen]:
    """The changes that were only seen and may fall into a month with usage of their interfaces."""
    for change in account.book.only_seen:
        for month, usage in account.usage.items():
            doubtful = change.not_before < month.end and month.first < change.day
            if doubtful and not usage.keys().isdisjoint(change.interfaces):
                yield change
                break


def possible_books(account: Account) -> Iterator[PriceBook]:
    """The book with each change that was only seen on each earlier day that makes a difference.

    Between two days with calls all days give one bill. Past ``MOST_BOOKS`` combinations only
    the first days of months and the ends of each doubt are tried.
    """
    changes = list(touching(account))
    days = [_days(account, change, every=True) for change in changes]
    if prod(map(len, days)) > MOST_BOOKS:
        days = [_days(account, change, every=False) for change in changes]
    for chosen in product(*days):
        came = dict(zip(changes, chosen, strict=True))
        if any(day != change.day for change, day in came.items()):
            yield moved(account.book, came)


def _days(account: Account, change: OnlySeen, *, every: bool) -> list[dt.date]:
    called = (
        day + DAY
        for usage in account.usage.values()
        for name in change.interfaces
        for day, _ in usage.get(name, ())
    )
    activated = (day for name in change.interfaces if (day := account.activated.on(name)))
    points: Iterable[dt.date] = (
        *(month.first for month in account.usage),
        *(day + DAY for day in activated),
        *(called if every else ()),
    )
    within = {day for day in points if change.not_before < day < change.day}
    return sorted({change.not_before, change.day} | within)


def moved(book: PriceBook, came: Mapping[OnlySeen, dt.date]) -> PriceBook:
    """``book`` with the prices and quotas of changes that were only seen on the days they came.

    Packs stay: what one costs is what it cost when it was bought, and no total has it.
    """
    for change, day in sorted(came.items(), key=lambda pair: pair[0].day):
        if day != change.day:
            book = replace(
                book,
                free_quotas=_moved(book.free_quotas, change, day),
                pay_as_you_go=_moved(book.pay_as_you_go, change, day),
            )
    return book


def _moved(facts: Sequence[Moving], change: OnlySeen, day: dt.date) -> tuple[Moving, ...]:
    """Facts with a change on an earlier day: nothing that held until it reaches past that day."""
    turning = {
        name
        for fact in facts
        if change.day in (fact.from_, fact.to)
        for name in interfaces_of(fact)
        if name in change.interfaces
    }
    found = (
        fact if turning.isdisjoint(interfaces_of(fact)) else _at(fact, change, day)
        for fact in facts
    )
    return tuple(fact for fact in found if _holds_a_day(fact))


def _at(fact: Moving, change: OnlySeen, day: dt.date) -> Moving:
    if fact.from_ == change.day:
        return replace(fact, from_=day)
    return replace(fact, to=min(fact.to, day)) if fact.to and fact.to <= change.day else fact


def _holds_a_day(fact: FreeQuota | PayAsYouGo) -> bool:
    return fact.from_ is None or fact.to is None or fact.from_ < fact.to
