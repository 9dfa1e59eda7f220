"""A feature file with its lines: scenarios, steps and tables, and how to write a table anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from tiia_pricing.datatables import aligned
from tiia_pricing.errors import InputError

OF_THE_PAGE = "the price book of the page"
Row = tuple[str, ...]


class Table(Struct, frozen=True):
    """A table, its head first; ``lines`` are the lines its rows stand on, from 1."""

    lines: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def head(self) -> Row:
        """The names of the columns."""
        return self.rows[0]

    def records(self) -> list[dict[str, str]]:
        """The rows under the head, by column."""
        return [dict(zip(self.head, row, strict=True)) for row in self.rows[1:]]

    def numbered(self) -> list[tuple[int, dict[str, str]]]:
        """The rows under the head, by column, each with its line."""
        return list(zip(self.lines[1:], self.records(), strict=True))


class Step(Struct, frozen=True):
    """A line of a scenario; ``kind`` is Given, When or Then where the line says And."""

    line: int
    kind: str
    text: str
    table: Table | None
    docstring: str

    @property
    def parts(self) -> Iterator[tuple[str | None, str]]:
        """Every text of the step, with the column that it stands under if it is a cell."""
        yield None, self.text
        yield None, self.docstring
        for row in self.table.rows[1:] if self.table else ():
            yield from zip(self.table.head if self.table else (), row, strict=True)


class Scenario(Struct, frozen=True):
    """A scenario with the steps of its backgrounds; ``comments`` by their line."""

    name: str
    line: int
    steps: tuple[Step, ...]
    examples: tuple[Table, ...]
    comments: dict[int, str]

    @property
    def of_the_page(self) -> bool:
        """Whether it settles by the book that is read from the page."""
        return any(step.text == OF_THE_PAGE for step in self.steps)

    def runs(self) -> Iterator[dict[str, str]]:
        """What it runs on: each row of its examples, or once on nothing."""
        yield from (row for table in self.examples for row in table.records())
        if not self.examples:
            yield {}


class Rule(Struct, frozen=True):
    """A ``Rule:``; its description stands on the lines from ``line`` to ``until``."""

    tags: frozenset[str]
    line: int
    until: int
    scenarios: tuple[Scenario, ...]


class Feature(Struct, frozen=True):
    """A feature file; ``file`` is its path in the project."""

    file: str
    text: str
    rules: tuple[Rule, ...]

    def scenarios(self) -> Iterator[Scenario]:
        """Its scenarios in their order."""
        for rule in self.rules:
            yield from rule.scenarios


def read_feature(text: str, file: str) -> Feature:
    """The feature in ``text``; raises ``InputError`` where it is none, or no parser is there."""
    document = _parsed(text, file)
    children = document["feature"]["children"]
    raws = [child["rule"] for child in children if "rule" in child]
    starts = [_line(item) for raw in raws for item in _scenarios(raw)]
    comments: dict[int, dict[int, str]] = {start: {} for start in starts}
    for item in document["comments"]:
        above = [start for start in starts if start < _line(item)]
        if above:
            comments[above[-1]][_line(item)] = item["text"].strip()
    shared = _background(children)
    return Feature(file, text, tuple(_rule(raw, shared, comments) for raw in raws))


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        from gherkin.errors import ParserError  # noqa: PLC0415 - comes with the extra test
        from gherkin.parser import Parser  # noqa: PLC0415
    except ImportError as error:
        message = "the features cannot be parsed: gherkin-official is not installed"
        raise InputError("test-requirements-missing", message, expected="the extra test") from error
    try:
        return dict(Parser().parse(text))
    except ParserError as error:
        message = f"no feature: {error}"
        raise InputError("feature-unreadable", message, where={"file": file}) from error


def _rule(raw: dict[str, Any], shared: list[Any], comments: dict[int, dict[int, str]]) -> Rule:
    steps = shared + _background(raw["children"])
    scenarios = tuple(_scenario(item, steps, comments[_line(item)]) for item in _scenarios(raw))
    tags = frozenset(tag["name"].removeprefix("@") for tag in raw["tags"])
    until = scenarios[0].line if scenarios else _line(raw) + 1
    return Rule(tags, _line(raw), until, scenarios)


def _scenarios(raw: dict[str, Any]) -> list[Any]:
    return [child["scenario"] for child in raw["children"] if "scenario" in child]


def _background(children: list[Any]) -> list[Any]:
    found = [child["background"]["steps"] for child in children if "background" in child]
    return [step for steps in found for step in steps]


def _scenario(raw: dict[str, Any], shared: list[Any], comments: dict[int, str]) -> Scenario:
    steps = (*_steps(shared), *_steps(raw["steps"]))
    tables = (_table([item["tableHeader"], *item["tableBody"]]) for item in raw["examples"])
    return Scenario(raw["name"], _line(raw), steps, tuple(tables), comments)


def _steps(raws: list[Any]) -> Iterator[Step]:
    kind = "Given"
    for raw in raws:
        keyword = raw["keyword"].strip()
        kind = keyword if keyword in ("Given", "When", "Then") else kind
        rows = raw.get("dataTable", {}).get("rows")
        docstring = raw.get("docString", {}).get("content", "")
        yield Step(_line(raw), kind, raw["text"], _table(rows) if rows else None, docstring)


def _table(raws: list[Any]) -> Table:
    rows = (tuple(cell["value"] for cell in raw["cells"]) for raw in raws)
    return Table(tuple(map(_line, raws)), tuple(rows))


def _line(raw: dict[str, Any]) -> int:
    line: int = raw["location"]["line"]
    return line


def filled(text: str, row: Mapping[str, str]) -> str:
    """``text`` with the places in angle brackets filled from a row of examples."""
    return re.sub(r"<(.+?)>", lambda match: row.get(match[1], match[0]), text)


def placeholder(cell: str) -> str | None:
    """The column of the examples that a cell takes its value from, if it is nothing else."""
    match = re.fullmatch(r"<([^<>]+)>", cell)
    return match[1] if match else None


def rewritten(
    text: str, tables: Mapping[Table, Sequence[Row]], lines: Mapping[int, str] | None = None
) -> str:
    """``text`` with other rows in ``tables`` and other words on ``lines``; the rest as it was."""
    parts = [[line] for line in text.split("\n")]
    for number, line in (lines or {}).items():
        parts[number - 1] = [line]
    for table, rows in tables.items():
        first = parts[table.lines[0] - 1][0]
        written = aligned(rows, first[: len(first) - len(first.lstrip())])
        for index, number in enumerate(table.lines):
            parts[number - 1] = written[index : index + 1]
        parts[table.lines[-1] - 1] += written[len(table.lines) :]
    return "\n".join(line for part in parts for line in part)
