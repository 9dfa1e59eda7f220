"""What the calculator has: the price book with its past, and the page of each rule."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from msgspec import Struct

from tiia_pricebook import Interface, PriceBook, Reading, dumps
from tiia_pricing.publishing.build.bundle import ENTRY, script, two_scripts
from tiia_pricing.publishing.site_data.as_read import AsRead, as_read
from tiia_pricing.publishing.site_data.links import Linked
from tiia_pricing.publishing.site_data.site import Site

FRAME = "embed.html"
BILL_CHECK = "bill-page/main.mjs"
YEAR = "year/main.mjs"
EMBEDDED = {"en": "embed/english.mjs", "zh": "embed/chinese.mjs"}
HTML_NAMES = {"en": "en", "zh": "zh-Hans"}
# Fields of the book that no module of the calculator reads: half of its weight.
UNREAD = frozenset(
    {
        "certainty",
        "clauses",
        "decision",
        "evidence",
        "findings",
        "known_since",
        "pages",
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


class CalculatorPage(Struct, frozen=True):
    """What the calculator's page shows: interfaces, each whether it has a price now, and doubts.

    ``address`` is where the site is published, with a slash at its end; without one the page
    shows an example's in the line that embeds it.
    """

    asked: list[tuple[Interface, bool]]
    open_readings: list[Reading]
    address: str | None


class EmbeddedPage(Struct, frozen=True):
    """What the calculator shows in a frame of another page, in ``language`` as HTML names it."""

    asked: list[tuple[Interface, bool]]
    open_readings: list[Reading]
    as_read: AsRead
    language: str


def calculator_page(site: Site) -> CalculatorPage:
    """Return what the page shows."""
    return CalculatorPage(*_form(site), site.address)


def embedded_page(site: Site, language: str) -> EmbeddedPage:
    """Return what the frame shows."""
    return EmbeddedPage(*_form(site), as_read(site), HTML_NAMES[language])


def _form(site: Site) -> tuple[list[tuple[Interface, bool]], list[Reading]]:
    open_readings = [reading for reading in site.newest.readings if len(reading.values) > 1]
    return asked(site.dated, site.newest), open_readings


def asked(dated: PriceBook, book: PriceBook) -> list[tuple[Interface, bool]]:
    """Return every interface that has or had a price, and whether the newest page names it."""
    current = {interface.name for interface in book.interfaces}
    priced = {table.interface for table in dated.pay_as_you_go}
    for edition in getattr(dated, "editions", ()):
        priced |= {table.interface for table in edition.pay_as_you_go}
    return [(one, one.name in current) for one in dated.interfaces if one.name in priced]


def calculator_scripts(site: Site) -> dict[str, str]:
    """Return the scripts of the page by their place on the site.

    The first has the price book and the page of each rule; it asks for the second, of the year.
    """
    first, second = two_scripts(_light(site), ENTRY, YEAR)
    return {"assets/calculator.js": first, "assets/calculator-year.js": second}


def embedded_script(site: Site, language: str) -> str:
    """Return the script of the calculator in other pages, in one language."""
    data = _light(site)
    data["BOOK"]["untold"] = [_said_in(language, row) for row in data["BOOK"].get("untold", ())]
    return script(data, EMBEDDED[language])


def embedded_style(docs: Path) -> str:
    """Return the style of the calculator in other pages: its own and the calculator's, in one."""
    texts = ((docs / f"assets/{name}.css").read_text("utf-8") for name in ("embed", "calculator"))
    return re.sub(r"/\*.*?\*/|\n\s*", "", "".join(texts), flags=re.DOTALL)


def bill_check_script(site: Site) -> str:
    """Return the script of the page that checks a bill, with the same in it."""
    return script(_data(site), BILL_CHECK)


def _data(site: Site, unread: Collection[str] = ()) -> dict[str, Any]:
    content = without(json.loads(dumps(site.dated)), unread)
    return {"BOOK": content, "RULES": rules(site.newest, site.clauses)}


def _light(site: Site) -> dict[str, Any]:
    """The same with nothing that the calculator does not read."""
    data = _data(site, UNREAD)
    book = data["BOOK"]
    book["interfaces"] = [
        {"name": one["name"], "action": one["action"]} for one in book["interfaces"]
    ]
    for edition in book.get("editions", ()):
        del edition["interfaces"]
    return data


def _said_in(language: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of months without a price with what a frame in ``language`` says of it.

    The book has sentences in English, and codes for those in other languages.
    """
    if language == "en":
        return without(row, {"why", "months"})
    sentences = {"why": "message", "months": "expected"}
    return without(row, {told for code, told in sentences.items() if row.get(code) is not None})


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
