"""Price books that scenarios write, as JSON; and any book's facts as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any, TypedDict

import msgspec
from msgspec import Struct

from tiia_pricebook import READINGS, PriceBook, default_book
from tiia_pricebook.editions.compilation import Accepted, compiled
from tiia_pricebook.editions.dated_book import AcceptedPage, Dated, DatedBook
from tiia_pricebook.editions.knowledge import known_on

from .tables import NOTHING, Row, column

Book = dict[str, Any]
FEATURE = {"text": "the feature", "clause": "the-feature"}
CLAUSE = {
    "id": "the-feature",
    "text": "the feature",
    "chapter": "the feature",
    "place": {"block": 0, "sentence": 0},
}


@cache
def page(day: str | None = None) -> Book:
    """The price book of the page, or as it stood on a day. Callers leave it as it is."""
    book = default_book()
    found: Book = msgspec.to_builtins(known_on(book, dt.date.fromisoformat(day)) if day else book)
    return found


class Asked(TypedDict):
    """The book by which a case is billed, none being the page's, and the day on which it is asked.

    No day is today.
    """

    book: Book | None
    known_on: str | None


def asked(book: Book | None, day: str | None = None) -> Asked:
    """A scenario's book as a case has it.

    A book of pages is put to a calculator as the facts that it gives, without its record.
    """
    if book is None or "pages" not in book:
        return {"book": book, "known_on": None if book else day}
    whole: PriceBook = msgspec.convert(book, DatedBook)
    if day:
        whole = known_on(whole, dt.date.fromisoformat(day))
    found = _without_record(msgspec.to_builtins(whole))
    kept = {name: found[name] for name in _encoded(PriceBook) if name in found}
    return {"book": kept, "known_on": None}


def _without_record(data: Any) -> Any:
    """A book in JSON without the pages of its facts and the days since when they are known."""
    if isinstance(data, dict):
        kept = {name: one for name, one in data.items() if name not in ("page", "known_since")}
        return {name: _without_record(one) for name, one in kept.items()}
    return list(map(_without_record, data)) if isinstance(data, list | tuple) else data


def facts(asked: Asked) -> Book:
    """The book that is asked, the page's among them. Callers leave it as it is."""
    return page(asked["known_on"]) if asked["book"] is None else asked["book"]


def _encoded(kind: type[Struct]) -> tuple[str, ...]:
    return kind.__struct_encode_fields__


def of_tiers(rows: list[Row]) -> Book:
    """A book that prices the interfaces of ``rows``, with no quota and no packs."""
    names = list(dict.fromkeys(row["interface"] for row in rows))
    spans = dict.fromkeys((row["interface"], *_days(row)) for row in rows)
    return {
        "snapshot": {"sha256": "0" * 64, "source": "the feature"},
        "known_from": None,
        "interfaces": [{"name": name, "action": None, "source": FEATURE} for name in names],
        "free_quotas": [],
        "pay_as_you_go": [_prices(*span, rows) for span in spans],
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


def of_pages(rows: list[Row]) -> Book:
    """The book of pages accepted one after another, each with the prices of its rows."""
    pages = {
        row["accepted"]: [one for one in rows if one["accepted"] == row["accepted"]] for row in rows
    }
    accepted = [_accepted(number, own) for number, own in enumerate(pages.values(), start=1)]
    book: Book = msgspec.to_builtins(compiled(accepted))
    return book


def _accepted(number: int, rows: list[Row]) -> Accepted:
    first = rows[0]
    day = dt.date.fromisoformat(first["accepted"])
    page = AcceptedPage(
        file=f"page {number}",
        sha256=f"{number}" * 64,
        source="the feature",
        first_seen=day,
        accepted=day,
        from_=_day(first, "holds from"),
        dated=msgspec.convert(first["dated"], Dated),
        evidence="the feature",
        not_before=_day(first, "not before"),
    )
    return Accepted(page, msgspec.convert(of_tiers(rows), PriceBook))


def _day(row: Row, name: str) -> dt.date | None:
    given = _given(row, name)
    return dt.date.fromisoformat(given) if given else None


def _days(row: Row) -> tuple[str | None, str | None]:
    return _given(row, "from"), _given(row, "to")


def _prices(name: str, from_: str | None, to: str | None, rows: list[Row]) -> dict[str, Any]:
    own = [row for row in rows if (row["interface"], *_days(row)) == (name, from_, to)]
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
                **_said(row, "bound in"),
            }
            for row in own
        ],
        "clause": None,
        "mode_clause": None,
        **_said(own[0], "certainty", "mode_certainty"),
        "from": from_,
        "to": to,
    }


def _said(row: Row, name: str, key: str | None = None) -> dict[str, str]:
    """What a column says as the book has it; a book says nothing of it where a row does not."""
    given = _given(row, name)
    return {key or column(name): given} if given else {}


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
    days = _given(row, "days")
    return {
        "interface": row["interface"],
        "calls": int(row["calls"]),
        "price": row["price"],
        "clause": None,
        "source": FEATURE,
        "size": FEATURE,
        "from": _given(row, "from"),
        "to": _given(row, "to"),
        "months": int(months) if months else None,
        **({"days": int(days)} if days else {}),
        **({"endless": True} if _given(row, "endless") else {}),
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
