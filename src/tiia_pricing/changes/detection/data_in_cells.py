"""Which data of a book stand in which cell of its page."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from tiia_pricebook import PriceBook, Source


class Datum(NamedTuple):
    """What of an interface a cell says, and which: its first call, its size, its first day."""

    what: str
    interface: str
    which: Hashable = None


Cells = dict[tuple[int | None, int | None, int | None], set[Datum]]
Governing = dict[int | None, set[str]]


def data_of(book: PriceBook) -> Cells:
    """Return the data of each cell, by table, row and column."""
    cells: Cells = {}
    for source, datum in sourced(book):
        if source.table is not None:
            cells.setdefault((source.table, source.row, source.column), set()).add(datum)
    return cells


def clauses_of(book: PriceBook) -> Governing:
    """Return the clauses that govern the data of each table."""
    governed = (
        *((prices.clause, prices.tiers[0].source.table) for prices in book.pay_as_you_go),
        *((quota.clause, quota.source.table) for quota in book.free_quotas),
        *((pack.clause, pack.source.table) for pack in book.packs),
    )
    clauses: Governing = {}
    for clause, table in governed:
        if clause:
            clauses.setdefault(table, set()).add(clause)
    return clauses


def sourced(book: PriceBook) -> Iterator[tuple[Source, Datum]]:
    """Yield each datum of the book, and the cell or clause that says it."""
    for interface in book.interfaces:
        yield interface.source, Datum("interface", interface.name)
    for quota in book.free_quotas:
        for name in quota.interfaces:
            yield quota.source, Datum("quota", name, quota.from_)
    for table in book.pay_as_you_go:
        for tier in table.tiers:
            yield tier.source, Datum("price", table.interface, tier.from_calls)
            yield tier.bound, Datum("bound", table.interface, tier.from_calls)
    for pack in book.packs:
        yield pack.source, Datum("pack-price", pack.interface, pack.calls)
        yield pack.size, Datum("pack", pack.interface, pack.calls)
        if pack.validity:
            yield pack.validity, Datum("pack-validity", pack.interface, pack.calls)
