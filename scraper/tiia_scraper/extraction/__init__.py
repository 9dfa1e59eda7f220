"""A page's bytes → price book and findings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from tiia_pricebook import PriceBook, Snapshot, check
from tiia_pricebook.messages import say
from tiia_scraper.document.decoding import decoded
from tiia_scraper.document.diagnosis import told_apart
from tiia_scraper.extraction.assembly import assemble
from tiia_scraper.extraction.clause_slugs import read_clauses
from tiia_scraper.extraction.leftover import read_told
from tiia_scraper.extraction.page_parts import CarriedOut, Page

__all__ = ["CarriedOut", "carried_out", "read_page", "read_with_messages"]


def read_page(data: bytes, source: str, charset: str | None = None) -> PriceBook:
    """Return the price book that a page's bytes read as; ``source`` is the name it is given.

    ``charset`` is what the source declared. Raises ``PageUnreadable`` naming every cell
    that cannot be read, or why there is no price.
    """
    return read_with_messages(data, source, charset)[0]


def read_with_messages(
    data: bytes, source: str, charset: str | None = None
) -> tuple[PriceBook, Mapping[str, str]]:
    """Return the price book of a page, and the messages of its findings by the texts that it has.

    A book is data and says its findings in English; the messages can be told in another
    language. Raises as ``read_page`` does.
    """
    text = decoded(data, charset)
    with told_apart(text):
        return _read(text.text, Snapshot(hashlib.sha256(data).hexdigest(), source))


def carried_out(data: bytes, charset: str | None = None) -> tuple[CarriedOut, ...]:
    """Return what a page that can be read announces and its tables have already."""
    page, _ = _assembled(decoded(data, charset).text, Snapshot("", ""))
    return tuple(page.carried_out)


def _assembled(text: str, snapshot: Snapshot) -> tuple[Page, PriceBook]:
    document, layouts = read_told(text)
    page = Page(document, read_clauses(document.sentences))
    return page, assemble(page, layouts, snapshot)


def _read(text: str, snapshot: Snapshot) -> tuple[PriceBook, Mapping[str, str]]:
    page, book = _assembled(text, snapshot)
    for problem in check(book):
        expected = say("a page that reads as a valid price book")
        page.refuse(problem.rule, problem.text, expected, path=problem.path)
    page.raise_problems()
    return book, page.said
