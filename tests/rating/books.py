"""The books that many accounts are rated by, the days of their usage, and the readings."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

import frozen
from rating.many_accounts import Span
from support.books import scanner, translator
from tiia_pricebook import PriceBook

# Every value of every reading that can move a bill stands here at least once.
EVERY: tuple[dict[str, str], ...] = (
    {},
    {"tier-basis": "gross", "rounding": "down", "pack-start": "purchase-month"},
    {"partial-thousand": "round-up", "pack-order": "earliest-purchase", "tier-mode": "progressive"},
    {"quota-change": "on-date", "first-month": "from-activation"},
    {"price-change": "whole-month-new", "shared-pool-order": "dearest-first"},
    {"price-change": "whole-month-old", "shared-pool-order": "cheapest-first"},
    {"progressive-bound": "by-number", "tier-basis": "gross", "first-month": "from-activation"},
)
CHANGE = dt.date(2024, 7, 16)


def mid_month() -> PriceBook:
    """The translator by the hundred, whose prices change on the 16th of a month, and the pool."""
    book = translator()
    tables = [
        replace(one, per_calls=100, from_=one.from_ and CHANGE, to=one.to and CHANGE)
        for one in book.pay_as_you_go
    ]
    [pool] = book.free_quotas
    quotas = (replace(pool, to=CHANGE), replace(pool, calls=20_000, from_=CHANGE))
    return replace(book, pay_as_you_go=tuple(tables), free_quotas=quotas)


SPANS: dict[str, tuple[PriceBook, Span]] = {
    "the quota changes": (frozen.dated(), (dt.date(2022, 10, 1), dt.date(2022, 11, 30))),
    "an older page": (frozen.dated(), (dt.date(2020, 2, 1), dt.date(2020, 3, 31))),
    "a quarter": (frozen.dated(), (dt.date(2023, 1, 1), dt.date(2023, 3, 31))),
    "over a year": (frozen.dated(), (dt.date(2024, 1, 1), dt.date(2025, 3, 31))),
    "graduated, packs first": (scanner(), (dt.date(2024, 1, 1), dt.date(2024, 4, 30))),
    "prices change": (translator(), (dt.date(2024, 6, 1), dt.date(2024, 7, 31))),
    "prices change within a month": (mid_month(), (dt.date(2024, 6, 1), dt.date(2024, 7, 31))),
}
