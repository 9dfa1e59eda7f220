"""What two engines write in two ways; all other SQL of the rating is common to both."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

EngineName = Literal["duckdb", "spark"]
END_OF_TIME = dt.date.max
MOST_CALLS = 2**63 - 1  # of an account: what a whole number of 64 bits holds


class Dialect(Struct, frozen=True):
    """The names of types and functions of one engine.

    ``whole`` is a whole number wide enough for calls times prices: 38 digits. ``count`` is wide
    enough for the calls of an account. ``row_number`` numbers the rows of a file in their order.
    """

    engine: EngineName
    whole: str
    count: str
    text: str
    row_number: str
    quote: str

    def holding(self, most: int) -> Dialect:
        """Return the dialect with the quicker of its whole numbers, if ``most`` fits into it."""
        return replace(self, whole=self.count) if most < MOST_CALLS else self

    def divided(self, number: str, divisor: str) -> str:
        """Whole division of two whole numbers that are not negative."""
        if self.engine == "duckdb":
            return f"({number}) // ({divisor})"
        return self.as_whole(f"({number}) DIV ({divisor})")

    def as_whole(self, number: str) -> str:
        """Return ``number`` as a whole number wide enough for calls times prices."""
        return f"CAST({number} AS {self.whole})"

    def month_start(self, day: str) -> str:
        """The first day of the month of a day: subtracted, the quickest way of DuckDB."""
        if self.engine == "duckdb":
            return f"({day} - CAST(DAY({day}) - 1 AS INTEGER))"
        return f"CAST(DATE_TRUNC('month', {day}) AS DATE)"

    def month_of(self, day: str) -> str:
        """Return the month of a day, ``YYYY-MM``."""
        if self.engine == "duckdb":
            return f"STRFTIME({day}, '%Y-%m')"
        return f"DATE_FORMAT({day}, 'yyyy-MM')"

    def day_bit(self, day: str) -> str:
        """Return one bit of 32 for a day, another for each day of its month."""
        if self.engine == "duckdb":
            return f"CAST(1 AS BIGINT) << (({day} - DATE '1970-01-01') & 31)"
        return f"CAST(1 AS BIGINT) << (DATEDIFF({day}, DATE '1970-01-01') & 31)"

    def matches(self, text: str, pattern: str) -> str:
        """Return whether the whole of a text matches a pattern, which has no backslash."""
        if self.engine == "duckdb":
            return f"regexp_full_match({text}, '{pattern}')"
        return f"{text} RLIKE '\\\\A(?:{pattern})\\\\z'"

    def quoted(self, name: str) -> str:
        """Return a name that is also a word of the language."""
        return f"{self.quote}{name}{self.quote}"


DUCKDB = Dialect("duckdb", "HUGEINT", "BIGINT", "VARCHAR", "ROW_NUMBER() OVER ()", '"')
SPARK = Dialect(
    "spark",
    "DECIMAL(38, 0)",
    "DECIMAL(38, 0)",
    "STRING",
    "ROW_NUMBER() OVER (ORDER BY MONOTONICALLY_INCREASING_ID())",
    "`",
)


def literal(value: object) -> str:
    """Return a value as SQL of both engines writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return f"DATE '{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"
