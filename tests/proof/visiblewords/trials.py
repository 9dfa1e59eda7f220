"""All edits of a page that a reader sees, and all that none sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from proof.visiblewords.elements import BLOCKS, ELEMENTS, UNSEEN, lengthened, stand, widened
from proof.visiblewords.places import WORDS, become, come, gaps_of, go
from proof.visiblewords.sources import BOX, within
from proof.visiblewords.verdicts import Trial

# Where a tag would be no tag in Markdown, or make another block of its line: behind a backslash,
# at the start of a line, within its marker.
_MARKER = re.compile(r"\\|^[ \t>!]*(?:[0-9]+\.|[-*+]|#+)?[ \t]*(?=[^<\s])", re.M)


def edits_of(source: str, first: int = 0, step: int = 1) -> Iterator[Trial]:
    """Every ``step``-th edit of words and elements that a reader sees, from the ``first``."""
    made = islice(_all(source, first), first % step, None, step)
    return (trial for trial in made if trial.visible)


def _all(source: str, first: int) -> list[Trial]:
    gaps = within(source, gaps_of(source))
    made = [
        *come(source, gaps, first),
        *stand(source, gaps, ELEMENTS, first),
        *go(source),
        *become(source, first),
    ]
    for word in (WORDS[first % len(WORDS)], "限时八折", "自2027年1月1日起上调20%", "Beta"):
        made += [*widened(source, word), *lengthened(source, word)]
    if BOX not in source:
        made += stand(source, _lines(source), BLOCKS, first)
        made += stand(source, _lines(source), BLOCKS, first + 5)
    return made


def unseen_of(source: str, first: int = 0, step: int = 1) -> Iterator[Trial]:
    """What no reader sees comes at every ``step``-th place."""
    marked = [mark.span() for mark in _MARKER.finditer(source)]
    gaps = [g for g in within(source, gaps_of(source)) if not any(a <= g <= b for a, b in marked)]
    return islice(stand(source, gaps, UNSEEN, first), first % step, None, step)


def _lines(source: str) -> list[int]:
    """The ends of blank lines outside tables: where a block of Markdown can come."""
    blank = [i + 1 for i in range(len(source) - 1) if source[i : i + 2] == "\n\n"]
    return [place for place in blank if _outside(source, place)]


def _outside(source: str, place: int) -> bool:
    return source.count("<table", 0, place) == source.count("</table", 0, place)
