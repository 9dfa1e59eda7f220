"""The accounts whose calls are not all summed by month: with packs, or with an activation day."""

from __future__ import annotations

from collections.abc import Iterable

from tiia_pricebook import PriceBook
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.by_day import BITS, EVERY_BIT, OTHER, bit_of, month_bit
from tiia_pricing.rating.packs_sql import PackKind, kinds
from tiia_pricing.rating.steps import SqlStep

_ONE = "CAST(1 AS BIGINT)"


def find_holders(
    engine: Engine,
    book: PriceBook,
    readings: Iterable[Choices],
    *,
    packs: bool,
    activations: bool,
) -> None:
    """Make ``holders`` of ``pack_purchases`` and ``activations``, where there are any.

    ``held`` has a bit for each interface of which an account holds packs, ``cut_months`` one for
    each month within which a pack begins or ends under one of the ``readings``, or the account is
    activated.
    """
    parts = []
    if packs:
        _hand_over_cuts(engine, book, readings)
        parts.append(f"""\
SELECT p.account, ({_ONE} << {OTHER}) | ({_ONE} << {bit_of("p.interface")}) AS held, c.cut_months
FROM pack_purchases AS p
JOIN pack_cuts AS c ON c.interface = p.interface AND c.purchased_on = p.purchased_on
  AND c.calls = p.calls""")
    if activations:
        activated = f"{_ONE} << {month_bit('activated')}"
        parts.append(
            f"SELECT account, {EVERY_BIT} AS held, {activated} AS cut_months FROM activations"
        )
    every = "\nUNION ALL\n".join(parts)
    sql = f"""\
SELECT account, BIT_OR(held) AS held, BIT_OR(cut_months) AS cut_months FROM (
{every}) AS s GROUP BY account"""
    engine.run(SqlStep("holders", "", "whose calls are summed by day in which months", sql))


def _hand_over_cuts(engine: Engine, book: PriceBook, readings: Iterable[Choices]) -> None:
    """Make ``pack_cuts``: the months within which a kind of pack begins or ends."""
    bought = engine.rows("SELECT DISTINCT interface, purchased_on, calls FROM pack_purchases")
    cuts = {tuple(kind): 0 for kind in bought}
    for choices in readings:
        for kind in kinds(book, bought, choices):
            cuts[kind[:3]] |= _cut_months(kind)
    columns = [
        ("interface", "INTEGER"),
        ("purchased_on", "DATE"),
        ("calls", engine.dialect.whole),
        ("cut_months", "BIGINT"),
    ]
    engine.fill("pack_cuts", columns, [(*kind, months) for kind, months in cuts.items()])


def _cut_months(kind: PackKind) -> int:
    """A month that begins with the pack, or after it, is not cut."""
    days = (day for day in (kind.first, kind.end) if day.day > 1)
    return sum({1 << (day.year * 12 + day.month) % BITS for day in days})
