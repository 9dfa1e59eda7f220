"""The price book's JSON Schema as tables: one a type, one row a field."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from tiia_pricebook import dated_schema, schema


class Field(Struct, frozen=True):
    """A field: its type in words, whether it is required, its default where it has one."""

    name: str
    type: str
    required: bool
    default: str | None


class Type(Struct, frozen=True):
    """A type of the schema and its fields."""

    name: str
    description: str
    fields: tuple[Field, ...]


def types() -> list[Type]:
    """Every type of the published schema, the book itself first."""
    definitions: dict[str, dict[str, Any]] = schema()["$defs"]
    names = sorted(definitions, key=lambda name: (name != "PriceBook", name))
    return [_type(name, definitions[name]) for name in names]


def past_types() -> list[Type]:
    """The types that only a book with its past has, the book itself first."""
    definitions: dict[str, dict[str, Any]] = dated_schema()["$defs"]
    names = sorted(definitions.keys() - schema()["$defs"].keys())
    return [_type(name, definitions[name]) for name in names]


def _type(name: str, body: dict[str, Any]) -> Type:
    required = set(body.get("required", ()))
    fields = tuple(
        Field(key, _words(value), key in required, _default(value))
        for key, value in body.get("properties", {}).items()
    )
    return Type(name, " ".join(body.get("description", "").split()), fields)


def _default(value: dict[str, Any]) -> str | None:
    if "default" not in value:
        return None
    default = value["default"]
    return "null" if default is None else str(default)


def _words(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return str(value["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in value:
        return " or ".join(_words(item) for item in value["anyOf"])
    if "enum" in value:
        return " or ".join(f'"{item}"' for item in value["enum"])
    if value.get("type") == "array":
        return f"list of {_words(value.get('items', {}))}"
    kind = str(value.get("type", "any"))
    return f"{kind} ({value['format']})" if "format" in value else kind
