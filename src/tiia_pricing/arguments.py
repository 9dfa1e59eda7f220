"""What the words of a command line mean: usage, packs, readings, activation dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from tiia_pricing.account import Activated, Purchase, Usage
from tiia_pricing.errors import InputError
from tiia_pricing.files import (
    parse_count,
    parse_date,
    parse_day,
    read_file,
    read_packs,
    read_usage,
)
from tiia_pricing.pricebook import PriceBook, default_book, load


def book_of_page(path: Path | None) -> PriceBook:
    """The price book of one page: that of a file, or of the page that was accepted last."""
    if path is None:
        from tiia_scraper.snapshots import newest_book  # noqa: PLC0415

        return newest_book()
    from tiia_pricing.pricebook.dated import of_one_page  # noqa: PLC0415

    return of_one_page(load(path), str(path))


def book_for(path: Path | None = None, known_on: dt.date | None = None) -> PriceBook:
    """The price book of a file, or the shipped one; ``known_on`` as it stood on that day."""
    book = load(path) if path else default_book()
    if known_on is None:
        return book
    from tiia_pricing.pricebook.knowledge import known_on as as_known  # noqa: PLC0415

    return as_known(book, known_on)


def usage_file(path: Path) -> list[Usage]:
    """The usage of a CSV file."""
    return read_usage(read_file(path), str(path))


def packs_file(path: Path) -> list[Purchase]:
    """The packs of a CSV file; sizes as the vendor writes them, or numbers."""
    return read_packs(read_file(path), str(path), size)


def month_usage(words: Iterable[str], month: str) -> list[Usage]:
    """``NAME=CALLS`` words as the usage of one month."""
    last, whole_month = parse_date(month)
    if not whole_month:
        raise InputError("date-unreadable", f"{month!r} is a day", expected="a month YYYY-MM")
    pairs = [split(word, "NAME=CALLS, such as 商品识别=1000000") for word in words]
    return [Usage(last, name, parse_count(calls), whole_month=True) for name, calls in pairs]


def purchase(book: PriceBook, word: str) -> Purchase:
    """``[NAME=]SIZE@DATE`` as a pack bought; the name is implied where one interface sells."""
    name, _, rest = word.rpartition("=")
    calls, at, day = rest.partition("@")
    if not at:
        expected = "[NAME=]SIZE@DATE, such as 10万次@2023-05-01"
        raise InputError("pack-unreadable", f"cannot read the pack {word!r}", expected=expected)
    sellers = list(dict.fromkeys(pack.interface for pack in book.packs))
    if not name and len(sellers) != 1:
        text = f"the pack {word!r} names no interface"
        expected = f"NAME={rest}, NAME one of {', '.join(sellers)}" if sellers else "no packs"
        raise InputError("pack-unreadable", text, expected=expected)
    return Purchase(parse_day(day), name or sellers[0], size(calls))


def size(text: str) -> int:
    """A pack size: ``10000`` or ``1万次``."""
    if text.isascii() and text.isdigit():
        return parse_count(text)
    # The vendor's vocabulary loads its grammar: only a word in it is worth the wait.
    from tiia_scraper.vocabulary import parse_calls  # noqa: PLC0415

    try:
        return parse_calls(text)
    except ValueError as error:
        message = f"cannot read the pack size {text!r}"
        expected = "a size as the vendor writes it, such as 10万次, or a number of calls"
        raise InputError("unknown-pack-size", message, expected=expected) from error


def readings(words: Iterable[str]) -> dict[str, str]:
    """``NAME=VALUE`` words; one reading has one value."""
    fixed: dict[str, str] = {}
    for word in words:
        name, value = split(word, "NAME=VALUE, such as tier-basis=gross")
        if fixed.setdefault(name, value) != value:
            text = f"reading {name!r} is both {fixed[name]!r} and {value!r}"
            raise InputError("reading-twice", text, expected="one value")
    return fixed


def activated(words: Iterable[str]) -> Activated:
    """``[NAME=]DATE`` words: the service's date, and those of single interfaces."""
    service: dt.date | None = None
    interfaces: dict[str, dt.date] = {}
    for word in words:
        name, _, day = word.rpartition("=")
        if name in interfaces or (not name and service):
            text = f"{name or 'the service'} is activated twice"
            raise InputError("activated-twice", text, expected="one date each")
        if name:
            interfaces[name] = parse_day(day)
        else:
            service = parse_day(day)
    return Activated(service, interfaces)


def split(word: str, expected: str) -> tuple[str, str]:
    """The two sides of the last ``=`` of a word; raises ``InputError`` where one is empty."""
    name, _, value = word.rpartition("=")
    if not name or not value:
        raise InputError("argument-unreadable", f"cannot read {word!r}", expected=expected)
    return name, value
