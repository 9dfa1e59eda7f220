"""Worked examples: one for each clause that states a rule, with numbers that hold."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from javascript.adapter import NODE
from support.site_project import Project
from support.site_whole import green, opened
from tiia_pricebook import PriceBook
from tiia_pricing.feature_files.feature_model import Step
from tiia_pricing.publishing.pages.worked_examples import (
    CHOSEN,
    AccountUnreadable,
    Worked,
    WorkedLine,
    worked,
)
from tiia_pricing.results.scenario_results import Results, ScenarioResult

# Calls, free, from packs, left to pay and yuan of each line, worked out from the page by hand.
WANTED = {
    "quota-granted-on-activation": [(2_000, 0, 0, 2_000, "5.00")],
    "quota-issued-monthly": [(0, 0, 0, 0, "0.00"), (2_000, 1_000, 0, 1_000, "2.50")],
    "quota-shared": [(6_000, 6_000, 0, 0, "0.00"), (6_000, 4_000, 0, 2_000, "150.00")],
    "quota-exhausted": [(20_000, 1_000, 10_000, 9_000, "675.00")],
    "quota-change-notice": [
        (11_000, 10_000, 0, 1_000, "2.50"),
        (11_000, 1_000, 0, 10_000, "25.00"),
    ],
    "quota-table": [(1_000, 1_000, 0, 0, "0.00"), (2_000, 1_000, 0, 1_000, "20.00")],
    "recognition-pay-as-you-go": [
        (1_000_999, 1_000, 0, 999_999, "2,500.00"),
        (1_001_000, 1_000, 0, 1_000_000, "2,200.00"),
    ],
    "recognition-prepaid": [(15_000, 1_000, 10_000, 4_000, "300.00")],
    "processing-no-packs": [(5_000, 1_000, 0, 4_000, "32.00")],
    "processing-pay-as-you-go": [
        (1_000_999, 1_000, 0, 999_999, "7,999.99"),
        (1_001_000, 1_000, 0, 1_000_000, "7,500.00"),
    ],
    "settlement-order": [(12_000, 1_000, 10_000, 1_000, "75.00")],
    "pack-exhausted": [
        (1_010_999, 1_000, 10_000, 999_999, "74,999.93"),
        (1_011_000, 1_000, 10_000, 1_000_000, "45,000.00"),
    ],
    "reached-tiers": [
        (601_000, 1_000, 0, 600_000, "45,000.00"),
        (1_000_999, 1_000, 0, 999_999, "74,999.93"),
        (1_001_000, 1_000, 0, 1_000_000, "45,000.00"),
    ],
}


@pytest.fixture(scope="module")
def results() -> Results:
    return green()


@pytest.fixture(scope="module")
def examples(book: PriceBook, results: Results) -> dict[str, Worked]:
    return worked(book, results)


def lines(example: Worked) -> list[WorkedLine]:
    return [line for month in example.months for line in month.lines]


def test_every_clause_that_states_a_rule_has_an_example_of_its_own(
    book: PriceBook, examples: dict[str, Worked]
) -> None:
    assert set(examples) >= {one.id for one in book.clauses if one.informative is None}
    assert examples.keys() == CHOSEN.keys()


def test_the_lines_are_those_of_the_page(examples: dict[str, Worked]) -> None:
    told = {
        slug: [
            (
                line.calls,
                sum(calls for calls, _ in line.free),
                sum(calls for calls, _ in line.packs),
                line.paid,
                line.amount,
            )
            for line in lines(example)
        ]
        for slug, example in examples.items()
    }
    assert told == WANTED


def test_the_arithmetic_gives_the_amount(examples: dict[str, Worked]) -> None:
    for slug, example in examples.items():
        for line in lines(example):
            assert bool(line.arithmetic) == bool(line.paid), slug
            if line.paid:
                assert cents(line.arithmetic) == int(re.sub(r"[.,]", "", line.amount)), slug


def cents(arithmetic: str) -> int:
    """What ``999,999 × 75 ÷ 1,000`` yuan come to in cents, rounded half up."""
    calls, price, per = re.split(" [×÷] ", arithmetic.replace(",", ""))
    exact = Fraction(calls) * Fraction(price) / Fraction(per) * 100
    return int(exact + Fraction(1, 2))


def test_the_scenario_of_an_example_states_its_amounts(examples: dict[str, Worked]) -> None:
    for slug, example in examples.items():
        said = [text for step in example.scenario.steps for text in (step.text, *cells(step))]
        said += [text for run in example.scenario.runs for text in (run.row or {}).values()]
        for line in lines(example):
            told = any(line.amount in text for text in said)
            assert told or line.amount == "0.00", slug


def cells(step: Step) -> list[str]:
    return [cell for row in step.table or () for cell in row]


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_calculator_opens_on_the_same_account(examples: dict[str, Worked]) -> None:
    months = [month for example in examples.values() for month in example.months]
    wanted = [
        str(sum(int(re.sub(r"[.,]", "", line.amount)) for line in month.lines)) for month in months
    ]
    assert opened([month.link for month in months]) == wanted


def test_an_example_needs_a_scenario_that_passes(book: PriceBook, results: Results) -> None:
    runs = [scenario for scenario in results.scenarios() if scenario.name in named()]
    assert len(runs) == len(CHOSEN)
    assert worked(book, with_runs(results, verdict="failed")) == {}


def named() -> set[str]:
    return {chosen.scenario for chosen in CHOSEN.values()}


def with_runs(results: Results, **changes: object) -> Results:
    """``results`` with every run changed alike."""

    def changed(scenario: ScenarioResult) -> ScenarioResult:
        return replace(scenario, runs=tuple(replace(run, **changes) for run in scenario.runs))

    features = tuple(
        replace(
            feature,
            rules=tuple(
                replace(rule, scenarios=tuple(map(changed, rule.scenarios)))
                for rule in feature.rules
            ),
        )
        for feature in results.features
    )
    return replace(results, features=features)


def test_what_billed_no_account_of_the_page_is_no_example(
    book: PriceBook, results: Results
) -> None:
    with pytest.raises(AccountUnreadable) as raised:
        worked(book, with_runs(results, account=None))
    assert raised.value.where == {
        "scenario": "the-first-month-moves-the-total-of-a-bill-with-an-activation-date"
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_rule_shows_clause_decision_example_and_scenarios_in_turn(
    whole: Project, language: str
) -> None:
    page = whole.page("rules/settlement.md", language)
    section = page.split("{ #reached-tiers }")[1]
    order = ["tp-clause", "tp-meaning", "tp-reading", "tp-evidence-line", "tp-worked"]
    places = [section.index(f'class="{name}"') for name in [*order, "tp-scenario"]]
    assert places == sorted(places)
    english = "Pay-as-you-go is priced by the tier that the month&#39;s calls reach"
    assert (english in section) == (language == "en")
    shown = BeautifulSoup(section, "html.parser").select_one(".tp-worked")
    assert shown is not None
    for text in ("601,000", "600,000 × 75 ÷ 1,000", "74,999.93", "1,000,000 × 45 ÷ 1,000"):
        assert text in shown.get_text()
    links = {str(link["href"]) for link in shown.select("a")}
    assert "../calculator.html#month=2023-05&RecognizeCarPro=1001000" in links
    assert "#more-calls-cost-less-where-a-lower-price-begins" in links
    assert "../page.html#t1r4c2" in links


def test_every_rule_of_the_page_shows_one(whole: Project) -> None:
    chapters = Path(whole.root / "build/docs/en/rules").glob("*.md")
    assert sum(path.read_text("utf-8").count('class="tp-worked"') for path in chapters) == len(
        CHOSEN
    )
