"""Wrong days of the book itself: since when it is known, its editions, its accepted pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import DAY, first_of_month, next_month
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.messages import say_as
from tiia_pricing.proof.mutants.fact_names import (
    STEPS,
    dated,
    days_of,
    from_to,
    name_of,
    pack_name,
    span,
)
from tiia_pricing.proof.mutants.mutant import (
    GONE,
    Mutant,
    changed_to,
    days_beside,
    instead,
    moved_end,
)

Known = tuple[str, str, tuple[str, ...], Any, Callable[[Any], PriceBook]]


def first_day_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Move the first day that the book answers for."""
    if book.known_from is None:
        return
    for moved in days_beside(book.known_from):
        change, fact = changed_to(book.known_from, moved), say_as("fact", "known from")
        yield Mutant("first-day", fact, change, (), replace(book, known_from=moved))


def known_since_mutants(book: DatedBook) -> Iterator[Mutant]:
    """Move the day since which the book says what bills rest on: no clause, no finding."""
    for kind, name, interfaces, row, put in _known(book):
        for moved in days_beside(row.known_since):
            change = changed_to(row.known_since, moved)
            changed = put(replace(row, known_since=moved))
            fact = say_as("fact", "{kind} {name}", kind=kind, name=name)
            yield Mutant("known-since", fact, change, interfaces, changed)


def _known(book: DatedBook) -> Iterator[Known]:
    """Every row with its kind, its name, its interfaces, and how another takes its place."""
    names: dict[str, Callable[[Any], tuple[str, tuple[str, ...]]]] = {
        "interfaces": lambda row: (row.name, (row.name,)),
        "free_quotas": lambda row: (name_of(row), row.interfaces),
        "pay_as_you_go": lambda row: (dated(row.interface, days_of(row)), (row.interface,)),
        "packs": lambda row: (pack_name(row), (row.interface,)),
        "no_packs": lambda row: (row.clause, row.interfaces),
        "former_orders": lambda row: (dated(STEPS, days_of(row)), ()),
        "editions": lambda row: (from_to(row), row.interfaces),
    }
    for field, told in names.items():
        kind = field.replace("_", "-")
        for index, row in enumerate(getattr(book, field)):
            yield kind, *told(row), row, partial(instead, book, field, index)
    order = book.settlement_order
    yield "settlement-order", STEPS, (), order, lambda row: replace(book, settlement_order=row)


def older_month_mutants(book: DatedBook) -> Iterator[Mutant]:
    """Move each end of editions and of untold months by a month, and leave each out."""
    for field, group in (("editions", "edition-date"), ("untold", "untold-date")):
        rows = getattr(book, field)
        for index, row in enumerate(rows):
            named = row.interfaces if field == "editions" else (row.interface,)
            own = field == "editions"
            fact = from_to(row) if own else dated(row.interface, span(row.from_, row.to))
            for end in ("from_", "to"):
                day = getattr(row, end)
                for moved in _months_beside(day) if day else ():
                    change = moved_end(end, day, moved)
                    changed = instead(book, field, index, replace(row, **{end: moved}))
                    yield Mutant(group, fact, change, named, changed)
            left = replace(book, **{field: rows[:index] + rows[index + 1 :]})
            yield Mutant(group, fact, GONE, named, left)


def _months_beside(first: dt.date) -> tuple[dt.date, dt.date]:
    before = first_of_month(first - DAY)
    return before, next_month(first)


def accepted_mutants(book: DatedBook) -> Iterator[Mutant]:
    """Move the day on which a page was accepted."""
    for index, page in enumerate(book.pages):
        for moved in days_beside(page.accepted):
            change = say_as("change", "accepted {old} is {new}", old=page.accepted, new=moved)
            changed = instead(book, "pages", index, replace(page, accepted=moved))
            yield Mutant("page-date", page.file, change, (), changed)
