"""Hands the tables of the book to an engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tiia_pricing.rating.book_tables import BookTables, PriceRow
from tiia_pricing.rating.dialect import MOST_CALLS
from tiia_pricing.rating.engine import Engine

BEYOND = MOST_CALLS  # where a table has fewer tiers than another


def hand_over(engine: Engine, tables: BookTables, whole: str) -> None:
    """Make ``months``, ``quotas`` and ``prices`` in the engine; ``whole`` is the numbers' type."""
    months = [("month", "DATE"), ("packs", "BOOLEAN"), ("by_day", "BOOLEAN")]
    engine.fill("months", months, tables.months)
    engine.fill(
        "quotas",
        [
            ("month", "DATE"),
            ("interface", "INTEGER"),
            ("phase", "INTEGER"),
            ("turn", "INTEGER"),
            ("pool", "INTEGER"),
            ("place", "INTEGER"),
            ("quota", whole),
            *((name, "DATE") for name in ("first", "end_", "issued_from", "issued_to")),
        ],
        tables.quotas,
    )
    tiers = tables.tiers
    engine.fill("prices", _columns(tiers, whole, engine.dialect.text), _rows(tables, tiers))


def _columns(tiers: int, whole: str, text: str) -> list[tuple[str, str]]:
    kinds = {"bound": whole, "measure": whole, "numerator": whole, "price": text}
    return [
        ("month", "DATE"),
        ("interface", "INTEGER"),
        ("turn", "INTEGER"),
        ("turns", "INTEGER"),
        ("whole", "BOOLEAN"),
        ("first", "DATE"),
        ("end_", "DATE"),
        ("assumed", "BOOLEAN"),
        ("graduated", "BOOLEAN"),
        ("per_calls", whole),
        ("divisor", whole),
        ("common", whole),
        *((f"{name}_{tier}", kind) for name, kind in kinds.items() for tier in range(1, tiers + 1)),
    ]


def _rows(tables: BookTables, tiers: int) -> Iterator[tuple[Any, ...]]:
    for row in tables.prices:
        yield (*row[:12], *_ladder(row, tiers))


def _ladder(row: PriceRow, tiers: int) -> Iterator[Any]:
    for numbers in (row.bounds, row.measures):
        yield from numbers
        yield from [BEYOND] * (tiers - len(numbers))
    for values in (row.numerators, row.prices):
        yield from values
        yield from [values[-1]] * (tiers - len(values))
