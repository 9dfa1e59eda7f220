"""Proof that no scenario is left out without a word."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd.scenario import scenario_wrapper_template_registry

from conformance import test_features
from tiia_pricing.feature_files import features


def bound() -> dict[tuple[str, str], int]:
    """The scenarios that are bound, each with the number of its runs."""
    found = {}
    for function in vars(test_features).values():
        try:
            template = scenario_wrapper_template_registry.get(function)
        except TypeError:
            continue
        if template is not None:
            marks = getattr(function, "pytestmark", [])
            rows = [mark.args[1] for mark in marks if mark.name == "parametrize"]
            file = features.cited(Path(template.feature.filename))
            found[file, template.name] = len(rows[0]) if rows else 1
    return found


def test_every_scenario_and_row_of_the_features_is_bound() -> None:
    written = {
        (feature.file, scenario.name): len(scenario.rows)
        for feature, _, scenario in features.scenarios()
    }
    assert bound() == written
    assert len(written) > 100


def test_a_scenario_that_asks_nothing_states_facts_of_the_book() -> None:
    asked = {(feature.file, scenario.name) for feature, _, scenario in features.asking()}
    silent = [
        scenario
        for feature, _, scenario in features.scenarios()
        if (feature.file, scenario.name) not in asked
    ]
    assert silent
    for scenario in silent:
        thens = [step.text for step in scenario.steps if step.kind == "Then"]
        assert thens
        assert all(" of the book are:" in text for text in thens), scenario.name
