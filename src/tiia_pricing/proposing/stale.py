"""Words of the features that nothing runs and that still say the old numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from tiia_pricing.proposing.booktables import number
from tiia_pricing.proposing.featuretext import Feature, Scenario
from tiia_pricing.proposing.literals import Moves, used

ARITHMETIC = "arithmetic"


class Stale(Struct, frozen=True, order=True):
    """Words that say ``old`` where the page says ``new``: arithmetic, a comment or a name."""

    file: str
    line: int
    scenario: str
    column: str
    stands: str
    old: str
    new: str


def stale(feature: Feature, moved: Moves) -> Iterator[Stale]:
    """The arithmetic that quotes a price which moved; comments and names that quote any number.

    Only scenarios that give calls or packs of an interface can quote a number of it.
    """
    for scenario in feature.scenarios():
        if scenario.of_the_page:
            yield from _arithmetic(feature.file, scenario, moved)
            yield from _words(feature.file, scenario, moved)


def _arithmetic(file: str, scenario: Scenario, moved: Moves) -> Iterator[Stale]:
    for table in scenario.examples:
        for line, row in table.numbered():
            said = row.get(ARITHMETIC, "")
            for was, now in _moved(scenario, row, moved):
                if _says(said, was):
                    yield Stale(file, line, scenario.name, ARITHMETIC, said, was, now)


def _words(file: str, scenario: Scenario, moved: Moves) -> Iterator[Stale]:
    pairs = {
        pair
        for run in scenario.runs()
        for pair in (*_moved(scenario, run, moved), *_counts(scenario, run, moved))
    }
    words = [(line, "comment", text) for line, text in scenario.comments.items()]
    for line, kind, text in [(scenario.line, "name", scenario.name), *words]:
        for was, now in sorted(pairs):
            if _says(text, was):
                yield Stale(file, line, scenario.name, kind, text, was, now)


def _moved(scenario: Scenario, run: Mapping[str, str], moved: Moves) -> Iterator[tuple[str, str]]:
    """The prices, old and new, of the interfaces of a scenario."""
    names = _names(scenario, run, moved)
    for (interface, was), now in moved.unit.items():
        if interface in names:
            yield number(was), number(now)
    for (interface, _), (was, now) in moved.pack.items():
        if interface in names:
            yield number(was), number(now)


def _counts(scenario: Scenario, run: Mapping[str, str], moved: Moves) -> Iterator[tuple[str, str]]:
    """The bounds and quotas, old and new, of the interfaces of a scenario."""
    names = _names(scenario, run, moved)
    for (interface, was), now in moved.counts.items():
        if interface in names:
            yield number(was), number(now)


def _names(scenario: Scenario, run: Mapping[str, str], moved: Moves) -> set[str]:
    return {moved.names.get(name, name) for name in used(scenario, run)}


def _says(text: str, literal: str) -> bool:
    """Whether a number stands in a text, not as a part of a longer one."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(literal)}(?![\d]|[.,]\d)", text))
