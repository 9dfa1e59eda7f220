"""The cells of red scenarios that follow from the page, each with the arithmetic to check.

The amounts themselves are left out: a person works each of them out and types it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricing.proposing.answers import (
    NOTHING,
    Answer,
    Item,
    bare,
    items,
    plain,
    reasons,
    total,
)
from tiia_pricing.proposing.featuretext import (
    Feature,
    Scenario,
    Step,
    Table,
    filled,
    placeholder,
)

_TOTAL = re.compile(r"the total is (.+) yuan")
_RANGE = re.compile(r"the range is from (.+) to (.+) yuan")
_EXPLAINED = re.compile(r'the line of "(.+)" is explained by:')
_IDENTITY = ("month", "interface", "purchased on", "reading", "value")


class Red(Struct, frozen=True):
    """A scenario that fails, as the tests saw it: ``line`` is that of the step that failed.

    ``row`` is its row of examples. ``answer`` is the bill, or the error that refused it;
    ``under`` are the bills of single readings and of both ends of the range.
    """

    file: str
    scenario: str
    row: dict[str, str]
    line: int
    message: str
    answer: dict[str, Any] | None = None
    under: dict[str, dict[str, Any]] = {}


class Amount(Struct, frozen=True, order=True):
    """A cell for a person to work out: what stands there now, and the arithmetic behind it."""

    file: str
    line: int
    scenario: str
    column: str
    stands: str
    arithmetic: str


class Doubt(Struct, frozen=True, order=True):
    """A place for a person to look at, and why."""

    file: str
    line: int | None
    text: str


def amounts(
    red: Iterable[Red], features: Mapping[str, Feature]
) -> tuple[list[Amount], list[Doubt]]:
    """The cells that are red, and the red scenarios in which no cell tells why."""
    cells: list[Amount] = []
    doubts: set[Doubt] = set()
    for one in red:
        found = list(_cells(one, features))
        cells += found
        if not found:
            text = f"{one.scenario}: {_said(one)}"
            doubts.add(Doubt(one.file, _place(one, features), text))
    return sorted(_once(cells)), sorted(doubts)


def _said(one: Red) -> str:
    """Why a scenario is red, on one line."""
    error = one.answer if one.answer and "error" in one.answer else None
    text = f"{error['error']}: {error['message']}" if error else one.message.split("\n")[0]
    return " ".join(text.split())


def _once(cells: Iterable[Amount]) -> Iterator[Amount]:
    """Each cell once: rows of examples can contradict one cell of the steps together."""
    found: dict[Amount, list[str]] = {}
    for cell in cells:
        checks = found.setdefault(replace(cell, arithmetic=""), [])
        if cell.arithmetic not in checks:
            checks.append(cell.arithmetic)
    for cell, checks in found.items():
        more = f" (and {len(checks) - 1} more rows of examples)" if len(checks) > 1 else ""
        yield replace(cell, arithmetic=checks[0] + more)


class _Cell(Struct, frozen=True):
    """A value that the answer contradicts: where it is written, and how, and what to check."""

    line: int
    column: str
    text: str
    check: str


def _cells(one: Red, features: Mapping[str, Feature]) -> Iterator[Amount]:
    scenario = _scenario(one, features)
    if scenario is None or one.answer is None or "error" in one.answer:
        return
    for step in scenario.steps:
        for cell in _step(step, one, one.answer) if step.kind == "Then" else ():
            source, line = placeholder(cell.text), _row_line(scenario, one.row)
            line, column = (line, source) if source and line else (cell.line, cell.column)
            stands = filled(cell.text, one.row)
            yield Amount(one.file, line, one.scenario, column, stands, cell.check)


def _step(step: Step, one: Red, answer: Answer) -> Iterator[_Cell]:
    """What a step says otherwise than the answer."""
    if match := _TOTAL.fullmatch(step.text):
        yield from _total(step, "total", match[1], answer, one)
    elif match := _RANGE.fullmatch(step.text):
        for end, text in zip(("low", "high"), match.groups(), strict=True):
            yield from _total(step, end, text, one.under.get(end, answer), one)
    elif match := _EXPLAINED.fullmatch(step.text):
        rows = step.table.numbered() if step.table else []
        yield from _reasons(rows, filled(match[1], one.row), answer, one)
    elif step.table and (found := items(step.text, answer, one.under)) is not None:
        yield from _rows(step.table, found, one)


def _total(step: Step, column: str, text: str, answer: Answer, one: Red) -> Iterator[_Cell]:
    item = total(answer)
    if plain(filled(text, one.row)) != item.values["total"]:
        yield _Cell(step.line, column, text, item.checks["total"])


def _reasons(
    rows: Iterable[tuple[int, Mapping[str, str]]], interface: str, answer: Answer, one: Red
) -> Iterator[_Cell]:
    """The words that no reason of the line's rule has."""
    for line, row in rows:
        said = reasons(answer, interface, filled(row["rule"], one.row))
        if not any(plain(filled(row["says"], one.row)) in plain(text) for text in said):
            check = " ".join(map(bare, said)) or "no reason of that rule"
            yield _Cell(line, "says", row["says"], check)


def _rows(table: Table, found: list[Item], one: Red) -> Iterator[_Cell]:
    """The cells in which a row differs from the row of the answer that it most resembles."""
    left = list(found)
    said = [{k: filled(v, one.row) for k, v in row.items()} for row in table.records()]
    for index in sorted(range(len(said)), key=lambda index: -_most(said[index], found)):
        line, row = table.lines[index + 1], said[index]
        item = max(left, key=lambda other: _alike(row, other), default=None)
        if item is None:
            yield _Cell(line, "row", " | ".join(row.values()), "the bill has no such row")
            continue
        left.remove(item)
        for column, text in table.records()[index].items():
            if not _agrees(row[column], column, item):
                yield _Cell(line, column, text, item.checks.get(column, ""))
    for item in left:
        row = {name: value for name, value in item.values.items() if name in _IDENTITY}
        which = ", ".join(f"{name} {value}" for name, value in row.items())
        yield _Cell(table.lines[0], "row", NOTHING, f"the bill has a row more: {which}")


def _agrees(said: str, column: str, item: Item) -> bool:
    return plain(said) == item.values.get(column, NOTHING)


def _alike(said: Mapping[str, str], item: Item) -> int:
    """How many columns agree; one that says which row it is counts for more than all others."""
    weights = ((100 if column in _IDENTITY else 1, column) for column in said)
    return sum(weight for weight, column in weights if _agrees(said[column], column, item))


def _most(said: Mapping[str, str], found: Iterable[Item]) -> int:
    return max((_alike(said, item) for item in found), default=0)


def _scenario(one: Red, features: Mapping[str, Feature]) -> Scenario | None:
    feature = features.get(one.file)
    found = feature.scenarios() if feature else ()
    return next((scenario for scenario in found if scenario.name == one.scenario), None)


def _row_line(scenario: Scenario, run: Mapping[str, str]) -> int | None:
    """The line of a row of examples."""
    for table in scenario.examples:
        for line, row in table.numbered():
            if row == run:
                return line
    return None


def _place(one: Red, features: Mapping[str, Feature]) -> int:
    """The line of a red run: its row of examples, else the step that failed."""
    scenario = _scenario(one, features)
    return (_row_line(scenario, one.row) if scenario else None) or one.line
