"""The steps of rating: each makes one table out of earlier ones, and follows a clause."""

from __future__ import annotations

from msgspec import Struct


class SqlStep(Struct, frozen=True):
    """``CREATE TABLE table AS sql``; ``clause`` is the rule of the page that it follows."""

    table: str
    clause: str
    meaning: str
    sql: str
