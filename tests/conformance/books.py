"""Price books that scenarios write, as JSON; and any book's facts as rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from tiia_pricing.pricebook import READINGS, default_book

from .tables import NOTHING, Row

Book = dict[str, Any]
FEATURE = {"text": "the feature", "clause": "the-feature"}
CLAUSE = {
    "id": "the-feature",
    "text": "the feature",
    "chapter": "the feature",
    "place": {"block": 0, "sentence": 0},
}


@cache
def page() -> Book:
    """The price book of the page. Callers leave it as it is."""
    book: Book = msgspec.to_builtins(default_book())
    return book


def of_tiers(rows: list[Row]) -> Book:
    """A book that prices the interfaces of ``rows``, with no quota and no packs."""
    names = list(dict.fromkeys(row["interface"] for row in rows))
    return {
        "snapshot": {"sha256": "0" * 64, "source": "the feature"},
        "known_from": None,
        "interfaces": [{"name": name, "action": None, "source": FEATURE} for name in names],
        "free_quotas": [],
        "pay_as_you_go": [_prices(name, rows) for name in names],
        "packs": [],
        "no_packs": [],
        "settlement_order": {
            "steps": ["free-quota", "resource-pack", "pay-as-you-go"],
            "clause": None,
        },
        "clauses": [CLAUSE],
        "findings": [],
        "readings": [{**msgspec.to_builtins(reading), "clause": None} for reading in READINGS],
    }


def _prices(name: str, rows: list[Row]) -> dict[str, Any]:
    own = [row for row in rows if row["interface"] == name]
    return {
        "interface": name,
        "mode": own[0]["mode"],
        "per_calls": int(own[0]["per calls"]),
        "tiers": [
            {
                "from_calls": int(row["from calls"]),
                "price": row["price"],
                "source": FEATURE,
                "bound": FEATURE,
            }
            for row in own
        ],
        "clause": None,
        "mode_clause": None,
    }


def quota(row: Row) -> dict[str, Any]:
    """A row of free calls as the book has it."""
    return {
        "interfaces": row["interfaces"].split(", "),
        "calls": int(row["calls"]),
        "clause": None,
        "source": FEATURE,
        "from": _given(row, "from"),
        "to": _given(row, "to"),
    }


def pack(row: Row) -> dict[str, Any]:
    """A row of packs for sale as the book has it."""
    months = _given(row, "months")
    return {
        "interface": row["interface"],
        "calls": int(row["calls"]),
        "price": row["price"],
        "clause": None,
        "source": FEATURE,
        "size": FEATURE,
        "months": int(months) if months else None,
    }


def _given(row: Row, name: str) -> str | None:
    cell = row.get(name, NOTHING)
    return None if cell == NOTHING else cell


def quotas(book: Book) -> Iterator[dict[str, Any]]:
    """The free quotas of a book as rows."""
    for item in book["free_quotas"]:
        yield {**item, "interfaces": ", ".join(item["interfaces"])}


def tiers(book: Book) -> Iterator[dict[str, Any]]:
    """The tiers of a book as rows."""
    for table in book["pay_as_you_go"]:
        for tier in table["tiers"]:
            yield {**table, **tier}


def findings(book: Book) -> Iterator[dict[str, Any]]:
    """The findings of a book as rows."""
    nowhere = dict.fromkeys(("table", "row", "column", "clause"))
    for finding in book["findings"]:
        yield {**nowhere, **finding["where"], "id": finding["id"]}
