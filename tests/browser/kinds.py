"""Which pages are looked at in every way: together they have every kind of element."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

Make = tuple[str, frozenset[str]]

_START_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_CLASS = re.compile(r"\bclass=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")


def of_every_kind(site: Path, pages: Iterable[str]) -> set[str]:
    """Some of ``pages``, the heaviest first, until each tag with its classes stands on one."""
    texts = {page: (site / page).read_text("utf-8") for page in pages}
    met: set[Make] = set()
    chosen = set()
    for page in sorted(texts, key=lambda page: (-len(texts[page]), page)):
        if new := makes(texts[page]) - met:
            chosen.add(page)
            met |= new
    return chosen


def makes(html: str) -> set[Make]:
    """Each tag of a page with its classes, which a style sheet tells apart."""
    found = set()
    for tag, attributes in _START_TAG.findall(html):
        classes = _CLASS.search(attributes)
        names = next(filter(None, classes.groups()), "") if classes else ""
        found.add((tag, frozenset(names.split())))
    return found
