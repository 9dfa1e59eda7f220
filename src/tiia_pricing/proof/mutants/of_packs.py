"""Wrong packs: their calls, prices, validities and days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from tiia_pricebook import Pack, PriceBook
from tiia_pricebook.messages import Message, say_as
from tiia_pricebook.pack_validity import stated_validity
from tiia_pricing.proof.mutants.fact_names import pack_name
from tiia_pricing.proof.mutants.mutant import (
    GONE,
    Mutant,
    changed_to,
    put,
    wrong_days,
    wrong_prices,
)


def pack_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Change calls, price and validity of each pack, and leave each out."""
    for index, pack in enumerate(book.packs):
        changes: list[tuple[str, str, dict[str, Any]]] = [
            ("pack-size", changed_to(pack.calls, calls), {"calls": calls})
            for calls in (pack.calls - 1, pack.calls + 1, pack.calls * 10)
        ]
        changes += [
            ("pack-price", change, {"price": price}) for change, price in wrong_prices(pack.price)
        ]
        changes += [("pack-validity", *wrong) for wrong in _wrong_validities(pack)]
        for group, change, values in changes:
            packs = put(book.packs, index, replace(pack, **values))
            changed = replace(book, packs=packs)
            yield Mutant(group, pack_name(pack), change, (pack.interface,), changed)
        packs = book.packs[:index] + book.packs[index + 1 :]
        changed = replace(book, packs=packs)
        yield Mutant("pack-size", pack_name(pack), GONE, (pack.interface,), changed)


def _wrong_validities(pack: Pack) -> Iterator[tuple[Message, dict[str, Any]]]:
    """A unit more and a unit less; what never expires lasts a year."""
    validity = stated_validity(pack)
    if validity is None:
        for months in (11, 13):
            yield say_as("change", "a year is {count} months", count=months), {"months": months}
    elif validity.months:
        wrong = (validity.months - 1 or 12, validity.months + 1)
        for months in wrong:
            values = {"old": validity.in_words, "count": months}
            yield say_as("change", "{old} is {count} months", **values), {"months": months}
    elif validity.days:
        wrong = (validity.days - 1 or 365, validity.days + 1)
        for days in wrong:
            values = {"old": validity.in_words, "count": days}
            yield say_as("change", "{old} is {count} days", **values), {"days": days}
    else:
        yield say_as("change", "no end is a year"), {"endless": UNSET, "months": 12}


def pack_date_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Move the days of each pack."""
    for index, pack in enumerate(book.packs):
        for change, days in wrong_days(pack):
            packs = put(book.packs, index, replace(pack, **days))
            changed = replace(book, packs=packs)
            yield Mutant("pack-date", pack_name(pack), change, (pack.interface,), changed)
