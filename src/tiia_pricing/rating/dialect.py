"""What two engines write in two ways; all other SQL of the rating is common to both."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

Engine = Literal["duckdb", "spark"]
END_OF_TIME = dt.date.max


class Dialect(Struct, frozen=True):
    """The names of types and functions of one engine.

    ``whole`` is a whole number wide enough for calls times prices: 38 digits.
    """

    engine: Engine
    whole: str
    text: str

    def divided(self, number: str, divisor: str) -> str:
        """Whole division of two whole numbers that are not negative."""
        return f"({number}) {'//' if self.engine == 'duckdb' else 'DIV'} ({divisor})"

    def as_whole(self, number: str) -> str:
        """``number`` as a whole number of 38 digits."""
        return f"CAST({number} AS {self.whole})"


DUCKDB = Dialect("duckdb", "HUGEINT", "VARCHAR")
SPARK = Dialect("spark", "DECIMAL(38, 0)", "STRING")


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
