"""A pytest plugin that writes what ran: every feature, rule, scenario and example row.

``--results FILE`` names the file; without it ``build/results.json`` is written, and only by
a run of all features. A run of some of them that names a file says ``partial: true``. What
another implementation is put to goes into a receipt instead.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest

from conformance.collecting import declare
from tiia_pricebook import default_book, digest
from tiia_pricing.conformance.run.outcomes import SCENARIO
from tiia_pricing.feature_files import features as featurefiles
from tiia_pricing.feature_files.features import Key, key
from tiia_pricing.output_files import write
from tiia_pricing.results.inputs import fingerprints

from .sentences import sentences

DEFAULT = "build/results.json"
Run = dict[str, Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--results", metavar="FILE", help=f"what ran, as JSON (default: {DEFAULT})")


def pytest_configure(config: pytest.Config) -> None:
    declare(config)
    other = config.getoption("--implementation")
    if not other and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Reporter(config), "conformance-results")


class Reporter:
    """Collects the reports of all workers and writes the results at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.runs: dict[Key, Run] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        key = dict(report.user_properties).get(SCENARIO)
        if key is not None:
            run = self.runs.setdefault(tuple(key), {"verdict": "passed", "seconds": 0.0})  # type: ignore[arg-type]
            run["seconds"] += report.duration
            if not report.passed and run["verdict"] == "passed":
                run["verdict"] = _verdict(report)
                run["message"] = _message(report)

    def pytest_sessionfinish(self) -> None:
        features = [_feature(feature, self.runs) for feature in featurefiles.features()]
        missing = any(run is None for feature in features for run in _runs(feature))
        name = self.config.getoption("--results")
        if not self.runs or (missing and not name):
            return
        path = self.config.rootpath / (name or DEFAULT)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, _results(features, self.config.rootpath, partial=missing), durable=False)


def _results(features: list[dict[str, Any]], root: Path, *, partial: bool) -> bytes:
    for feature in features:
        for scenario in _scenarios(feature):
            scenario["runs"] = [run for run in scenario["runs"] if run is not None]
    results = {
        "format": 1,
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "book": digest(default_book()),
        "inputs": fingerprints(root),
        "partial": partial,
        "sentences": sentences(),
        "features": features,
    }
    return msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n"


def _feature(feature: featurefiles.Feature, runs: dict[Key, Run]) -> dict[str, Any]:
    tree: dict[str, Any] = msgspec.to_builtins(feature)
    for rule, found in zip(tree["rules"], feature.rules, strict=True):
        for scenario, source in zip(rule["scenarios"], found.scenarios, strict=True):
            scenario["runs"] = [
                _run(row, runs.get(key(feature.file, source.name, row))) for row in source.rows
            ]
    return tree


def _run(row: dict[str, str] | None, run: Run | None) -> Run | None:
    if run is None:
        return None
    return {"message": None, **run, "row": row, "seconds": round(run["seconds"], 4)}


def _scenarios(feature: dict[str, Any]) -> list[dict[str, Any]]:
    return [scenario for rule in feature["rules"] for scenario in rule["scenarios"]]


def _runs(feature: dict[str, Any]) -> list[Run | None]:
    return [run for scenario in _scenarios(feature) for run in scenario["runs"]]


def _verdict(report: pytest.TestReport) -> str:
    if report.skipped:
        return "skipped"
    return "failed" if report.when == "call" else "error"


def _message(report: pytest.TestReport) -> str:
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[2])
    return report.longreprtext
