"""The pages of the reference: ids of changes, sentences of the features, types of the book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from tiia_pricebook import dated_schema, schema
from tiia_pricing.changes import ChangeKind
from tiia_pricing.conformance.chinese.step_sentences import SENTENCES
from tiia_pricing.conformance.chinese.wording import KEYWORDS
from tiia_pricing.feature_files.feature_model import Step
from tiia_pricing.publishing.chinese.scenarios import told_step
from tiia_pricing.results.scenario_results import Results, StepSentence


class ChangesPage(Struct, frozen=True):
    """What the page of changes shows: every id, in the order in which changes are told."""

    rules: Sequence[ChangeKind]


class Spoken(Struct, frozen=True):
    """A sentence in one language, with a step that is one; no example where none is."""

    kind: str
    text: str
    meaning: str
    example: Step | None


class SentenceShown(Struct, frozen=True):
    """A sentence in each language, and how many scenarios use it."""

    scenarios: int
    languages: dict[str, Spoken]


class StepsPage(Struct, frozen=True):
    """What the step catalogue shows."""

    sentences: list[SentenceShown]


def steps_page(results: Results) -> StepsPage:
    """Return every sentence with the first step that is one.

    In English where Chinese has no wording.
    """
    return StepsPage(list(_entries(results)))


def _entries(results: Results) -> Iterator[SentenceShown]:
    for sentence in results.sentences:
        example = _example(sentence, results)
        english = Spoken(sentence.kind, sentence.text, sentence.meaning, example)
        yield SentenceShown(sentence.scenarios, {"en": english, "zh": _chinese(english)})


def _chinese(spoken: Spoken) -> Spoken:
    wording = SENTENCES.get(spoken.text)
    if wording is None:
        return spoken
    example = told_step(spoken.example) if spoken.example else None
    return Spoken(KEYWORDS[spoken.kind], wording.text, wording.meaning, example)


def _example(sentence: StepSentence, results: Results) -> Step | None:
    parts = re.split(r"\{[^{}]*\}", sentence.text)
    pattern = re.compile(".+".join(map(re.escape, parts)))
    steps = (step for scenario in results.scenarios() for step in scenario.steps)
    return next(
        (step for step in steps if step.kind == sentence.kind and pattern.fullmatch(step.text)),
        None,
    )


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


class PriceBookPage(Struct, frozen=True):
    """What the page of the price book's schema shows, a table a type."""

    types: list[Type]
    past_types: list[Type]


def types() -> list[Type]:
    """Return every type of the published schema, the book itself first."""
    definitions: dict[str, dict[str, Any]] = schema()["$defs"]
    names = sorted(definitions, key=lambda name: (name != "PriceBook", name))
    return [_type(name, definitions[name]) for name in names]


def past_types() -> list[Type]:
    """Return the types that only a book with its past has, the book itself first."""
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
