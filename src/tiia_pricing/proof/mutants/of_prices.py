"""Wrong tiers: their prices, bounds, modes and days."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo, PriceBook, Tier
from tiia_pricebook.messages import listed, say_as
from tiia_pricing.proof.mutants.fact_names import days_of, named
from tiia_pricing.proof.mutants.mutant import Mutant, put, wrong_days, wrong_prices

_MODES = {"reached": say_as("mode", "reached"), "progressive": say_as("mode", "progressive")}
_IS_MODE = {
    "reached": say_as("change", "is reached"),
    "progressive": say_as("change", "is progressive"),
}
_SWAPPED = say_as("change", "swapped")


def price_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Change the price of each tier."""
    for index, table in enumerate(book.pay_as_you_go):
        for number, tier in enumerate(table.tiers):
            for change, price in wrong_prices(tier.price):
                tiers = put(table.tiers, number, replace(tier, price=price))
                fact = say_as("fact", "from {first}", first=tier.from_calls)
                yield _table(book, index, "price", fact, change, tiers=tiers)


def swap_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Swap prices with the neighbour in the row, and with the one in the column."""
    for index, table in enumerate(book.pay_as_you_go):
        for number, (left, right) in enumerate(pairwise(table.tiers)):
            tiers = put(table.tiers, number, replace(left, price=right.price))
            tiers = put(tiers, number + 1, replace(right, price=left.price))
            fact = say_as(
                "fact",
                "from {first} and from {second}",
                first=left.from_calls,
                second=right.from_calls,
            )
            yield _table(book, index, "price-in-row", fact, _SWAPPED, tiers=tiers)
    for index, (upper, lower) in enumerate(pairwise(book.pay_as_you_go)):
        if upper.tiers[0].source.table != lower.tiers[0].source.table or _turns(upper, lower):
            continue
        for number, (above, below) in enumerate(zip(upper.tiers, lower.tiers, strict=True)):
            if above.price != below.price:
                yield _column_swap(book, index, number)


def _turns(upper: PayAsYouGo, lower: PayAsYouGo) -> bool:
    """Whether two tables hold on other days, as those of one interface do."""
    return (upper.from_, upper.to) != (lower.from_, lower.to)


def _column_swap(book: PriceBook, index: int, number: int) -> Mutant:
    upper, lower = book.pay_as_you_go[index : index + 2]
    above, below = upper.tiers[number], lower.tiers[number]
    tables = put(book.pay_as_you_go, index, _with_price(upper, number, below.price))
    tables = put(tables, index + 1, _with_price(lower, number, above.price))
    names = (upper.interface, lower.interface)
    fact = say_as(
        "fact",
        "{names} from {first}{days}",
        names=listed(names, " and "),
        first=above.from_calls,
        days=days_of(upper),
    )
    return Mutant("price-in-column", fact, _SWAPPED, names, replace(book, pay_as_you_go=tables))


def _with_price(table: PayAsYouGo, number: int, price: Decimal) -> PayAsYouGo:
    return replace(table, tiers=put(table.tiers, number, replace(table.tiers[number], price=price)))


def bound_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Move the bound of each tier by a call, and tenfold."""
    for index, table in enumerate(book.pay_as_you_go):
        for number, tier in enumerate(table.tiers[1:], start=1):
            for bound in (tier.from_calls - 1, tier.from_calls + 1, tier.from_calls * 10):
                tiers: tuple[Tier, ...] = put(table.tiers, number, replace(tier, from_calls=bound))
                fact = say_as("fact", "tier {number}", number=number)
                change = say_as(
                    "change", "from {old} is from {new}", old=tier.from_calls, new=bound
                )
                yield _table(book, index, "bound", fact, change, tiers=tiers)


def mode_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Read reached tiers as progressive, and the reverse."""
    for index, table in enumerate(book.pay_as_you_go):
        other = "progressive" if table.mode == "reached" else "reached"
        yield _table(book, index, "mode", _MODES[table.mode], _IS_MODE[other], mode=other)


def price_date_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Move the days of each table of tiers."""
    for index, table in enumerate(book.pay_as_you_go):
        for change, days in wrong_days(table):
            yield _table(book, index, "price-date", say_as("fact", "holds"), change, **days)


def _table(
    book: PriceBook, index: int, group: str, fact: str, change: str, **values: Any
) -> Mutant:
    table = book.pay_as_you_go[index]
    tables = put(book.pay_as_you_go, index, replace(table, **values))
    changed = replace(book, pay_as_you_go=tables)
    name = named(table.interface, fact, days_of(table))
    return Mutant(group, name, change, (table.interface,), changed)
