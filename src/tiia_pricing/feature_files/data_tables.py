"""Tables of cells as feature files write them: columns that stand under each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\|", "\n": "\\n"})


def aligned(rows: Sequence[Sequence[str]], indent: str) -> list[str]:
    """The lines of a table, each after ``indent``; what would end a cell is escaped."""
    escaped = [[cell.translate(_ESCAPES) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*escaped, strict=True)]
    return [
        indent + "".join(f"| {_padded(*pair)} " for pair in zip(row, widths, strict=True)) + "|"
        for row in escaped
    ]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(cell: str) -> int:
    """How many columns of a terminal ``cell`` takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)
