"""Books of our own whose prices change within a month."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from support.books import translator
from tiia_pricebook import PriceBook

CHANGE = dt.date(2024, 7, 16)


def mid_month() -> PriceBook:
    """The translator, whose prices change on the 16th of a month, and the pool with them."""
    book = translator()
    tables = [
        replace(one, from_=one.from_ and CHANGE, to=one.to and CHANGE) for one in book.pay_as_you_go
    ]
    [pool] = book.free_quotas
    quotas = (replace(pool, to=CHANGE), replace(pool, calls=20_000, from_=CHANGE))
    return replace(book, pay_as_you_go=tuple(tables), free_quotas=quotas)
