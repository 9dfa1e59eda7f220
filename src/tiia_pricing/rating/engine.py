"""An engine that runs SQL: tables are made of rows or of a query, and read back as rows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from tiia_pricebook.errors import InputError
from tiia_pricing.rating.dialect import DUCKDB, Dialect
from tiia_pricing.rating.steps import SqlStep

MISSING = "rating wants DuckDB: pip install 'tiia-pricing-spec[rate]'"


class Engine(Protocol):
    """What the rating asks of an engine."""

    dialect: Dialect

    def run(self, step: SqlStep) -> None:
        """Make the table of a step."""

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Any]) -> None:
        """Make a table of rows; ``columns`` are names and types."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    def drop(self, table: str) -> None:
        """Let a table go."""


class DuckDb:
    """DuckDB, embedded; what does not fit into ``memory`` goes to files in ``spill``."""

    dialect = DUCKDB

    def __init__(
        self,
        spill: Path | None = None,
        memory: str = "4GB",
        threads: int = 0,
        *,
        explained: bool = False,
    ) -> None:
        try:
            import duckdb  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise InputError("extra-missing", MISSING) from error
        self.connection = duckdb.connect()
        self.explained = explained
        self.connection.execute(f"SET memory_limit = '{memory}'")
        self.connection.execute("SET TimeZone = 'UTC'")
        if threads:
            self.connection.execute(f"SET threads = {threads}")
        if spill:
            self.connection.execute("SET temp_directory = ?", [str(spill)])

    def run(self, step: SqlStep) -> None:
        """Make the table of a step."""
        if self.explained:
            sys.stdout.write(f"{step}\n\n")
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {step.table} AS {step.sql}")

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Any]) -> None:
        """Make a table of rows; ``columns`` are names and types."""
        listed = list(rows)
        heads = ", ".join(f"{name} {kind}" for name, kind in columns)
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({heads})")
        marks = ", ".join("?" * len(columns))
        if listed:
            self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(sql).fetchall()

    def drop(self, table: str) -> None:
        """Let a table go."""
        self.connection.execute(f"DROP TABLE IF EXISTS {table}")
