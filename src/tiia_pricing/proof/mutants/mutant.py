"""A price book with one fact wrong, and the ways in which a price or a day is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import DAY
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.messages import Message, say_as

GONE = say_as("change", "gone")


class Mutant(Struct, frozen=True):
    """A book with one fact changed: ``fact`` says which, ``change`` how it was changed.

    Both are messages where they are words.
    ``group`` is the kind of fact; ``interfaces`` are those that it concerns.
    """

    group: str
    fact: str
    change: str
    interfaces: tuple[str, ...]
    book: PriceBook

    @property
    def id(self) -> str:
        """The mutant's name: unique, and the same on every run."""
        return f"{self.group} / {self.fact} / {self.change}"


def put(items: tuple[Any, ...], index: int, item: Any) -> tuple[Any, ...]:
    """Return ``items`` with ``item`` at ``index``."""
    return (*items[:index], item, *items[index + 1 :])


def instead(book: DatedBook, field: str, index: int, row: Any) -> PriceBook:
    """Return ``book`` with another row at ``index`` of ``field``."""
    return replace(book, **{field: put(getattr(book, field), index, row)})


def changed_to(old: object, new: object) -> Message:
    """Say that ``old`` is ``new``."""
    return say_as("change", "{old} is {new}", old=old, new=new)


def moved_end(name: str, old: object, new: object) -> Message:
    """Say which end of a fact's days moved."""
    if name == "from_":
        return say_as("change", "from {old} is {new}", old=old, new=new)
    return say_as("change", "to {old} is {new}", old=old, new=new)


def wrong_prices(price: Decimal) -> Iterator[tuple[Message, Decimal]]:
    """Yield prices a last digit more, a last digit less, and tenfold."""
    digit = Decimal(1).scaleb(int(price.as_tuple().exponent))
    for wrong in (price + digit, price - digit, price * 10):
        yield changed_to(price, wrong), wrong


def wrong_days(fact: Any) -> Iterator[tuple[Message, dict[str, dt.date | None]]]:
    """Move each end of a fact's days a day, and swap the two ends."""
    for name in ("from_", "to"):
        day: dt.date | None = getattr(fact, name)
        for moved in days_beside(day) if day else ():
            yield moved_end(name, day, moved), {name: moved}
    if fact.from_ or fact.to:
        places = say_as("change", "from and to changed places")
        yield places, {"from_": fact.to, "to": fact.from_}


def days_beside(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the day before and the day after."""
    return day - DAY, day + DAY
