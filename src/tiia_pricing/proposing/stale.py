"""What no test compares with the page and what still goes by the old numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from tiia_pricing.proposing.booktables import number
from tiia_pricing.proposing.featuretext import Feature, Scenario
from tiia_pricing.proposing.literals import Moves, used

ARITHMETIC = "arithmetic"
Pair = tuple[str, str]


class Stale(Struct, frozen=True, order=True):
    """Words or an example that go by ``old`` where the page says ``new``."""

    file: str
    line: int
    scenario: str
    column: str
    stands: str
    old: str
    new: str


def stale(feature: Feature, moved: Moves) -> Iterator[Stale]:
    """What of the scenarios that give calls or packs of an interface goes by its old numbers.

    Arithmetic with a price that moved, comments and names with any number that did, and the
    examples one call below, on and above a bound or quota that is no longer there.
    """
    for scenario in feature.scenarios():
        if scenario.of_the_page:
            yield from _examples(feature.file, scenario, moved)
            yield from _words(feature.file, scenario, moved)


def _examples(file: str, scenario: Scenario, moved: Moves) -> Iterator[Stale]:
    given = {name for name in _columns(scenario) if _feeds(scenario, name, "Given", None)}
    paid = {name for name in _columns(scenario) if _feeds(scenario, name, "Then", "pay as you go")}
    for table in scenario.examples:
        for line, row in table.numbered():
            names = _names(scenario, row, moved)
            said = row.get(ARITHMETIC, "")
            for was, now in _prices(names, moved):
                if _says(said, was):
                    yield Stale(file, line, scenario.name, ARITHMETIC, said, was, now)
            for columns, counts in ((given, moved.quotas), (given | paid, moved.bounds)):
                for column in sorted(columns):
                    for was, now in _around(row[column], names, counts):
                        yield Stale(file, line, scenario.name, column, row[column], was, now)


def _columns(scenario: Scenario) -> set[str]:
    return {name for table in scenario.examples for name in table.head}


def _feeds(scenario: Scenario, name: str, kind: str, column: str | None) -> bool:
    """Whether a column of the examples stands in a step of a kind: in its sentence, or a cell."""
    parts = (part for step in scenario.steps if step.kind == kind for part in step.parts)
    return any(under == column and f"<{name}>" in text for under, text in parts)


def _around(cell: str, names: set[str], counts: Mapping[tuple[str, int], int]) -> Iterator[Pair]:
    for (interface, was), now in counts.items():
        if interface in names and cell in {number(was + step) for step in (-1, 0, 1)}:
            yield number(was), number(now)


def _words(file: str, scenario: Scenario, moved: Moves) -> Iterator[Stale]:
    names = {name for run in scenario.runs() for name in _names(scenario, run, moved)}
    pairs = {*_prices(names, moved), *_counts(names, moved)}
    words = [(line, "comment", text) for line, text in scenario.comments.items()]
    for line, kind, text in [(scenario.line, "name", scenario.name), *words]:
        for was, now in sorted(pairs):
            if _says(text, was):
                yield Stale(file, line, scenario.name, kind, text, was, now)


def _prices(names: set[str], moved: Moves) -> Iterator[Pair]:
    for (interface, was), now in moved.unit.items():
        if interface in names:
            yield number(was), number(now)
    for (interface, _), (was, now) in moved.pack.items():
        if interface in names:
            yield number(was), number(now)


def _counts(names: set[str], moved: Moves) -> Iterator[Pair]:
    for (interface, was), now in (moved.bounds | moved.quotas).items():
        if interface in names:
            yield number(was), number(now)


def _names(scenario: Scenario, run: Mapping[str, str], moved: Moves) -> set[str]:
    return {moved.names.get(name, name) for name in used(scenario, run)}


def _says(text: str, literal: str) -> bool:
    """Whether a number stands in a text, not as a part of a longer one."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(literal)}(?![\d]|[.,]\d)", text))
