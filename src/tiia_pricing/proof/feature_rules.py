"""The rules of the features, as far as the coverage of the page needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from tiia_pricebook import PriceBook

BEYOND = "beyond-the-page"


class Rule(Struct, frozen=True):
    """A ``Rule:`` of a feature, or the scenarios that stand under none; tags are bare slugs."""

    feature: str
    feature_tags: frozenset[str]
    name: str
    tags: frozenset[str]
    scenarios: tuple[str, ...]


class Uncovered(Struct, frozen=True):
    """A clause without a scenario, or a rule without a clause."""

    what: str
    name: str
    why: str


def read_rules(folder: Path) -> list[Rule]:
    """Every rule of the feature files of a folder, in the order of their names."""
    return [rule for path in sorted(folder.glob("*.feature")) for rule in _read(path)]


def _read(path: Path) -> Iterator[Rule]:
    from gherkin.parser import Parser  # noqa: PLC0415 - comes with the tests' requirements

    document: dict[str, Any] = dict(Parser().parse(path.read_text("utf-8")))
    feature = document["feature"] or {}
    tags, children = _tags(feature), feature.get("children", [])
    loose = _scenarios(children)
    if loose:
        yield Rule(path.name, tags, "", frozenset(), loose)
    for child in children:
        if rule := child.get("rule"):
            yield Rule(path.name, tags, rule["name"], _tags(rule), _scenarios(rule["children"]))


def _tags(node: dict[str, Any]) -> frozenset[str]:
    return frozenset(tag["name"].lstrip("@") for tag in node.get("tags", ()))


def _scenarios(children: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(child["scenario"]["name"] for child in children if "scenario" in child)


def uncovered(book: PriceBook, rules: Iterable[Rule]) -> Iterator[Uncovered]:
    """Clauses that no scenario proves; rules and scenarios that no clause asks for."""
    rules = list(rules)
    known = {clause.id for clause in book.clauses}
    proved = {tag for rule in rules if rule.scenarios for tag in rule.tags}
    for clause in book.clauses:
        if clause.informative is None and clause.id not in proved:
            why = "states a rule, and no Rule with a scenario carries its tag"
            yield Uncovered("clause", clause.id, why)
    for rule in rules:
        if BEYOND in rule.feature_tags or rule.tags & known:
            continue
        name = rule.name or "、".join(rule.scenarios)
        why = f"no tag is a clause of the page, and the feature is not tagged @{BEYOND}"
        yield Uncovered("rule", f"{rule.feature}: {name}", why)
