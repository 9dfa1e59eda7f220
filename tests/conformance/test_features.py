"""Every scenario of every feature, run; and proof that none is left out without a word."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd import scenarios
from pytest_bdd.scenario import scenario_wrapper_template_registry

from . import gherkin_files

scenarios(str(gherkin_files.FEATURES))


def bound() -> dict[tuple[str, str], int]:
    """The scenarios bound in this module, each with the number of its runs."""
    found = {}
    for function in list(globals().values()):
        try:
            template = scenario_wrapper_template_registry.get(function)
        except TypeError:
            continue
        if template is not None:
            marks = getattr(function, "pytestmark", [])
            rows = [mark.args[1] for mark in marks if mark.name == "parametrize"]
            file = Path(template.feature.filename).relative_to(gherkin_files.ROOT).as_posix()
            found[file, template.name] = len(rows[0]) if rows else 1
    return found


def test_every_scenario_and_row_of_the_features_is_bound() -> None:
    written = {
        (feature.file, scenario.name): len(scenario.rows)
        for feature, _, scenario in gherkin_files.scenarios()
    }
    assert bound() == written
    assert len(written) > 100
