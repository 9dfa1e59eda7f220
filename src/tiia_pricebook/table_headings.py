"""What the tables of a page are called, and their rows and columns, as a reader finds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from tiia_pricebook.cell_places import CellNames
from tiia_pricebook.model.facts import FreeQuota, Pack, PayAsYouGo
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.model.provenance import Source

_LONGEST = 40
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


class PageNames(NamedTuple):
    """What the tables of a page are called, their rows and their columns, by their numbers."""

    tables: Mapping[int | None, str] = {}
    rows: Mapping[tuple[int | None, int | None], str] = {}
    columns: Mapping[tuple[int | None, int | None], str] = {}

    def at(self, where: Mapping[str, Any]) -> CellNames:
        """Return what the table, row and column of a place are called, as far as it is known."""
        table, row, column = (where.get(name) for name in ("table", "row", "column"))
        named = self.rows.get((table, row)), self.columns.get((table, column))
        return CellNames(self.tables.get(table), *named)


def names_on(book: PriceBook) -> PageNames:
    """Return what the tables, rows and columns of the book's own page are called.

    A row has the APIs that its facts are of, a column the calls of its tier or its title.
    """
    rows: dict[tuple[int | None, int | None], dict[str, None]] = {}
    columns = {
        (one.where.table, one.where.column): name_in(one.text)
        for one in book.unread or ()
        if one.why == "column-title"
    }
    facts: tuple[FreeQuota | PayAsYouGo | Pack, ...] = (
        *book.free_quotas,
        *book.pay_as_you_go,
        *book.packs,
    )
    for row, column, source in (named for fact in facts for named in _named(fact)):
        if source.table is None or source.page:
            continue
        rows.setdefault((source.table, source.row), {}).update(dict.fromkeys(row))
        if column:
            columns[source.table, source.column] = column
    return PageNames(headings(book), {at: "、".join(row) for at, row in rows.items()}, columns)


def _named(fact: FreeQuota | PayAsYouGo | Pack) -> Iterator[tuple[tuple[str, ...], str, Source]]:
    """The row, the column and the cell of each number of a fact; no name where none heads it."""
    if isinstance(fact, FreeQuota):
        yield fact.interfaces, "", fact.source
    elif isinstance(fact, Pack):
        yield (f"{fact.interface} {name_in(fact.size.text)}",), "", fact.source
    else:
        for tier in fact.tiers:
            if tier.bound.row == tier.source.row:
                yield (name_in(tier.bound.text),), "", tier.source
            else:
                yield (fact.interface,), name_in(tier.bound.text), tier.source


def name_in(text: str) -> str:
    """Return the first line of a cell's text, cut, by which a reader knows the cell."""
    line = text.partition("\n")[0].strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
