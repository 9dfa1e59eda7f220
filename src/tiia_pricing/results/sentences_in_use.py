"""The vocabulary of the features: each sentence that has a binding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from tiia_pricing.conformance.chinese.step_sentences import SENTENCES
from tiia_pricing.conformance.places import bindings
from tiia_pricing.feature_files.feature_model import Kind, Step
from tiia_pricing.feature_files.features import scenarios
from tiia_pricing.results.scenario_results import StepSentence

_KINDS: dict[str, Kind] = {"given": "Given", "when": "When", "then": "Then"}


def bound() -> Iterator[tuple[Kind, StepFunctionContext]]:
    """Yield every binding of the suite with its kind, in both languages."""
    module = import_module(bindings()).__name__
    for context in step_function_context_registry.values():
        if context.type and context.step_func.__module__ == module:
            yield _KINDS[context.type], context


def sentences() -> tuple[StepSentence, ...]:
    """Return every sentence as it is written, in the order in which the bindings stand."""
    used = [scenario.steps for _, _, scenario in scenarios()]
    return tuple(
        StepSentence(
            kind,
            context.parser.name,
            (context.step_func.__doc__ or "").strip(),
            sum(_uses(steps, kind, context.parser) for steps in used),
        )
        for kind, context in bound()
        if context.parser.name in SENTENCES
    )


def _uses(steps: Iterable[Step], kind: Kind, parser: StepParser) -> bool:
    return any(step.kind == kind and parser.is_matching(step.text) for step in steps)
