"""Price books by what they are read from, and what changed between two of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from os import PathLike

from tiia_pricebook import PriceBook, default_book, loads
from tiia_pricebook.editions.dated_book import of_one_page
from tiia_pricebook.editions.knowledge import known_on as as_known
from tiia_pricebook.errors import PageUnreadable
from tiia_pricing import changes
from tiia_pricing.changes import Change
from tiia_scraper import fetch, read_with_messages
from tiia_scraper.sources import shown


def load_book(
    source: str | PathLike[str] | None = None,
    *,
    known_on: dt.date | None = None,
    hosts: Sequence[str] = (),
) -> PriceBook:
    """Return the shipped price book, or that of a page or a JSON file: what ``diff`` takes.

    ``known_on`` gives a book with its past as it stood on that day; ``hosts`` may serve a URL
    besides its own. Raises ``SourceUnreachable``, ``PageUnreadable``, ``BookInvalid``, and
    ``InputError`` for what names no source.
    """
    book = default_book() if source is None else read_source(str(source), hosts)[0]
    return book if known_on is None else as_known(book, known_on)


def compare(old: PriceBook, new: PriceBook) -> tuple[Change, ...]:
    """Return what changed from one page's book to another's, the worst first.

    Raises ``InputError`` for a book with its past, which is not that of one page.
    """
    one, other = of_one_page(old, "old"), of_one_page(new, "new")
    return changes.compare(one, other)


def read_source(source: str, hosts: Sequence[str]) -> tuple[PriceBook, Mapping[str, str]]:
    """Return a price book by its name (``.json``) or its first character, else a page.

    With the book of a page come the messages of its findings, by their English texts.
    """
    page = fetch(source, hosts=hosts)
    if source.lower().endswith(".json") or page.data.lstrip().startswith(b"{"):
        return loads(page.data, name=shown(source)), {}
    try:
        return read_with_messages(page.data, shown(source), page.charset)
    except PageUnreadable as error:
        error.where = {"source": shown(source)} | error.where
        raise
