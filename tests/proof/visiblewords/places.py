"""Edits of words: at each place of a source a word comes, goes, or becomes another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proof.visiblewords.verdicts import Trial

WORDS = (
    *("限时八折", "仅限新用户", "自2027年1月1日起上调20%", "起", "2倍", "美元", "Beta", "停售"),
    *("将", "优惠价", "每日", "9", "含税", "港元", "不", "8折", "累进", "企业认证", "1.5", "免费"),
    *("次", "元", "月", "千", "以上", "示例", "试用", "接口", "价格", "说明"),
)
_TOKEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^<>]*>|&#?\w+;", re.S | re.I)
_RUN = re.compile(r"[^\W_]+")
_TARGET = re.compile(r"(?<=\])\([^()\n]*\)")


def texts_of(source: str) -> Iterator[tuple[int, int]]:
    """From where to where each piece of text between tags stands, blank pieces too."""
    start = 0
    for token in _TOKEN.finditer(source):
        yield start, token.start()
        start = token.end()
    yield start, len(source)


def runs_of(source: str) -> Iterator[tuple[int, int]]:
    """From where to where each run of letters and digits stands that is text."""
    for start, end in texts_of(source):
        targets = [m.span() for m in _TARGET.finditer(source, start, end)]
        for run in _RUN.finditer(source, start, end):
            if not any(a <= run.start() < b for a, b in targets):
                yield run.span()


def gaps_of(source: str) -> list[int]:
    """Each place between two tags, or between text and a tag, and around each run of text."""
    inside = {place for span in runs_of(source) for place in span}
    middles = {(start + end) // 2 for start, end in runs_of(source) if end - start > 2}
    return sorted({place for span in texts_of(source) for place in span} | inside | middles)


def come(source: str, places: list[int], first: int = 0) -> Iterator[Trial]:
    """A word comes at each of ``places``, another word at each."""
    for number, place in enumerate(places, start=first):
        word = WORDS[number % len(WORDS)]
        yield Trial(f"{word} comes at {place}", source, put(source, place, place, word), word)


def go(source: str) -> Iterator[Trial]:
    """Each run of letters and digits goes, and the first and last character of it."""
    for start, end in runs_of(source):
        for a, b in {(start, end), (start, start + 1), (end - 1, end)}:
            word = source[a:b]
            yield Trial(f"{word} goes at {a}", source, put(source, a, b, ""), word)


def become(source: str, first: int = 0) -> Iterator[Trial]:
    """Each run of letters and digits becomes another word."""
    for number, (start, end) in enumerate(runs_of(source), start=first):
        word = WORDS[number % len(WORDS)]
        how = f"{source[start:end]} becomes {word} at {start}"
        yield Trial(how, source, put(source, start, end, word), word)


def put(source: str, start: int, end: int, word: str) -> str:
    """``source`` with ``word`` in place of what stands from ``start`` to ``end``."""
    return source[:start] + word + source[end:]
