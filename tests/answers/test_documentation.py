"""What the pages for programs show: tools with their arguments, answers and errors as given."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

import frozen
from answers.http_client import served
from support.fences import parsed
from tiia_pricing.answers.catalogue import QUESTIONS, answer
from tiia_pricing.answers.http import refusals
from tiia_pricing.answers.http.refusals import UNANSWERABLE

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "how-to/ask-from-a-program.md", DOCS / "zh/how-to/ask-from-a-program.md"]
HTTP_PAGES = [path.with_name("ask-over-http.md") for path in PAGES]


@pytest.fixture(params=PAGES, ids=["English", "Chinese"])
def page(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text("utf-8")


@pytest.fixture(params=HTTP_PAGES, ids=["English", "Chinese"])
def http_page(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text("utf-8")


def shown(page: str, title: str) -> Any:
    [text] = [one.text for one in parsed(page) if one.title == title]
    return json.loads(text)


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


def test_the_request_shown_gets_the_reply_shown(http_page: str) -> None:
    pytest.importorskip("uvicorn", reason="the extra http is not installed")
    found = re.search(r"8080(/\w+) -H '([\w-]+): (\S+)' \\\n  -d '(.*)'\n", http_page)
    assert found
    path, name, value, body = found.groups()
    with served() as server:
        reply = server.send("POST", path, body.encode(), {name: value})
    assert within(shown(http_page, "reply"), reply.told)


def test_every_refusal_is_listed_with_its_status(http_page: str) -> None:
    h11 = pytest.importorskip("h11", reason="the extra http is not installed")
    refused = importlib.import_module("tiia_pricing.answers.http.malformed").refusal_of
    not_taken = (
        h11.RemoteProtocolError("illegal request line: bytearray(b'GET /')"),
        h11.RemoteProtocolError("illegal header line: bytearray(b'no colon')"),
        h11.RemoteProtocolError("illegal chunk header: bytearray(b'two')"),
        h11.RemoteProtocolError("Receive buffer too long", error_status_hint=431),
        h11.RemoteProtocolError("multiple Transfer-Encoding headers", error_status_hint=501),
    )
    made = [
        refusals.not_json(""),
        refusals.number_too_large(),
        refusals.two_lengths(),
        refusals.not_http(""),
        *map(refused, not_taken),
        refusals.no_path("", {}),
        refusals.wrong_method("", ""),
        refusals.slow_body(1),
        refusals.large_body(1),
        refusals.wrong_type(""),
        refusals.wrong_host("", frozenset()),
        refusals.slow_answer(1),
        refusals.busy(1),
        refusals.ending(),
    ]
    told = {(f"{one.status}", one.id) for one in made} | {("500", "program-fault")}
    assert set(re.findall(r"^\| (\d+) \| `([\w-]+)` \|", http_page, re.M)) == told
    assert f"| {UNANSWERABLE} | " in http_page


def test_every_path_and_option_is_named(http_page: str) -> None:
    paths = set(re.findall(r"`(/\w+)`", http_page))
    assert paths == {f"/{name}" for name in QUESTIONS}
    for option in ("--host", "--port", "--allow-host", "--timeout", "--book", "--known-on"):
        assert f"`{option}`" in http_page
