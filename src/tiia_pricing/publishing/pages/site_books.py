"""What the site is built from: the committed price book, and the accepted pages as they read."""

from __future__ import annotations

from pathlib import Path

from tiia_pricebook import load
from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.codec import in_own_words
from tiia_pricebook.editions.compilation import Accepted
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.json_codec import NotDecoded, decode

EXPECTED = "what step 1 of make spec writes"


def load_dated(path: Path) -> DatedBook:
    """The whole price book; raises ``InputError`` where a file has that of one page."""
    book = in_own_words(load(path))
    if not isinstance(book, DatedBook):
        text = "the price book is that of one page"
        where = {"file": str(path)}
        raise InputError("book-of-one-page", text, where=where, expected=EXPECTED)
    return book


def load_accepted(path: Path) -> list[Accepted]:
    """The accepted pages with their books; raises ``InputError`` where they were not read."""
    try:
        return decode(read_bounded(path), list[Accepted])
    except (OSError, NotDecoded) as error:
        text = f"cannot read the accepted pages: {error}"
        where = {"file": str(path)}
        raise InputError("pages-unread", text, where=where, expected=EXPECTED) from error
