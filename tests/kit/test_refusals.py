"""The refusals that the protocol lists are those that the suite expects, and so is the schema."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import jsonschema
import pytest

from support.refusals_table import PAGES, rows, shown
from tiia_pricing.conformance.protocol import messages
from tiia_pricing.conformance.protocol.refusals import REFUSALS, ExpectedRefusal
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.conformance.run.outcomes import HISTORY
from tiia_pricing.conformance.run.smoke_test import TRIALS
from tiia_pricing.feature_files.feature_model import Feature, Scenario
from tiia_pricing.feature_files.features import asking

from .programs import ROOT

REFUSED = re.compile(r'the bill is refused as "([^"]*)" with ".*"')
GIVEN = {
    "files": re.compile(r'this \w+ file in ".*":'),
    "books": re.compile(r"a price book with these tiers:|a price book of these pages:"),
    "plan": re.compile("the packs to buy are planned"),
    "every reading": re.compile('the reading ".*" is ".*"'),
}


def expected() -> Iterator[tuple[str, set[str]]]:
    """Each refusal that a run of the suite expects, and what the run wants claimed."""
    for feature, _, scenario in asking():
        for row in scenario.rows:
            for step in scenario.steps:
                text = step.text
                for name, value in (row or {}).items():
                    text = text.replace(f"<{name}>", value)
                if found := REFUSED.fullmatch(text):
                    yield found[1], wanted(feature, scenario)


def wanted(feature: Feature, scenario: Scenario) -> set[str]:
    found = {
        name
        for name, pattern in GIVEN.items()
        if any(pattern.fullmatch(step.text) for step in scenario.steps)
    }
    heads = {cell for step in scenario.steps if step.table for cell in step.table[0]}
    found |= {"left"} if "left" in heads else set()
    return found | ({"history"} if HISTORY in feature.tags else set())


def test_the_list_has_every_refusal_that_the_suite_expects_and_no_other() -> None:
    asked = {id for id, _ in expected()}
    smoke = {one.expected for one in TRIALS if not one.expected.endswith(".00")}
    listed = [one.id for one in REFUSALS]
    assert len(listed) == len(set(listed)) == 21
    assert set(listed) == asked | smoke
    assert smoke == {"unknown-interface"}


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_the_protocol_lists_them(language: str) -> None:
    """``make docs`` writes them."""
    listed = shown(PAGES[language].read_text("utf-8"))
    assert listed == rows(language)
    assert len(listed.splitlines()) == 21
    count = {
        "en": "| `calls-negative` | a count of calls is less than 0 | `files` |",
        "zh": "| `calls-negative` | 调用次数小于 0 | `files` |",
    }
    assert count[language] in listed.splitlines()


def test_no_law_expects_a_refusal() -> None:
    """Each looks at bills, plans and verdicts alone: one that is refused fails it."""
    text = (ROOT / "tests/conformance/test_laws.py").read_text("utf-8")
    assert len(LAWS) == 21
    assert not any(f'"{one.id}"' in text for one in REFUSALS)


@pytest.mark.parametrize("one", REFUSALS, ids=lambda one: one.id)
def test_it_says_which_ability_it_needs(one: ExpectedRefusal) -> None:
    runs = defaultdict(list)
    for id, claims in expected():
        runs[id].append(claims)
    always = set.intersection(*runs[one.id])
    said = {"every reading"} if one.every_reading else {one.needs} - {None}
    assert always == said


def test_the_schema_names_each_with_when_it_is_due_and_takes_any_other() -> None:
    body = messages.schema()
    kinds = body["$defs"]["Refusal"]["properties"]["id"]["anyOf"]
    named = {kind["const"]: kind["description"] for kind in kinds if "const" in kind}
    assert set(named) == {one.id for one in REFUSALS}
    assert named["calls-negative"] == "a count of calls is less than 0; asked of who claims files"
    validator = jsonschema.Draft202012Validator(body["$defs"]["Refusal"]["properties"]["id"])
    for id in ("unknown-interface", "of-my-own"):
        validator.validate(id)
    assert not validator.is_valid("")
    assert not validator.is_valid(7)
