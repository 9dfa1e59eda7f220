"""A pytest plugin that writes what ran: every feature, rule, scenario and example row.

``--results FILE`` names the file; without it ``build/results.json`` is written, and only by
a run of all features. A run of some of them that names a file says ``partial: true``. What
another implementation is put to goes into a receipt instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import asdict, replace

from tiia_pricebook import default_book, digest
from tiia_pricebook.errors import PricingError
from tiia_pricing.conformance.protocol.case import Case
from tiia_pricing.conformance.protocol.reference import activated, packs_of, usage_of
from tiia_pricing.conformance.run.outcomes import ASKED, SCENARIO
from tiia_pricing.feature_files import feature_model, features
from tiia_pricing.feature_files.features import Key, key
from tiia_pricing.output_files import write
from tiia_pricing.results.inputs import fingerprints
from tiia_pricing.results.scenario_results import (
    BilledAccount,
    FeatureResult,
    Results,
    RuleResult,
    ScenarioResult,
    ScenarioRun,
    Verdict,
)
from tiia_pricing.results.sentences_in_use import sentences

DEFAULT = "build/results.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the option that names the file."""
    parser.addoption("--results", metavar="FILE", help=f"what ran, as JSON (default: {DEFAULT})")


def pytest_configure(config: pytest.Config) -> None:
    """Listen to a run of the reference calculator."""
    other = config.getoption("--implementation")
    if not other and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Reporter(config), "conformance-results")


class Reporter:
    """Collects the reports of all workers and writes the results at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.runs: dict[Key, ScenarioRun] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add a phase of a test to its run; the first that does not pass decides."""
        properties: dict[str, Any] = dict(report.user_properties)
        if SCENARIO not in properties:
            return
        place: Key = tuple(properties[SCENARIO])
        run = self.runs.get(place, ScenarioRun("passed", 0.0))
        run = replace(run, seconds=run.seconds + report.duration)
        if not report.passed and run.verdict == "passed":
            run = replace(run, verdict=_verdict(report), message=_message(report))
        if ASKED in properties:
            run = replace(run, account=account(properties[ASKED]))
        self.runs[place] = run

    def pytest_sessionfinish(self) -> None:
        """Write the results of a whole run, or of one that names a file."""
        wanted = {
            key(feature.file, scenario.name, row)
            for feature, _, scenario in features.scenarios()
            for row in scenario.rows
        }
        missing = not self.runs.keys() >= wanted
        name = self.config.getoption("--results")
        if not self.runs or (missing and not name):
            return
        path = self.config.rootpath / (name or DEFAULT)
        path.parent.mkdir(parents=True, exist_ok=True)
        found = tuple(ran(feature, self.runs) for feature in features.features())
        write(path, _results(found, self.config.rootpath, partial=missing), durable=False)


def ran(feature: feature_model.Feature, runs: Mapping[Key, ScenarioRun]) -> FeatureResult:
    """Return a feature with those of ``runs`` that are its own."""

    def scenario(source: feature_model.Scenario) -> ScenarioResult:
        found = ((row, runs.get(key(feature.file, source.name, row))) for row in source.rows)
        own = (replace(run, row=row, seconds=round(run.seconds, 4)) for row, run in found if run)
        examples = tuple(replace(table, lines=()) for table in source.examples)
        return ScenarioResult(**{**asdict(source), "examples": examples, "runs": tuple(own)})

    rules = (
        RuleResult(**{**asdict(rule), "scenarios": tuple(map(scenario, rule.scenarios))})
        for rule in feature.rules
    )
    return FeatureResult(**{**asdict(feature), "rules": tuple(rules)})


def account(case: Case) -> BilledAccount | None:
    """Return what a case bills by the book of the page.

    ``None`` for another book, files, days of single interfaces, or what cannot be read.
    """
    days = case["activated"]
    if case["book"] or case["files"] or case.get("known_on") or days["interfaces"]:
        return None
    try:
        usage, packs = tuple(usage_of(case)), tuple(packs_of(case))
    except PricingError:
        return None
    return BilledAccount(usage, packs, case["readings"], activated(days).service)


def _results(found: tuple[FeatureResult, ...], root: Path, *, partial: bool) -> bytes:
    created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    book = digest(default_book())
    results = Results(1, created, book, fingerprints(root), partial, sentences(), found)
    return msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n"


def _verdict(report: pytest.TestReport) -> Verdict:
    if report.skipped:
        return "skipped"
    return "failed" if report.when == "call" else "error"


def _message(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2])
    return report.longreprtext
