"""The tables of the features that quote a whole book: interfaces, quotas, tiers, packs, findings.

A row of such a table is a row of the page, so the rows of another book take its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from tiia_pricing.pricebook import PayAsYouGo, PriceBook
from tiia_pricing.proposing.featuretext import Row, Rule, Step, Table

NOTHING = "-"
TIERS = "the tiers of the book are:"
Record = dict[str, Any]


def quoted(
    rule: Rule, step: Step, old: PriceBook, new: PriceBook
) -> tuple[Table, list[Row]] | None:
    """The table of a step that quotes a book and its rows from ``new``; else ``None``."""
    if step.table is None or not (step.text == TIERS or step.text in _WHOLE):
        return None
    records = _tiers(rule, step.table, old, new) if step.text == TIERS else _WHOLE[step.text](new)
    head, *body = step.table.rows
    rows = [tuple(_cell(record[name]) for name in head) for record in records]
    return step.table, [head, *_in_place(body, rows)]


def _in_place(body: list[Row], wanted: list[Row]) -> list[Row]:
    """The rows of ``wanted``: those that ``body`` has as they stand there, others beside them."""
    left = list(wanted)
    kept = []
    for row in body:
        if row in left:
            left.remove(row)
            kept.append(row)
    for index, row in enumerate(wanted):
        if row in left:
            left.remove(row)
            before = [other for other in wanted[:index] if other in kept]
            kept.insert(kept.index(before[-1]) + 1 if before else 0, row)
    return kept


def _tiers(rule: Rule, table: Table, old: PriceBook, new: PriceBook) -> Iterator[Record]:
    """The tiers of the interfaces that the table names, and of those that are new in its clause."""
    named = {record["interface"] for record in table.records()}
    known = {prices.interface for prices in old.pay_as_you_go}
    for prices in new.pay_as_you_go:
        added = prices.interface not in known and prices.clause in rule.tags
        if prices.interface in named or added:
            yield from _ladder(prices)


def _ladder(prices: PayAsYouGo) -> Iterator[Record]:
    for tier in prices.tiers:
        yield {
            "interface": prices.interface,
            "mode": prices.mode,
            "per calls": prices.per_calls,
            "from calls": tier.from_calls,
            "price": tier.price,
        }


def _interfaces(book: PriceBook) -> Iterator[Record]:
    for item in book.interfaces:
        yield {"name": item.name, "action": item.action}


def _quotas(book: PriceBook) -> Iterator[Record]:
    for quota in book.free_quotas:
        names = ", ".join(quota.interfaces)
        yield {"interfaces": names, "calls": quota.calls, "from": quota.from_, "to": quota.to}


def _packs(book: PriceBook) -> Iterator[Record]:
    for pack in book.packs:
        yield {"interface": pack.interface, "calls": pack.calls, "price": pack.price}


def _findings(book: PriceBook) -> Iterator[Record]:
    for finding in book.findings:
        where = finding.where
        yield {
            "id": finding.id,
            "table": where.table,
            "row": where.row,
            "column": where.column,
            "clause": where.clause,
        }


_WHOLE: dict[str, Callable[[PriceBook], Iterable[Record]]] = {
    "the interfaces of the book are:": _interfaces,
    "the free quotas of the book are:": _quotas,
    "the packs of the book are:": _packs,
    "the findings of the book are:": _findings,
}


def _cell(value: object) -> str:
    if value is None:
        return NOTHING
    return number(value) if isinstance(value, int | Decimal) else str(value)


def number(value: int | Decimal) -> str:
    """A number as the features write it: ``1,000,000``, ``2.5``."""
    return f"{value:,}"
