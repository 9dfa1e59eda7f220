"""Spark: a cluster by Spark Connect, the session of a job, or a local one, with the same SQL.

Every step becomes Parquet in the scratch folder, so that nothing is computed twice and a number
once given to a row stays. Parquet is read by the cluster. CSV is read row by row on this machine,
exactly as it is written, and becomes text in the scratch folder: for many rows have Parquet.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.rating.dialect import SPARK
from tiia_pricing.rating.engine import too_many_calls
from tiia_pricing.rating.steps import SqlStep

if TYPE_CHECKING:
    from tiia_pricing.rating.input.source_file import SourceFile

ROWS_AT_ONCE = 100_000
_OVERFLOW = ("CAST_OVERFLOW", "out of range Int64")  # as Spark says it, and as Sail
_PATTERN = re.compile(r"[*?\[\]{}\\]")
_PLAIN = say("a file and folders without * ? [ ] {{ }} and \\")
_NAMES = {
    "string": "VARCHAR",
    "date": "DATE",
    "tinyint": "TINYINT",
    "smallint": "SMALLINT",
    "int": "INTEGER",
    "bigint": "BIGINT",
}


class Spark:
    """A session of Spark; ``scratch`` is a folder that the session and this machine both see."""

    dialect = SPARK

    def __init__(self, spark: Any, scratch: Path, *, explained: bool = False) -> None:
        self.spark = spark
        self.scratch = scratch
        self.explained = explained
        self.made = 0
        self.read: dict[Path, str] = {}

    @property
    def name(self) -> str:
        """The engine with its version."""
        return f"Spark {self.spark.version}"

    def run(self, step: SqlStep) -> None:
        """Make the table of a step."""
        if self.explained:
            sys.stdout.write(f"{step}\n\n")
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra

        try:
            self._keep(step.table, self.spark.sql(step.sql))
        except PySparkException as error:
            if not any(words in str(error) for words in _OVERFLOW):
                raise
            raise too_many_calls() from error

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Any]) -> None:
        """Make a table of rows; ``columns`` are names and types."""
        exact = [kind.startswith("DECIMAL") for _, kind in columns]
        cells = [
            tuple(
                Decimal(cell) if whole and cell is not None else cell
                for cell, whole in zip(row, exact, strict=True)
            )
            for row in rows
        ]
        heads = ", ".join(f"{name} {kind}" for name, kind in columns)
        self.spark.createDataFrame(cells, heads).createOrReplaceTempView(table)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query; whole numbers are ``int``."""
        return [tuple(map(_plain, row)) for row in self.spark.sql(sql).collect()]

    def columns(self, path: Path) -> list[tuple[str, str]]:
        """The columns of a Parquet file, each with its type as DuckDB names it."""
        found = self._parquet(path).dtypes
        return [(name, _NAMES.get(kind, kind.upper())) for name, kind in found]

    def relation(self, source: SourceFile) -> str:
        """The rows of a file as a view; all columns of CSV are text."""
        view = self.read.get(source.path)
        if view is None:
            view = self.read[source.path] = f"file_{len(self.read)}"
            path = self._parquet_of(source) if source.is_csv else source.path
            self._parquet(path).createOrReplaceTempView(view)
        return view

    def copy(self, sql: str, form: str, path: Path) -> None:
        """Write the rows of a query, in their order, as ``.csv`` or ``.parquet``."""
        found = self.spark.sql(sql)
        if form == ".parquet":
            _write_parquet(found.toArrow(), path)
        else:
            _write_csv(found.columns, found.toLocalIterator(), path)

    def _keep(self, table: str, frame: Any) -> None:
        self.made += 1
        schema, path = frame.schema, _address(self.scratch / f"{table}-{self.made}")
        frame.write.parquet(path)
        # Without its schema an empty table would have no columns.
        self.spark.read.schema(schema).parquet(path).createOrReplaceTempView(table)

    def _parquet(self, path: Path) -> Any:
        address = _address(path)
        return self.spark.read.parquet(address)

    def _parquet_of(self, source: SourceFile) -> Path:
        """A file of CSV as Parquet of text."""
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415

        self.made += 1
        path = self.scratch / f"csv-{self.made}.parquet"
        schema = pa.schema([(name, pa.string()) for name in source.names])
        with parquet.ParquetWriter(path, schema) as writer:
            rows = csv_rows(source.path, len(source.columns))
            while part := list(islice(rows, ROWS_AT_ONCE)):
                columns = [pa.array(column, pa.string()) for column in zip(*part, strict=True)]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
        return path


def csv_rows(path: Path, width: int) -> Iterator[tuple[str | None, ...]]:
    """The rows of a file of CSV, a short one filled up; raises ``InputError`` for a longer one."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            next(rows, None)
            line = rows.line_num + 1
            for row in rows:
                if len(row) > width:
                    raise _too_long(path, line, len(row), width)
                if row:
                    yield (*(cell or None for cell in row), *[None] * (width - len(row)))
                line = rows.line_num + 1
    except UnicodeDecodeError as error:
        text = say("the file is not UTF-8")
        where = {"file": str(path)}
        raise InputError("encoding-unreadable", text, where=where, expected="UTF-8") from error


def _too_long(path: Path, line: int, found: int, width: int) -> InputError:
    text = say("the row has {count} columns", count=found)
    expected = say("{width} columns", width=width)
    where: dict[str, Any] = {"file": str(path), "line": line}
    return InputError("row-too-long", text, where=where, expected=expected)


def _address(path: Path) -> str:
    """The path as Spark reads it; raises ``InputError`` where it would be a pattern of paths.

    What takes a sign of a pattern for itself differs by the server, so no path may have one.
    """
    address = path.absolute().as_posix()
    if found := _PATTERN.search(address):
        text = say("Spark takes {sign} in a path for a pattern", sign=found[0])
        where = {"file": str(path)}
        raise InputError("path-pattern", text, where=where, expected=_PLAIN)
    return address


def _plain(cell: Any) -> Any:
    """A decimal without places as ``int``; anything else as it is."""
    whole = isinstance(cell, Decimal) and cell.as_tuple().exponent == 0
    return int(cell) if whole else cell


def _write_parquet(rows: Any, path: Path) -> None:
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    parquet.write_table(rows, path, compression="zstd")


def _write_csv(head: Sequence[str], rows: Iterable[Any], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
