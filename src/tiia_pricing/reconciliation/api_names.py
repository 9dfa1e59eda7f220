"""Which API a component of the bill is: the vendor's name or the action, alone or in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tiia_pricebook import PayAsYouGo, PriceBook
from tiia_pricebook.editions.dated_book import DatedBook


class ApiNames:
    """The names and actions of the APIs that a book prices, looked up as bills write them."""

    def __init__(self, book: PriceBook) -> None:
        priced = {table.interface for table in tables_of(book)}
        self._known: dict[str, str] = {}
        for interface in book.interfaces:
            if interface.name in priced:
                for name in filter(None, (interface.name, interface.action)):
                    self._known.setdefault(_fold(name), interface.name)

    def has(self, text: str) -> bool:
        """Return whether a text is the name of an API, and nothing more."""
        return _fold(text) in self._known

    def find(self, text: str) -> str | None:
        """Return the API that a text names; the longest name where it has several in it."""
        folded = _fold(text)
        if folded in self._known:
            return self._known[folded]
        within = [name for name in self._known if name in folded]
        return self._known[max(within, key=len)] if within else None


def tables_of(book: PriceBook) -> Iterator[PayAsYouGo]:
    """Yield every price table of a book, those of its past too."""
    yield from book.pay_as_you_go
    for edition in book.editions if isinstance(book, DatedBook) else ():
        yield from edition.pay_as_you_go


def _fold(name: str) -> str:
    return re.sub(r"[\s()\-—_·]", "", unicodedata.normalize("NFKC", name)).casefold()
