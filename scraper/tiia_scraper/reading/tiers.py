"""Tables of tiers, their bands in a row or in a column → pay-as-you-go prices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tiia_pricing.pricebook import Tier
from tiia_scraper.document import Table
from tiia_scraper.grid import Cell
from tiia_scraper.reading.columns import (
    Ladder,
    Layout,
    Row,
    Rows,
    name_column,
    name_in,
    texts,
)
from tiia_scraper.reading.ladder import LadderError, Step, climb
from tiia_scraper.reading.page import Page, source_of, where_of
from tiia_scraper.vocabulary import (
    Band,
    UnitPrice,
    Unreadable,
    is_free,
    looks_like_band,
    looks_like_price,
    parse_band,
    parse_unit_price,
    unit_in,
)

_VOLUME = re.compile("调用|总量|用量|识别量|阶梯")
_PRICE = re.compile("价格|单价|售价|刊例价")


class Priced(NamedTuple):
    """A ladder read: its tiers, the calls each price counts, and what is free before them."""

    tiers: tuple[Tier, ...]
    per_calls: int
    free: tuple[int, Cell] | None


def tiers_across(table: Table, rows: Rows) -> Layout | None:
    """Bands in the head, a row for each interface."""
    head, body = rows[0], rows[1:]
    bands = [column for column, cell in enumerate(head) if looks_like_band(cell.text)]
    if not bands or not body or 0 in bands:
        return None
    if len(bands) == 1 and not any(looks_like_price(cell.text) for row in body for cell in row):
        return None
    priced = [
        column
        for column in range(len(head))
        if column in bands or any(map(looks_like_price, texts(body, column)))
    ]
    remarks = [c for c in range(priced[0], len(head)) if c not in priced]
    name = name_column(head, range(priced[0]))
    return Layout(
        table,
        ladders=tuple(
            Ladder(name_in(row, name), tuple((head[c], row[c]) for c in priced)) for row in body
        ),
        strange=tuple(
            (head[c], "a range of calls such as 1000千 - 3000千次/月")
            for c in remarks
            if not head[c].text or re.search("[0-9]", head[c].text)
        ),
    )


def tiers_down(table: Table, rows: Rows) -> Layout | None:
    """Bands in a column, prices in another, and perhaps the interfaces in a third."""
    column = _band_column(rows)
    if column is None:
        return None
    head, body = rows[0], rows[1:]
    if looks_like_band(head[column].text):
        body = rows
    priced = [
        c
        for c in range(len(head))
        if c != column
        and (any(map(looks_like_price, texts(body, c))) or _PRICE.search(head[c].text))
    ]
    if not priced and not _VOLUME.search(head[column].text):
        return None
    if len(priced) != 1:
        cell = head[priced[1]] if priced else head[column]
        return Layout(table, strange=((cell, "one column of prices beside the ranges"),))
    price = priced[0]
    name = name_column(head, [c for c in range(column) if c != price])
    groups: dict[str, list[Row]] = {}
    for row in body:
        groups.setdefault("" if name is None else row[name].text, []).append(row)
    unit = unit_in(head[price].text)
    return Layout(
        table,
        ladders=tuple(
            Ladder(name_in(group[0], name), tuple((row[column], row[price]) for row in group), unit)
            for group in groups.values()
        ),
    )


def _band_column(rows: Rows) -> int | None:
    for column in range(len(rows[0])):
        below = texts(rows[1:], column)
        if below and sum(map(looks_like_band, below)) * 2 >= len(below):
            return column
    return None


def read_ladder(page: Page, table: Table, ladder: Ladder) -> Priced | None:
    """The tiers of one interface; ``None`` where a problem has been recorded."""
    bands = [_band(page, table, cell) for cell, _ in ladder.steps]
    first_is_free = is_free(ladder.steps[0][1].text)
    paid = ladder.steps[first_is_free:]
    prices = [_price(page, table, cell, ladder.per_calls) for _, cell in paid]
    steps = _climb(page, table, ladder, tuple(band for band in bands if band))
    known = [price for price in prices if price]
    if steps is None or len(known) < len(paid) or len(steps) < len(bands) or not known:
        return None
    if not _one_unit(page, table, paid, known):
        return None
    starts = [step.start for step in steps[first_is_free:]]
    starts[0] = 0
    tiers = tuple(
        Tier(start, price.amount, source_of(table, cell), source_of(table, head))
        for start, price, (head, cell) in zip(starts, known, paid, strict=True)
    )
    _rising(page, table, ladder, tiers)
    free = (steps[0].upper or 0, ladder.steps[0][1]) if first_is_free else None
    return Priced(tiers, known[0].per_calls, free)


def _band(page: Page, table: Table, cell: Cell) -> Band | None:
    try:
        return parse_band(cell.text)
    except Unreadable as error:
        page.refuse_cell(table, cell, error.expected)
        return None


def _price(page: Page, table: Table, cell: Cell, unit: int | None) -> UnitPrice | None:
    try:
        return parse_unit_price(cell.text, unit)
    except Unreadable as error:
        page.refuse_cell(table, cell, error.expected)
        return None


def _climb(
    page: Page, table: Table, ladder: Ladder, bands: tuple[Band, ...]
) -> tuple[Step, ...] | None:
    if len(bands) < len(ladder.steps):
        return None
    try:
        steps = climb(bands)
    except LadderError as error:
        cell = ladder.steps[error.index][0]
        where = {"table": table.index, "row": cell.row, "column": cell.column}
        page.refuse("tiers-not-contiguous", f"{cell.text!r}: {error}", error.expected, **where)
        return None
    for step, (head, _) in zip(steps, ladder.steps, strict=True):
        _doubts(page, table, step, head)
    return steps


def _doubts(page: Page, table: Table, step: Step, head: Cell) -> None:
    where = where_of(table, head)
    if step.contradicted:
        text = f"the note under the range contradicts it: {head.text!r}"
        page.find("bound-note-contradicts-range", where, text, "the range holds")
    if not step.stated:
        text = f"no text says to which tier {step.start} calls belong: {head.text!r}"
        page.find("bound-side-unstated", where, text, "the lower bound is in")


def _one_unit(
    page: Page, table: Table, paid: Sequence[tuple[Cell, Cell]], prices: Sequence[UnitPrice]
) -> bool:
    for (_, cell), price in zip(paid, prices, strict=True):
        if price.per_calls != prices[0].per_calls:
            text = f"{cell.text!r} stands beside {paid[0][1].text!r}"
            where = {"table": table.index, "row": cell.row, "column": cell.column}
            page.refuse("units-mixed", text, "one unit for all prices of a row", **where)
            return False
    return True


def _rising(page: Page, table: Table, ladder: Ladder, tiers: Sequence[Tier]) -> None:
    cells = [cell for _, cell in ladder.steps[-len(tiers) :]]
    for below, tier, cell in zip(tiers, tiers[1:], cells[1:], strict=False):
        if tier.price > below.price:
            text = f"the price rises from {below.price} to {tier.price} with the volume"
            where = where_of(table, cell)
            page.find("price-rises-with-volume", where, text, "the price stands as printed")
