"""What is told of each edit, compared with what it is."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from proof.scorecard.edits import Edit, Follow, Told
from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PageUnreadable
from tiia_pricing.changes import Change, compare
from tiia_scraper import read_page

SAID = "(a sentence)"  # for a finding's text, which is ours: only that there is one
_CONTEXT = 16
_LONGEST = 120


@dataclass
class Card:
    """How many edits of each kind there were, and what was found, missed and told falsely.

    ``expected``, ``found`` and ``false`` count changes by id. ``wrong`` names each edit of which
    something was missed or told falsely, with what.
    """

    edits: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, edit: Edit) -> None:
        """Score one more edit: a change is found where all of it is told as it is."""
        due = {told.line(): told.id for told in edit.told}
        answer, refused = answer_to(edit)
        said = {told.line(): told.id for told in answer}
        assert len(due) == len(edit.told)
        self.edits[edit.kind] += 1
        self.expected.update(due.values())
        self.found.update(id for line, id in due.items() if line in said)
        self.false.update(id for line, id in said.items() if line not in due)
        missed = [f"missed {line}" for line in due if line not in said]
        false = [f"false {line}" for line in said if line not in due]
        if bool(refused) != bool(edit.refused) or edit.refused not in ("*", refused):
            missed.append(f"refused as {refused or 'nothing'}, not as {edit.refused or 'nothing'}")
        if missed or false:
            name = f"{edit.kind}, {edit.page.name}: {edit.name}"
            self.wrong.append("\n  ".join([name, *missed, *false]))

    def __add__(self, other: Card) -> Card:
        """Both together."""
        return Card(
            self.edits + other.edits,
            self.expected + other.expected,
            self.found + other.found,
            self.false + other.false,
            self.wrong + other.wrong,
        )


def score(edits: Iterable[Edit]) -> Card:
    """The card of ``edits``."""
    card = Card()
    for edit in edits:
        card.add(edit)
    return card


def score_on_every_core(edits: Sequence[Edit]) -> Card:
    """As ``score``; forked processes have the edits without being sent them."""
    cores = os.cpu_count() or 1
    fork = multiprocessing.get_context("fork")
    with fork.Pool(cores, initializer=_held.extend, initargs=(edits,)) as pool:
        return sum(pool.map(_share, [(core, cores) for core in range(cores)]), Card())


_held: list[Edit] = []


def _share(share: tuple[int, int]) -> Card:
    first, step = share
    return score(_held[first::step])


def answer_to(edit: Edit) -> tuple[tuple[Told, ...], str]:
    """What is told of an edit, and the id of the error where a page is refused."""
    try:
        old, new = (_read(text.encode()) for text in edit.texts)
    except PageUnreadable as error:
        return (), error.id
    return tuple(_told(change) for change in compare(old, new)), ""


@lru_cache(maxsize=64)
def _read(data: bytes) -> PriceBook:
    return read_page(data, "page")


def _told(change: Change) -> Told:
    old, new = change.old, change.new
    if "finding" in change.key:
        old, new = (SAID if text else text for text in (old, new))
    follows = tuple(_follow(one) for one in change.consequences)
    return Told(change.id, change.level, change.key, old, new, follows)


def _follow(change: Change) -> Follow:
    for named in ("finding", "clause"):
        if named in change.key:
            return (change.id, change.key[named], None)
    return (change.id, change.old, change.new)


def example(edit: Edit) -> dict[str, Any]:
    """Where the texts before and after differ, and what is to be told."""
    before, after = edit.texts
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    first = max(start - _CONTEXT, 0)
    shown = (text[first : len(text) - end + _CONTEXT] for text in (before, after))
    told = [{"id": one.id, "level": one.level} for one in edit.told]
    told += [{"id": "page-unreadable", "level": "refused"}] if edit.refused else []
    return dict(zip(("before", "after"), map(_short, shown), strict=True)) | {"told": told}


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
