"""Where something stands on a page, as people count: from 1. Data count from 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tiia_pricebook.messages import Message, listed, say_as

_COUNTED = {
    "table": lambda n: say_as("place", "table {n}", n=n),
    "row": lambda n: say_as("place", "row {n}", n=n),
    "column": lambda n: say_as("place", "column {n}", n=n),
    "block": lambda n: say_as("place", "block {n}", n=n),
}


def counted(where: Mapping[str, Any], heading: str | None = None) -> Iterator[Message]:
    """Yield the table, row, column and block that ``where`` numbers from 0, each in words from 1.

    A column that is known by its name, as in a file, is no number and not among them. ``heading``
    is the table's, where it is known: who reads looks for it, not for the number.
    """
    for name, at in where.items():
        if name == "table" and heading and is_number(name, at):
            yield say_as("place", "table {n} {heading!r}", n=at + 1, heading=heading)
        elif is_number(name, at):
            yield _COUNTED[name](at + 1)


def is_number(name: str, at: object) -> bool:
    """Return whether a part of a place is one of a page that data number from 0."""
    return name in _COUNTED and isinstance(at, int)


def in_words(where: Mapping[str, Any], heading: str | None = None) -> Message:
    """Return a place of a page: ``table 1, row 2, column 3`` of the cell 0, 1, 2."""
    return listed(counted(where, heading))
