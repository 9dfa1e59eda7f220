"""No regular expression takes much more than eight times as long for a text eight times as long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import tiia_pricing
import tiia_scraper
from proof.growth.patterns import modules, patterns, texts
from proof.growth.timing import seconds

_SHORT, _LONG = 300, 2400
# Eight times the text may take four times eight times as long; n² takes 64 times, n³ 512 times.
_MOST = 32.0
_QUICK = 0.0005
# What these are given is ours, or was proved to be short.
_OURS = (
    *("tiia_pricing.publishing", "tiia_pricing.proof", "tiia_pricing.proposing"),
    *("tiia_pricing.conformance.chinese", "tiia_pricing.conformance.suite"),
    *("tiia_pricing.conformance.release", "tiia_pricing.locale.javascript_messages"),
)
_BOUNDED = {
    "tiia_scraper.document.charset._ATTRIBUTE": "the first kilobyte of a page, matched at a place",
    "tiia_scraper.document.charset._END": "the first kilobyte of a page, matched at a place",
    "tiia_scraper.document.table_forming._NUMBER": "matched at the beginning alone",
    "tiia_scraper.vocabulary.bounds._LOOKS": "60 characters",
    "tiia_scraper.vocabulary.prices._LOOKS": "60 characters",
    "tiia_scraper.vocabulary.announcement_phrases._BEFORE_BANDS": "matched at a place alone",
}
# These are matched with the whole of a text alone.
_WHOLE = {
    "tiia_scraper.document.diagnosis._WAITING",
    "tiia_scraper.document.pipe_tables._SEPARATOR",
    "tiia_scraper.vocabulary.quotas._NOTICE",
    "tiia_scraper.vocabulary.durations._TWICE",
    "tiia_pricing.tables.heads._UNIT",
    "tiia_pricing.cli.rate._SIZE",
    "tiia_pricing.locale.accepted_language._ONE",
}


def _found() -> Iterator[tuple[str, re.Pattern[Any]]]:
    seen = set()
    for root in (tiia_scraper, tiia_pricing):
        for module in modules(root, _OURS):
            for name, value in vars(module).items():
                for pattern in patterns(value):
                    if pattern not in seen:
                        seen.add(pattern)
                        yield f"{module.__name__}.{name}", pattern


_PATTERNS = list(_found())


def test_the_patterns_are_found() -> None:
    names = {name for name, _ in _PATTERNS}

    assert len(_PATTERNS) > 100
    assert names >= {*_BOUNDED, *_WHOLE}
    assert {
        "tiia_scraper.extraction.clause_slugs._KNOWN",
        "tiia_scraper.extraction.quota_sentences._QUOTAS",
    } <= names


@pytest.mark.parametrize("module", sorted({name.rpartition(".")[0] for name, _ in _PATTERNS}))
def test_time_grows_with_the_text(module: str) -> None:
    slow = [
        (name, pattern.pattern[:80], text[:40])
        for name, pattern in _PATTERNS
        if name.rpartition(".")[0] == module and name not in _BOUNDED
        for text in _slow(pattern, pattern.fullmatch if name in _WHOLE else pattern.search)
    ]

    assert slow == []


def _slow(pattern: re.Pattern[Any], match: Callable[[Any], object]) -> Iterator[Any]:
    """The first text with which a pattern takes too long."""
    for short, long in zip(texts(pattern, _SHORT), texts(pattern, _LONG), strict=True):
        if seconds(match, long, 1) > _QUICK:
            least = max(seconds(match, short, 5), _QUICK / _MOST)
            if seconds(match, long, 3) > _MOST * least:
                yield long
                return
