"""A customer's own usage and packs from files, held against the books that may price them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from tiia_pricebook import Pack, PriceBook
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.bill import bill
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.arguments import account_files
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.changes.own_bill.own_account import (
    NO_READINGS,
    OwnAccount,
    last_months,
    left_untold,
)
from tiia_pricing.changes.own_bill.settled import settled
from tiia_pricing.tables import TableNote


def _left_untold(account: OwnAccount) -> Iterator[TableNote]:
    for pack in left_untold(account):
        text = say(
            "the pack of {calls:,} calls bought on {day} counts as full; nobody says what was left "
            "of it when the usage begins",
            calls=pack.calls,
            day=pack.day,
        )
        yield TableNote("pack-left-untold", pack.place.file or "packs", text)


class _Known:
    """What any of several books names and sells, and ``former`` names."""

    def __init__(self, books: Sequence[PriceBook], former: Collection[str]) -> None:
        self._names = [Names(book) for book in books]
        self._former = former

    def name(self, given: str) -> str:
        """The page's name; raises ``InputError`` for one that no book has."""
        if given in self._former:
            return given
        names = next((one for one in self._names if one.has(given)), self._names[0])
        return names.of(given)

    def offer(self, purchase: Purchase) -> Pack:
        """The pack as the first book has it that sells it; raises ``InputError``."""
        for names in self._names:
            for pack in names.book.packs:
                if (pack.interface, pack.calls) == (purchase.interface, purchase.calls):
                    return pack
        return sold(self._names[0].book, purchase)


def read_account(
    books: Sequence[PriceBook],
    files: tuple[Path, Path | None],
    activated: Activated,
    former: Collection[str] = (),
    readings: Mapping[str, str] = NO_READINGS,
) -> OwnAccount:
    """Return the account of a file of usage and one of packs, if there is one, under ``readings``.

    The first of ``books`` has to be able to bill its last twelve months; the others, and
    ``former`` names of interfaces, are of what it offers no more. Raises ``InputError`` with
    every fault of both files.
    """
    notes: list[TableNote] = []
    names = {*former, *(name for book in books for name in Names(book).known)}
    rows, packs = account_files(books[0], *files, activated, notes, former=names)
    if not rows:
        where = {"file": str(files[0])}
        expected = say("a row a month or day")
        raise InputError("usage-empty", say("no usage"), where=where, expected=expected)
    known, problems = _Known(books, former), Problems()
    usage = tuple(_rows(rows, known, problems))
    bought = list(_packs(packs, known, problems))
    account = OwnAccount(
        usage,
        tuple(purchase for purchase, _ in bought),
        _activated(activated, known, problems),
        tuple(dict.fromkeys(offer for _, offer in bought)),
        readings=readings,
    )
    problems.raise_any()
    _ensure_billed(books[0], account)
    return replace(account, notes=(*notes, *_left_untold(account)))


def _rows(rows: Sequence[Usage], known: _Known, problems: Problems) -> Iterator[Usage]:
    for index, row in enumerate(rows):
        try:
            yield replace(row, interface=known.name(row.interface))
        except InputError as error:
            problems.add(error, row.place.where("interface", "usage", index))


def _packs(
    packs: Sequence[Purchase], known: _Known, problems: Problems
) -> Iterator[tuple[Purchase, Pack]]:
    for index, pack in enumerate(packs):
        try:
            purchase = replace(pack, interface=known.name(pack.interface))
            yield purchase, known.offer(purchase)
        except InputError as error:
            column = "calls" if error.id == "unknown-pack-size" else "interface"
            problems.add(error, pack.place.where(column, "packs", index))


def _activated(activated: Activated, known: _Known, problems: Problems) -> Activated:
    days = {}
    for name, day in activated.interfaces.items():
        try:
            days[known.name(name)] = day
        except InputError as error:
            problems.add(error, {"activated": name})
    return Activated(activated.service, days)


def _ensure_billed(book: PriceBook, account: OwnAccount) -> None:
    """Raise ``InputError`` with the rows of the last months that cannot be billed."""
    choices = choose(book, account.readings)
    months = last_months(account, book, choices)
    try:
        settled(book, months, choices, account.offers)
    except InputError:
        names = Names(book)
        rows = [row for row in months.usage if names.has(row.interface)]
        bill(book, rows, readings=account.readings, activated=account.activated)
        raise
