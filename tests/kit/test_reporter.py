"""The reporter: every verdict, and results only of what ran."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, cast

import pytest

from tiia_pricing.billing.usage.account import Purchase, Usage
from tiia_pricing.conformance.protocol.case import Case
from tiia_pricing.conformance.run.outcomes import ASKED, SCENARIO
from tiia_pricing.feature_files import features
from tiia_pricing.results.reporter import Reporter, account
from tiia_pricing.results.scenario_results import BilledAccount, load_results

ROOT = Path(__file__).parents[2]
Phase = Literal["setup", "call", "teardown"]
Outcome = Literal["passed", "failed", "skipped"]
CASE: Case = {
    "book": None,
    "usage": [{"date": "2023-05", "interface": "商品识别", "calls": 1_000}],
    "packs": [
        {"purchased_on": "2023-05-02", "interface": "商品识别", "calls": 10_000, "quantity": 2}
    ],
    "files": {},
    "readings": {"tier-basis": "gross"},
    "activated": {"service": "2023-01-01", "interfaces": {}},
    "known_on": None,
}
PACKS = Purchase(dt.date(2023, 5, 2), "商品识别", 10_000, quantity=2)
ACCOUNT = BilledAccount(
    (Usage(dt.date(2023, 5, 31), "商品识别", 1_000, whole_month=True),),
    (PACKS,),
    {"tier-basis": "gross"},
    dt.date(2023, 1, 1),
)
KEYS = [
    features.key(feature.file, scenario.name, row)
    for feature, _, scenario in features.scenarios()
    for row in scenario.rows
]


class Config:
    """What the reporter asks of pytest's configuration."""

    def __init__(self, results: str | None) -> None:
        self.rootpath = ROOT
        self.results = results

    def getoption(self, name: str) -> str | None:
        assert name == "--results"
        return self.results


def reporter(results: Path | None) -> Reporter:
    return Reporter(cast(pytest.Config, Config(str(results) if results else None)))


def report(
    key: tuple[str, str, str], when: Phase, outcome: Outcome, case: Case | None = None
) -> pytest.TestReport:
    longrepr: Any = {
        "passed": None,
        "failed": "the total is 1.00",
        "skipped": ("a file", 1, "Skipped: no calculator"),
    }[outcome]
    properties: list[tuple[str, object]] = [(SCENARIO, key)]
    properties += [(ASKED, case)] if case else []
    return pytest.TestReport(
        "id", ("file", 1, "test"), {}, outcome, longrepr, when, (), 0.5, user_properties=properties
    )


@pytest.mark.parametrize(
    ("phases", "verdict", "message"),
    [
        (("passed", "passed", "passed"), "passed", None),
        (("passed", "failed", "passed"), "failed", "the total is 1.00"),
        (("failed", None, "passed"), "error", "the total is 1.00"),
        (("passed", "passed", "failed"), "error", "the total is 1.00"),
        (("passed", "failed", "failed"), "failed", "the total is 1.00"),
        (("skipped", None, "passed"), "skipped", "Skipped: no calculator"),
        (("passed", "skipped", "passed"), "skipped", "Skipped: no calculator"),
    ],
)
def test_the_phases_of_a_test_are_one_verdict(
    phases: tuple[Outcome | None, ...], verdict: str, message: str | None
) -> None:
    collector = reporter(None)
    names: tuple[Phase, ...] = ("setup", "call", "teardown")
    for when, outcome in zip(names, phases, strict=True):
        if outcome:
            collector.pytest_runtest_logreport(report(KEYS[0], when, outcome))
    run = collector.runs[KEYS[0]]
    assert (run.verdict, run.message) == (verdict, message)
    assert run.seconds == 0.5 * sum(outcome is not None for outcome in phases)


def test_a_whole_run_is_written_whole(tmp_path: Path) -> None:
    results = written(tmp_path, KEYS)
    assert results is not None
    assert results["partial"] is False
    assert len(runs(results)) == len(KEYS)
    assert {run["verdict"] for run in runs(results)} == {"passed"}


def test_a_run_without_one_row_says_that_it_is_partial(tmp_path: Path) -> None:
    results = written(tmp_path, KEYS[1:])
    assert results is not None
    assert results["partial"] is True
    assert len(runs(results)) == len(KEYS) - 1


def test_a_run_has_the_account_that_it_billed(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    collector = reporter(path)
    for one, case in zip(KEYS, (CASE, None), strict=False):
        collector.pytest_runtest_logreport(report(one, "call", "passed", case))
    collector.pytest_sessionfinish()
    assert [run.account for run in load_results(path).runs()] == [ACCOUNT, None]


OTHERS: list[dict[str, Any]] = [
    {"book": {"clauses": []}},
    {"known_on": "2023-05-01"},
    {"files": {"usage": "ZGF0ZQ=="}},
    {"activated": {"service": None, "interfaces": {"商品识别": "2023-01-01"}}},
    {"usage": [{"date": "2023-13", "interface": "商品识别", "calls": 1_000}]},
]


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: next(iter(other)))
def test_what_is_no_account_of_the_page_is_not_kept(other: dict[str, Any]) -> None:
    assert account(cast(Case, {**CASE, **other})) is None


def test_a_run_without_features_writes_nothing(tmp_path: Path) -> None:
    assert written(tmp_path, []) is None


def test_a_partial_run_that_names_no_file_writes_nothing(tmp_path: Path) -> None:
    collector = reporter(None)
    cast(Any, collector.config).rootpath = tmp_path
    collector.pytest_runtest_logreport(report(KEYS[0], "call", "passed"))
    collector.pytest_sessionfinish()
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_another_test_is_no_run() -> None:
    collector = reporter(None)
    other = SimpleNamespace(user_properties=[("colour", "red")], when="call")
    collector.pytest_runtest_logreport(cast(pytest.TestReport, other))
    assert collector.runs == {}


def written(folder: Path, keys: list[tuple[str, str, str]]) -> dict[str, Any] | None:
    path = folder / "results.json"
    collector = reporter(path)
    for key in keys:
        for when in ("setup", "call", "teardown"):
            collector.pytest_runtest_logreport(report(key, when, "passed"))
    collector.pytest_sessionfinish()
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def runs(results: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        run
        for feature in results["features"]
        for rule in feature["rules"]
        for scenario in rule["scenarios"]
        for run in scenario["runs"]
    ]
