"""An accepted page as files of the project: snapshot, price book, features, changelog of prices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from msgspec import Struct

from tiia_pricing.pricebook import PriceBook
from tiia_pricing.proposing.booktables import quoted
from tiia_pricing.proposing.featuretext import Feature, Row, Rule, Scenario, Table, rewritten
from tiia_pricing.proposing.literals import Edit, Moves, edits, moves
from tiia_scraper.changes import Change

# A sentence of the page that Gherkin would take for more than words is left to a person.
_STRUCTURE = re.compile(
    r"[\r\n]|^\s*(?:[@#|*]|\"\"\"|```|(?:Feature|Rule|Background|Scenarios?|Examples?|Scenario "
    r"Outline|Scenario Template|Given|When|Then|And|But)\b)"
)


class Literal(Struct, frozen=True):
    """A line of a feature that quotes the page, as it was and as it is, on its new ``line``.

    ``old`` or ``new`` is ``None`` for a line that came or went.
    """

    file: str
    line: int
    old: str | None
    new: str | None


def rewrite(feature: Feature, old: PriceBook, new: PriceBook, changes: Sequence[Change]) -> str:
    """The text of ``feature`` with what quotes ``old`` quoting ``new``; amounts stay."""
    moved = moves(old, new, changes)
    tables: dict[Table, Sequence[Row]] = {}
    for rule in feature.rules:
        for scenario in rule.scenarios:
            if scenario.of_the_page:
                tables |= _books(rule, scenario, old, new)
                tables |= _prices(scenario, moved)
    changed = {table: rows for table, rows in tables.items() if tuple(rows) != table.rows}
    return rewritten(feature.text, changed, dict(_quotations(feature, reworded(changes))))


def reworded(changes: Iterable[Change]) -> dict[str, str]:
    """The sentences of the page that have other words now, with these words."""
    flat = (one for change in changes for one in (change, *change.consequences))
    pairs = ((one.old, one.new) for one in flat if one.id == "clause-changed")
    return {
        old: new
        for old, new in pairs
        if isinstance(old, str) and isinstance(new, str) and not _STRUCTURE.search(new)
    }


def _books(
    rule: Rule, scenario: Scenario, old: PriceBook, new: PriceBook
) -> Iterator[tuple[Table, list[Row]]]:
    """The tables that quote a whole book. One that has no row left stays for a person."""
    for step in scenario.steps:
        found = quoted(rule, step, old, new)
        if found and len(found[1]) > 1:
            yield found


def _prices(scenario: Scenario, moved: Moves) -> Iterator[tuple[Table, list[Row]]]:
    for table, group in _by_table(edits(scenario, moved)):
        rows = [list(row) for row in table.rows]
        for edit in group:
            rows[edit.row][table.head.index(edit.column)] = edit.new
        yield table, [tuple(row) for row in rows]


def _by_table(found: Iterable[Edit]) -> Iterator[tuple[Table, Iterable[Edit]]]:
    ordered = sorted(found, key=lambda edit: edit.table.lines)
    yield from groupby(ordered, lambda edit: edit.table)


def _quotations(feature: Feature, words: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The lines under a ``Rule:`` that quote a reworded sentence whole, with its new words."""
    lines = feature.text.split("\n")
    for rule in feature.rules:
        for number in range(rule.line + 1, rule.until):
            line = lines[number - 1]
            if line.strip() in words:
                yield number, line.replace(line.strip(), words[line.strip()])


def literals(file: str, old: str, new: str) -> Iterator[Literal]:
    """The lines in which two texts of a feature differ, white space aside."""
    before, after = ([" ".join(line.split()) for line in text.split("\n")] for text in (old, new))
    for how, start, end, first, last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if how != "equal":
            pairs = zip_longest(before[start:end], after[first:last])
            for offset, (was, now) in enumerate(pairs):
                yield Literal(file, min(first + offset, max(last - 1, first)) + 1, was, now)
