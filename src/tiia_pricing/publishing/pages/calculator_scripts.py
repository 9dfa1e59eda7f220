"""The scripts of the calculator and of the bill check, each with the price book in it.

With the book, which has its past, goes the page of each rule.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from tiia_pricebook import PriceBook, dumps
from tiia_pricebook.table_headings import heading_of
from tiia_pricing.publishing.build.bundle import ENTRY, script, two_scripts
from tiia_pricing.publishing.site_data.links import Linked
from tiia_pricing.publishing.site_data.site import Site

BILL_CHECK = "bill-page/main.mjs"
YEAR = "year/main.mjs"
EMBEDDED = {"en": "embed/english.mjs", "zh": "embed/chinese.mjs"}
# Fields of the book that no module of the calculator reads: half of its weight.
UNREAD = frozenset(
    {
        "certainty",
        "currency",
        "decision",
        "evidence",
        "findings",
        "known_since",
        "pages",
        "period",
        "question",
        "superseded",
        "unread",
    }
)
STEPS = {
    "free-quota": "prices.html#free-quota",
    "resource-pack": "prices.html#packs",
    "pay-as-you-go": "prices.html#pay-as-you-go",
}


def calculator_scripts(site: Site) -> dict[str, str]:
    """Return the scripts of the page by their place on the site.

    The first has the price book and the page of each rule; it asks for the second, of the year.
    """
    first, second = two_scripts(_data(site, light(site.dated)), ENTRY, YEAR)
    return {"assets/calculator.js": first, "assets/calculator-year.js": second}


def embedded_script(site: Site, language: str) -> str:
    """Return the script of the calculator in other pages, in one language."""
    content = light(site.dated, language)
    return script(_data(site, content), EMBEDDED[language])


def bill_check_script(site: Site) -> str:
    """Return the script of the page that checks a bill."""
    return script(_data(site, _content(site.dated)), BILL_CHECK)


def _content(dated: PriceBook) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(dumps(dated))
    return content


def _data(site: Site, content: dict[str, Any]) -> dict[str, Any]:
    return {"BOOK": content, "RULES": rules(site.newest, site.clauses)}


def light(dated: PriceBook, language: str | None = None) -> dict[str, Any]:
    """Return a price book as data, with what the calculator reads of it alone.

    With a ``language``, months without a price have what that one says of them: the book has
    sentences in English, and codes for those in other languages.
    """
    book: dict[str, Any] = _without(_content(dated), UNREAD)
    for edition in book.get("editions", ()):
        edition.pop("interfaces", None)
    book["clauses"] = [*_clauses(dated, book)]
    if language:
        book["untold"] = [_said_in(language, row) for row in book.get("untold", ())]
    book = _without_nulls(book)
    book["interfaces"] = [{"name": one.name, "action": one.action} for one in dated.interfaces]
    return book


def _said_in(language: str, row: dict[str, Any]) -> Any:
    if language == "en":
        return _without(row, {"why", "months"})
    sentences = {"why": "message", "months": "expected"}
    return _without(row, {told for code, told in sentences.items() if row.get(code) is not None})


def _clauses(dated: PriceBook, book: dict[str, Any]) -> Iterator[dict[str, str]]:
    """What is quoted of clauses: why no packs are sold, and the heading above each table."""
    whole = {one["clause"] for one in book["no_packs"]}
    tables = (*book["free_quotas"], *book["pay_as_you_go"], *book["packs"])
    headed = {one["clause"] for one in tables}
    for clause in dated.clauses:
        if clause.id in whole:
            yield {"id": clause.id, "text": clause.text, "chapter": clause.chapter}
        elif clause.id in headed and (heading := heading_of(dated, clause.id)):
            yield {"id": clause.id, "text": heading}


def _without(value: Any, names: Collection[str]) -> Any:
    """Data as of JSON without the fields of these names, at any depth."""
    if isinstance(value, list):
        return [_without(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, names) for key, one in value.items() if key not in names}
    return value


def _without_nulls(value: Any) -> Any:
    """Data as of JSON without fields that are null, but in places, which answers show whole."""
    if isinstance(value, list):
        return [_without_nulls(one) for one in value]
    if not isinstance(value, dict) or "column" in value:
        return value
    return {key: _without_nulls(one) for key, one in value.items() if one is not None}


def rules(book: PriceBook, clauses: dict[str, Linked]) -> dict[str, str]:
    """Return where the rule of a statement's line is explained, from the site's root, by its id."""
    readings = {reading.name: f"readings.html#{reading.name}" for reading in book.readings}
    proved = {
        id: item.proofs[0].anchor if item.proofs else f"page.html#clause-{id}"
        for id, item in clauses.items()
    }
    return {**STEPS, **readings, **proved}
