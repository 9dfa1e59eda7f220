"""What was kept of a scenario says of another answer what its sentences say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conformance import checks, implementation
from conformance.sheets import case
from proof.questions import Assertion, Question
from proof.test_gallery import LAPSES, NEGATIVE, ONCE, POOL, REACHED, WAITS, proof

# A plugin of pytest that runs the sentences of every scenario for each wrong calculator.
RUNNING = """
def pytest_collection_finish(session):
    from proof import forks, plugin

    plugin.Suite.red = lambda self, items, mutant: bool(forks.failures(items))
"""
CASE = case(None, [{"date": "2023-05", "interface": "商品识别", "calls": "101000"}])
BILL = {"total": "250.00", "months": [], "packs": []}


def test_it_is_red_where_its_sentences_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenarios = {LAPSES, NEGATIVE, ONCE, POOL, REACHED, WAITS}
    wrong = "always-zero,floats,thousands-rounded-up,quota-on-activation"
    code, kept = proof(tmp_path, scenarios, wrong)
    (tmp_path / "running.py").write_text(RUNNING, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTEST_ADDOPTS", f"{os.environ.get('PYTEST_ADDOPTS', '')} -p running")
    assert (code, kept) == proof(tmp_path, scenarios, wrong)
    assert kept["always-zero"] == {ONCE, POOL, REACHED, WAITS, LAPSES}


@pytest.mark.parametrize(
    ("answer", "well"),
    [
        (BILL, True),
        (BILL | {"total": "250.01"}, False),
        ({"error": "usage-negative", "message": "", "where": {}, "expected": None}, False),
        ({}, False),
        (None, False),
    ],
)
def test_an_answer_of_another_shape_is_wrong(
    answer: implementation.Answer | None, well: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(implementation, "run", lambda case: answer)
    question = Question(CASE, ["商品识别"], [Assertion("total", ["250.00"])])
    assert question.well_answered() == well


def test_a_calculator_that_crashes_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(case: implementation.Case) -> implementation.Answer:
        raise ZeroDivisionError

    monkeypatch.setattr(implementation, "run", crash)
    assert not Question(CASE, ["商品识别"], []).well_answered()


def test_a_check_that_cannot_be_found_again_is_refused() -> None:
    assert Assertion.of(checks.total, ["1.00"]) == Assertion("total", ["1.00"])
    with pytest.raises(RuntimeError, match="no check of conformance"):
        Assertion.of(lambda answer: None, [])
