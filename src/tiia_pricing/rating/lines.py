"""The amounts of lines: what pay-as-you-go calls cost under choices of readings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tiia_pricing.rating.dialect import Dialect
from tiia_pricing.rating.pricing_sql import (
    Calls,
    Ladders,
    Pricing,
    amount,
    filled,
    is_graduated,
    rounded,
    share,
    tier_reached,
)
from tiia_pricing.rating.steps import SqlStep

KEY = ("account", "interface", "month")
LINE = ", ".join(KEY)
OWN_LINE = ", ".join(f"l.{name}" for name in KEY)
SAME_LINE = " AND ".join(f"l.{name} = r.{name}" for name in KEY)


class Lines(Struct, frozen=True):
    """A table of lines, and the one that counts their paid calls by price table.

    ``key`` tells a line from any other in both of them.
    """

    table: str
    counts: str = "counts"
    key: tuple[str, ...] = KEY


def counted_by_table(days: str, table: str) -> SqlStep:
    """Return the paid calls of months with several tables, by the table of their day."""
    sql = f"""\
SELECT d.account, d.interface, d.month, p.turn, SUM(d.rest) AS counted
FROM {days} AS d
JOIN prices AS p ON p.month = d.month AND p.interface = d.interface AND NOT p.whole
WHERE d.day >= p.first AND d.day < p.end_
GROUP BY 1, 2, 3, 4"""
    return SqlStep(table, "reached-tiers", "calls by table where prices change in a month", sql)


def priced_alone(
    dialect: Dialect,
    lines: str,
    pricings: Mapping[str, Pricing],
    ladders: Ladders,
    kept: str = OWN_LINE,
) -> str:
    """Lines whose month has one table, or none: ``unit_price``, ``per_calls``, cents by pricing.

    The first of ``pricings`` is the one whose price a line shows; ``kept`` are the columns of the
    line.
    """
    columns = ",\n  ".join(
        f"{rounded(dialect, amount(dialect, one, ladders), 'p.divisor', one.rounding)} AS {name}"
        for name, one in pricings.items()
    )
    shown = next(iter(pricings.values()))
    reaching = "l.calls" if shown.tier_basis == "gross" else "l.paid"
    price = tier_reached(ladders, reaching, "price")
    flat = f"l.paid > 0 AND NOT {is_graduated(shown)}" if ladders.graduated else "l.paid > 0"
    return f"""\
SELECT {kept},
  CASE WHEN {flat} THEN {price} END AS unit_price, p.per_calls AS per_calls,
  {columns}
FROM {lines} AS l
LEFT JOIN prices AS p ON p.month = l.month AND p.interface = l.interface AND p.turn = 1
WHERE COALESCE(p.whole, TRUE)"""


def priced_in_turns(
    dialect: Dialect,
    lines: Lines,
    name: str,
    pricing: Pricing,
    ladders: Ladders,
) -> str:
    """Return the same for lines of months in which prices change (reading ``price-change``).

    All paid calls choose the tier of each table, graduated ones go on counting from one table to
    the next, and the rest of a thousand is filled up once. Lines with calls of a day without a
    table have no cents.
    """
    key = ", ".join(lines.key)
    gross = pricing.tier_basis == "gross"
    reaching, before = ("l.calls", "l.calls - l.paid") if gross else ("l.paid", "0")
    fill = filled(pricing, "l.paid")
    if fill != "0":
        fill = f"CASE WHEN l.last THEN {fill} ELSE 0 END"
    calls = Calls("l.counted", reaching, f"({before} + l.earlier)", fill)
    number = share(dialect, pricing, ladders, calls)
    scaled = f"({number}) * ({dialect.divided('p.common', 'p.divisor')})"
    total = rounded(dialect, f"SUM({scaled})", "MAX(p.common)", pricing.rounding)
    price = tier_reached(ladders, reaching, "price")
    return f"""\
WITH counted AS (
{_counts(lines, pricing.price_change)}
), ordered AS (
  SELECT *,
    COALESCE(SUM(counted) OVER (PARTITION BY {key} ORDER BY turn
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS earlier,
    turn = MAX(CASE WHEN counted > 0 THEN turn END) OVER (PARTITION BY {key}) AS last,
    SUM(counted) OVER (PARTITION BY {key}) AS covered
  FROM counted
)
SELECT l.account, l.interface, l.month,
  CASE WHEN SUM(CASE WHEN l.counted > 0 THEN 1 ELSE 0 END) = 1
    THEN MAX(CASE WHEN l.counted > 0 AND NOT {is_graduated(pricing)} THEN {price} END)
    END AS unit_price,
  MAX(CASE WHEN l.last OR l.paid = 0 AND l.turn = p.turns THEN p.per_calls END) AS per_calls,
  CASE WHEN MAX(l.covered) = MAX(l.paid) THEN {total} END AS {name}
FROM ordered AS l
JOIN prices AS p ON p.month = l.month AND p.interface = l.interface AND p.turn = l.turn
GROUP BY {", ".join(f"l.{name_of}" for name_of in lines.key)}"""


def _counts(lines: Lines, price_change: str) -> str:
    """Each line by its tables: the calls of its days, or all at the first or the last table."""
    if price_change == "by-day":
        found = "COALESCE(c.counted, 0)"
        same = " AND ".join(f"c.{name} = l.{name}" for name in lines.key)
        joined = f"\nLEFT JOIN {lines.counts} AS c ON {same} AND c.turn = p.turn"
    else:
        turn = "p.turns" if price_change == "whole-month-new" else "1"
        found, joined = f"CASE WHEN p.turn = {turn} THEN l.paid ELSE 0 END", ""
    return f"""\
SELECT l.account, l.interface, l.month, l.calls, l.paid, p.turn, {found} AS counted
FROM {lines.table} AS l
JOIN prices AS p ON p.month = l.month AND p.interface = l.interface AND NOT p.whole{joined}"""
