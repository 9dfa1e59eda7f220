"""The step catalogue: which sentences the features are written in, and how often each."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from tiia_pricing.publishing.results import Results

VALUE = re.compile(r'"[^"]*"|<[^>]*>|(?<![\w-])\d[\d,.:-]*(?![\w-])')


class Sentence(Struct, frozen=True):
    """A sentence with its values left out: its kind, how often it stands, one example."""

    kind: str
    text: str
    count: int
    example: str


def catalogue(results: Results) -> list[Sentence]:
    """Every sentence in use: given, when, then, the commonest first."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for scenario in results.scenarios():
        kind = "Given"
        for step in scenario.steps:
            word = step.keyword.strip()
            kind = word if word in ("Given", "When", "Then") else kind
            key = (kind, VALUE.sub("…", step.text))
            counts[key] += 1
            examples.setdefault(key, f"{word} {step.text}")
    order = ("Given", "When", "Then")
    ranked = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), -item[1]))
    return [Sentence(*key, count=count, example=examples[key]) for key, count in ranked]
