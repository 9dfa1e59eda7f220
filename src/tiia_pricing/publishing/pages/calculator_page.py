"""What the calculator's page has: the price book with its past, and the page of each rule."""

from __future__ import annotations

import json
from typing import Any

from tiia_pricebook import PriceBook, dumps
from tiia_pricing.publishing.build.bundle import script
from tiia_pricing.publishing.pages.links import Linked

STEPS = {
    "free-quota": "prices.html#free-quota",
    "resource-pack": "prices.html#packs",
    "pay-as-you-go": "prices.html#pay-as-you-go",
}


def calculator(dated: PriceBook, book: PriceBook, clauses: dict[str, Linked]) -> dict[str, Any]:
    """For the templates: every interface that has or had a price, and the page's script.

    ``dated`` is the whole price book, ``book`` that of the newest page.
    """
    data = {"BOOK": json.loads(dumps(dated)), "RULES": rules(book, clauses)}
    current = {interface.name for interface in book.interfaces}
    priced = {table.interface for table in dated.pay_as_you_go}
    for edition in getattr(dated, "editions", ()):
        priced |= {table.interface for table in edition.pay_as_you_go}
    return {
        "asked": [(one, one.name in current) for one in dated.interfaces if one.name in priced],
        "open_readings": [reading for reading in book.readings if len(reading.values) > 1],
        "script": script(data),
    }


def rules(book: PriceBook, clauses: dict[str, Linked]) -> dict[str, str]:
    """Where the rule of a statement's line is explained, from the site's root, by its id."""
    readings = {reading.name: f"readings.html#{reading.name}" for reading in book.readings}
    proved = {
        id: item.proofs[0].anchor if item.proofs else f"page.html#clause-{id}"
        for id, item in clauses.items()
    }
    return {**STEPS, **readings, **proved}
