"""An engine that runs SQL: tables are made of rows or of a query, and read back as rows."""

from __future__ import annotations

import glob
import re
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.extras import load_extra
from tiia_pricing.rating.dialect import DUCKDB, MOST_CALLS, Dialect, literal
from tiia_pricing.rating.steps import SqlStep

if TYPE_CHECKING:
    import duckdb

    from tiia_pricing.rating.input.source_file import SourceFile

ROWS_OF_LINES = "csv-rows-of-several-lines"
# The first level of zstd takes a fifth less time than the usual third; the files are no larger.
_FORMS = {
    ".csv": "FORMAT csv, HEADER true",
    ".parquet": "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1",
}
_IN_CSV = ("CSV Error on Line", "CSV Parser")
ROWS_AT_ONCE = 100_000


class Engine(Protocol):
    """What the rating asks of an engine."""

    dialect: Dialect

    @property
    def name(self) -> str:
        """The engine with its version."""

    def run(self, step: SqlStep) -> None:
        """Make the table of a step, or its view where it need not be stored."""

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Any]) -> None:
        """Make a table of rows; ``columns`` are names and types."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""

    def columns(self, path: Path) -> list[tuple[str, str]]:
        """Return the columns of a Parquet file, each with its type as DuckDB names it."""

    def relation(self, source: SourceFile) -> str:
        """Return the rows of a file as a relation of SQL; all columns of CSV are text."""

    def copy(self, sql: str, form: str, path: Path) -> None:
        """Write the rows of a query, in their order, as ``.csv`` or ``.parquet``."""


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
        self.connection: duckdb.DuckDBPyConnection = load_extra("rate", "duckdb").connect()
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
        self._execute(f"CREATE OR REPLACE TEMP {step.created} {step.sql}")

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Any]) -> None:
        """Make a table of rows; ``columns`` are names and types."""
        heads = ", ".join(f"{name} {kind}" for name, kind in columns)
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({heads})")
        # Column by column: a value of its own for each cell takes ten times as long.
        cells = ", ".join(
            f"UNNEST(CAST(${place} AS {kind}[]))"
            for place, (_, kind) in enumerate(columns, start=1)
        )
        left = iter(rows)
        while part := list(islice(left, ROWS_AT_ONCE)):
            listed = [list(column) for column in zip(*part, strict=True)]
            self.connection.execute(f"INSERT INTO {table} SELECT {cells}", listed)

    @property
    def name(self) -> str:
        """The engine with its version."""
        return f"DuckDB {self.connection.execute('SELECT version()').fetchall()[0][0].lstrip('v')}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self._execute(sql).fetchall()

    def columns(self, path: Path) -> list[tuple[str, str]]:
        """Return the columns of a Parquet file, each with its type."""
        found = self.rows(f"DESCRIBE SELECT * FROM read_parquet({_only(path)})")
        return [(str(row[0]), str(row[1])) for row in found]

    def relation(self, source: SourceFile) -> str:
        """Return the rows of a file as a relation of SQL."""
        if not source.is_csv:
            return f"read_parquet({_only(source.path)})"
        columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in source.names)
        return (
            f"read_csv({_only(source.path)}, header = true, auto_detect = false, delim = ',', "
            f"quote = '\"', escape = '\"', null_padding = true, "
            f"parallel = {literal(source.at_once)}, columns = {{{columns}}})"
        )

    def copy(self, sql: str, form: str, path: Path) -> None:
        """Write the rows of a query, in their order, as ``.csv`` or ``.parquet``."""
        self.rows(f"COPY ({sql}) TO {literal(path)} ({_FORMS[form]}, USE_TMP_FILE false)")

    def _execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Run SQL.

        Raises ``InputError`` for a file that does not read, too little room, and too many calls.
        """
        import duckdb  # noqa: PLC0415 - an extra

        try:
            return self.connection.execute(sql)
        except duckdb.OutOfMemoryException as error:
            text = say("the engine has too little memory or disk")
            expected = say("a larger --memory, or more room for temporary files")
            raise InputError("memory-exhausted", text, expected=expected) from error
        except duckdb.ConversionException as error:
            if "INT64" not in str(error):
                raise
            raise too_many_calls() from error
        except duckdb.Error as error:
            if any(words in str(error) for words in _IN_CSV):
                raise _csv_error(str(error)) from error
            raise


def _only(path: Path) -> str:
    """Return a path that stands for no other file: the engine takes ``*``, ``?`` and ``[``."""
    return literal(glob.escape(str(path)))


def too_many_calls() -> InputError:
    """Return the error of calls that do not go into a whole number of 64 bits."""
    text = say("the calls of an account, an API and a month come to more than can be counted")
    return InputError(
        "calls-too-large", text, expected=say("at most {most} calls", most=MOST_CALLS)
    )


def _csv_error(said: str) -> InputError:
    """What the engine says of a CSV file, with the place in it."""
    line = re.search(r"CSV Error on Line: (\d+)", said)
    file = re.search(r"^  file = (.*)$", said, re.MULTILINE)
    where: dict[str, Any] = {"file": file[1]} if file else {}
    where |= {"line": int(line[1])} if line else {}
    if "null_padding" in said and "parallel" in said:
        text = say("a short row, and rows over several lines")
        expected = say("rows of one line each, or all cells of each row")
        return InputError(ROWS_OF_LINES, text, where=where, expected=expected)
    columns = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", said)
    if columns:
        text = say("the row has {count} columns", count=columns[2])
        expected = say("{width} columns", width=columns[1])
        return InputError("row-too-long", text, where=where, expected=expected)
    if "not utf-8" in said:
        text = say("the file is not UTF-8")
        return InputError("encoding-unreadable", text, where=where, expected="UTF-8")
    text, expected = say("the row does not read as CSV"), say("a CSV file")
    return InputError("file-unreadable", text, where=where, expected=expected)
