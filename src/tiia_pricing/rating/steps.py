"""The steps of rating: each makes one table out of earlier ones, and follows a clause."""

from __future__ import annotations

from msgspec import Struct


class SqlStep(Struct, frozen=True):
    """``CREATE TABLE table AS sql``; ``clause`` is the rule of the page that it follows."""

    table: str
    clause: str
    meaning: str
    sql: str

    def __str__(self) -> str:
        told = f"{self.clause}: {self.meaning}" if self.clause else self.meaning
        return f"-- {told}\nCREATE TEMP TABLE {self.table} AS\n{self.sql};"
