"""What the words of a command line mean: usage, packs, readings, activation dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from tiia_pricebook import PriceBook, default_book, load
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricing.billing.refused_months import GivenRows, add_refused
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.ledger import ordered
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.account_checks import check_account
from tiia_pricing.billing.usage.cell_values import parse_day, parse_left, parse_month
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.billing.usage.row_places import RowPlace
from tiia_pricing.tables import TableNote, read_file
from tiia_pricing.tables.counts import parse_count, simplified

Row = TypeVar("Row")


def book_of_page(path: Path | None) -> PriceBook:
    """Return the price book of one page: that of a file, or of the page that was accepted last."""
    if path is None:
        from tiia_pricing.history.snapshot_folder import newest_book  # noqa: PLC0415

        return newest_book()
    from tiia_pricebook.editions.dated_book import of_one_page  # noqa: PLC0415

    return of_one_page(load(path), str(path))


def book_for(path: Path | None = None, known_on: dt.date | None = None) -> PriceBook:
    """Return the price book of a file, or the shipped one; ``known_on`` as it stood on that day."""
    book = load(path) if path else default_book()
    if known_on is None:
        return book
    from tiia_pricebook.editions import knowledge  # noqa: PLC0415

    return knowledge.known_on(book, known_on)


def account_files(
    book: PriceBook,
    usage: Path,
    packs: Path | None,
    active: Activated,
    notes: list[TableNote] | None = None,
    *,
    former: Collection[str] = (),
) -> tuple[list[Usage], list[Purchase]]:
    """Read the usage and the packs of two files; sizes as the vendor writes them, or numbers.

    What their owner should be told of them is added to ``notes``. ``former`` are names
    of interfaces that the book has no more.

    Raises ``InputError`` with every fault of both, also those that only ``book`` can tell: names,
    sizes, and days before the activation.
    """
    # What knows the forms of dates and heads is slow to load: a quote has no file.
    from tiia_pricing.billing.usage.interface_heads import (  # noqa: PLC0415
        add_same_columns,
        wrong_head,
    )
    from tiia_pricing.billing.usage.usage_files import read_packs, read_usage  # noqa: PLC0415

    problems = Problems()
    read = partial(read_usage, problems=problems, notes=notes)
    rows = _rows_of(usage, read, problems)
    read_sold = partial(read_packs, parse_calls=size, problems=problems, notes=notes)
    bought = _rows_of(packs, read_sold, problems) if packs else []
    if wrong := wrong_head(Names(book), rows, former):
        problems.add(wrong, wrong.where)
        rows = []
    add_same_columns(Names(book), rows, problems)
    if problems:
        _add_faults(book, GivenRows(rows, bought), active, problems)
        raise problems.in_order([str(usage), str(packs)])
    return rows, bought


def _add_faults(book: PriceBook, given: GivenRows, active: Activated, problems: Problems) -> None:
    """Add what the book finds in the rows that could be read."""
    checked = check_account(book, given.usage, given.packs, active, problems)
    add_refused(ordered(book, checked), choose(book, {}), given, problems)


def _rows_of(path: Path, read: Callable[[bytes, str], list[Row]], problems: Problems) -> list[Row]:
    expected = say("a table as CSV or .xlsx; tiia-pricing template writes an empty one")
    try:
        return read(read_file(path, expected=expected), str(path))
    except InputError as error:
        problems.add_all(error)
        return []


def month_usage(words: Iterable[str], month: str) -> list[Usage]:
    """Read ``NAME=CALLS`` words as the usage of one month; raises ``InputError`` for all faults."""
    problems, usage = Problems(), []
    when = f"--month {month}"
    last = problems.read(lambda: parse_month(month), {"argument": when})
    for word in words:
        pair = problems.read(lambda: _counted(word), {"argument": word})  # noqa: B023 - read at once
        if pair and last:
            place = RowPlace(argument=word, date_argument=when)
            usage.append(Usage(last, *pair, whole_month=True, place=place))
    problems.raise_any()
    return usage


def _counted(word: str) -> tuple[str, int]:
    name, calls = split(word, say("NAME=CALLS, such as 商品识别=1000000"))
    return name, parse_count(calls)


def purchases(book: PriceBook, words: Iterable[str]) -> list[Purchase]:
    """Read ``[NAME=]SIZE@DATE[:LEFT]`` words as packs; raises ``InputError`` for all faults."""
    problems, bought = Problems(), []
    for word in words:
        try:
            bought.append(purchase(book, word))
        except InputError as error:
            problems.add(error, {"argument": f"--pack {word}"})
    problems.raise_any()
    return bought


def purchase(book: PriceBook, word: str) -> Purchase:
    """Return ``[NAME=]SIZE@DATE[:LEFT]`` as a pack bought; a single seller is implied."""
    name, _, rest = word.rpartition("=")
    calls, at, dated = rest.partition("@")
    day, colon, left = dated.partition(":")
    if not at or (colon and not left):
        expected = say("[NAME=]SIZE@DATE[:LEFT], such as 10万次@2023-05-01:25000")
        raise InputError(
            "pack-unreadable", say("cannot read the pack {word!r}", word=word), expected=expected
        )
    sellers = list(dict.fromkeys(pack.interface for pack in book.packs))
    if not name and len(sellers) != 1:
        text = say("the pack {word!r} names no interface", word=word)
        expected = (
            say("NAME={rest}, NAME one of {names}", rest=rest, names=listed(sellers))
            if sellers
            else say("no packs")
        )
        raise InputError("pack-unreadable", text, expected=expected)
    place = RowPlace(argument=f"--pack {word}")
    seller = name or sellers[0]
    return Purchase(parse_day(day), seller, size(calls), place, left=parse_left(left))


def size(text: str) -> int:
    """Return a pack size: ``10000`` or ``1万次``."""
    if text.isascii() and text.isdigit():
        return parse_count(text)
    # The vendor's vocabulary loads its grammar: only a word in it is worth the wait.
    from tiia_scraper.vocabulary import parse_calls  # noqa: PLC0415

    try:
        return parse_calls(simplified(text))
    except ValueError as error:
        message = say("cannot read the pack size {text!r}", text=text)
        expected = say("a size as the vendor writes it, such as 10万次, or a number of calls")
        raise InputError("unknown-pack-size", message, expected=expected) from error


def readings(words: Iterable[str]) -> dict[str, str]:
    """Return ``NAME=VALUE`` words; one reading has one value."""
    fixed: dict[str, str] = {}
    for word in words:
        name, value = split(word, say("NAME=VALUE, such as tier-basis=gross"), "--reading ")
        if fixed.setdefault(name, value) != value:
            text = say(
                "reading {name!r} is both {first!r} and {value!r}",
                name=name,
                first=fixed[name],
                value=value,
            )
            where = {"argument": f"--reading {word}"}
            raise InputError("reading-twice", text, where=where, expected=say("one value"))
    return fixed


def activated(words: Iterable[str]) -> Activated:
    """Return ``[NAME=]DATE`` words: the service's date, and those of single interfaces."""
    service: dt.date | None = None
    interfaces: dict[str, dt.date] = {}
    for word in words:
        name, _, text = word.rpartition("=")
        where = {"argument": f"--activated {word}"}
        if name in interfaces or (not name and service):
            text = say("{name} is activated twice", name=name or say("the service"))
            raise InputError("activated-twice", text, where=where, expected=say("one date each"))
        day = _day(text, where)
        if name:
            interfaces[name] = day
        else:
            service = day
    return Activated(service, interfaces)


def _day(text: str, where: dict[str, str]) -> dt.date:
    try:
        return parse_day(text)
    except InputError as error:
        raise InputError(error.id, error.message, where=where, expected=error.expected) from error


def split(word: str, expected: str, option: str = "") -> tuple[str, str]:
    """Return the two sides of the last ``=`` of a word.

    Raises ``InputError`` where one is empty.
    """
    name, _, value = word.rpartition("=")
    if not name or not value:
        where = {"argument": f"{option}{word}"}
        text = say("cannot read {word!r}", word=word)
        raise InputError("argument-unreadable", text, where=where, expected=expected)
    return name, value
