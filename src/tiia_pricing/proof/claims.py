"""What a price book says that its page says, and where: one claim for each datum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from tiia_pricing.pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook, Source, Tier
from tiia_pricing.proof.layout import Spot
from tiia_pricing.proof.tokens import Kind, Value
from tiia_scraper.document import Document
from tiia_scraper.grid import Cell
from tiia_scraper.text import squeeze

CONTRADICTED = "bound-note-contradicts-range"


class Claim(Struct, frozen=True):
    """One datum and the token that states it: its kind, its value, where it can stand.

    ``fact`` names the datum; data that one token states alike share a name. ``clause`` is
    the clause whose rule proves it. A claim that is not ``required`` belongs to a phrase
    which a page can do without, such as a note under a bound.
    """

    fact: str
    kind: Kind
    value: Value
    spots: tuple[Spot, ...]
    clause: str | None
    since: dt.date | None = None
    required: bool = True


def claims(book: PriceBook, document: Document) -> Iterator[Claim]:
    """Every claim of ``book``, in the order in which tokens of one cell are taken."""
    for clause in book.clauses:
        spot = Spot(block=clause.place.block, sentence=clause.place.sentence)
        yield Claim(f"clause {clause.id}", "sentence", clause.text, (spot,), clause.id)
    page = _Cells(document)
    for item in book.interfaces:
        tables = (table.clause for table in book.pay_as_you_go if table.interface == item.name)
        over = next(tables, item.source.clause)
        yield _name(f"interface {item.name}", item.name, (_spot(item.source),), over)
    for prices in book.pay_as_you_go:
        yield from _prices(prices, book, page)
    for quotas in _by_cell(book.free_quotas):
        yield from _quotas(quotas, page)
    for pack in book.packs:
        yield from _pack(pack, page)


class _Cells:
    """Which cells stand beside a cell, in the rows that it covers."""

    def __init__(self, document: Document) -> None:
        self.grids = {table.index: table.grid for table in document.tables}

    def beside(self, source: Source) -> tuple[Spot, ...]:
        grid = self.grids.get(-1 if source.table is None else source.table)
        if grid is None or source.row is None or source.column is None:
            return ()
        rows = grid.rows[source.row : source.row + self._height(source)]
        found = (cell for row in rows for cell in row if cell)
        return tuple(dict.fromkeys(self._spot(source, cell) for cell in found))

    def _height(self, source: Source) -> int:
        row = self.grids[source.table or 0].rows[source.row or 0 :][:1]
        cell = next((cell for cell in (row[0] if row else ()) if self._is(cell, source)), None)
        return cell.rowspan if cell else 1

    @staticmethod
    def _is(cell: Cell | None, source: Source) -> bool:
        return cell is not None and (cell.row, cell.column) == (source.row, source.column)

    @staticmethod
    def _spot(source: Source, cell: Cell) -> Spot:
        return Spot(source.table, cell.row, cell.column)


def _spot(source: Source) -> Spot:
    return Spot(source.table, source.row, source.column)


def _cell(spot: Spot) -> str:
    return f"table {spot.table} row {spot.row} column {spot.column}"


def _name(fact: str, name: str, spots: tuple[Spot, ...], clause: str | None) -> Claim:
    return Claim(fact, "name", squeeze(name), spots, clause)


def _prices(prices: PayAsYouGo, book: PriceBook, page: _Cells) -> Iterator[Claim]:
    name, clause = prices.interface, prices.clause
    ends = [*(tier.from_calls for tier in prices.tiers[1:]), None]
    for tier, end in zip(prices.tiers, ends, strict=True):
        spot = (_spot(tier.source),)
        fact = f"{name} from {tier.from_calls}"
        yield Claim(f"price of {fact}", "numeral", tier.price, spot, clause)
        unit = f"CNY per {prices.per_calls} calls"
        yield Claim(f"unit of the price of {fact}", "unit", unit, spot, clause)
        yield _name(f"interface {name}", name, page.beside(tier.source), clause)
        yield from _bound(tier, end, clause, noted=not _contradicted(tier.bound, book))


def _bound(tier: Tier, end: int | None, clause: str | None, *, noted: bool) -> Iterator[Claim]:
    """A head cell: where the tier starts, where it ends, and that its end lies outside."""
    spot = (_spot(tier.bound),)
    head = f"tier of {_cell(spot[0])}"
    yield Claim(f"{head} from {tier.from_calls}", "numeral", Decimal(tier.from_calls), spot, clause)
    unit = "calls a month" if end is not None else "calls a month and more"
    if end is not None:
        yield Claim(f"{head} to {end}", "numeral", Decimal(end), spot, clause)
    yield Claim(f"unit of the {head}", "unit", unit, spot, clause)
    if end is not None and noted:
        note: tuple[tuple[Kind, Value], ...] = (
            ("word", "不含"),
            ("numeral", Decimal(end)),
            ("unit", "calls"),
        )
        for kind, value in note:
            fact = f"{head} ends before {end} ({kind})"
            yield Claim(fact, kind, value, spot, clause, required=False)


def _contradicted(bound: Source, book: PriceBook) -> bool:
    places = {
        Spot(item.where.table, item.where.row, item.where.column)
        for item in book.findings
        if item.id == CONTRADICTED
    }
    return _spot(bound) in places


def _by_cell(quotas: Iterable[FreeQuota]) -> list[list[FreeQuota]]:
    """The quotas of each cell, what holds first before what holds later."""
    cells: dict[Spot, list[FreeQuota]] = {}
    for quota in quotas:
        if quota.source.table is not None:
            cells.setdefault(_spot(quota.source), []).append(quota)
    return [sorted(group, key=lambda quota: quota.from_ or dt.date.min) for group in cells.values()]


def _quotas(quotas: list[FreeQuota], page: _Cells) -> Iterator[Claim]:
    """A quota cell: sharing, calls and unit before and after a date, names, validity."""
    spot, clause = (_spot(quotas[0].source),), quotas[0].clause
    names = tuple(dict.fromkeys(name for quota in quotas for name in quota.interfaces))
    owners = "、".join(names)
    for quota in quotas:
        fact = f"free quota of {owners} from {quota.from_ or 'the start'}"
        calls = Decimal(quota.calls)
        yield Claim(fact, "numeral", calls, spot, clause, quota.from_)
        yield Claim(f"unit of the {fact}", "unit", "calls a month", spot, clause, quota.from_)
        for day in (quota.from_, quota.to):
            if day:
                yield Claim(f"change of the free quota of {owners}", "date", day, spot, clause)
        if word := _sharing(quota, quotas):
            yield Claim(f"{word} of the {fact}", "word", word, spot, clause, quota.from_)
    beside = page.beside(quotas[0].source)
    for name in names:
        yield _name(f"free quota names {name}", name, beside, clause)
        fact = f"change of the free quota of {name} names it"
        yield Claim(fact, "word", squeeze(name), spot, clause, required=False)
    yield Claim(f"validity of the free quota of {owners}", "validity", "month", beside, clause)


def _sharing(quota: FreeQuota, quotas: list[FreeQuota]) -> str | None:
    if len(quota.interfaces) > 1:
        return "共享"
    same = [other for other in quotas if other.from_ == quota.from_]
    return "各" if len(same) > 1 else None


def _pack(pack: Pack, page: _Cells) -> Iterator[Claim]:
    fact, clause = f"pack of {pack.calls} for {pack.interface}", pack.clause
    size, price = (_spot(pack.size),), (_spot(pack.source),)
    yield Claim(f"size of the {fact}", "numeral", Decimal(pack.calls), size, clause)
    yield Claim(f"unit of the size of the {fact}", "unit", "calls", size, clause)
    yield Claim(f"price of the {fact}", "numeral", pack.price, price, clause)
    yield Claim(f"unit of the price of the {fact}", "unit", "CNY per pack", price, clause)
    yield _name(f"packs name {pack.interface}", pack.interface, page.beside(pack.size), clause)
