"""Clauses of the page and rules of the features, held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricing.feature_files.feature_model import Feature

BEYOND = "beyond-the-page"


class Uncovered(Struct, frozen=True):
    """A clause without a scenario, or a rule without a clause."""

    what: str
    name: str
    why: str


def uncovered(book: PriceBook, features: Iterable[Feature]) -> Iterator[Uncovered]:
    """Yield clauses that no scenario proves; rules and scenarios that no clause asks for."""
    rules = [(feature, rule) for feature in features for rule in feature.rules]
    known = {clause.id for clause in book.clauses}
    proved = {tag for _, rule in rules if rule.scenarios for tag in rule.tags}
    for clause in book.clauses:
        if clause.informative is None and clause.id not in proved:
            why = "states a rule, and no Rule with a scenario carries its tag"
            yield Uncovered("clause", clause.id, why)
    for feature, rule in rules:
        if BEYOND in feature.tags or known.intersection(rule.tags):
            continue
        name = rule.name or "、".join(scenario.name for scenario in rule.scenarios)
        why = f"no tag is a clause of the page, and the feature is not tagged @{BEYOND}"
        yield Uncovered("rule", f"{feature.file.rpartition('/')[2]}: {name}", why)
