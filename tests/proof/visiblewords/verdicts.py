"""What becomes of an edit: told, refused, or passed over in silence."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, NamedTuple

from proof.visiblewords.oracle import seen
from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PageUnreadable
from tiia_pricing.changes import Change, compare
from tiia_scraper import read_page

Verdict = Literal["told", "refused", "silent"]


class Trial(NamedTuple):
    """An edit of a page: how it is made, the text before and after, and the word of it."""

    how: str
    before: str
    after: str
    word: str = ""

    @property
    def visible(self) -> bool:
        """Whether a reader sees other letters or digits than before."""
        return seen(self.before) != seen(self.after)


def verdict(trial: Trial) -> Verdict:
    """What ``diff`` says of the two texts."""
    try:
        return "told" if compare(_book(trial.before), _fresh(trial.after)) else "silent"
    except PageUnreadable:
        return "refused"


def changes(trial: Trial) -> tuple[Change, ...]:
    """The changes that are told; raises ``PageUnreadable`` where the page is refused."""
    return compare(_book(trial.before), _fresh(trial.after))


def mentions(change: Change, word: str) -> bool:
    """Whether a change, or what follows from it, has the word in what was or is."""
    return any(word in _flat(side) for side in (change.old, change.new)) or any(
        mentions(one, word) for one in change.consequences
    )


def _flat(value: Any) -> str:
    return "".join(str(value).split())


@lru_cache(maxsize=32)
def _book(text: str) -> PriceBook:
    return _fresh(text)


def _fresh(text: str) -> PriceBook:
    return read_page(text.encode(), "page")
