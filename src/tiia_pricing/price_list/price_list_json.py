"""A price list as JSON and CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from tiia_pricebook import Fact, PayAsYouGo, Source
from tiia_pricing.price_list.fact_rows import rows_of
from tiia_pricing.price_list.price_list import ApiPrices, PriceList, not_before, tier_ends
from tiia_pricing.tables.csv_tables import csv_text

CSV_COLUMNS = (
    *("on", "interface", "action", "kind", "from_calls", "to_calls", "calls", "price", "per_calls"),
    *("mode", "shared_with", "from", "to", "clause"),
    *("table", "row", "column", "text", "page", "read_on"),
)


def as_dict(prices: PriceList, today: dt.date) -> dict[str, Any]:
    """Return the price list as JSON.

    Prices in strings with the page's own digits, calls integers.
    """
    return {
        "on": str(prices.day),
        "today": prices.day == today,
        "currency": "CNY",
        "first_day": _day(prices.first_day),
        "interfaces": [_api(prices, one) for one in prices.apis],
        "pages": [
            {"page": page.name, "source": page.source, "read_on": _day(page.read_on)}
            for page in prices.pages()
        ],
        "on_trial": list(prices.in_force.on_trial),
        "untold": list(prices.in_force.untold),
    }


def as_csv(prices: PriceList) -> str:
    """Return the price list as CSV, a row for each tier, free quota and pack.

    No cell is a formula.
    """
    rows = (row for one in prices.apis for row in _rows(prices, one))
    return csv_text([CSV_COLUMNS, *rows])


def _api(prices: PriceList, api: ApiPrices) -> dict[str, Any]:
    name = api.interface.name
    return {
        "name": name,
        "action": api.interface.action,
        "pay_as_you_go": _table(prices, api.table) if api.table else None,
        "free_quotas": [
            {
                "calls": one.calls,
                "period": one.period,
                "shared_with": [other for other in one.interfaces if other != name],
                **_days(prices, name, one),
                "clause": one.clause,
                "source": _source(prices, one.source),
            }
            for one in api.quotas
        ],
        "packs": [
            {
                "calls": one.calls,
                "price": str(one.price),
                **_days(prices, name, one),
                "months": one.months,
                "days": one.days or None,
                "endless": bool(one.endless),
                "clause": one.clause,
                "source": _source(prices, one.source),
            }
            for one in api.packs
        ],
        "no_packs": api.no_packs,
    }


def _table(prices: PriceList, table: PayAsYouGo) -> dict[str, Any]:
    return {
        "mode": table.mode,
        "mode_assumed": bool(table.mode_certainty),
        "per_calls": table.per_calls,
        **_days(prices, table.interface, table),
        "clause": table.clause,
        "mode_clause": table.mode_clause,
        "tiers": [
            {
                "from_calls": tier.from_calls,
                "to_calls": end,
                "price": str(tier.price),
                "source": _source(prices, tier.source),
            }
            for tier, end in zip(table.tiers, tier_ends(table), strict=True)
        ],
    }


def _days(prices: PriceList, name: str, fact: Fact) -> dict[str, str | None]:
    seen = not_before(prices.book, name, fact)
    doubt = {"not_before": str(seen)} if seen else {}
    return {"from": _day(fact.from_), "to": _day(fact.to), **doubt}


def _day(day: dt.date | None) -> str | None:
    return str(day) if day else None


def _source(prices: PriceList, source: Source) -> dict[str, Any]:
    page = prices.page(source)
    return {
        "table": source.table,
        "row": source.row,
        "column": source.column,
        "clause": source.clause,
        "text": source.text,
        "page": page.name,
        "read_on": _day(page.read_on),
    }


def _rows(prices: PriceList, api: ApiPrices) -> Iterator[list[str]]:
    """The rows of an interface: its tiers, its free quotas, its packs."""
    for fact in (*((api.table,) if api.table else ()), *api.quotas, *api.packs):
        for row, source in rows_of(fact, api.interface):
            page = prices.page(source)
            told = structs.asdict(row) | {
                "on": prices.day,
                "from": fact.from_,
                "to": fact.to,
                "page": page.name,
                "read_on": page.read_on,
            }
            yield [str(told[name] or "") for name in CSV_COLUMNS]
