"""Changes whose day nobody states: between two checks of the page, on some day, they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod
from typing import TypeVar

from msgspec.structs import replace

from tiia_pricing.ledger import Account
from tiia_pricing.pricebook import FreeQuota, OnlySeen, PayAsYouGo, PriceBook

MOST_BOOKS = 1000
_DAY = dt.timedelta(days=1)

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
        day + _DAY
        for usage in account.usage.values()
        for name in change.interfaces
        for day, _ in usage.get(name, ())
    )
    activated = (day for name in change.interfaces if (day := account.activated.on(name)))
    points: Iterable[dt.date] = (
        *(month.first for month in account.usage),
        *(day + _DAY for day in activated),
        *(called if every else ()),
    )
    within = {day for day in points if change.not_before < day < change.day}
    return sorted({change.not_before, change.day} | within)


def moved(book: PriceBook, came: Mapping[OnlySeen, dt.date]) -> PriceBook:
    """``book`` with the prices and quotas of changes that were only seen on the days they came.

    Packs stay: what one costs is what it cost when it was bought, and no total has it. A fact
    that would end before it begins is gone.
    """
    days = {(name, change.day): day for change, day in came.items() for name in change.interfaces}
    quotas = (_moved(quota, quota.interfaces, days) for quota in book.free_quotas)
    tables = (_moved(table, (table.interface,), days) for table in book.pay_as_you_go)
    return replace(
        book,
        free_quotas=tuple(filter(_holds_a_day, quotas)),
        pay_as_you_go=tuple(filter(_holds_a_day, tables)),
    )


def _moved(
    fact: Moving, names: Iterable[str], days: Mapping[tuple[str, dt.date], dt.date]
) -> Moving:
    def day(old: dt.date | None) -> dt.date | None:
        found = (days[name, old] for name in names if old and (name, old) in days)
        return next(found, old)

    return replace(fact, from_=day(fact.from_), to=day(fact.to))


def _holds_a_day(fact: FreeQuota | PayAsYouGo) -> bool:
    return fact.from_ is None or fact.to is None or fact.from_ < fact.to
