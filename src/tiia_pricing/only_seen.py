"""Changes whose day nobody states: between two checks of the page, on some day, they came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
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
        book = account.book
        for change, day in zip(changes, chosen, strict=True):
            book = moved(book, change, day)
        if book is not account.book:
            yield book


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


def moved(book: PriceBook, change: OnlySeen, day: dt.date) -> PriceBook:
    """``book`` with the prices and quotas of a change that was only seen beginning on ``day``.

    Packs stay: what one costs is what it cost when it was bought, and no total has it.
    """
    if day == change.day:
        return book
    names = set(change.interfaces)
    return replace(
        book,
        free_quotas=_moved(
            book.free_quotas,
            change.day,
            day,
            [bool(names & set(quota.interfaces)) for quota in book.free_quotas],
        ),
        pay_as_you_go=_moved(
            book.pay_as_you_go,
            change.day,
            day,
            [table.interface in names for table in book.pay_as_you_go],
        ),
    )


def _moved(
    facts: Sequence[Moving], old: dt.date, new: dt.date, meant: Sequence[bool]
) -> tuple[Moving, ...]:
    return tuple(
        replace(
            fact,
            from_=new if fact.from_ == old else fact.from_,
            to=new if fact.to == old else fact.to,
        )
        if one
        else fact
        for fact, one in zip(facts, meant, strict=True)
    )
