"""What the suite consists of: each test's place in it, and what an implementation is put to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry

from tiia_pricing.conformance.run.outcomes import HISTORY, LAW, SCENARIO, UNCLAIMED
from tiia_pricing.feature_files.feature_model import Feature
from tiia_pricing.feature_files.features import FEATURES, asking, cited, key, scenarios

from .implementation import claims


def declare(config: pytest.Config) -> None:
    """Tell pytest the markers of the suite: that of the laws, and every tag of the features."""
    config.addinivalue_line("markers", "law(level, needs=None): a law, and what it is judged by")
    for tag in sorted(_tags()):
        config.addinivalue_line("markers", f"{tag}: a tag of the features")


def _tags() -> set[str]:
    found: set[str] = set()
    for feature, rule, scenario in scenarios():
        found.update(feature.tags, rule.tags, scenario.tags)
        for table in scenario.examples:
            found.update(table.tags)
    return found


def place(item: pytest.Item) -> None:
    """Give a scenario's or a law's test its place, which its reports carry along."""
    template = scenario_wrapper_template_registry.get(getattr(item, "obj", None))  # type: ignore[arg-type]
    if template is not None and FEATURES in (path := Path(template.feature.filename)).parents:
        callspec = getattr(item, "callspec", None)
        row = callspec.params["_pytest_bdd_example"] if callspec else None
        item.user_properties.append((SCENARIO, key(cited(path), template.name, row)))
    elif marker := item.get_closest_marker("law"):
        item.user_properties.append((LAW, (law_name(item), marker.args[0])))


def law_name(item: pytest.Item) -> str:
    """A law in words: the name of its test."""
    return item.name.removeprefix("test_").replace("_", " ")


def select(items: list[pytest.Item]) -> list[pytest.Item]:
    """Leave in ``items`` what an implementation is put to; the others are returned.

    What it does not claim stays, and is skipped with that reason.
    """
    asked = {(feature.file, scenario.name): feature for feature, _, scenario in asking()}
    kept, others = [], []
    for item in items:
        properties: dict[str, Any] = dict(item.user_properties)
        feature = asked.get(tuple(properties.get(SCENARIO, ("", ""))[:2]))
        if feature is None and LAW not in properties:
            others.append(item)
            continue
        kept.append(item)
        if reason := _unclaimed(item, feature):
            item.add_marker(pytest.mark.skip(reason=f"{UNCLAIMED}: {reason}"))
    items[:] = kept
    return others


def _unclaimed(item: pytest.Item, feature: Feature | None) -> str | None:
    found = claims()
    if feature is not None:
        past = HISTORY in feature.tags and "history" not in found.abilities
        return "does not answer for older months" if past else None
    law = item.get_closest_marker("law")
    assert law is not None
    if law.args[0] not in found.levels:
        return f"does not claim the level {law.args[0]}"
    if "books" not in found.abilities:
        return "prices by the page's book alone"
    needs = law.kwargs.get("needs")
    return f"does not claim {needs}" if needs and not found.able(needs) else None
