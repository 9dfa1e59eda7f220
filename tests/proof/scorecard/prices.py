"""Edits of prices for calls: each up and down, by a little and by much, and of their unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from proof.scorecard.edits import About, Edit, Follow, Told, rises, within
from proof.scorecard.pages import EVERY, PRICES, calls, dearer, price_cell, table_of
from support.page_text import Base

_STEPS: tuple[tuple[str, Callable[[Decimal], Decimal]], ...] = (
    ("a little up", lambda price: price + Decimal("0.1")),
    ("up by half", lambda price: price + price / 2),
    ("tenfold", lambda price: price * 10),
    ("a little down", lambda price: price - Decimal("0.1")),
    ("down by a third", lambda price: price - (price / 3).quantize(Decimal("0.1"))),
)
_UNITS = (("万次", 10_000), ("百次", 100), ("次", 1))


def prices(page: Base) -> Iterator[Edit]:
    """Every price of the page, by every step."""
    for name in EVERY:
        for tier in range(4):
            for step, stepped in _STEPS:
                new = plain(stepped(Decimal(PRICES[name][tier])))
                yield price(page, name, tier, new, step)


def price(page: Base, name: str, tier: int, new: str, step: str) -> Edit:
    """One price becomes ``new``."""
    row = PRICES[name]
    after = (*row[:tier], new, *row[tier + 1 :])
    up = dearer(row[tier], new)
    told = Told(
        "price-increased" if up else "price-decreased",
        "breaking" if up else "notable",
        {"interfaces": [name], "from_calls": calls(table_of(name), tier)},
        row[tier],
        new,
        rises(row, after),
    )
    parts = (within(page, price_cell(page, name, tier), f"{row[tier]}元", f"{new}元"),)
    label = f"{name}, tier {tier}: {row[tier]} → {new} ({step})"
    return Edit("price", label, page, parts, (told,), row_of(name))


def units(page: Base) -> Iterator[Edit]:
    """The prices of a row count other calls: with the same digits, with digits that follow."""
    for name in EVERY:
        for unit, per in _UNITS:
            yield _unit(page, name, unit, per, PRICES[name], "the digits stay")
        scaled = tuple(plain(Decimal(price) * 10) for price in PRICES[name])
        yield _unit(page, name, "万次", 10_000, scaled, "the prices stay what they are")
        dear = (plain(Decimal(scaled[0]) + 5), *scaled[1:])
        yield _unit(page, name, "万次", 10_000, dear, "and one of them rises")


def _unit(page: Base, name: str, unit: str, per: int, new: tuple[str, ...], how: str) -> Edit:
    old = PRICES[name]
    told = Told(
        "unit-changed",
        "breaking",
        {"interfaces": [name]},
        1_000,
        per,
        (*_moved(old, new, per), *rises(old, new)),
    )
    parts = tuple(
        within(page, price_cell(page, name, tier), f"{old[tier]}元/千次", f"{new[tier]}元/{unit}")
        for tier in range(4)
    )
    label = f"{name}: 元/千次 → 元/{unit}, {how}"
    return Edit("unit", label, page, parts, (told,), row_of(name))


def row_of(name: str) -> frozenset[About]:
    """The prices of an interface: tiers beside one another are compared, so a row is one."""
    return frozenset({("table", table_of(name), "row", name)})


def _moved(old: tuple[str, ...], new: tuple[str, ...], per: int) -> tuple[Follow, ...]:
    """Prices whose digits changed otherwise than the unit asks for."""
    return tuple(
        ("price-increased" if Decimal(b) > Decimal(a) * per / 1_000 else "price-decreased", a, b)
        for a, b in zip(old, new, strict=True)
        if a != b and Decimal(b) != Decimal(a) * per / 1_000
    )


def plain(number: Decimal) -> str:
    """A number without zeros after the point."""
    return f"{number.normalize():f}"
