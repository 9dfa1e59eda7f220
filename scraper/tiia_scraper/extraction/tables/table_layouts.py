"""What a table is, by what its heads and cells are, never by its position."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tiia_pricebook.messages import say
from tiia_scraper.document.document import Table
from tiia_scraper.extraction.tables.pack_tables import packs_across, packs_down
from tiia_scraper.extraction.tables.table_columns import (
    Layout,
    QuotaCells,
    Rows,
    headed,
    is_amount,
    name_column,
    roles_of,
    rows_of,
    texts,
)
from tiia_scraper.extraction.tables.tier_tables import tiers_across, tiers_down
from tiia_scraper.vocabulary import fold, looks_like_price

_QUOTA = re.compile("免费额度|免费调用额度|免费次数")
_A_QUOTA = re.compile("[^。]{0,20}[0-9] ?[千万]?次/月.{0,200}")
_VALIDITY = re.compile("有效期")
_EXAMPLE = re.compile("示例|举例")
# Heads of money and of free calls in whatever words, and cells that are money without 元.
_MONEY = re.compile(
    "[元¥￥$€£价價折]|(?<!免)[费費]|金[额額]|CNY|RMB|USD|price|fee|cost|charge", re.I
)
_GIVEN = re.compile(
    "(?:免[费費]|[赠贈]送|[试試]用)(?!并发|QPS)[^。]{0,6}[量次额額包]"
    "|[量次额額包][^。]{0,3}(?:免[费費]|[赠贈]送|[试試]用)|free",
    re.I,
)
_LONGEST, _LONGEST_HEAD = 60, 16
_CHARGED = re.compile(
    "[¥￥$€£] ?[0-9]|[0-9] ?(?:USD|CNY|RMB|HKD|EUR|JPY|美金|人民币|块|[分角] ?/)|[0-9] ?折", re.I
)


def lay_out(table: Table) -> Layout:
    """Return the layout of ``table``; empty for a table that has no prices and no quotas."""
    rows = rows_of(table)
    if not rows or any(_EXAMPLE.search(heading) for heading in table.path):
        return Layout(table)
    for reader in (_quotas, tiers_across, tiers_down, packs_down, packs_across):
        if layout := reader(table, rows):
            return layout
    return _of_no_concern(table, rows)


def _quotas(table: Table, rows: Rows) -> Layout | None:
    head, body = rows[0], rows[1:]
    columns = [c for c in headed(head, _QUOTA) if any("次" in text for text in texts(body, c))]
    if not columns:
        return None
    quota, validity = columns[0], headed(head, _VALIDITY)
    name = name_column(head, [c for c in range(quota) if c not in validity])
    if name is None:
        return Layout(table, strange=((head[0], say("a column of interfaces next to the quotas")),))
    cells = dict.fromkeys(row[quota] for row in body)
    return Layout(
        table,
        grants=tuple(
            QuotaCells(
                names=tuple(row[name] for row in body if row[quota] == cell),
                quota=cell,
                validity=tuple(row[c] for row in body if row[quota] == cell for c in validity),
            )
            for cell in cells
        ),
        heads=rows[:1],
        roles=roles_of(name=name, quota=quota, validity=validity),
    )


def _of_no_concern(table: Table, rows: Rows) -> Layout:
    """No prices here; a cell that looks like a price or a quota after all is strange."""
    for row in rows:
        for cell in row:
            heads = (rows[0][cell.column].text, row[0].text)
            if _looks_charged(cell.text) or _is_meant(cell.text, heads):
                return Layout(
                    table, strange=((cell, say("a table of tiers, packs or free quotas")),)
                )
    return Layout(table)


def _looks_charged(text: str) -> bool:
    """Whether a cell by itself looks like a price, a discount or a quota."""
    folded = fold(text)
    short = len(folded) < _LONGEST and "。" not in folded
    return (
        looks_like_price(text)
        or _A_QUOTA.fullmatch(folded) is not None
        or (short and _CHARGED.search(folded) is not None)
    )


def _is_meant(text: str, heads: Sequence[str]) -> bool:
    """Whether a number under or beside a head of money or of free calls is one of these."""
    short = [head for head in heads if len(head) < _LONGEST_HEAD and head != text]
    if is_amount(text) and any(map(_MONEY.search, short)):
        return True
    counted = len(text) < _LONGEST and re.search("[0-9]", text) and "。" not in text
    return bool(counted) and any(map(_GIVEN.search, short))
