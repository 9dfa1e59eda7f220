"""Anchors of the page of the vendor's text: a link can lead to each cell and clause."""

from __future__ import annotations

from tiia_pricebook import Source


def anchor(source: Source) -> str:
    """Return the anchor of a source on the page of the vendor's text."""
    if source.table is None:
        return f"clause-{source.clause}"
    return cell_anchor(source.table, source.row, source.column)


def cell_anchor(table: int | None, row: int | None, column: int | None) -> str:
    """Return the anchor of a cell, by its numbers from 0."""
    return f"t{table}r{row}c{column}"
