"""An edit of a page's text, and the changes that it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from support.page_text import Base, Cell

About = tuple[str | int, ...]
Follow = tuple[str, Any, Any]


class Part(NamedTuple):
    """From where to where the text is replaced, and by what."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Told:
    """A change that is to be told; ``follows`` what is to follow from it.

    Of a price, quota, tier or pack that follows, id, old and new; of a finding or a clause,
    its id and which.
    """

    id: str
    level: str
    key: dict[str, Any]
    old: Any = None
    new: Any = None
    follows: tuple[Follow, ...] = ()

    def line(self) -> str:
        """All of it on one line, the same for the same change."""
        said = [self.id, self.level, self.key, self.old, self.new]
        follows = sorted(json.dumps(one, ensure_ascii=False) for one in self.follows)
        return json.dumps([*said, follows], ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Edit:
    """An edit of ``page`` as the vendor would make it; ``told`` is what it is.

    ``about`` names the data that it touches, each from the wide to the narrow: two edits are
    independent where none of one's lies within one of the other's. ``undone`` is an edit that
    takes the page from the edited text back to its own. ``then`` is what else is done to the
    edited text, and means nothing. ``refused`` is the id of the error where the edited page is
    to be refused, ``*`` for any.
    """

    kind: str
    name: str
    page: Base
    parts: tuple[Part, ...]
    told: tuple[Told, ...]
    about: frozenset[About]
    undone: bool = False
    refused: str = ""
    then: Callable[[str], str] = str

    @property
    def texts(self) -> tuple[str, str]:
        """The page before and after the edit."""
        edited = self.then(replaced(self.page.text, self.parts))
        return (edited, self.page.text) if self.undone else (self.page.text, edited)


def replaced(text: str, parts: Iterable[Part]) -> str:
    """``text`` with other parts; none may overlap another."""
    ordered = sorted(parts)
    assert all(a.end <= b.start for a, b in pairwise(ordered))
    for start, end, new in reversed(ordered):
        text = text[:start] + new + text[end:]
    return text


def within(page: Base, cell: Cell, old: str, new: str) -> Part:
    """``old``, which stands once in a cell, becomes ``new``."""
    return part(page, old, new, *cell.inner)


def part(page: Base, old: str, new: str, start: int = 0, end: int | None = None) -> Part:
    """``old``, which stands once between ``start`` and ``end``, becomes ``new``."""
    assert page.text.count(old, start, end) == 1, (page.name, old)
    found = page.text.index(old, start, end)
    return Part(found, found + len(old), new)


def anchored(page: Base, anchor: str, old: str, new: str) -> Part:
    """``old`` becomes ``new`` within ``anchor``, which stands once on the page."""
    assert page.text.count(anchor) == 1, (page.name, anchor)
    start = page.text.index(anchor)
    return part(page, old, new, start, start + len(anchor))


def finding_added(*ids: str) -> tuple[Follow, ...]:
    """Findings that are to follow."""
    return tuple(("finding-added", id, None) for id in ids)


def finding_resolved(*ids: str) -> tuple[Follow, ...]:
    """Findings whose end is to follow."""
    return tuple(("finding-resolved", id, None) for id in ids)


def rises(before: Sequence[str], after: Sequence[str]) -> tuple[Follow, ...]:
    """Findings of prices that rise from one tier to the next, after an edit of a row."""
    old, new = _rising(before), _rising(after)
    rising = "price-rises-with-volume"
    return (
        *finding_added(*[rising] * len(new - old)),
        *finding_resolved(*[rising] * len(old - new)),
    )


def _rising(prices: Sequence[str]) -> set[int]:
    numbers = [Decimal(price) for price in prices]
    return {i for i in range(1, len(numbers)) if numbers[i] > numbers[i - 1]}
