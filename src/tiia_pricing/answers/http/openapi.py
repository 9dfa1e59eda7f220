"""The OpenAPI 3.1 document of the questions, made of their own schemas."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from tiia_pricebook.messages import Tell, say
from tiia_pricing.answers.catalogue import INSTRUCTIONS, NAME, QUESTIONS, Question
from tiia_pricing.answers.evidence_types import Refusal
from tiia_pricing.answers.http.refusals import FAULTY, JSON, UNANSWERABLE
from tiia_pricing.answers.schemas import described, schemas

DOCUMENT, DESCRIPTION = "/openapi.json", "/"
_WHERE = "#/components/schemas/{name}"
_REFUSED = {
    400: say("The request is malformed, or its body no JSON object"),
    408: say("The body does not arrive in time"),
    413: say("The body is too large"),
    415: say("The body is not said to be JSON"),
    421: say("The host is not one of this server"),
    UNANSWERABLE: say("The question has a fault, or cannot be answered"),
    FAULTY: say("The program has a fault"),
    503: say("The answer takes too long, or the server is busy or being stopped"),
}


def document(tell: Tell = str) -> dict[str, Any]:
    """Return the document, described in the language of ``tell``."""
    types = [kind for one in QUESTIONS.values() for kind in (one.arguments, *one.answers)]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": NAME,
            "version": version("tiia-pricing-spec"),
            "description": tell(INSTRUCTIONS),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            **{f"/{name}": {"post": _asked(one, tell)} for name, one in QUESTIONS.items()},
            **{path: {"get": one} for path, one in _read(tell)},
        },
        "components": {
            "schemas": schemas([*types, Refusal], tell, _WHERE),
            "responses": {str(status): _refusal(text, tell) for status, text in _REFUSED.items()},
        },
    }


def description(tell: Tell = str) -> str:
    """Return what there is to ask, for a person who opens the address."""
    rows = [f"POST /{name}  {described(one, tell)}" for name, one in QUESTIONS.items()]
    return "\n".join([tell(INSTRUCTIONS), "", *rows, f"GET {DOCUMENT}  OpenAPI 3.1", ""])


def _asked(question: Question, tell: Tell) -> dict[str, Any]:
    """The operation of a question."""
    kinds = [_WHERE.format(name=one.__name__) for one in question.answers]
    shape = {"$ref": kinds[0]} if len(kinds) == 1 else {"anyOf": [{"$ref": one} for one in kinds]}
    asked = {"$ref": _WHERE.format(name=question.arguments.__name__)}
    return {
        "operationId": question.name,
        "description": described(question, tell),
        "requestBody": {"required": True, "content": {JSON: {"schema": asked}}},
        "responses": {
            "200": {"description": tell(say("The answer")), "content": {JSON: {"schema": shape}}},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in _REFUSED},
        },
    }


def _read(tell: Tell) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is there to be read."""
    for path, name, kind, shape in (
        (DOCUMENT, "openapi", JSON, "object"),
        (DESCRIPTION, "description", "text/plain", "string"),
    ):
        content = {kind: {"schema": {"type": shape}}}
        refused = {"421": {"$ref": "#/components/responses/421"}}
        answer = {"description": tell(say("What there is to ask")), "content": content}
        yield path, {"operationId": name, "responses": {"200": answer, **refused}}


def _refusal(text: str, tell: Tell) -> dict[str, Any]:
    schema = {"$ref": _WHERE.format(name=Refusal.__name__)}
    return {"description": tell(text), "content": {JSON: {"schema": schema}}}
