"""Tables of cells as feature files write them: columns that stand under each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\|", "\n": "\\n"})
_MARKUP = re.compile(r"""["|\\<>]|^[ #@:*]|[ ]$""")
_INDENT = " " * 6


def plain(text: str) -> bool:
    """Return whether ``text`` is read as it stands in a title, in quotes and in a cell."""
    return text.isprintable() and not _MARKUP.search(text)


def with_examples(text: str, line: int, title: str, rows: Sequence[Sequence[str]]) -> str:
    """Return the feature file ``text`` with a table of examples after a line, counted from 1.

    Nothing that was there changes: lines are only added.
    """
    lines = text.split("\n")
    lines[line:line] = ["", f"{_INDENT}Examples: {title}", *aligned(rows, _INDENT + "  ")]
    return "\n".join(lines)


def aligned(rows: Sequence[Sequence[str]], indent: str) -> list[str]:
    """Return the lines of a table, each after ``indent``; what would end a cell is escaped."""
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
