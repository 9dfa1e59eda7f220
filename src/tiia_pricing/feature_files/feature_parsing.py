"""The text of a feature file → its model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from inspect import cleandoc
from typing import Any

from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser

from tiia_pricebook.errors import PricingError
from tiia_pricing.feature_files.feature_model import (
    Examples,
    Feature,
    FeatureLine,
    Kind,
    Parsed,
    Rule,
    Scenario,
    Step,
)

AS_WRITTEN = ("DocString", "DocStringSeparator", "TagLine")
_KINDS: dict[str, Kind] = {"Context": "Given", "Action": "When", "Outcome": "Then"}
Node = dict[str, Any]


class FeatureUnreadable(PricingError):
    """A feature file that is no Gherkin, or no text of this suite (exit 2)."""


@lru_cache(maxsize=64)
def parsed(text: str, file: str) -> Parsed:
    """Parse the text of a feature file; ``file`` is its name under ``features/``.

    Raises ``FeatureUnreadable`` for what is no Gherkin, with the first ten faults of the file.
    """
    builder = _Builder()
    try:
        document: Any = Parser(builder).parse(text)
    except CompositeParserException as error:
        faults = [_fault(one, file) for one in error.errors]
        faults[0].problems = tuple(faults)
        raise faults[0] from error
    except ParserException as error:
        raise _fault(error, file) from error
    return Parsed(_feature(document.get("feature"), file), tuple(builder.lines))


def _fault(error: ParserException, file: str) -> FeatureUnreadable:
    where = {"file": file, "line": error.location["line"]}
    if column := error.location.get("column"):
        where["column"] = column
    message = str(error).partition("): ")[2]
    return FeatureUnreadable("feature-unreadable", message, where=where, expected="Gherkin")


def slug(name: str) -> str:
    """Return the id of a scenario: its name in ASCII words."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


class _Builder(AstBuilder):
    """Builds the tree of a file and keeps its tokens in their order, as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[FeatureLine] = []
        self.quoted = False

    def build(self, token: Any) -> None:
        if token.matched_type == "DocStringSeparator":
            self.quoted = not self.quoted
        if not token.eof():
            self.lines.append(_line(token, quoted=self.quoted))
        super().build(token)


def _line(token: Any, *, quoted: bool) -> FeatureLine:
    kind = "DocString" if quoted else token.matched_type
    whole = token.line.get_line_text(0).rstrip("\n")
    text = whole if kind in AS_WRITTEN else token.matched_text
    return FeatureLine(
        kind=kind,
        indent=whole[: len(whole) - len(whole.lstrip())],
        keyword=(token.matched_keyword or "").strip(),
        text=text or "",
        cells=tuple(item["text"] for item in token.matched_items),
    )


def _feature(node: Node | None, file: str) -> Feature:
    if node is None:
        return Feature(file, "", "", (), ())
    steps = _background(node)
    loose = _scenarios(node, steps)
    rules = [Rule("", (), "", loose)] if loose else []
    rules += [_rule(child["rule"], steps) for child in node["children"] if "rule" in child]
    return Feature(file, node["name"], cleandoc(node["description"]), _tags(node), tuple(rules))


def _rule(node: Node, steps: list[Node]) -> Rule:
    found = _scenarios(node, steps + _background(node))
    return Rule(node["name"], _tags(node), cleandoc(node["description"]), found)


def _background(node: Node) -> list[Node]:
    found = [child["background"]["steps"] for child in node["children"] if "background" in child]
    return [step for steps in found for step in steps]


def _scenarios(node: Node, background: list[Node]) -> tuple[Scenario, ...]:
    found = (child["scenario"] for child in node["children"] if "scenario" in child)
    return tuple(_scenario(one, background) for one in found)


def _scenario(node: Node, background: list[Node]) -> Scenario:
    steps = (*_steps(background), *_steps(node["steps"]))
    examples = tuple(_examples(table) for table in node["examples"])
    return Scenario(slug(node["name"]), node["name"], _tags(node), steps, examples)


def _steps(nodes: list[Node]) -> Iterator[Step]:
    kind: Kind = "Given"
    for node in nodes:
        kind = _KINDS.get(node["keywordType"], kind)
        table = tuple(_cells(row) for row in node.get("dataTable", {}).get("rows", ())) or None
        docstring = node.get("docString", {}).get("content")
        yield Step(kind, node["keyword"].strip(), node["text"], table, docstring)


def _examples(node: Node) -> Examples:
    """A table without a head has its title's line."""
    head = node.get("tableHeader", {"cells": [], "location": node["location"]})
    columns = _cells(head)
    rows = tuple(dict(zip(columns, _cells(row), strict=True)) for row in node["tableBody"])
    lines = tuple(row["location"]["line"] for row in (head, *node["tableBody"]))
    return Examples(node["name"], _tags(node), columns, rows, lines)


def _cells(row: Node) -> tuple[str, ...]:
    return tuple(cell.get("value", "") for cell in row["cells"])


def _tags(node: Node) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in node["tags"])
