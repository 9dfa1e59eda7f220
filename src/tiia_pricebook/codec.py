"""Price books as JSON files: load, save, and the published JSON Schema."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from tiia_pricebook.bounded_reading import MAX_BYTES, read_up_to
from tiia_pricebook.errors import BookInvalid, InputError
from tiia_pricebook.json_codec import NotDecoded, decode, dumps
from tiia_pricebook.json_faults import at_path, fault_in_words
from tiia_pricebook.json_schema import published
from tiia_pricebook.messages import listed, say
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.system_errors import system_reason
from tiia_pricebook.validation import check
from tiia_pricebook.validation.problem import Problem

SHIPPED = Path(__file__).parent / "pricebook.json"
PAST = {"editions", "untold"}
_PRICE = re.compile(r"[0-9]+(\.[0-9]+)?")
_SHOWN = 60
_EXPECTED = say(
    "a price book in JSON, such as tiia-pricing scrape PAGE --format json -o BOOK.json writes"
)


@cache
def default_book() -> PriceBook:
    """Return the price book that is shipped: all facts of all pages in time.

    Read from disk once.
    """
    from tiia_pricebook.editions.dated_book import DatedBook  # noqa: PLC0415

    # What is shipped was checked when it was committed.
    return in_own_words(msgspec.json.decode(SHIPPED.read_bytes(), type=DatedBook))


def in_own_words(book: PriceBook) -> PriceBook:
    """Return a committed book for use: what stands on its last page does not name that page."""
    from tiia_pricebook.editions.facts_in_time import on_page  # noqa: PLC0415

    own = book.snapshot.source.rpartition("/")[2]
    return on_page(book, lambda page: None if page == own else page)


def committed(book: PriceBook) -> bytes:
    """Return a book in the form in which it is committed: every source names its page.

    So a page that is accepted changes no line about another one.
    """
    from tiia_pricebook.editions.facts_in_time import on_page  # noqa: PLC0415

    own = book.snapshot.source.rpartition("/")[2]
    return dumps(on_page(book, lambda page: page or own))


def load(path: Path) -> PriceBook:
    """Return the book in a JSON file.

    Raises ``InputError`` where the file cannot be read and ``BookInvalid`` where it is no
    valid book.
    """
    try:
        data = read_up_to(path, MAX_BYTES)
    except OSError as error:
        text = say("cannot read the price book: {why}", why=system_reason(error))
        where = {"file": str(path)}
        raise InputError("file-unreadable", text, where=where, expected=_EXPECTED) from error
    return loads(data, name=str(path))


def loads(data: bytes, *, name: str = "price book") -> PriceBook:
    """Return the book in JSON text, a ``DatedBook`` where it has a past.

    Raises ``BookInvalid`` naming every broken rule and its path.
    """
    if len(data) > MAX_BYTES:
        raise _refused("book-too-large", say("more than {most} bytes", most=MAX_BYTES), name)
    if not data.strip():
        raise _refused("book-not-json", say("the file is empty"), name)
    try:
        raw = decode(data, object)
        kind = _kind(raw)
        _as_we_write(raw, pages=kind is not PriceBook)
        book = msgspec.json.decode(data, type=kind)
    except (msgspec.ValidationError, _OffSchema) as error:
        text = say("does not follow the schema: {why}", why=fault_in_words(error))
        raise _refused("book-schema", text, name) from error
    except _NotInDigits as error:
        problem = Problem(
            "price-in-digits",
            error.path,
            say("{price!r} is not a price", price=error.price[:_SHOWN]),
        )
        raise _invalid([problem], name) from error
    except (NotDecoded, msgspec.DecodeError, RecursionError) as error:
        text = say("not JSON: {why}", why=fault_in_words(error))
        raise _refused("book-not-json", text, name) from error
    return validated(book, name=name)


def validated(book: PriceBook, *, name: str = "price book") -> PriceBook:
    """Return ``book`` itself where it keeps every rule; raises ``BookInvalid`` otherwise."""
    problems = _problems(book)
    if problems:
        raise _invalid(problems, name)
    return book


def _invalid(problems: Sequence[Problem], name: str) -> BookInvalid:
    rules = listed((listed((f"  {one.rule}", one.path, one.text), ": ") for one in problems), "\n")
    text = say("{count} broken rule(s):\n{rules}", count=len(problems), rules=rules)
    return _refused(problems[0].rule, text, name)


def _refused(id: str, text: str, name: str) -> BookInvalid:
    return BookInvalid(id, text, where={"file": name}, expected=_EXPECTED)


def digest(book: PriceBook) -> str:
    """Return the SHA-256 of a book's JSON: what results and receipts name it by."""
    return hashlib.sha256(dumps(book)).hexdigest()


def schema() -> dict[str, Any]:
    """Return the published JSON Schema (2020-12) of a price book."""
    return published(PriceBook, "TIIA price book")


def dated_schema() -> dict[str, Any]:
    """Return the published JSON Schema (2020-12) of a price book with its past."""
    from tiia_pricebook.editions.dated_book import DatedBook  # noqa: PLC0415

    return published(DatedBook, "TIIA price book with its past", pages=True)


# A book with its past is rare: only then is its model worth the wait.
def _kind(raw: object) -> type[PriceBook]:
    if not (isinstance(raw, dict) and raw.keys() & PAST):
        return PriceBook
    from tiia_pricebook.editions.dated_book import DatedBook  # noqa: PLC0415

    return DatedBook


def _problems(book: PriceBook) -> list[Problem]:
    if type(book) is PriceBook:
        return check(book)
    from tiia_pricebook.editions.edition_validation import check_dated  # noqa: PLC0415

    return check_dated(book)


class _OffSchema(Exception):
    """JSON of another shape than a price book; the text says what and where."""


class _NotInDigits(Exception):
    """A price that no page writes so: ``2_5`` and ``5.`` are decimals to Python."""

    def __init__(self, path: str, price: str) -> None:
        super().__init__(path)
        self.path, self.price = path, price


def _as_we_write(raw: object, path: tuple[str | int, ...] = (), *, pages: bool) -> None:
    """Refuse what the types alone let pass.

    A price that is a JSON number, of which other readers would make a float, or that is not
    written in digits, and unless ``pages`` a source on another page than the book's.
    """
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key == "price" and not isinstance(value, str):
                text = say("expected a price as a string of digits, found {value}", value=value)
                raise _OffSchema(at_path(text, _place((*path, key))))
            if key == "price" and not _PRICE.fullmatch(value):
                raise _NotInDigits(_place((*path, key)), value)
            if key == "page" and not pages:
                text = say("unknown key {key!r}", key=key)
                raise _OffSchema(at_path(text, _place(path)))
            _as_we_write(value, (*path, key), pages=pages)
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            _as_we_write(value, (*path, index), pages=pages)


def _place(path: tuple[str | int, ...]) -> str:
    return "$" + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in path)
