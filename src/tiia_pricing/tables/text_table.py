"""Rows of text under each other, in columns of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiia_pricing.locale.help_formatting import columns


def table_lines(rows: Iterable[Sequence[str]], sides: str, between: str = "  ") -> list[str]:
    """Write each row on a line; ``sides`` has ``<`` or ``>`` for each column.

    A Chinese character is two columns of a terminal wide.
    """
    cells = [list(row) for row in rows]
    widths = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    return [between.join(_padded(row, widths, sides)).rstrip() for row in cells]


def _padded(row: Sequence[str], widths: Sequence[int], sides: str) -> Iterable[str]:
    for text, width, side in zip(row, widths, sides, strict=True):
        blank = " " * (width - columns(text))
        yield text + blank if side == "<" else blank + text
