"""The step catalogue: the sentences that the features are written in, each with an example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tiia_pricing.conformance.chinese.step_sentences import SENTENCES
from tiia_pricing.conformance.chinese.wording import KEYWORDS
from tiia_pricing.feature_files.feature_model import Step
from tiia_pricing.publishing.chinese.scenarios import told_step
from tiia_pricing.results.scenario_results import Results, Sentence


class Spoken(Struct, frozen=True):
    """A sentence in one language, with a step that is one; no example where none is."""

    kind: str
    text: str
    meaning: str
    example: Step | None


class Entry(Struct, frozen=True):
    """A sentence in each language, and how many scenarios use it."""

    scenarios: int
    languages: dict[str, Spoken]


def catalogue(results: Results) -> list[Entry]:
    """Every sentence with the first step that is one; in English where Chinese has no wording."""
    return list(_entries(results))


def _entries(results: Results) -> Iterator[Entry]:
    for sentence in results.sentences:
        example = _example(sentence, results)
        english = Spoken(sentence.kind, sentence.text, sentence.meaning, example)
        yield Entry(sentence.scenarios, {"en": english, "zh": _chinese(english)})


def _chinese(spoken: Spoken) -> Spoken:
    wording = SENTENCES.get(spoken.text)
    if wording is None:
        return spoken
    example = told_step(spoken.example) if spoken.example else None
    return Spoken(KEYWORDS[spoken.kind], wording.text, wording.meaning, example)


def _example(sentence: Sentence, results: Results) -> Step | None:
    parts = re.split(r"\{[^{}]*\}", sentence.text)
    pattern = re.compile(".+".join(map(re.escape, parts)))
    steps = (step for scenario in results.scenarios() for step in scenario.steps)
    return next(
        (step for step in steps if step.kind == sentence.kind and pattern.fullmatch(step.text)),
        None,
    )
