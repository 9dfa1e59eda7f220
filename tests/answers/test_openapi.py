"""The OpenAPI document: valid, and true of what is asked and answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from answers.http_client import Served, served
from answers.test_answer_types import ASKED
from tiia_pricing.answers.catalogue import QUESTIONS
from tiia_pricing.locale import LANGUAGES

pytest.importorskip("starlette", reason="the extra http is not installed")
pytest.importorskip("uvicorn", reason="the extra http is not installed")
jsonschema = pytest.importorskip("jsonschema", reason="the extra test is not installed")
validator = pytest.importorskip("openapi_spec_validator", reason="the extra test is not installed")


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def document(server: Served) -> Any:
    return server.send("GET", "/openapi.json").told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_is_valid(server: Served, language: str) -> None:
    reply = server.send("GET", "/openapi.json", None, {"Accept-Language": language})
    assert reply.told["openapi"] == "3.1.0"
    validator.validate(reply.told, cls=validator.OpenAPIV31SpecValidator)


def test_a_document_that_is_not_valid_is_seen(document: Any) -> None:
    wrong = {**document, "paths": {"/quote": {"post": {"responses": {"200": {}}}}}}
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(wrong, cls=validator.OpenAPIV31SpecValidator)


def test_every_question_has_its_operation(document: Any) -> None:
    operations = {
        one["post"]["operationId"]: path for path, one in document["paths"].items() if "post" in one
    }
    assert operations == {name: f"/{name}" for name in QUESTIONS}


def test_it_is_described_in_the_language_of_the_client(server: Served) -> None:
    told = server.send("GET", "/openapi.json", None, {"Accept-Language": "zh"}).told
    assert told["paths"]["/quote"]["post"]["description"].startswith("按各接口的调用次数")
    assert told["components"]["responses"]["413"]["description"] == "请求体过大"


@pytest.mark.parametrize(("name", "arguments"), ASKED)
def test_question_and_answer_have_the_shapes_of_the_document(
    server: Served, document: Any, name: str, arguments: dict[str, Any]
) -> None:
    operation = document["paths"][f"/{name}"]["post"]
    ensure_shaped(document, operation["requestBody"], arguments)
    reply = server.ask(name, arguments)
    ensure_shaped(document, operation["responses"][f"{reply.status}"], reply.told)


@pytest.mark.parametrize(
    ("arguments", "headers"),
    [
        ({"usage": [{"date": "2023-05-01", "interface": "nobody", "calls": -1}]}, {}),
        ({"usage": 1}, {}),
        ([], {}),
        ({}, {"Content-Type": "text/plain"}),
        ({}, {"Host": "prices.example"}),
    ],
)
def test_a_refusal_has_the_shape_of_the_document(
    server: Served, document: Any, arguments: Any, headers: dict[str, str]
) -> None:
    reply = server.ask("bill", arguments, **headers)
    assert reply.status >= 400
    response = document["paths"]["/bill"]["post"]["responses"][f"{reply.status}"]
    ensure_shaped(document, resolved(document, response), reply.told)


def resolved(document: Any, part: Any) -> Any:
    """A part of the document, or what it refers to."""
    if "$ref" not in part:
        return part
    for key in part["$ref"].removeprefix("#/").split("/"):
        document = document[key]
    return document


def ensure_shaped(document: Any, part: Any, value: Any) -> None:
    """Judge JSON by the schema of a body; objects are closed, so that nothing is left out."""
    components = json.loads(json.dumps(document["components"]))
    for one in components["schemas"].values():
        if "properties" in one:
            one["additionalProperties"] = False
    schema = {**part["content"]["application/json"]["schema"], "components": components}
    jsonschema.Draft202012Validator(schema).validate(value)
