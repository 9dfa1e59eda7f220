"""The features of the suite, and the names of their runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tiia_pricebook.messages import say
from tiia_pricing.feature_files.feature_model import Feature, Rule, Scenario
from tiia_pricing.feature_files.feature_parsing import FeatureUnreadable, parsed
from tiia_pricing.feature_files.folder import feature_folder

FEATURES = feature_folder()
Key = tuple[str, str, str]


def features() -> list[Feature]:
    """Return every feature, in the order of the file names.

    Raises ``FeatureUnreadable`` where one is no Gherkin, or has a scenario under no rule.
    """
    found = read_features(FEATURES)
    for feature in found:
        if not all(rule.name for rule in feature.rules):
            text, expected = "a scenario stands under no rule", "every scenario under a Rule"
            where = {"file": feature.file}
            raise FeatureUnreadable("scenario-without-rule", text, where=where, expected=expected)
    return found


def read_features(folder: Path) -> list[Feature]:
    """Return the features of a folder, in the order of the file names.

    Raises ``FeatureUnreadable`` where one is no Gherkin.
    """
    paths = sorted(folder.rglob("*.feature"))
    return [_read(path, cited(path, folder)) for path in paths]


def _read(path: Path, file: str) -> Feature:
    try:
        return parsed(path.read_text("utf-8"), file).feature
    except UnicodeDecodeError as error:
        text = say(
            "the file is not UTF-8: {why} at byte {byte}", why=error.reason, byte=error.start
        )
        where = {"file": file}
        raise FeatureUnreadable(
            "feature-unreadable", text, where=where, expected="UTF-8"
        ) from error


def scenarios() -> Iterator[tuple[Feature, Rule, Scenario]]:
    """Yield every scenario, with the rule and the feature it stands under."""
    for feature in features():
        for rule in feature.rules:
            for scenario in rule.scenarios:
                yield feature, rule, scenario


def asking() -> Iterator[tuple[Feature, Rule, Scenario]]:
    """Yield the scenarios that put a question to a calculator.

    The others state facts of the book.
    """
    for feature, rule, scenario in scenarios():
        if any(step.kind == "When" for step in scenario.steps):
            yield feature, rule, scenario


def key(file: str, name: str, row: dict[str, str] | None) -> Key:
    """Return how reports name one run: file, scenario, and its row of examples as JSON."""
    return file, name, "" if row is None else msgspec.json.encode(row, order="sorted").decode()


def cited(path: Path, folder: Path | None = None) -> str:
    """Return the name of a feature file, the same in a checkout and in an installed package."""
    return f"features/{path.relative_to(folder or FEATURES).as_posix()}"
