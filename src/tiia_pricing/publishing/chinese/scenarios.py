"""Scenarios as the Chinese site shows them, and the feature files that both sites hand out."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tiia_pricing.conformance.chinese.featuretext import in_chinese
from tiia_pricing.conformance.chinese.wording import (
    NoWording,
    filled,
    heading,
    keyword,
    named,
    sentence,
)
from tiia_pricing.feature_files.feature_model import Examples, Step
from tiia_pricing.results.scenario_results import Results, ScenarioResult


def told(scenario: ScenarioResult) -> ScenarioResult:
    """Return a scenario in Chinese under its own id, or as it is where a part has no wording.

    Nothing of the features lacks one: ``feature_files`` raises where it does.
    """
    try:
        return replace(
            scenario,
            name=named(scenario.name),
            steps=tuple(_step(step) for step in scenario.steps),
            examples=tuple(_examples(table) for table in scenario.examples),
        )
    except NoWording:
        return scenario


def told_step(step: Step) -> Step:
    """Return a step in Chinese, or as it is where a part has no wording."""
    try:
        return _step(step)
    except NoWording:
        return step


def _step(step: Step) -> Step:
    return replace(
        step,
        keyword=keyword(step.keyword),
        text=sentence(step.text),
        table=_table(step.table) if step.table else None,
        docstring=filled(step.docstring) if step.docstring else step.docstring,
    )


def _table(table: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    head, *body = table
    rows = (tuple(filled(cell) for cell in row) for row in body)
    return (tuple(heading(cell) for cell in head), *rows)


def _examples(table: Examples) -> Examples:
    return replace(
        table,
        name=named(table.name),
        columns=tuple(heading(name) for name in table.columns),
        rows=tuple({heading(name): cell for name, cell in row.items()} for row in table.rows),
    )


def feature_files(root: Path, results: Results) -> dict[str, dict[str, str]]:
    """Return the feature files of each language by their place on the site.

    Raises ``NoWording`` where a feature says what has no Chinese wording.
    """
    english = {
        feature.file: (root / feature.file).read_text("utf-8") for feature in results.features
    }
    places = {feature.file: f"rules/{feature.slug}.feature" for feature in results.features}
    return {
        "en": {places[file]: text for file, text in english.items()},
        "zh": {places[file]: in_chinese(text, file) for file, text in english.items()},
    }
