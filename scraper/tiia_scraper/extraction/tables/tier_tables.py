"""Tables of tiers: their bands stand in the head, or in a column."""

from __future__ import annotations

import re

from tiia_pricebook.messages import say
from tiia_scraper.document.document import Table
from tiia_scraper.extraction.tables.table_columns import (
    Layout,
    Row,
    Rows,
    TierCells,
    name_column,
    name_in,
    roles_of,
    texts,
)
from tiia_scraper.vocabulary import looks_like_band, looks_like_price, unit_in

_VOLUME = re.compile("调用|总量|用量|识别量|阶梯")
_PRICE = re.compile("价格|单价|售价|刊例价")


def tiers_across(table: Table, rows: Rows) -> Layout | None:
    """Read bands in the head, a row for each interface."""
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
            TierCells(name_in(row, name), tuple((head[c], row[c]) for c in priced)) for row in body
        ),
        strange=tuple(
            (head[c], say("a range of calls such as 1000千 - 3000千次/月"))
            for c in remarks
            if not head[c].text or re.search("[0-9]", head[c].text)
        ),
        heads=rows[:1],
        roles=roles_of(name=name),
    )


def tiers_down(table: Table, rows: Rows) -> Layout | None:
    """Read bands in a column, prices in another, and perhaps the interfaces in a third."""
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
        return Layout(table, strange=((cell, say("one column of prices next to the ranges")),))
    price = priced[0]
    name = name_column(head, [c for c in range(column) if c != price])
    groups: dict[str, list[Row]] = {}
    for row in body:
        groups.setdefault("" if name is None else row[name].text, []).append(row)
    units = (unit_in(head[price].text, "price"), unit_in(head[column].text, "calls"))
    return Layout(
        table,
        ladders=tuple(
            TierCells(
                name_in(group[0], name),
                tuple((row[column], row[price]) for row in group),
                *units,
            )
            for group in groups.values()
        ),
        heads=rows[: len(rows) - len(body)],
        roles=roles_of(name=name, price=price, volume=column),
    )


def _band_column(rows: Rows) -> int | None:
    for column in range(len(rows[0])):
        below = texts(rows[1:], column)
        if below and sum(map(looks_like_band, below)) * 2 >= len(below):
            return column
    return None
