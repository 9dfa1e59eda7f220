"""Interface names: the vendor's own, or the API action; the nearest where neither fits.

Case, blanks and the width of signs do not matter: ``车辆识别(增强版)`` is ``车辆识别（增强版）``.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, listed, say
from tiia_pricebook.untrusted_text import line
from tiia_pricing.billing.same_object import Same
from tiia_pricing.tables.folding import folded


class Names:
    """The page's names of the interfaces by name and by action, looked up once for each."""

    def __init__(self, book: PriceBook) -> None:
        self.book = book
        exact, self._folded = _read(Same(book))
        self.known = dict(exact)
        self.unknown: dict[str, InputError] = {}

    def has(self, name: str) -> bool:
        """Return whether the book has an interface of that name."""
        return name in self.known or folded(name) in self._folded

    def of(self, name: str) -> str:
        """Return the page's name; raises ``InputError`` for one that the book does not have."""
        if name in self.known:
            return self.known[name]
        if same := self._folded.get(folded(name)):
            return self.known.setdefault(name, same)
        if name not in self.unknown:
            self.unknown[name] = unknown(self.book, name)
        raise self.unknown[name]


@lru_cache(maxsize=32)
def _read(book: Same[PriceBook]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The page's names by what is written exactly so, and by what is written alike."""
    exact: dict[str, str] = {}
    alike: dict[str, set[str]] = {}
    for interface in book.value.interfaces:
        for name in filter(None, (interface.name, interface.action)):
            exact.setdefault(name, interface.name)
            alike.setdefault(folded(name), set()).add(interface.name)
    return exact, {text: names.pop() for text, names in alike.items() if len(names) == 1}


def unknown(book: PriceBook, name: str) -> InputError:
    """Return the error for a name that the book does not have, with the nearest ones it has."""
    text = say("unknown interface {name!r}", name=name)
    if near := nearest(book, name):
        guesses = listed(map(line, near), " or ")
        text = say("unknown interface {name!r}; did you mean {near}?", name=name, near=guesses)
    return InputError("unknown-interface", text, expected=named_in(book))


def nearest(book: PriceBook, name: str) -> list[str]:
    """Return the names and API actions of a book for which ``name`` may have been mistyped."""
    names = [interface.name for interface in book.interfaces]
    actions = {i.action.casefold(): i.action for i in book.interfaces if i.action}
    near = get_close_matches(name.casefold(), actions, n=2, cutoff=0.6)
    return get_close_matches(name, names, n=3, cutoff=0.4) + [actions[key] for key in near]


def named_in(book: PriceBook) -> Message:
    """Return what is expected in the place of another name: those that the page in force prices.

    Older pages name others, and not all of these are interfaces.
    """
    priced = {table.interface for table in book.pay_as_you_go}
    names = (line(one.name) for one in book.interfaces if one.name in priced)
    return say("one of {names}", names=listed(names))
