"""Dates and counts on the engine: the plain forms at once, every other one to be looked at."""

from __future__ import annotations

from tiia_pricing.rating.dialect import Dialect
from tiia_pricing.rating.input.source_file import SourceFile
from tiia_pricing.tables.counts import MAX_COUNT

_DIGITS = "[0-9]{1,18}"


def day_of(source: SourceFile, column: str = "date") -> str:
    """Return the day of a row as SQL: ``YYYY-MM-DD``, or the last one of ``YYYY-MM``.

    Else ``NULL``, also where the year is no usual one: engines have years that Python has not, and
    the next month of 9999-12 is in none.
    """
    if source.type_of(column) == "DATE":
        return (
            f"CASE WHEN {column} >= DATE '1000-01-01' AND {column} < DATE '9999-01-01' "
            f"THEN {column} END"
        )
    return (
        f"CASE WHEN {column} < '1000' OR {column} >= '9999' THEN NULL "
        f"WHEN {column} LIKE '____-__-__' THEN TRY_CAST({column} AS DATE) "
        f"WHEN {column} LIKE '____-__' THEN LAST_DAY(TRY_CAST({column} || '-01' AS DATE)) END"
    )


def count_of(dialect: Dialect, source: SourceFile, column: str = "calls") -> str:
    """Return the count of a row as SQL where it is a plain whole number, 0 to 10^15.

    Else ``NULL``.
    """
    number = column
    if source.type_of(column) == "VARCHAR":
        number = (
            f"CASE WHEN {dialect.matches(column, _DIGITS)} THEN TRY_CAST({column} AS BIGINT) END"
        )
    within = f"{number} BETWEEN 0 AND {MAX_COUNT}"
    return f"CASE WHEN {within} THEN CAST({number} AS {dialect.count}) END"


def text_of(dialect: Dialect, source: SourceFile, column: str) -> str:
    """Return a name of a row as SQL text."""
    return column if source.type_of(column) == "VARCHAR" else f"CAST({column} AS {dialect.text})"
