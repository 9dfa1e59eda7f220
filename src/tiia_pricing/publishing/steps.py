"""The step catalogue: the sentences that the features are written in, each with an example."""

from __future__ import annotations

import re

from tiia_pricing.publishing.results import Results, Sentence


def catalogue(results: Results) -> list[tuple[Sentence, str]]:
    """Every sentence with the first step that is one; an empty example where none is."""
    return [(sentence, _example(sentence, results)) for sentence in results.sentences]


def _example(sentence: Sentence, results: Results) -> str:
    parts = re.split(r"\{[^{}]*\}", sentence.text)
    pattern = re.compile(".+".join(map(re.escape, parts)))
    steps = (step for scenario in results.scenarios() for step in scenario.steps)
    return next(
        (
            f"{step.keyword} {step.text}"
            for step in steps
            if step.kind == sentence.kind and pattern.fullmatch(step.text)
        ),
        "",
    )
