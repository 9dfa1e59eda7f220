"""What is told of each edit, compared with what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from scorecard.edits import Edit, Follow, Told
from tiia_pricing.pricebook import PriceBook
from tiia_scraper import read_page
from tiia_scraper.changes import Change, compare

SAID = "(a sentence)"  # for a finding's text, which is ours: only that there is one


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

    @property
    def missed(self) -> int:
        """How many changes were not told as they are."""
        return self.expected.total() - self.found.total()

    def add(self, edit: Edit) -> None:
        """Score one more edit: a change is found where all of it is told as it is."""
        due = {told.line(): told.id for told in edit.told}
        said = {told.line(): told.id for told in told_of(*edit.texts)}
        assert len(due) == len(edit.told)
        self.edits[edit.kind] += 1
        self.expected.update(due.values())
        self.found.update(id for line, id in due.items() if line in said)
        self.false.update(id for line, id in said.items() if line not in due)
        missed = [f"missed {line}" for line in due if line not in said]
        false = [f"false {line}" for line in said if line not in due]
        if missed or false:
            name = f"{edit.kind}, {edit.page.name}: {edit.name}"
            self.wrong.append("\n  ".join([name, *missed, *false]))


def told_of(before: str | bytes, after: str | bytes) -> tuple[Told, ...]:
    """What is told of a page that was ``before`` and is ``after``."""
    old, new = (_read(text.encode() if isinstance(text, str) else text) for text in (before, after))
    return tuple(_told(change) for change in compare(old, new))


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


def score(edits: Iterable[Edit]) -> Card:
    """The card of all ``edits``."""
    card = Card()
    for edit in edits:
        card.add(edit)
    return card
