"""Edits that mean nothing: how one is made, for a table by itself, all of them, or the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from proof.scorecard.edits import Edit, Part
from support.page_text import Base

Change = Callable[[str], str]
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def of_tables(kind: str, page: Base, changes: Mapping[str, Change]) -> Iterator[Edit]:
    """Each change of the text of a table, in each table that it changes, and in all."""
    for name, change in changes.items():
        spans = [match.span() for match in TABLE.finditer(page.text)]
        changed = [
            Part(start, end, change(page.text[start:end]))
            for start, end in spans
            if change(page.text[start:end]) != page.text[start:end]
        ]
        assert changed, (page.name, name)
        for part in changed:
            yield nothing(kind, f"{name}, in a table", page, part)
        if len(changed) > 1:
            yield nothing(kind, f"{name}, in every table", page, *changed)


def of_pages(kind: str, page: Base, changes: Mapping[str, Change]) -> Iterator[Edit]:
    """Each change of the text of the whole page."""
    for name, change in changes.items():
        yield whole(kind, name, page, change(page.text))


def whole(kind: str, name: str, page: Base, text: str) -> Edit:
    """The page becomes ``text``, which says the same."""
    return nothing(kind, name, page, Part(0, len(page.text), text))


def nothing(kind: str, name: str, page: Base, *parts: Part) -> Edit:
    """An edit that no change is to be told of."""
    assert any(page.text[start:end] != text for start, end, text in parts), (page.name, name)
    return Edit(kind, name, page, parts, (), frozenset())


def sub(pattern: str, new: str | Callable[[re.Match[str]], str], flags: int = 0) -> Change:
    """The change that puts ``new`` for each match."""
    return lambda text: re.sub(pattern, new, text, flags=flags)


def swap(old: str, new: str) -> Change:
    """The change that puts ``new`` for ``old`` wherever it stands."""
    return lambda text: text.replace(old, new)
