"""Data tables of steps: one strict reader, and numbers written for people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tiia_pricing.conformance.chinese.headings import HEADINGS
from tiia_pricing.conformance.run.wrong_answers import WrongAnswer

Rows = Sequence[Sequence[str]]
Row = dict[str, str]

NOTHING = "-"
ENGLISH = {chinese: english for english, chinese in HEADINGS.items()}
_GROUPING = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


def read(table: Rows, columns: Collection[str], *, optional: Collection[str] = ()) -> list[Row]:
    """The rows of ``table`` by column; its headings are English or Chinese.

    Raises ``ValueError`` for an unknown, repeated or missing column, a ragged row, or no row.
    """
    head, *body = table
    head = [ENGLISH.get(name, name) for name in head]
    unknown = [name for name in head if name not in columns and name not in optional]
    missing = [name for name in columns if name not in head]
    if unknown or missing or len(set(head)) != len(head):
        raise ValueError(f"columns {head}: unknown {unknown}, missing {missing}")
    if not body or any(len(row) != len(head) for row in body):
        raise ValueError(f"every table has rows, each of {len(head)} cells")
    return [{name: plain(cell) for name, cell in zip(head, row, strict=True)} for row in body]


def plain(cell: str) -> str:
    """A text without the commas that group the digits of its numbers."""
    return _GROUPING.sub("", cell)


def column(heading: str) -> str:
    """The JSON name of a column: ``pay as you go`` is ``pay_as_you_go``."""
    return heading.replace(" ", "_")


def shown(value: Any) -> str:
    """A JSON value as a cell shows it."""
    return NOTHING if value is None else str(value)


def compare(found: Iterable[Mapping[str, Any]], table: Rows, columns: Collection[str]) -> None:
    """Assert that ``found``, in the table's columns, is the table: all rows, in any order."""
    expected = read(table, (), optional=columns)
    actual = [{name: shown(item[column(name)]) for name in expected[0]} for item in found]
    if _sorted(actual) != _sorted(expected):
        raise WrongAnswer("table", rows=_difference(expected, actual))


def _difference(expected: Sequence[Row], actual: Sequence[Row]) -> str:
    """The rows that are missing and those that stand there instead, column by column."""
    missing = [row for row in expected if row not in actual]
    surplus = [row for row in actual if row not in expected]
    rows = [("", *expected[0])]
    rows += [("scenario", *row.values()) for row in missing]
    rows += [("answer", *row.values()) for row in surplus]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = (" | ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(lines)


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: list(row.values()))
