"""The packs of accounts as a table, in their order of use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tiia_pricebook import PriceBook
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import hold
from tiia_pricing.billing.usage.account import Purchase
from tiia_pricing.rating.dialect import END_OF_TIME
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.steps import SqlStep


class PackKind(NamedTuple):
    """A size of pack of one interface bought on one day, and the days that it covers."""

    interface: int
    purchased_on: dt.date
    calls: int
    first: dt.date
    end: dt.date


def kinds(
    book: PriceBook, bought: Iterable[tuple[int, dt.date, int]], choices: Choices
) -> Iterator[PackKind]:
    """Yield the kinds of packs bought.

    Raises ``InputError`` for one that is not sold on its day.
    """
    names = [one.name for one in book.interfaces]
    for interface, day, calls in bought:
        held = hold(book, [Purchase(day, names[interface], calls)], choices)[0]
        yield PackKind(interface, day, calls, held.first, held.end or END_OF_TIME)


def hand_over_kinds(engine: Engine, rows: Iterable[PackKind]) -> None:
    """Make ``pack_kinds`` in the engine."""
    columns: Sequence[tuple[str, str]] = [
        ("interface", "INTEGER"),
        ("purchased_on", "DATE"),
        ("calls", engine.dialect.whole),
        ("first", "DATE"),
        ("end_", "DATE"),
    ]
    listed: list[Any] = list(rows)
    engine.fill("pack_kinds", columns, listed)


def in_order(bought: str, choices: Choices, *, empty: bool) -> SqlStep:
    """Number the packs of each account and interface as they are used (``pack-order``).

    ``bought`` has ``left`` where it is told, and whether the pack was bought before the account's
    first month (``before``); ``empty`` takes such a pack of which nothing is told as used up.
    """
    expiry = choices.pack_order == "earliest-expiry"
    order = "k.end_, b.purchased_on" if expiry else "b.purchased_on, k.end_"
    unknown = "CASE WHEN b.before THEN 0 ELSE b.calls END" if empty else "b.calls"
    sql = f"""\
SELECT b.account, b.interface, b.id, k.first, k.end_,
  COALESCE(b.left_, {unknown}) * b.quantity AS held,
  ROW_NUMBER() OVER (PARTITION BY b.account, b.interface
    ORDER BY {order}, b.calls, b.left_ IS NULL, b.left_, b.id) AS turn
FROM {bought} AS b
JOIN pack_kinds AS k
  ON k.interface = b.interface AND k.purchased_on = b.purchased_on AND k.calls = b.calls"""
    return SqlStep("packs", "recognition-prepaid", "packs in the order of use", sql)
