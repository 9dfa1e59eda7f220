"""The facts of a price book as the pages need them: in force or past, and grouped as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct

from tiia_pricing.pricebook import FreeQuota, Interface, PayAsYouGo, PriceBook, Source


class PriceTable(Struct, frozen=True):
    """Interfaces of one table of the page: they share bounds, unit and tier mode."""

    bounds: tuple[int, ...]
    per_calls: int
    mode: str
    clause: str | None
    rows: tuple[PayAsYouGo, ...]


class Row(Struct, frozen=True):
    """All that one interface costs today: its free quota and its tiers."""

    interface: Interface
    quota: FreeQuota | None
    prices: PayAsYouGo | None


class Cell(Struct, frozen=True):
    """A cell of the page that the book took something from, or that a finding concerns.

    ``concerns`` names the interfaces of a free quota, whose names the cell does not give.
    """

    table: int
    row: int
    column: int
    text: str
    concerns: str = ""
    findings: tuple[str, ...] = ()


def price_tables(book: PriceBook) -> list[PriceTable]:
    """The pay-as-you-go prices in force, grouped as the page groups them."""

    def key(prices: PayAsYouGo) -> tuple[object, ...]:
        table = prices.tiers[0].source.table
        bounds = tuple(tier.from_calls for tier in prices.tiers)
        return (table, bounds, prices.per_calls, prices.mode, prices.clause)

    current = [prices for prices in book.pay_as_you_go if prices.to is None]
    groups = [tuple(group) for _, group in groupby(current, key)]
    return [_price_table(group) for group in groups]


def _price_table(rows: tuple[PayAsYouGo, ...]) -> PriceTable:
    first = rows[0]
    bounds = tuple(tier.from_calls for tier in first.tiers)
    return PriceTable(bounds, first.per_calls, first.mode, first.clause, rows)


def today(book: PriceBook) -> list[Row]:
    """One row an interface, in the page's order: what holds with no end in sight."""
    quotas = {name: quota for quota in current_quotas(book) for name in quota.interfaces}
    prices = {table.interface: table for table in book.pay_as_you_go if table.to is None}
    return [
        Row(interface, quotas.get(interface.name), prices.get(interface.name))
        for interface in book.interfaces
    ]


def current_quotas(book: PriceBook) -> list[FreeQuota]:
    """The free quotas without an end."""
    return [quota for quota in book.free_quotas if quota.to is None]


def past_quotas(book: PriceBook) -> list[FreeQuota]:
    """The free quotas that an announced change ended."""
    return [quota for quota in book.free_quotas if quota.to is not None]


def per_thousand(price: Decimal, calls: int) -> Decimal:
    """What 1,000 calls of a pack come to, in yuan, exact and without trailing zeros."""
    exact = (price * 1000 / calls).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def sources(book: PriceBook) -> Iterator[Source]:
    """Every provenance in the book."""
    yield from (interface.source for interface in book.interfaces)
    yield from (quota.source for quota in book.free_quotas)
    for prices in book.pay_as_you_go:
        for tier in prices.tiers:
            yield from (tier.bound, tier.source)
    for pack in book.packs:
        yield from (pack.size, pack.source)


def cells(book: PriceBook) -> dict[int, list[list[Cell | None]]]:
    """The tables of the page as far as the book knows them: table → rows → cells."""
    texts = {
        (source.table, source.row, source.column): source.text
        for source in sources(book)
        if source.table is not None and source.row is not None and source.column is not None
    }
    findings: dict[tuple[int, int, int], list[str]] = {}
    for item in book.findings:
        place = item.where
        if place.table is not None and place.row is not None and place.column is not None:
            key = (place.table, place.row, place.column)
            findings.setdefault(key, []).append(item.id)
            texts.setdefault(key, "")
    owners: dict[tuple[int | None, int | None, int | None], dict[str, None]] = {}
    for quota in book.free_quotas:
        place_of = (quota.source.table, quota.source.row, quota.source.column)
        owners.setdefault(place_of, {}).update(dict.fromkeys(quota.interfaces))
    grid = {
        key: Cell(*key, text, "、".join(owners.get(key, ())), tuple(findings.get(key, ())))
        for key, text in texts.items()
    }
    return {table: _rows(table, grid) for table in sorted({key[0] for key in grid})}


def _rows(table: int, grid: dict[tuple[int, int, int], Cell]) -> list[list[Cell | None]]:
    keys = [key for key in grid if key[0] == table]
    height, width = (max(key[axis] for key in keys) + 1 for axis in (1, 2))
    columns = [column for column in range(width) if any(key[2] == column for key in keys)]
    rows = [[grid.get((table, row, column)) for column in columns] for row in range(height)]
    return [row for row in rows if any(row)]


def span(bounds: Sequence[int], index: int) -> tuple[int, int | None]:
    """The calls ``[from, to)`` of a tier; ``None`` is no end."""
    return bounds[index], bounds[index + 1] if index + 1 < len(bounds) else None
