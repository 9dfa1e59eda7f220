"""The JSON Schemas (2020-12) of questions and answers, described in a language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from tiia_pricebook.messages import Message, Tell
from tiia_pricing.answers.catalogue import Question

_WITHIN = "#/$defs/{name}"


def input_schema(question: Question, tell: Tell = str) -> dict[str, Any]:
    """Return the schema of a question's arguments."""
    defined = schemas([question.arguments], tell)
    own = defined.pop(question.arguments.__name__)
    return {**own, **({"$defs": defined} if defined else {})}


def described(question: Question, tell: Tell = str) -> str:
    """Return what a question is for, in the language of ``tell``."""
    return tell(Message(question.description, {}))


def schemas(
    types: Iterable[type[Struct]], tell: Tell = str, where: str = _WITHIN
) -> dict[str, dict[str, Any]]:
    """Return the schemas of types, and of all types in them, by name; they refer to ``where``."""
    _, found = msgspec.json.schema_components(types, ref_template=where)
    return {
        name: {key: _told(value, tell) for key, value in one.items() if key != "description"}
        for name, one in found.items()
    }  # what describes a type as a whole is its docstring, which is for readers of the code


def _told(schema: Any, tell: Tell) -> Any:
    """A schema with its descriptions told."""
    if isinstance(schema, list):
        return [_told(one, tell) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: tell(Message(value, {}))
        if key == "description" and isinstance(value, str)
        else _told(value, tell)
        for key, value in schema.items()
    }
