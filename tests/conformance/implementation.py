"""The one seam: a case goes in as JSON, an answer of the contract comes out as JSON."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any, TypedDict

import msgspec

from tiia_pricing import Activated, PriceBook, PricingError, Usage, bill, loads
from tiia_pricing.arguments import book_for, size
from tiia_pricing.files import read_packs, read_usage
from tiia_pricing.report import as_dict

Answer = dict[str, Any]


class Case(TypedDict):
    """What a scenario gives: a book and the files of an account.

    No book is the page's, with what older pages tell where the usage goes back before it.

    ``usage`` and ``packs`` are the bytes of CSV files in base64; ``activated`` has the day of
    the service under the empty name.
    """

    book: dict[str, Any] | None
    usage: str
    packs: str | None
    readings: dict[str, str]
    activated: dict[str, str]


def run(case: Case) -> Answer:
    """The bill of a case, or the error that refuses it (it has the key ``error``)."""
    try:
        usage = read_usage(base64.b64decode(case["usage"]), "usage.csv")
        return as_dict(
            bill(
                _book(case["book"], usage),
                usage,
                read_packs(base64.b64decode(case["packs"]), "packs.csv", size)
                if case["packs"]
                else (),
                readings=case["readings"],
                activated=_activated(case["activated"]),
            )
        )
    except PricingError as error:
        return error.as_dict()


def _book(book: dict[str, Any] | None, usage: list[Usage]) -> PriceBook:
    if book is None:
        return book_for(usage)
    return loads(msgspec.json.encode(book))


def _activated(days: dict[str, str]) -> Activated:
    dates = {name: dt.date.fromisoformat(day) for name, day in days.items()}
    return Activated(dates.pop("", None), dates)
