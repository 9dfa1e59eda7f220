"""Announced values → prices of the page: other units, per cents, and what was said of before."""

from __future__ import annotations

from decimal import Decimal

from tiia_pricebook.messages import say
from tiia_scraper.vocabulary import Percent, UnitPrice


def per(price: UnitPrice, calls: int) -> Decimal:
    """Return ``price`` for so many calls, exact: both count calls in a power of ten."""
    if price.per_calls == calls:
        return price.amount
    return plain(price.amount * calls / price.per_calls)


def risen(price: Decimal, by: Percent) -> Decimal | None:
    """Return ``price`` and so many per cent of it, exact; ``None`` where nothing would be left."""
    return plain(price * (100 + by.points) / 100) if by.points > -100 else None


def plain(number: Decimal) -> Decimal:
    """Return ``number`` with no more digits than it needs, and without an exponent."""
    return Decimal(f"{number.normalize():f}")


def contradicted(
    was: Decimal | int, new: Decimal | int, rises: bool | None, old: Decimal | int | None
) -> str:
    """Return why a new value does not follow the one in force; empty where it does."""
    if old is not None and old != was:
        return say("until then it is {was}, not {old}", was=was, old=old)
    if rises is not None and rises != (new > was):
        return say("from {was} to {new} is the other direction", was=was, new=new)
    return ""
