"""The rules of facts: interfaces, tiers, prices, sizes, each by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import UNSET

from tiia_pricebook.messages import Message, listed, say
from tiia_pricebook.model.facts import Pack, PayAsYouGo
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.validation.problem import Problem

_MOST_DIGITS = 18
_UNSAID = (None, UNSET)


def not_empty(book: PriceBook) -> Iterator[Problem]:
    """Yield the problem of a book without a price."""
    if not book.pay_as_you_go:
        yield Problem(
            "not-empty", "$.pay_as_you_go", say("a book without a price is not a price book")
        )


def interfaces(book: PriceBook) -> Iterator[Problem]:
    """Yield interfaces that are declared twice, or used and not declared."""
    names = Counter(interface.name for interface in book.interfaces)
    actions = Counter(interface.action for interface in book.interfaces if interface.action)
    for name, count in (names + actions).items():
        if count > 1:
            yield Problem(
                "interface-once",
                "$.interfaces",
                say("{name!r} is declared {count} times", name=name, count=count),
            )
    for path, used in _interfaces_used(book):
        if used not in names:
            yield Problem(
                "interface-declared", path, say("{name!r} is not among the interfaces", name=used)
            )


def _interfaces_used(book: PriceBook) -> Iterator[tuple[str, str]]:
    for index, quota in enumerate(book.free_quotas):
        yield from ((f"$.free_quotas[{index}].interfaces", name) for name in quota.interfaces)
    for index, table in enumerate(book.pay_as_you_go):
        yield f"$.pay_as_you_go[{index}].interface", table.interface
    for index, pack in enumerate(book.packs):
        yield f"$.packs[{index}].interface", pack.interface
    for index, exclusion in enumerate(book.no_packs):
        yield from ((f"$.no_packs[{index}].interfaces", name) for name in exclusion.interfaces)


def tiers(book: PriceBook) -> Iterator[Problem]:
    """Yield tiers that do not rise from 0, and prices for no calls."""
    for index, table in enumerate(book.pay_as_you_go):
        yield from _tiers_of(f"$.pay_as_you_go[{index}]", table)


def _tiers_of(path: str, table: PayAsYouGo) -> Iterator[Problem]:
    if not table.tiers or table.tiers[0].from_calls != 0:
        yield Problem(
            "tiers-start-at-zero", f"{path}.tiers", say("the first tier starts at 0 calls")
        )
    for number, (lower, upper) in enumerate(pairwise(table.tiers), start=1):
        if upper.from_calls <= lower.from_calls:
            text = say(
                "{upper} does not rise above {lower}",
                upper=upper.from_calls,
                lower=lower.from_calls,
            )
            yield Problem("tiers-rise", f"{path}.tiers[{number}].from_calls", text)
    if table.per_calls <= 0:
        yield Problem(
            "per-calls-positive", f"{path}.per_calls", say("{calls} calls", calls=table.per_calls)
        )


def prices(book: PriceBook) -> Iterator[Problem]:
    """Yield prices that are not above zero, or not written in digits."""
    for path, price in _prices_used(book):
        if not (price.is_finite() and price > 0):
            yield Problem("price-positive", path, say("{price} yuan", price=price))
        elif not _in_digits(price):
            yield Problem(
                "price-in-digits",
                path,
                say("{price} is not written as a page writes it", price=price),
            )


def _in_digits(price: Decimal) -> bool:
    """No exponent, and no more digits than a price has: ``1E+9999`` would fill the memory."""
    _, digits, exponent = price.as_tuple()
    return len(digits) <= _MOST_DIGITS and int(exponent) <= 0 and "E" not in str(price)


def _prices_used(book: PriceBook) -> Iterator[tuple[str, Decimal]]:
    for table_index, table in enumerate(book.pay_as_you_go):
        for index, tier in enumerate(table.tiers):
            yield f"$.pay_as_you_go[{table_index}].tiers[{index}].price", tier.price
    for index, pack in enumerate(book.packs):
        yield f"$.packs[{index}].price", pack.price


def counts(book: PriceBook) -> Iterator[Problem]:
    """Yield packs and quotas of no calls, and validities of no time or said twice."""
    for index, pack in enumerate(book.packs):
        if pack.calls <= 0:
            yield Problem(
                "pack-size-positive",
                f"$.packs[{index}].calls",
                say("{calls} calls", calls=pack.calls),
            )
        yield from _validity(f"$.packs[{index}]", pack)
    for index, quota in enumerate(book.free_quotas):
        if quota.calls <= 0:
            yield Problem(
                "quota-positive",
                f"$.free_quotas[{index}].calls",
                say("{calls} calls", calls=quota.calls),
            )


def _validity(path: str, pack: Pack) -> Iterator[Problem]:
    """A time above zero, said once."""
    for unit, count in (("months", pack.months), ("days", pack.days)):
        if isinstance(count, int) and count <= 0:
            yield Problem("pack-validity-positive", f"{path}.{unit}", _time(unit, count))
    said = [unit for unit in ("months", "days", "endless") if getattr(pack, unit) not in _UNSAID]
    if len(said) > 1:
        yield Problem("pack-validity-once", path, say("both {names}", names=listed(said, " and ")))
    if pack.endless is False:
        yield Problem("pack-validity-once", f"{path}.endless", say("absent where a pack ends"))


def _time(unit: str, count: int) -> Message:
    if unit == "months":
        return say("{count} months", count=count)
    return say("{count} days", count=count)
