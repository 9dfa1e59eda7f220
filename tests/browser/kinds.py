"""Which pages are looked at in every way: together they have every kind of element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

Make = tuple[str, frozenset[str]]

_START_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_CLASS = re.compile(r"\bclass=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")


def of_every_kind(site: Path, pages: Iterable[str]) -> set[str]:
    """As few of ``pages`` as still have each tag with its classes that stands on any of them.

    A page is left out where the others have all that it has, the first ones before the last.
    """
    found = {page: makes((site / page).read_text("utf-8")) for page in pages}
    standing = Counter(make for page in found.values() for make in page)
    chosen = set(found)
    for page, own in found.items():
        if all(standing[make] > 1 for make in own):
            chosen.remove(page)
            standing.subtract(own)
    return chosen


def makes(html: str) -> set[Make]:
    """Each tag of a page with its classes, which a style sheet tells apart."""
    found = set()
    for tag, attributes in _START_TAG.findall(html):
        classes = _CLASS.search(attributes)
        names = next(filter(None, classes.groups()), "") if classes else ""
        found.add((tag, frozenset(names.split())))
    return found
