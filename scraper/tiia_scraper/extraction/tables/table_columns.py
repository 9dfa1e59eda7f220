"""Rows and columns of a table, and what their texts look like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from tiia_scraper.document.document import Table
from tiia_scraper.document.grid import Cell
from tiia_scraper.document.walk import is_note
from tiia_scraper.vocabulary import (
    Unreadable,
    fold,
    looks_like_price,
    parse_calls,
    without_note,
)

Row = tuple[Cell, ...]
Rows = Sequence[Row]

_NAME = re.compile("接口")
NO_NAME = frozenset({"刊例价", "单价", "价格", "原价"})
_TERMS = re.compile("计费|折扣|周期|模式|有效期")
_COUNTED = re.compile("[次张条百千万亿]")
_BARE = re.compile(r"[0-9][0-9,.]*")


@dataclass(frozen=True, slots=True)
class TierCells:
    """One interface's bands and prices; ``name`` is ``None`` where the table names none.

    ``per_calls`` is the unit that the head of the prices gives, ``bound_unit`` the calls that
    the head of the ranges counts, if they do.
    """

    name: Cell | None
    steps: tuple[tuple[Cell, Cell], ...]
    per_calls: int | None = None
    bound_unit: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One pack: whose, how large, for how much; ``size_unit`` is the calls that a head counts.

    ``validity`` are the cells of columns that say how long it lasts, each with its head;
    ``heads`` the cells above its others.
    """

    name: Cell | None
    size: Cell
    price: Cell
    unit_in_head: bool
    size_unit: int | None = None
    validity: tuple[tuple[Cell, Cell], ...] = ()
    heads: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotaCells:
    """One cell of free quota, the interfaces whose rows it covers, and their validity."""

    names: tuple[Cell, ...]
    quota: Cell
    validity: tuple[Cell, ...]


Role = Literal["name", "quota", "validity", "volume", "price", "pack-price", "size", "lasting"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table understood: one of its lists is filled, or none where it is of no concern.

    ``heads`` are the rows above the data, ``roles`` what the columns that were read hold.
    ``strange`` are cells that fit nothing, each with what was expected there.
    """

    table: Table
    ladders: tuple[TierCells, ...] = ()
    offers: tuple[Offer, ...] = ()
    grants: tuple[QuotaCells, ...] = ()
    strange: tuple[tuple[Cell, str], ...] = ()
    heads: Rows = ()
    roles: Mapping[int, Role] = field(default_factory=dict)

    @property
    def concerns(self) -> bool:
        """Whether the table has prices, packs or quotas, or cells meant as such."""
        return bool(self.ladders or self.offers or self.grants or self.strange)

    @property
    def head_cells(self) -> frozenset[Cell]:
        """The cells of the rows above the data."""
        return frozenset(cell for row in self.heads for cell in row)


def roles_of(**columns: int | Iterable[int] | None) -> dict[int, Role]:
    """Return what columns hold, from the columns of each role: ``name=0, price=(2, 3)``."""
    roles: dict[int, Role] = {}
    for role, found in columns.items():
        several = (found,) if isinstance(found, int) else found or ()
        roles |= dict.fromkeys(several, cast(Role, role.replace("_", "-")))
    return roles


def rows_of(table: Table) -> Rows:
    """Return the rows of ``table`` without empty ones and those that are one cell of prose (说明).

    A slot that no cell covers becomes an empty cell at its place.
    """
    return [
        tuple(
            cell or Cell("", number, column, 1, 1, header=False) for column, cell in enumerate(row)
        )
        for number, row in enumerate(table.grid.rows)
        if any(row) and not _is_note(row)
    ]


def _is_note(row: Sequence[Cell | None]) -> bool:
    cell = row[0]
    if cell is None or not cell.colspan == len(row) > 1:
        return False
    return is_note(cell.text, cell.colspan, len(row)) or not re.search("[0-9]", cell.text)


def texts(rows: Rows, column: int) -> list[str]:
    """Return what stands in a column."""
    return [row[column].text for row in rows]


def headed(head: Row, pattern: re.Pattern[str]) -> list[int]:
    """Return the columns whose head holds ``pattern``."""
    return [column for column, cell in enumerate(head) if pattern.search(fold(cell.text))]


def name_column(head: Row, columns: Sequence[int]) -> int | None:
    """Choose of the columns that can hold names: the one headed 接口, else the last."""
    named = [column for column in columns if _NAME.search(head[column].text)]
    others = [column for column in columns if not _TERMS.search(head[column].text)]
    found = named[:1] or others[-1:]
    return found[0] if found else None


def name_in(row: Row, column: int | None) -> Cell | None:
    """Return the cell that names the row's interface, empty or not; ``None`` where none can."""
    cell = None if column is None else row[column]
    return None if cell is None or cell.text in NO_NAME else cell


def is_amount(text: str) -> bool:
    """Return whether ``text`` is meant as a price, with its unit or without."""
    return looks_like_price(text) or bool(_BARE.fullmatch(fold(without_note(text))))


def size_text(text: str) -> str:
    """Return a pack's size without the unit of its price: 100 万次/元 is 100 万次."""
    return fold(without_note(text)).removesuffix("/元").strip()


def is_size(text: str) -> bool:
    """Return whether ``text`` is the size of a pack, which has a unit."""
    if not _COUNTED.search(without_note(text)):
        return False
    try:
        return parse_calls(size_text(text)) > 0
    except Unreadable:
        return False
