"""Price books as a program is given them: content and the hash by which it is named."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache

import msgspec

from tiia_pricebook import default_book
from tiia_pricebook.editions.knowledge import known_on
from tiia_pricebook.editions.older_editions import without_past
from tiia_pricing.conformance.protocol.case import Book


def named(book: Book) -> tuple[str, Book]:
    """Return the hash of a book's JSON, keys in order, and the book."""
    data = msgspec.json.encode(book, order="sorted")
    return hashlib.sha256(data).hexdigest(), book


@cache
def book_in_force(*, past: bool, day: str | None = None) -> tuple[str, Book]:
    """Return the shipped book, as it stood on a day where one is given.

    Without ``past`` it has no months before the first accepted page.
    """
    book = default_book()
    if day:
        book = known_on(book, dt.date.fromisoformat(day))
    return named(msgspec.to_builtins(book if past else without_past(book)))
