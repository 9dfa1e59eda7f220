"""What changed: between two days, or between two pages or price books."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tiia_pricebook import PriceBook, loads
from tiia_pricebook.editions.dated_book import of_one_page
from tiia_pricebook.errors import InputError, PricingError
from tiia_pricebook.messages import say
from tiia_pricing.answers import accounts
from tiia_pricing.answers.price_facts import prices_on
from tiia_pricing.answers.questions import Compared
from tiia_pricing.changes import compare, impact
from tiia_pricing.changes.report.change_json import as_dict
from tiia_scraper import read_page

_NOTHING: dict[str, Any] = {"pay_as_you_go": None, "free_quotas": [], "packs": []}
_PROVENANCE = {"source", "evidence", "clause", "mode_clause", "from", "to", "not_before"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def changes(book: PriceBook, asked: Compared) -> dict[str, Any]:
    """Return what changed from ``old`` to ``new``.

    Raises ``InputError`` for a day beside a text.
    """
    days = [_DAY.fullmatch(text.strip()) is not None for text in (asked.old, asked.new)]
    if all(days):
        return _between_days(book, asked)
    if any(days):
        text = say("one of old and new is a day, and the other is not")
        where = {"argument": "old" if days[1] else "new"}
        raise InputError("argument-invalid", text, where=where, expected=say("two days, or none"))
    return _between_texts(_book(asked.old, "old"), _book(asked.new, "new"))


def _between_texts(old: PriceBook, new: PriceBook) -> dict[str, Any]:
    """The changes as ``diff --format json`` has them."""
    found = compare(old, new)
    return as_dict(found, impact.impacts(old, new, found), impact.together(old, new))


def _book(text: str, name: str) -> PriceBook:
    """The price book of a text; raises the errors of pages and books, with the argument's name."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        if text.lstrip().startswith("{"):
            return of_one_page(loads(data, name=name), name)
        return read_page(data, name)
    except PricingError as error:
        error.where = {"argument": name} | error.where
        raise


def _between_days(book: PriceBook, asked: Compared) -> dict[str, Any]:
    old, new = (
        accounts.day_of(text.strip(), {"argument": name})
        for text, name in ((asked.old, "old"), (asked.new, "new"))
    )
    before, after = (_by_name(prices_on(book, day)) for day in (old, new))
    return {
        "currency": "CNY",
        "old": old.isoformat(),
        "new": new.isoformat(),
        "changes": [
            change
            for interface in book.interfaces
            for change in _moved(interface.name, before, after)
        ],
    }


def _by_name(prices: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in prices["interfaces"]}


def _moved(
    name: str, before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """What one interface costs otherwise: each kind of fact with both sides whole."""
    old, new = before.get(name, _NOTHING), after.get(name, _NOTHING)
    for kind in _NOTHING:
        if _meaning(old[kind]) != _meaning(new[kind]):
            yield {"interface": name, "of": kind, "old": old[kind], "new": new[kind]}


def _meaning(fact: Any) -> Any:
    """A fact without where it stands and from when to when it holds."""
    if isinstance(fact, list):
        return [_meaning(one) for one in fact]
    if not isinstance(fact, dict):
        return fact
    return {key: _meaning(value) for key, value in fact.items() if key not in _PROVENANCE}
