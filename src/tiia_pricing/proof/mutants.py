"""Price books with one fact wrong, each by a name that says which and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricing.pricebook import FreeQuota, PayAsYouGo, PriceBook, Tier


class Mutant(Struct, frozen=True):
    """A book with one fact changed: ``fact`` says which, ``change`` how it was changed.

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


def mutants(book: PriceBook) -> Iterator[Mutant]:
    """Every mutant of ``book``, in the order of its facts."""
    yield from _prices(book)
    yield from _swaps(book)
    yield from _bounds(book)
    yield from _modes(book)
    yield from _quotas(book)
    yield from _sharing(book)
    yield from _packs(book)
    yield from _order(book)
    yield from _defaults(book)
    yield from _first_day(book)


def _prices(book: PriceBook) -> Iterator[Mutant]:
    for index, table in enumerate(book.pay_as_you_go):
        for number, tier in enumerate(table.tiers):
            for change, price in _wrong_prices(tier.price):
                tiers = _put(table.tiers, number, replace(tier, price=price))
                yield _table(book, index, "price", f"from {tier.from_calls}", change, tiers=tiers)


def _wrong_prices(price: Decimal) -> Iterator[tuple[str, Decimal]]:
    digit = Decimal(1).scaleb(int(price.as_tuple().exponent))
    yield f"{price} is {price + digit}", price + digit
    yield f"{price} is {price - digit}", price - digit
    yield f"{price} is {price * 10}", price * 10


def _swaps(book: PriceBook) -> Iterator[Mutant]:
    """Prices that changed places: with the neighbour in the row, and in the column."""
    for index, table in enumerate(book.pay_as_you_go):
        for number, (left, right) in enumerate(pairwise(table.tiers)):
            tiers = _put(table.tiers, number, replace(left, price=right.price))
            tiers = _put(tiers, number + 1, replace(right, price=left.price))
            fact = f"from {left.from_calls} and from {right.from_calls}"
            yield _table(book, index, "price-in-row", fact, "swapped", tiers=tiers)
    for index, (upper, lower) in enumerate(pairwise(book.pay_as_you_go)):
        if upper.tiers[0].source.table != lower.tiers[0].source.table:
            continue
        for number, (above, below) in enumerate(zip(upper.tiers, lower.tiers, strict=True)):
            if above.price != below.price:
                yield _column_swap(book, index, number)


def _column_swap(book: PriceBook, index: int, number: int) -> Mutant:
    upper, lower = book.pay_as_you_go[index : index + 2]
    above, below = upper.tiers[number], lower.tiers[number]
    tables = _put(book.pay_as_you_go, index, _with_price(upper, number, below.price))
    tables = _put(tables, index + 1, _with_price(lower, number, above.price))
    names = (upper.interface, lower.interface)
    fact = f"{' and '.join(names)} from {above.from_calls}"
    return Mutant("price-in-column", fact, "swapped", names, replace(book, pay_as_you_go=tables))


def _with_price(table: PayAsYouGo, number: int, price: Decimal) -> PayAsYouGo:
    return replace(
        table, tiers=_put(table.tiers, number, replace(table.tiers[number], price=price))
    )


def _bounds(book: PriceBook) -> Iterator[Mutant]:
    for index, table in enumerate(book.pay_as_you_go):
        for number, tier in enumerate(table.tiers[1:], start=1):
            for bound in (tier.from_calls - 1, tier.from_calls + 1, tier.from_calls * 10):
                tiers: tuple[Tier, ...] = _put(table.tiers, number, replace(tier, from_calls=bound))
                fact, change = f"tier {number}", f"from {tier.from_calls} is from {bound}"
                yield _table(book, index, "bound", fact, change, tiers=tiers)


def _modes(book: PriceBook) -> Iterator[Mutant]:
    for index, table in enumerate(book.pay_as_you_go):
        other = "progressive" if table.mode == "reached" else "reached"
        yield _table(book, index, "mode", table.mode, f"is {other}", mode=other)


def _quotas(book: PriceBook) -> Iterator[Mutant]:
    for index, quota in enumerate(book.free_quotas):
        for calls in (quota.calls - 1, quota.calls + 1, quota.calls * 10):
            yield _quota(book, index, "free-quota", f"{quota.calls} is {calls}", calls=calls)
        for name in ("from_", "to"):
            day: dt.date | None = getattr(quota, name)
            if day is None:
                continue
            for moved in (day - dt.timedelta(days=1), day + dt.timedelta(days=1)):
                change = f"{name.rstrip('_')} {day} is {moved}"
                yield _quota(book, index, "free-quota-date", change, **{name: moved})
            change = "from and to changed places"
            yield _quota(book, index, "free-quota-date", change, from_=quota.to, to=quota.from_)
        dropped = book.free_quotas[:index] + book.free_quotas[index + 1 :]
        yield Mutant(
            "free-quota",
            name_of(quota),
            "gone",
            quota.interfaces,
            replace(book, free_quotas=dropped),
        )


def _sharing(book: PriceBook) -> Iterator[Mutant]:
    for index, quota in enumerate(book.free_quotas):
        if len(quota.interfaces) > 1:
            each = tuple(replace(quota, interfaces=(name,)) for name in quota.interfaces)
            quotas = book.free_quotas[:index] + each + book.free_quotas[index + 1 :]
            yield _shared(book, quota, "is each's own", quotas)
    for index, (one, other) in enumerate(pairwise(book.free_quotas)):
        alike = (one.calls, one.from_, one.to) == (other.calls, other.from_, other.to)
        if alike and len(one.interfaces) == len(other.interfaces) == 1:
            pool = replace(one, interfaces=one.interfaces + other.interfaces)
            quotas = (*book.free_quotas[:index], pool, *book.free_quotas[index + 2 :])
            yield _shared(book, pool, "is shared", quotas)


def _shared(
    book: PriceBook, quota: FreeQuota, change: str, quotas: tuple[FreeQuota, ...]
) -> Mutant:
    book = replace(book, free_quotas=quotas)
    return Mutant("quota-sharing", name_of(quota), change, quota.interfaces, book)


def _packs(book: PriceBook) -> Iterator[Mutant]:
    for index, pack in enumerate(book.packs):
        changes: list[tuple[str, str, dict[str, Any]]] = [
            ("pack-size", f"{pack.calls} is {calls}", {"calls": calls})
            for calls in (pack.calls - 1, pack.calls + 1, pack.calls * 10)
        ]
        changes += [
            ("pack-price", change, {"price": price}) for change, price in _wrong_prices(pack.price)
        ]
        changes += [
            ("pack-validity", f"a year is {months} months", {"months": months})
            for months in (11, 13)
        ]
        for group, change, values in changes:
            packs = _put(book.packs, index, replace(pack, **values))
            fact = f"{pack.interface} {pack.calls}"
            changed = replace(book, packs=packs)
            yield Mutant(group, fact, change, (pack.interface,), changed)
        packs = book.packs[:index] + book.packs[index + 1 :]
        fact = f"{pack.interface} {pack.calls}"
        yield Mutant("pack-size", fact, "gone", (pack.interface,), replace(book, packs=packs))


def _order(book: PriceBook) -> Iterator[Mutant]:
    first, second, last = book.settlement_order.steps
    for steps in ((second, first, last), (first, last, second)):
        order = replace(book.settlement_order, steps=steps)
        yield Mutant(
            "settlement-order",
            "steps",
            f"are {' > '.join(steps)}",
            (),
            replace(book, settlement_order=order),
        )


def _defaults(book: PriceBook) -> Iterator[Mutant]:
    for index, reading in enumerate(book.readings):
        for value in reading.values:
            if value != reading.default:
                readings = _put(book.readings, index, replace(reading, default=value))
                changed = replace(book, readings=readings)
                change = f"{reading.default} is {value}"
                yield Mutant("reading-default", reading.name, change, (), changed)


def _first_day(book: PriceBook) -> Iterator[Mutant]:
    if book.known_from is None:
        return
    for days in (-1, 1):
        moved = book.known_from + dt.timedelta(days=days)
        change = f"{book.known_from} is {moved}"
        yield Mutant("first-day", "known from", change, (), replace(book, known_from=moved))


def _table(
    book: PriceBook, index: int, group: str, fact: str, change: str, **values: Any
) -> Mutant:
    table = book.pay_as_you_go[index]
    tables = _put(book.pay_as_you_go, index, replace(table, **values))
    changed = replace(book, pay_as_you_go=tables)
    return Mutant(group, f"{table.interface} {fact}", change, (table.interface,), changed)


def _quota(book: PriceBook, index: int, group: str, change: str, **values: Any) -> Mutant:
    quota = book.free_quotas[index]
    quotas = _put(book.free_quotas, index, replace(quota, **values))
    changed = replace(book, free_quotas=quotas)
    return Mutant(group, name_of(quota), change, quota.interfaces, changed)


def name_of(quota: FreeQuota) -> str:
    """How mutants name a free quota: its interfaces and the days it holds."""
    since, until = quota.from_ or "the beginning", quota.to or "further notice"
    return f"{' and '.join(quota.interfaces)}, {since} to {until}"


def _put(items: tuple[Any, ...], index: int, item: Any) -> tuple[Any, ...]:
    return (*items[:index], item, *items[index + 1 :])
