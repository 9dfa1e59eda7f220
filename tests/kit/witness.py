"""A pytest plugin that writes what is red, with the answers that the calculator gave instead.

``--red FILE`` names the file. A scenario that fails comes with its answer, and with the
answers under each single reading that moves its total and at both ends of its range; any
other test that fails, with its message.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pytest_bdd.parser import Feature, Scenario, Step

from conformance.implementation import Answer, run
from conformance.sheets import case
from tiia_pricing.conformance import featurefiles


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--red", metavar="FILE", help="what is red, with the answers, as JSON")


def pytest_configure(config: pytest.Config) -> None:
    name = config.getoption("--red")
    if name:
        config.pluginmanager.register(Witness(Path(name)), "conformance-witness")


class Witness:
    """Collects what is red and writes it at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.scenarios: dict[str, dict[str, Any]] = {}
        self.others: list[dict[str, str]] = []

    def pytest_bdd_step_error(
        self,
        request: pytest.FixtureRequest,
        feature: Feature,
        scenario: Scenario,
        step: Step,
        exception: Exception,
    ) -> None:
        file = featurefiles.cited(Path(feature.filename))
        callspec = getattr(request.node, "callspec", None)
        self.scenarios[request.node.nodeid] = {
            "file": file,
            "scenario": scenario.name,
            "row": callspec.params["_pytest_bdd_example"] if callspec else {},
            "line": step.line_number,
            "message": str(exception),
            **_answers(request),
        }

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and report.nodeid not in self.scenarios:
            crash = getattr(report.longrepr, "reprcrash", None)
            message = crash.message if crash else report.longreprtext.strip()
            self.others.append({"test": report.nodeid, "message": message.split("\n")[0]})

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.others.append({"test": report.nodeid, "message": "cannot be collected"})

    def pytest_sessionfinish(self) -> None:
        red = {"scenarios": [*self.scenarios.values()], "others": self.others}
        self.path.write_bytes(msgspec.json.encode(red))


def _answers(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The answer of the scenario, and those that stand behind its range."""
    try:
        answer: Answer | None = request.getfixturevalue("answer")
    except pytest.FixtureLookupError:
        answer = None
    if answer is None or "range" not in answer:
        return {"answer": answer, "under": {}}
    found = answer["range"]
    under = {
        f"{item['name']}={item['value']}": _answer(request, {item["name"]: item["value"]})
        for item in found["readings"]
    }
    ends = {end: _answer(request, found[f"{end}_readings"]) for end in ("low", "high")}
    return {"answer": answer, "under": under | ends}


def _answer(request: pytest.FixtureRequest, readings: Mapping[str, str]) -> Answer:
    """What the same account comes to under other readings."""
    get = request.getfixturevalue
    fixed = {**get("readings"), **readings}
    asked = case(get("asked")["book"], get("usage"), get("packs"), fixed, get("activated"))
    return run({**asked, "files": get("files")})
