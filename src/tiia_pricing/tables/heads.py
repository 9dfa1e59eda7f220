"""Columns by their heads: which column of a table is which, and which it does not need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.tables.counts import MULTIPLES, simplified
from tiia_pricing.tables.folding import folded
from tiia_pricing.tables.table import FileTable

_UNIT = re.compile(
    r"(?P<name>[^()]+?)(?:\((?:单位[::]?)?(?P<unit>[^()]*)\)|/(?P<per>[千万亿百]*次))"
)
_LONGEST = 100  # characters of a head that can be known
_BEIJING = frozenset({"北京时间", "utc+8", "utc+08:00", "gmt+8"})


class Column(NamedTuple):
    """A column that a table can have: its ``name``, and what else it is called.

    ``counts`` says that the head may have a unit, such as 万次; ``days`` that it may say in which
    time zone a day ends.
    """

    name: str
    others: tuple[str, ...] = ()
    required: bool = True
    counts: bool = False
    days: bool = False

    def per(self, head: str) -> int | None:
        """Return what the column counts in, where ``head`` is one of its heads.

        Otherwise ``None``.
        """
        if len(head) > _LONGEST:
            return None
        names = _names(self)
        text = simplified(folded(head)).replace("_", "")
        if text in names:
            return 1
        match = _UNIT.fullmatch(text)
        if match is None or match["name"] not in names:
            return None
        return self._per_of(match["unit"] or match["per"] or "")

    def _per_of(self, unit: str) -> int | None:
        if self.days and unit in _BEIJING:
            return 1
        return MULTIPLES.get(unit.removesuffix("次")) if self.counts and unit else None


@lru_cache
def _names(column: Column) -> frozenset[str]:
    return frozenset(folded(name).replace("_", "") for name in (column.name, *column.others))


class Found(NamedTuple):
    """The index of each column by its name, what it counts in, and the columns left over."""

    at: dict[str, int]
    per: dict[str, int]
    others: tuple[int, ...]


def named_by(head: str, columns: Sequence[Column]) -> str | None:
    """Return the column that a head names, in any of its words and with any of its units."""
    return next((one.name for one in columns if one.per(head)), None)


def nearest(head: str, names: Sequence[str]) -> str | None:
    """Return the one of ``names`` that a head nearly is."""
    return next(iter(get_close_matches(folded(head), names, n=1, cutoff=0.8)), None)


def head_of(columns: Sequence[Column]) -> str:
    """Return the head of such a table, as errors show it."""
    required = ",".join(column.name for column in columns if column.required)
    return required + "".join(f"[,{column.name}]" for column in columns if not column.required)


def find(table: FileTable, columns: Sequence[Column]) -> Found:
    """Find ``columns`` by their heads; those found last are not in ``at`` where several could be.

    A column without head and without any text is none. Faults are ``faults_of``'s to tell.
    """
    at: dict[str, int] = {}
    per: dict[str, int] = {}
    others = []
    for index, name in enumerate(table.names):
        found = next(((one.name, unit) for one in columns if (unit := one.per(name))), None)
        if found and found[0] not in at:
            at[found[0]], per[found[0]] = index, found[1]
        elif found or name or any(_cells(table, index)):
            others.append(index)
    return Found(at, per, tuple(others))


def _cells(table: FileTable, index: int) -> list[str]:
    return [row.cells[index] for row in table.rows if index < len(row.cells)]


def faults_of(table: FileTable, columns: Sequence[Column], found: Found) -> Problems:
    """Collect what is wrong with the heads: one twice, two of one meaning, one that is missing.

    A head that is nearly one of ``columns`` is a mistake, and no column that is not needed.
    """
    problems = Problems()
    counts = Counter(name for name in table.names if name)
    for index, name in enumerate(table.names):
        fault = _fault(table, columns, found, index, counts[name])
        if fault:
            problems.add(fault, table.place(table.head.line, name))
    for column in columns:
        if column.required and column.name not in found.at:
            text = say("column {name!r} is missing", name=column.name)
            fault = InputError("column-missing", text, expected=head_of(columns))
            problems.add(fault, table.place(table.head.line, column.name))
    return problems


def _fault(
    table: FileTable, columns: Sequence[Column], found: Found, index: int, count: int
) -> InputError | None:
    name, expected = table.names[index], head_of(columns)
    if index in table.head.faults:
        return table.head.faults[index]
    if count > 1:
        return InputError(
            "column-duplicate",
            say("column {name!r} is given {count} times", name=name, count=count),
            expected=expected,
        )
    if index not in found.others or not name or len(name) > _LONGEST:
        return None
    same = named_by(name, columns)
    if same:
        text = say(
            "columns {first!r} and {name!r} could both be {same!r}",
            first=table.names[found.at[same]],
            name=name,
            same=same,
        )
        return InputError("column-ambiguous", text, expected=expected)
    near = nearest(name, [one.name for one in columns])
    if near:
        text = say("unknown column {name!r}; did you mean {near!r}?", name=name, near=near)
        return InputError("column-unknown", text, expected=expected)
    return None
