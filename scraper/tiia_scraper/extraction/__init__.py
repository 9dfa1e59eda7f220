"""A page's bytes → price book and findings."""

from __future__ import annotations

import hashlib

from tiia_pricebook import PriceBook, Snapshot, check
from tiia_scraper.document.decoding import decoded
from tiia_scraper.document.diagnosis import told_apart
from tiia_scraper.extraction.assembly import assemble
from tiia_scraper.extraction.clause_slugs import read_clauses
from tiia_scraper.extraction.leftover import read_told
from tiia_scraper.extraction.page_parts import CarriedOut, Page

__all__ = ["CarriedOut", "carried_out", "read_page"]


def read_page(data: bytes, source: str, charset: str | None = None) -> PriceBook:
    """The price book that a page's bytes read as; ``source`` is the name it is given.

    ``charset`` is what the source declared. Raises ``PageUnreadable`` naming every cell
    that cannot be read, or why there is no price.
    """
    text = decoded(data, charset)
    with told_apart(text):
        return _read(text.text, Snapshot(hashlib.sha256(data).hexdigest(), source))


def carried_out(data: bytes, charset: str | None = None) -> tuple[CarriedOut, ...]:
    """What a page that can be read announces and its tables have already."""
    page, _ = _assembled(decoded(data, charset).text, Snapshot("", ""))
    return tuple(page.carried_out)


def _assembled(text: str, snapshot: Snapshot) -> tuple[Page, PriceBook]:
    document, layouts = read_told(text)
    page = Page(document, read_clauses(document.sentences))
    return page, assemble(page, layouts, snapshot)


def _read(text: str, snapshot: Snapshot) -> PriceBook:
    page, book = _assembled(text, snapshot)
    for problem in check(book):
        expected = "a page that reads as a valid price book"
        page.refuse(problem.rule, problem.text, expected, path=problem.path)
    page.raise_problems()
    return book
