"""What the tables of a page are called: the headings that a reader finds above them."""

from __future__ import annotations

from itertools import chain

from tiia_pricebook.model.price_book import PriceBook

_CLOSING = tuple("。；：，！？;:,.!?")


def heading_of(book: PriceBook, clause: str | None) -> str | None:
    """Return the heading above a table that ``clause`` governs; ``None`` where none is known.

    A clause that is a heading itself is it; for a sentence it is the heading that it stands under.
    """
    for one in book.clauses:
        if one.id == clause:
            return (one.chapter if one.text.endswith(_CLOSING) else one.text) or None
    return None


def headings(book: PriceBook) -> dict[int | None, str]:
    """Return the heading above each table of the book's own page that facts stand in, by number."""
    stated = chain(
        ((one.clause, one.source) for one in book.free_quotas),
        ((one.clause, one.tiers[0].source) for one in book.pay_as_you_go),
        ((one.clause, one.source) for one in book.packs),
    )
    return {
        source.table: heading
        for clause, source in stated
        if source.table is not None and not source.page
        if (heading := heading_of(book, clause))
    }
