"""Each answer has the shape that its schema states, and nothing that no schema describes."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import frozen
from answers.seeded import expected, questions
from tiia_pricebook.errors import InputError
from tiia_pricing.answers.catalogue import QUESTIONS, answer
from tiia_pricing.answers.schemas import schemas

jsonschema = pytest.importorskip("jsonschema", reason="the extra test is not installed")

PRO = "车辆识别（增强版）"
MONTHS = [{"date": f"2026-{month:02}", "interface": PRO, "calls": 1_050_000} for month in (1, 2, 3)]
PACK = {"purchased_on": "2023-04-20", "interface": PRO, "calls": "10万次", "quantity": 2}
ACCOUNT: dict[str, Any] = {
    "usage": [{"date": "2023-05", "interface": PRO, "calls": 1_050_000}],
    "packs": [PACK | {"left": 5}],
}
DEARER = frozen.TEXT.replace("2.5元/千次", "2.6元/千次", 1)
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("quote", {"month": "2023-05", "calls": {"商品识别": 1_000_000}}),
    ("bill", ACCOUNT),
    ("bill", {**ACCOUNT, "readings": {"tier-mode": "progressive"}}),
    ("explain", {**ACCOUNT, "month": "2023-05", "interface": PRO}),
    ("plan", {"forecast": MONTHS}),
    ("plan", {"forecast": MONTHS, "packs": [PACK | {"purchased_on": "2025-12-01"}]}),
    ("changes", {"old": "2022-10-23", "new": "2022-10-24"}),
    ("changes", {"old": frozen.TEXT, "new": DEARER}),
    ("changes", {"old": frozen.TEXT, "new": frozen.TEXT.replace(PRO, "车辆识别（新版）")}),
    ("prices", {}),
    ("prices", {"on": "2022-10-23", "interfaces": [PRO]}),
]


@cache
def validators(name: str) -> list[Any]:
    """What checks the answers of a question; objects are closed, so that nothing is left out."""
    question = QUESTIONS[name]
    defined = schemas(question.answers)
    for one in defined.values():
        if "properties" in one:
            one["additionalProperties"] = False
    return [
        jsonschema.Draft202012Validator({"$ref": f"#/$defs/{one.__name__}", "$defs": defined})
        for one in question.answers
    ]


def ensure_shaped(name: str, told: dict[str, Any]) -> None:
    found = [[one.message for one in each.iter_errors(told)] for each in validators(name)]
    assert [] in found, found


@pytest.mark.parametrize(("name", "arguments"), ASKED)
def test_an_answer_has_the_shape_of_its_schema(name: str, arguments: dict[str, Any]) -> None:
    ensure_shaped(name, answer(frozen.dated(), name, arguments))


def test_every_question_is_asked() -> None:
    assert {name for name, _ in ASKED} == QUESTIONS.keys()


def test_answers_to_seeded_questions_have_it_too() -> None:
    for asked in questions(60, seed=7):
        if not isinstance(expected(asked), InputError):
            ensure_shaped(asked.name, answer(frozen.dated(), asked.name, asked.arguments))


def test_what_no_schema_describes_is_seen() -> None:
    told = answer(frozen.dated(), *ASKED[0])
    told["months"][0]["lines"][0]["evidence"][0]["more"] = 1
    with pytest.raises(AssertionError):
        ensure_shaped("quote", told)
