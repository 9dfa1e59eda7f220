"""The steps of rating: each makes one table out of earlier ones, and follows a clause."""

from __future__ import annotations

from msgspec import Struct


class SqlStep(Struct, frozen=True):
    """``CREATE TABLE table AS sql``; ``clause`` is the rule of the page that it follows.

    Where ``stored`` is false an engine may compute the rows again each time they are read.
    """

    table: str
    clause: str
    meaning: str
    sql: str
    stored: bool = True

    @property
    def created(self) -> str:
        """What is created, as SQL says it."""
        return f"{'TABLE' if self.stored else 'VIEW'} {self.table} AS"

    def __str__(self) -> str:
        told = f"{self.clause}: {self.meaning}" if self.clause else self.meaning
        return f"-- {told}\nCREATE TEMP {self.created}\n{self.sql};"
