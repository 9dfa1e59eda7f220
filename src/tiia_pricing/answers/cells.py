"""Where a number stands, as JSON: its clause in the page's words, its cell with its heads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from tiia_pricebook import FreeQuota, Pack, PriceBook, Source, Tier

NAMES = "、"  # between interfaces, as the page has it


def clause(book: PriceBook, id: str | None) -> dict[str, Any] | None:
    """Return a clause by its id, with its text and the heading it stands under.

    An older page's clauses are not kept: of these the id alone is told.
    """
    if id is None:
        return None
    found = next((one for one in book.clauses if one.id == id), None)
    text, chapter = (found.text, found.chapter) if found else (None, None)
    return {"id": id, "text": text, "chapter": chapter}


def quota_cell(book: PriceBook, quota: FreeQuota) -> dict[str, Any]:
    """Return the cell of a free quota, in the row of its interfaces."""
    return _cell(book, quota.source, quota.clause, NAMES.join(quota.interfaces))


def pack_cell(book: PriceBook, pack: Pack) -> dict[str, Any]:
    """Return the cell of a pack's price, in the row of its interface and size."""
    row = f"{pack.interface} {pack.size.text}"
    return _cell(book, pack.source, pack.clause, row)


def tier_cell(book: PriceBook, tier: Tier, names: Iterable[str], of: str | None) -> dict[str, Any]:
    """Return the cell of a tier's price: the bounds of the tier head its column."""
    return _cell(book, tier.source, of, NAMES.join(names), tier.bound.text)


def _cell(
    book: PriceBook, source: Source, of: str | None, row: str, column: str | None = None
) -> dict[str, Any]:
    """Tables count from 0 in page order, rows and columns from 0, as in the price book."""
    governing = clause(book, source.clause or of)
    return {
        "page": source.page or book.snapshot.source.rpartition("/")[2],
        "heading": governing["chapter"] if governing else None,
        "table": source.table,
        "row": source.row,
        "column": source.column,
        "row_head": None if source.table is None else row,
        "column_head": column or _title(book, source),
        "text": source.text,
    }


def _title(book: PriceBook, source: Source) -> str | None:
    """The title of a column of the last page, where it says nothing else."""
    if source.page or book.unread is UNSET:
        return None
    head = (source.table, 0, source.column)
    titles = (
        one.text
        for one in book.unread
        if (one.where.table, one.where.row, one.where.column) == head
    )
    return next(titles, None)
