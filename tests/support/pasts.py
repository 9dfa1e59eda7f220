"""A small history of prices, and the translator's book with it as its past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from support.books import CELL, tiers, translator
from tiia_pricebook import FreeQuota, PayAsYouGo, SettlementOrder
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.editions.older_editions import with_past
from tiia_pricebook.editions.price_history import (
    Known,
    Line,
    PastPrices,
    PriceHistory,
    SeenPage,
    Stretch,
    Trial,
)

START, WENT = dt.date(2023, 1, 1), dt.date(2023, 7, 1)
PAGES = tuple(
    SeenPage(f"docs/price-{number}.md", f"{number}" * 40, day, f"{number}" * 64)
    for number, day in enumerate((dt.date(2022, 12, 5), dt.date(2023, 7, 9), None))
)
FREE_FIRST = SettlementOrder(("free-quota", "resource-pack", "pay-as-you-go"), None)


def priced(name: str, price: str, known: Known | None, **run: Any) -> PastPrices:
    table = PayAsYouGo(name, "reached", 10_000, tiers((0, price)), None, None, from_=START)
    standing = run.pop("standing", "placed")
    return PastPrices(Stretch(table, **run), standing, "2023年1月1日起", known)


def line(*prices: PastPrices, **runs: Sequence[Any]) -> Line:
    """A line of two dated pages and one without a date: Text until June, Old until July."""
    facts: dict[str, Any] = {
        "quotas": (Stretch(FreeQuota(("Text",), 20_000, None, CELL), 0, 0, 1),),
        "packs": (),
        "orders": (Stretch(FREE_FIRST, 0, 2, None),),
        "trials": (Stretch(Trial(START, "2023年1月1日前，公测"), 0, 0, 1),),
    }
    return Line("price", (0, 1, 2), prices, **facts | runs)


def history(**runs: Sequence[Any]) -> PriceHistory:
    text = priced("Text", "5", Known(START, WENT, 1), first=0, last=0, gone=1)
    old = priced("Old", "7", Known(START, dt.date(2023, 8, 1), None), first=0, last=1, gone=2)
    never = priced("Never", "9", None, first=2, last=2, gone=None, standing="page-undated")
    return PriceHistory(PAGES, (line(text, old, never, **runs),))


def compiled(**runs: Sequence[Any]) -> DatedBook:
    found = with_past(translator(), history(**runs))
    assert isinstance(found, DatedBook)
    return found
