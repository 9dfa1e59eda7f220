"""Where something stands on a page, as people count: from 1. Data count from 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tiia_pricebook.messages import Message, listed, say_as


class CellNames(NamedTuple):
    """What a reader looks for instead of numbers: a table's heading, and what heads a cell."""

    table: str | None = None
    row: str | None = None
    column: str | None = None


_COUNTED = {
    "table": lambda n: say_as("place", "table {n}", n=n),
    "row": lambda n: say_as("place", "row {n}", n=n),
    "column": lambda n: say_as("place", "column {n}", n=n),
    "block": lambda n: say_as("place", "block {n}", n=n),
}
_NAMED = {
    "table": lambda n, name: say_as("place", "table {n} {heading!r}", n=n, heading=name),
    "row": lambda n, name: say_as("place", "row {n} {name!r}", n=n, name=name),
    "column": lambda n, name: say_as("place", "column {n} {name!r}", n=n, name=name),
}


def counted(where: Mapping[str, Any], names: CellNames | None = None) -> Iterator[Message]:
    """Yield the table, row, column and block that ``where`` numbers from 0, each in words from 1.

    A column that is known by its name, as in a file, is no number and not among them. The number
    has its name beside it, of ``names``, where that is known.
    """
    for part, at in where.items():
        if not is_number(part, at):
            continue
        name = getattr(names, part, None)
        yield _NAMED[part](at + 1, name) if name else _COUNTED[part](at + 1)


def is_number(name: str, at: object) -> bool:
    """Return whether a part of a place is one of a page that data number from 0."""
    return name in _COUNTED and isinstance(at, int)


def in_words(where: Mapping[str, Any], names: CellNames | None = None) -> Message:
    """Return a place of a page: ``table 1, row 2, column 3`` of the cell 0, 1, 2."""
    return listed(counted(where, names))
