"""What the page for programs shows: every tool with its arguments, and an answer that is given."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import frozen
from tiia_pricing.answers.catalogue import QUESTIONS, answer

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "how-to/ask-from-a-program.md", DOCS / "zh/how-to/ask-from-a-program.md"]


@pytest.fixture(params=PAGES, ids=["English", "Chinese"])
def page(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text("utf-8")


def shown(page: str, title: str) -> Any:
    found = re.search(rf'^```json title="{title}"\n(.*?)^```', page, re.M | re.S)
    assert found
    return json.loads(found[1])


def within(part: Any, whole: Any) -> bool:
    """Whether all that is shown is in what is answered, lists in their whole length."""
    if isinstance(part, dict):
        return all(key in whole and within(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return len(part) == len(whole) and all(map(within, part, whole))
    return bool(part == whole)


def test_the_answer_shown_is_given(page: str) -> None:
    told = answer(frozen.dated(), "explain", shown(page, "question"))
    assert within(shown(page, "answer"), told)


def test_every_tool_is_listed_with_its_own_arguments(page: str) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", page, re.M))
    assert list(rows) == list(QUESTIONS)
    common = set(QUESTIONS["bill"].arguments.__struct_fields__)
    for name, question in QUESTIONS.items():
        named = set(re.findall(r"`(\w+)`", rows[name]))
        inherited = common | {"bill"} if "bill" in named else set()
        assert named | inherited == set(question.arguments.__struct_fields__) | ({"bill"} & named)
