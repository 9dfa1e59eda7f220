"""The feature files as written, parsed for reports, receipts and the tests of their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec
from gherkin.parser import Parser
from msgspec import Struct

from tiia_pricing.feature_files.folder import feature_folder

FEATURES = feature_folder()
Key = tuple[str, str, str]
KINDS = {"Context": "Given", "Action": "When", "Outcome": "Then"}


class Step(Struct, frozen=True):
    """A line of a scenario; ``kind`` is Given, When or Then, in every language."""

    kind: str
    keyword: str
    text: str
    table: list[list[str]] | None
    docstring: str | None

    @property
    def parts(self) -> list[str]:
        """Every text of the step: its sentence, its docstring, its cells."""
        cells = [cell for row in self.table or [] for cell in row]
        return [self.text, self.docstring or "", *cells]


class Examples(Struct, frozen=True):
    """A table of examples, its cells by column."""

    name: str
    tags: list[str]
    columns: list[str]
    rows: list[dict[str, str]]


class Scenario(Struct, frozen=True):
    """A scenario or an outline, with the steps of its backgrounds."""

    id: str
    name: str
    tags: list[str]
    steps: list[Step]
    examples: list[Examples]

    @property
    def rows(self) -> list[dict[str, str] | None]:
        """What it runs on: each row of its examples, or once without one."""
        return [row for table in self.examples for row in table.rows] or [None]


class Rule(Struct, frozen=True):
    """A ``Rule:`` with its scenarios."""

    name: str
    tags: list[str]
    description: str
    scenarios: list[Scenario]


class Feature(Struct, frozen=True):
    """A feature file; ``file`` is its name under ``features/``, folder included."""

    file: str
    name: str
    description: str
    tags: list[str]
    rules: list[Rule]


def features() -> list[Feature]:
    """Every feature, in the order of the file names."""
    return [_feature(path) for path in sorted(FEATURES.rglob("*.feature"))]


def scenarios() -> Iterator[tuple[Feature, Rule, Scenario]]:
    """Every scenario, with the rule and the feature it stands under."""
    for feature in features():
        for rule in feature.rules:
            for scenario in rule.scenarios:
                yield feature, rule, scenario


def asking() -> Iterator[tuple[Feature, Rule, Scenario]]:
    """The scenarios that put a question to a calculator; the others state facts of the book."""
    for feature, rule, scenario in scenarios():
        if any(step.kind == "When" for step in scenario.steps):
            yield feature, rule, scenario


def key(file: str, name: str, row: dict[str, str] | None) -> Key:
    """How reports name one run: file, scenario, and its row of examples as JSON."""
    return file, name, "" if row is None else msgspec.json.encode(row, order="sorted").decode()


def cited(path: Path) -> str:
    """The name of a feature file, the same in a checkout and in an installed package."""
    return f"features/{path.relative_to(FEATURES).as_posix()}"


def slug(name: str) -> str:
    """The id of a scenario: its name in ASCII words."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def _feature(path: Path) -> Feature:
    document: Any = Parser().parse(path.read_text(encoding="utf-8"))
    raw = document["feature"]
    file = cited(path)
    if any("scenario" in child for child in raw["children"]):
        raise ValueError(f"{file}: every scenario stands under a Rule")
    steps = _background(raw)
    rules = [_rule(child["rule"], steps) for child in raw["children"] if "rule" in child]
    return Feature(file, raw["name"], cleandoc(raw["description"]), _tags(raw), rules)


def _rule(raw: dict[str, Any], steps: list[dict[str, Any]]) -> Rule:
    steps = steps + _background(raw)
    found = [
        _scenario(child["scenario"], steps) for child in raw["children"] if "scenario" in child
    ]
    return Rule(raw["name"], _tags(raw), cleandoc(raw["description"]), found)


def _background(raw: dict[str, Any]) -> list[dict[str, Any]]:
    found = [child["background"]["steps"] for child in raw["children"] if "background" in child]
    return [step for steps in found for step in steps]


def _scenario(raw: dict[str, Any], background: list[dict[str, Any]]) -> Scenario:
    steps = list(_steps(background)) + list(_steps(raw["steps"]))
    examples = [_examples(table) for table in raw["examples"]]
    return Scenario(slug(raw["name"]), raw["name"], _tags(raw), steps, examples)


def _steps(raws: list[dict[str, Any]]) -> Iterator[Step]:
    kind = "Given"
    for raw in raws:
        kind = KINDS.get(raw["keywordType"], kind)
        table = [_cells(row) for row in raw.get("dataTable", {}).get("rows", [])] or None
        docstring = raw.get("docString", {}).get("content")
        yield Step(kind, raw["keyword"].strip(), raw["text"], table, docstring)


def _examples(raw: dict[str, Any]) -> Examples:
    columns = _cells(raw["tableHeader"])
    rows = [dict(zip(columns, _cells(row), strict=True)) for row in raw["tableBody"]]
    return Examples(raw["name"], _tags(raw), columns, rows)


def _cells(row: dict[str, Any]) -> list[str]:
    return [cell["value"] for cell in row["cells"]]


def _tags(raw: dict[str, Any]) -> list[str]:
    return [tag["name"].removeprefix("@") for tag in raw["tags"]]
