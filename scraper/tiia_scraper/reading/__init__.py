"""A page's bytes → price book and findings."""

from __future__ import annotations

import hashlib

from tiia_pricing.pricebook import PriceBook, Snapshot, check
from tiia_scraper.clauses import read_clauses
from tiia_scraper.decoding import decoded
from tiia_scraper.diagnosis import told_apart
from tiia_scraper.document import read_document
from tiia_scraper.reading.book import assemble
from tiia_scraper.reading.layout import lay_out
from tiia_scraper.reading.leftover import tell_tables
from tiia_scraper.reading.page import Page

__all__ = ["read_page"]


def read_page(data: bytes, source: str, charset: str | None = None) -> PriceBook:
    """The price book that a page's bytes read as; ``source`` is the name it is given.

    ``charset`` is what the source declared. Raises ``PageUnreadable`` naming every cell
    that cannot be read, or why there is no price.
    """
    text = decoded(data, charset)
    with told_apart(text):
        return _read(text.text, Snapshot(hashlib.sha256(data).hexdigest(), source))


def _read(text: str, snapshot: Snapshot) -> PriceBook:
    document = read_document(text)
    layouts = [lay_out(table) for table in document.tables]
    document = tell_tables(document, layouts)
    page = Page(document, read_clauses(document.sentences))
    book = assemble(page, layouts, snapshot)
    for problem in check(book):
        expected = "a page that reads as a valid price book"
        page.refuse(problem.rule, problem.text, expected, path=problem.path)
    page.raise_problems()
    return book
