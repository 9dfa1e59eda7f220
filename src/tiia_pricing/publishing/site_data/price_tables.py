"""The facts of a price book as the pages need them: in force or past, and grouped as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct

from tiia_pricebook import FreeQuota, Interface, PayAsYouGo, PriceBook, Source


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


def price_tables(tables: Iterable[PayAsYouGo]) -> list[PriceTable]:
    """Pay-as-you-go prices, grouped as their page groups them."""

    def key(prices: PayAsYouGo) -> tuple[object, ...]:
        table = prices.tiers[0].source.table
        bounds = tuple(tier.from_calls for tier in prices.tiers)
        return (table, bounds, prices.per_calls, _mode(prices), prices.clause)

    groups = [tuple(group) for _, group in groupby(tables, key)]
    return [_price_table(group) for group in groups]


def _price_table(rows: tuple[PayAsYouGo, ...]) -> PriceTable:
    first = rows[0]
    bounds = tuple(tier.from_calls for tier in first.tiers)
    return PriceTable(bounds, first.per_calls, _mode(first), first.clause, rows)


def _mode(prices: PayAsYouGo) -> str:
    """The mode of its tiers, or that the page does not say which."""
    return "mode assumed" if prices.mode_certainty else prices.mode


def today(book: PriceBook) -> list[Row]:
    """Return one row an interface, in the page's order: what holds with no end in sight."""
    quotas = {name: quota for quota in current_quotas(book) for name in quota.interfaces}
    prices = {table.interface: table for table in book.pay_as_you_go if table.to is None}
    return [
        Row(interface, quotas.get(interface.name), prices.get(interface.name))
        for interface in book.interfaces
    ]


def current_quotas(book: PriceBook) -> list[FreeQuota]:
    """Return the free quotas without an end."""
    return [quota for quota in book.free_quotas if quota.to is None]


def per_thousand(price: Decimal, calls: int) -> Decimal:
    """Return what 1,000 calls of a pack come to, in yuan, exact and without trailing zeros."""
    exact = (price * 1000 / calls).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def sources(book: PriceBook) -> Iterator[Source]:
    """Yield every provenance in the book."""
    yield from (interface.source for interface in book.interfaces)
    yield from (quota.source for quota in book.free_quotas)
    for prices in book.pay_as_you_go:
        for tier in prices.tiers:
            yield from (tier.bound, tier.source)
    for pack in book.packs:
        yield from (pack.size, pack.source)


def span(bounds: Sequence[int], index: int) -> tuple[int, int | None]:
    """Return the calls ``[from, to)`` of a tier; ``None`` is no end."""
    return bounds[index], bounds[index + 1] if index + 1 < len(bounds) else None
