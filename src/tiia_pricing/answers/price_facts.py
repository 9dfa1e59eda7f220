"""The prices of a day as ``prices --format json`` has them, with clause and cell of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from tiia_pricebook import FreeQuota, Pack, PriceBook
from tiia_pricebook.calendar import today
from tiia_pricing.answers import accounts
from tiia_pricing.answers.cells import clause, pack_cell, quota_cell, tier_cell
from tiia_pricing.answers.open_questions import question_of
from tiia_pricing.answers.questions import Prices
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.price_list.price_list import ApiPrices, price_list
from tiia_pricing.price_list.price_list_json import as_dict


def prices(book: PriceBook, asked: Prices) -> dict[str, Any]:
    """The prices of a day, of all interfaces or of some, and all that the page leaves open."""
    day = accounts.day_of(asked.on, {"argument": "on"}) if asked.on else today()
    known = Names(book)
    told = prices_on(book, day, [known.of(name) for name in asked.interfaces])
    return told | {
        "open_questions": [
            question_of(
                book,
                one,
                one.default,
                ({"value": value} for value in one.values if value != one.default),
            )
            for one in book.readings
        ]
    }


def prices_on(book: PriceBook, day: dt.date, names: Collection[str] = ()) -> dict[str, Any]:
    """Return the prices of a day.

    Raises ``InputError`` where they are not told, or one of ``names``.
    """
    found = price_list(book, day, names)
    told = as_dict(found, today())
    for api, api_told in zip(found.apis, told["interfaces"], strict=True):
        _add_evidence(book, api, api_told)
    return told


def _add_evidence(book: PriceBook, api: ApiPrices, told: dict[str, Any]) -> None:
    """Put the clause and the cell of each number beside it."""
    if table := api.table:
        table_told = told["pay_as_you_go"]
        for tier, tier_told in zip(table.tiers, table_told["tiers"], strict=True):
            tier_told["evidence"] = {
                "clause": clause(book, table.clause),
                "mode_clause": clause(book, table.mode_clause),
                "cell": tier_cell(book, tier, [table.interface], table.clause),
            }
    _cite(book, ((one, quota_cell(book, one)) for one in api.quotas), told["free_quotas"])
    _cite(book, ((one, pack_cell(book, one)) for one in api.packs), told["packs"])


def _cite(
    book: PriceBook,
    facts: Iterable[tuple[FreeQuota | Pack, dict[str, Any]]],
    told: Iterable[dict[str, Any]],
) -> None:
    for (fact, cell), fact_told in zip(facts, told, strict=True):
        fact_told["evidence"] = {"clause": clause(book, fact.clause), "cell": cell}
