"""The vocabulary of the features: each sentence that has a binding."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from msgspec import Struct
from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import step_function_context_registry

from tiia_pricing.conformance.chinese.step_sentences import SENTENCES
from tiia_pricing.feature_files.features import Step, scenarios


class Sentence(Struct, frozen=True):
    """A sentence with its places in braces, what it means, and how many scenarios use it."""

    kind: str
    text: str
    meaning: str
    scenarios: int


def bindings() -> Iterator[tuple[str, StepParser, str]]:
    """Kind, pattern and meaning of every binding, in both languages."""
    module = import_module("conformance.conftest").__name__
    for context in step_function_context_registry.values():
        if context.step_func.__module__ == module:
            meaning = (context.step_func.__doc__ or "").strip()
            yield str(context.type).capitalize(), context.parser, meaning


def english() -> Iterator[tuple[str, StepParser, str]]:
    """The bindings of the sentences as they are written; each has a Chinese wording."""
    return (binding for binding in bindings() if binding[1].name in SENTENCES)


def sentences() -> list[Sentence]:
    """Every sentence, in the order in which the bindings stand."""
    used = [scenario.steps for _, _, scenario in scenarios()]
    return [
        Sentence(kind, parser.name, meaning, sum(_uses(steps, kind, parser) for steps in used))
        for kind, parser, meaning in english()
    ]


def _uses(steps: list[Step], kind: str, parser: StepParser) -> bool:
    return any(step.kind == kind and parser.is_matching(step.text) for step in steps)
