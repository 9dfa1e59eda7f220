"""The small project made whole: every feature as if it had run green, every mutant as if killed."""

from __future__ import annotations

import shutil
from functools import cache
from typing import Any

import msgspec

from javascript.page import run
from support.pickles import billed, pickles
from support.site_project import ROOT, Project
from tiia_pricebook import PriceBook
from tiia_pricing.feature_files import features
from tiia_pricing.proof.mutants import mutants
from tiia_pricing.results.reporter import ran
from tiia_pricing.results.scenario_results import FeatureResult, Results, ScenarioRun


def made_whole(project: Project, book: PriceBook) -> Project:
    """``project`` with the features and the mutants of this checkout."""
    shutil.copytree(ROOT / "features", project.root / "features", dirs_exist_ok=True)
    project.results(lambda results: results.update(features=msgspec.to_builtins(green_features())))
    project.proof(lambda proof: proof.update(mutants=[_killed(one) for one in mutants(book)]))
    return project


def green() -> Results:
    """The results of a run in which every scenario passed."""
    return Results(1, "2026-01-02T03:04:05+00:00", "", {}, False, (), green_features())


@cache
def green_features() -> tuple[FeatureResult, ...]:
    """Every feature as results have it, each of its runs passed."""
    runs = {one.key: ScenarioRun("passed", 0.01, account=billed(one)) for one in pickles()}
    return tuple(ran(feature, runs) for feature in features.features())


def _killed(mutant: Any) -> dict[str, Any]:
    names = {name: getattr(mutant, name) for name in ("id", "group", "fact", "change")}
    return {**names, "verdict": "killed", "bills": []}


def opened(links: list[str]) -> list[str]:
    """The cents of the statement on which each link opens the calculator, without any fault."""
    told: list[dict[str, Any]] = run(
        "return given.map((link) => {"
        ' const { state: entered, faults } = state.fromFragment(link, book, "1999-01");'
        " const settled = answer.answerOf(book, entered, languages.ENGLISH.reasons);"
        " return { faults: [...faults, ...settled.faults],"
        "  cents: String(amounts.centsOf(settled.statement.total)) }; })",
        [link.partition("#")[2] for link in links],
        modules="state answer languages amounts",
    )
    assert [one for one in told if one["faults"]] == []
    return [one["cents"] for one in told]
