"""What the calculator has: the price book with its past, and the page of each rule."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from msgspec import Struct

from tiia_pricebook import Interface, PriceBook, Reading, dumps
from tiia_pricing.publishing.build.bundle import ENTRY, script, two_scripts
from tiia_pricing.publishing.site_data.links import Linked

BILL_CHECK = "bill-page/main.mjs"
YEAR = "year/main.mjs"
EMBEDDED = {"en": "embed/english.mjs", "zh": "embed/chinese.mjs"}
# What the calculator's modules read of no fact of the book, a third of its weight.
UNREAD = frozenset(
    {"certainty", "clauses", "decision", "evidence", "findings", "known_since", "question", "unread"}
)
STEPS = {
    "free-quota": "prices.html#free-quota",
    "resource-pack": "prices.html#packs",
    "pay-as-you-go": "prices.html#pay-as-you-go",
}


class CalculatorPage(Struct, frozen=True):
    """What the calculator's page shows: interfaces, each whether it has a price now, and doubts."""

    asked: list[tuple[Interface, bool]]
    open_readings: list[Reading]


def calculator_page(dated: PriceBook, book: PriceBook) -> CalculatorPage:
    """Return what the page shows.

    ``dated`` is the whole price book, ``book`` that of the newest page.
    """
    open_readings = [reading for reading in book.readings if len(reading.values) > 1]
    return CalculatorPage(asked(dated, book), open_readings)


def asked(dated: PriceBook, book: PriceBook) -> list[tuple[Interface, bool]]:
    """Return every interface that has or had a price, and whether the newest page names it."""
    current = {interface.name for interface in book.interfaces}
    priced = {table.interface for table in dated.pay_as_you_go}
    for edition in getattr(dated, "editions", ()):
        priced |= {table.interface for table in edition.pay_as_you_go}
    return [(one, one.name in current) for one in dated.interfaces if one.name in priced]


def calculator_scripts(
    dated: PriceBook, book: PriceBook, clauses: dict[str, Linked]
) -> dict[str, str]:
    """Return the scripts of the page by their place on the site.

    The first has the price book and the page of each rule; it asks for the second, of the year.
    """
    first, second = two_scripts(_data(dated, book, clauses, UNREAD), ENTRY, YEAR)
    return {"assets/calculator.js": first, "assets/calculator-year.js": second}


def embedded_script(
    dated: PriceBook, book: PriceBook, clauses: dict[str, Linked], language: str
) -> str:
    """Return the script of the calculator in other pages, in one language."""
    return script(_data(dated, book, clauses, UNREAD), EMBEDDED[language])


def bill_check_script(dated: PriceBook, book: PriceBook, clauses: dict[str, Linked]) -> str:
    """Return the script of the page that checks a bill, with the same in it."""
    return script(_data(dated, book, clauses), BILL_CHECK)


def _data(
    dated: PriceBook,
    book: PriceBook,
    clauses: dict[str, Linked],
    unread: Collection[str] = (),
) -> dict[str, Any]:
    content = json.loads(dumps(dated))
    return {"BOOK": without(content, unread), "RULES": rules(book, clauses)}


def without(value: Any, names: Collection[str]) -> Any:
    """Return data as of JSON without the fields of these names, at any depth."""
    if isinstance(value, list):
        return [without(one, names) for one in value]
    if isinstance(value, dict):
        return {key: without(one, names) for key, one in value.items() if key not in names}
    return value


def rules(book: PriceBook, clauses: dict[str, Linked]) -> dict[str, str]:
    """Return where the rule of a statement's line is explained, from the site's root, by its id."""
    readings = {reading.name: f"readings.html#{reading.name}" for reading in book.readings}
    proved = {
        id: item.proofs[0].anchor if item.proofs else f"page.html#clause-{id}"
        for id, item in clauses.items()
    }
    return {**STEPS, **readings, **proved}
