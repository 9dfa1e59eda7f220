"""The features with their rows filled in, as Gherkin's own compiler does it, and what they bill."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from inspect import signature
from typing import Any, NamedTuple

from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

from conformance import books
from conformance.sheets import case
from tiia_pricing.feature_files.feature_model import Step
from tiia_pricing.feature_files.features import FEATURES, Key, features, key
from tiia_pricing.results.reporter import account
from tiia_pricing.results.scenario_results import BilledAccount
from tiia_pricing.results.sentences_in_use import bound

BILLS = "the bill is computed"  # other questions have no place in the calculator
_KINDS = {"Context": "Given", "Action": "When", "Outcome": "Then"}


class Pickle(NamedTuple):
    """A run of a scenario, its row filled in; ``tags`` are bare."""

    key: Key
    tags: tuple[str, ...]
    steps: tuple[Step, ...]


@cache
def pickles() -> tuple[Pickle, ...]:
    """Every run of every scenario."""
    return tuple(_compiled())


def _compiled() -> Iterator[Pickle]:
    for feature in features():
        keys = (
            key(feature.file, scenario.name, row)
            for rule in feature.rules
            for scenario in rule.scenarios
            for row in scenario.rows
        )
        text = (FEATURES / feature.file.removeprefix("features/")).read_text("utf-8")
        document: Any = Parser().parse(text)
        document["uri"] = feature.file
        compiled: Any = Compiler().compile(document)
        for name, pickle in zip(keys, compiled, strict=True):
            tags = tuple(tag["name"].removeprefix("@") for tag in pickle["tags"])
            yield Pickle(name, tags, tuple(_step(one) for one in pickle["steps"]))


def _step(raw: Any) -> Step:
    given = raw.get("argument", {})
    rows = given.get("dataTable", {}).get("rows", ())
    table = tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows) or None
    kind: Any = _KINDS[raw["type"]]
    return Step(kind, kind, raw["text"], table, given.get("docString", {}).get("content"))


def billed(pickle: Pickle) -> BilledAccount | None:
    """The account of a run, by the bindings of the suite."""
    known: dict[str, Any] = {"book": None, "known_on": None, "usage": [], "packs": []}
    known |= {"files": {}, "readings": {}, "activated": {}}
    if any(step.text != BILLS for step in pickle.steps if step.kind == "When"):
        return None
    for step in (step for step in pickle.steps if step.kind == "Given"):
        binding = next(one for _, one in bound() if one.parser.is_matching(step.text))
        said = {"datatable": step.table, "docstring": step.docstring}
        values = {**known, **said, **(binding.parser.parse_arguments(step.text) or {})}
        names = signature(binding.step_func).parameters
        assert binding.target_fixture
        known[binding.target_fixture] = binding.step_func(**{name: values[name] for name in names})
    asked = books.asked(known["book"], known["known_on"])
    rows = (known[name] for name in ("usage", "packs", "readings", "activated"))
    return account(
        {**case(asked["book"], *rows), "known_on": asked["known_on"], "files": known["files"]}
    )
