"""What a price book says that its page says, and where: one claim for each datum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial

from msgspec import Struct

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook, Source, Tier
from tiia_pricebook.cell_places import in_words
from tiia_pricebook.messages import Message, say, say_as
from tiia_pricing.proof.page_layout import Spot
from tiia_pricing.proof.tokens import Kind, Value
from tiia_scraper.document.document import Document
from tiia_scraper.document.grid import Cell
from tiia_scraper.document.whitespace import squeeze

CONTRADICTED = "bound-note-contradicts-range"


class Claim(Struct, frozen=True):
    """One datum and the token that states it: its kind, its value, where it can stand.

    ``fact`` names the datum; data that one token states alike share a name. ``clause`` is
    the clause whose rule proves it, ``interfaces`` are those that it concerns alone. A claim
    that is not ``required`` belongs to a phrase which a page can do without, such as a note
    under a bound.
    """

    fact: str
    kind: Kind
    value: Value
    spots: tuple[Spot, ...]
    clause: str | None
    since: dt.date | None = None
    required: bool = True
    interfaces: tuple[str, ...] = ()


def claims(book: PriceBook, document: Document) -> Iterator[Claim]:
    """Yield every claim of ``book``, in the order in which tokens of one cell are taken."""
    for clause in book.clauses:
        spot = Spot(block=clause.place.block, sentence=clause.place.sentence)
        named = say("clause {clause}", clause=clause.id)
        yield Claim(named, "sentence", clause.text, (spot,), clause.id)
    page = _Cells(document)
    for item in book.interfaces:
        tables = (table.clause for table in book.pay_as_you_go if table.interface == item.name)
        over = next(tables, item.source.clause)
        yield _name(_interface(item.name), item.name, (_spot(item.source),), over)
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


def _tier(spot: Spot) -> Message:
    return say(
        "tier of {place}",
        place=in_words({"table": spot.table, "row": spot.row, "column": spot.column}),
    )


def _interface(name: str) -> Message:
    return say("interface {name}", name=name)


def _name(fact: str, name: str, spots: tuple[Spot, ...], clause: str | None) -> Claim:
    return Claim(fact, "name", squeeze(name), spots, clause, interfaces=(name,))


def _prices(prices: PayAsYouGo, book: PriceBook, page: _Cells) -> Iterator[Claim]:
    name, clause = prices.interface, prices.clause
    ends = [*(tier.from_calls for tier in prices.tiers[1:]), None]
    for tier, end in zip(prices.tiers, ends, strict=True):
        fact = say_as("fact", "{name} from {first}", name=name, first=tier.from_calls)
        stated = partial(Claim, spots=(_spot(tier.source),), clause=clause, interfaces=(name,))
        yield stated(say("price of {fact}", fact=fact), "numeral", tier.price)
        unit = f"CNY per {prices.per_calls} calls"
        yield stated(say("unit of the price of {fact}", fact=fact), "unit", unit)
        yield _name(_interface(name), name, page.beside(tier.source), clause)
        yield from _bound(tier, end, clause, noted=not _contradicted(tier.bound, book))


def _bound(tier: Tier, end: int | None, clause: str | None, *, noted: bool) -> Iterator[Claim]:
    """A head cell: where the tier starts, where it ends, and that its end lies outside."""
    stated = partial(Claim, spots=(_spot(tier.bound),), clause=clause)
    head = _tier(_spot(tier.bound))
    start = say_as("fact", "{tier} from {first}", tier=head, first=tier.from_calls)
    yield stated(start, "numeral", Decimal(tier.from_calls))
    if end is None:
        yield stated(say("unit of the {fact}", fact=head), "unit", "calls a month and more")
        return
    upper = say_as("fact", "{tier} to {end}", tier=head, end=end)
    yield stated(upper, "numeral", Decimal(end))
    yield stated(say("unit of the {fact}", fact=head), "unit", "calls a month")
    if noted:
        yield from _noted(stated, say("{tier} ends before {end}", tier=head, end=end), end)


def _noted(stated: Callable[..., Claim], fact: Message, end: int) -> Iterator[Claim]:
    """The note under a bound: that it lies outside, its number and its unit."""
    yield stated(fact, "word", "不含", required=False)
    numbers = say("{fact} in numbers", fact=fact)
    yield stated(numbers, "numeral", Decimal(end), required=False)
    yield stated(say("unit of {fact}", fact=fact), "unit", "calls", required=False)


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
    names = tuple(dict.fromkeys(name for quota in quotas for name in quota.interfaces))
    owners, clause = "、".join(names), quotas[0].clause
    stated = partial(Claim, spots=(_spot(quotas[0].source),), clause=clause, interfaces=names)
    for quota in quotas:
        fact = _quota(owners, quota.from_)
        yield stated(fact, "numeral", Decimal(quota.calls), since=quota.from_)
        unit = say("unit of the {fact}", fact=fact)
        yield stated(unit, "unit", "calls a month", since=quota.from_)
        for day in (quota.from_, quota.to):
            if day:
                change = say("change of the free quota of {names}", names=owners)
                yield stated(change, "date", day)
        if word := _sharing(quota, quotas):
            sharing = say("{word} of the {fact}", word=word, fact=fact)
            yield stated(sharing, "word", word, since=quota.from_)
    beside = page.beside(quotas[0].source)
    for name in names:
        yield _name(say("free quota names {name}", name=name), name, beside, clause)
        fact = say("change of the free quota of {name} names it", name=name)
        yield stated(fact, "word", squeeze(name), required=False)
    fact = say("validity of the free quota of {names}", names=owners)
    yield Claim(fact, "validity", "month", beside, clause, interfaces=names)


def _quota(owners: str, since: dt.date | None) -> Message:
    if since is None:
        return say("free quota of {names} from the start", names=owners)
    return say("free quota of {names} from {day}", names=owners, day=since)


def _sharing(quota: FreeQuota, quotas: list[FreeQuota]) -> str | None:
    if len(quota.interfaces) > 1:
        return "共享"
    same = [other for other in quotas if other.from_ == quota.from_]
    return "各" if len(same) > 1 else None


def _pack(pack: Pack, page: _Cells) -> Iterator[Claim]:
    name, clause = pack.interface, pack.clause
    fact = say("pack of {calls} for {name}", calls=pack.calls, name=name)
    stated = partial(Claim, clause=clause, interfaces=(name,))
    size, price = (_spot(pack.size),), (_spot(pack.source),)
    yield stated(say("size of the {fact}", fact=fact), "numeral", Decimal(pack.calls), size)
    yield stated(say("unit of the size of the {fact}", fact=fact), "unit", "calls", size)
    yield stated(say("price of the {fact}", fact=fact), "numeral", pack.price, price)
    yield stated(say("unit of the price of the {fact}", fact=fact), "unit", "CNY per pack", price)
    if pack.validity and pack.validity.table is not None:
        yield from _validity(pack, fact, pack.validity)
    yield _name(say("packs name {name}", name=name), name, page.beside(pack.size), clause)


def _validity(pack: Pack, fact: Message, source: Source) -> Iterator[Claim]:
    """A cell with the number of days, months or years that a pack lasts."""
    stated = partial(Claim, spots=(_spot(source),), clause=pack.clause, required=False)
    counts = [count for count in (pack.months, pack.days) if count]
    counts += [pack.months // 12] if pack.months and pack.months % 12 == 0 else []
    for count in counts:
        yield stated(say("validity of the {fact}", fact=fact), "numeral", Decimal(count))
