"""Tables of packs, their sizes in a column or in the head → packs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiia_pricebook import Pack
from tiia_pricebook.messages import say
from tiia_scraper.document.document import Table
from tiia_scraper.document.grid import Cell
from tiia_scraper.extraction.pack_validities import of_offer
from tiia_scraper.extraction.page_parts import Page, source_of, where_of
from tiia_scraper.extraction.tables.table_columns import (
    Layout,
    Offer,
    Row,
    Rows,
    headed,
    is_amount,
    is_size,
    name_column,
    name_in,
    roles_of,
    size_text,
    texts,
)
from tiia_scraper.vocabulary import (
    Unreadable,
    fold,
    is_placeholder,
    parse_calls,
    parse_pack_price,
    unit_in,
    without_note,
)

_SIZE = re.compile("规格|大小|次数")
_PRICE = re.compile("价格|单价|售价|刊例价")
_VALIDITY = re.compile("有效(?:期|时间|时长|[天月年]数)|使用(?:期限|年限)|时效")


def packs_down(table: Table, rows: Rows) -> Layout | None:
    """Return a row for each pack, with its size and its price."""
    head, body = rows[0], rows[1:]
    sizes = [c for c in headed(head, _SIZE) if _has_sizes(head[c], texts(body, c))]
    prices = headed(head, _PRICE)
    if sizes and not prices:
        return Layout(
            table, strange=((head[sizes[0]], say("a column of prices next to the sizes")),)
        )
    if not sizes:
        return None
    size, price = sizes[0], prices[0]
    lasting = [c for c in _of_validity(rows) if c not in (size, price)]
    name = name_column(head, [c for c in range(min(size, price)) if c not in lasting])
    in_head = unit_in(head[price].text, "pack") is not None
    unit = unit_in(head[size].text, "calls")
    offers = (
        Offer(
            *(name_in(row, name), row[size], row[price], in_head, unit),
            validity=tuple((row[c], head[c]) for c in lasting),
            heads=(head[size], head[price]),
        )
        for row in body
    )
    roles = roles_of(name=name, size=size, pack_price=price, lasting=lasting)
    return Layout(table, offers=tuple(offers), heads=rows[:1], roles=roles)


def _has_sizes(head: Cell, below: Sequence[str]) -> bool:
    """Whether there are sizes, or bare numbers where the head says what they count."""
    bare = unit_in(head.text, "calls") is not None
    return any(is_size(text) or (bare and is_amount(text)) for text in below)


def packs_across(table: Table, rows: Rows) -> Layout | None:
    """Read sizes in the head, which may have two levels; a row for each interface."""
    level = next((i for i in (0, 1) if i + 1 < len(rows) and _sizes(rows[i])), None)
    if level is None:
        return None
    head, body = rows[level], rows[level + 1 :]
    sizes = _sizes(head)
    if len(sizes) == 1 and not any(map(is_amount, texts(body, sizes[0]))):
        return None
    lasting = [c for c in _of_validity(rows[level:]) if c not in sizes]
    amounts = [
        c
        for c in range(len(head))
        if c in sizes or (c not in lasting and any(map(is_amount, texts(body, c))))
    ]
    name = name_column(head, [c for c in range(amounts[0]) if c not in lasting])
    offers = tuple(
        Offer(
            *(name_in(row, name), head[c], row[c], _unit_above(rows[: level + 1], c)),
            validity=tuple((row[v], head[v]) for v in lasting),
            heads=tuple(above[c] for above in rows[:level]),
        )
        for row in body
        for c in amounts
    )
    roles = roles_of(name=name, pack_price=amounts, lasting=lasting)
    return Layout(table, offers=offers, heads=rows[: level + 1], roles=roles)


def _of_validity(rows: Rows) -> list[int]:
    """The columns that say how long packs last, in their heads or in some of their cells."""
    columns = (headed(row, _VALIDITY) for row in rows)
    return sorted({column for found in columns for column in found})


def _sizes(row: Row) -> list[int]:
    return [column for column, cell in enumerate(row) if is_size(cell.text)]


def _unit_above(heads: Rows, column: int) -> bool:
    above = texts(heads, column)
    return any(fold(text).endswith("/元") or unit_in(text, "pack") is not None for text in above)


def read_offer(page: Page, table: Table, offer: Offer, interface: str) -> Pack | None:
    """Return one pack; ``None`` where none is sold or a problem has been recorded."""
    if is_placeholder(offer.price.text):
        text = say(
            "no pack of {size} of {interface}: {said!r}",
            size=offer.size.text,
            interface=interface,
            said=offer.price.text,
        )
        page.find("pack-not-sold", where_of(table, offer.price), text, say("no such pack"))
        return None
    cell = offer.size
    try:
        calls = parse_calls(size_text(cell.text), offer.size_unit)
        cell = offer.price
        price = parse_pack_price(without_note(cell.text), unit_in_head=offer.unit_in_head)
    except Unreadable as error:
        page.refuse_cell(table, cell, error.expected)
        return None
    size = source_of(table, offer.size)
    source = source_of(table, offer.price)
    pack = Pack(interface, calls, price, page.clause_of(table), source, size)
    return of_offer(page, table, offer, pack)
