"""The rows of a CSV file as text, each with its line: what is no such file is refused."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Columns(NamedTuple):
    """The columns that a file must have, and those that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The first line of such a file, as errors show it."""
        return ",".join(self.required) + "".join(f"[,{column}]" for column in self.optional)


class CsvRow(NamedTuple):
    """A row of a file: its cells by column, or what is ``wrong`` with all of it."""

    file: str
    line: int
    columns: Mapping[str, str]
    wrong: InputError | None = None

    @property
    def cells(self) -> Mapping[str, str]:
        """The texts by column; raises ``InputError`` where the row is wrong as a whole."""
        if self.wrong:
            raise self.wrong
        return self.columns

    def where(self, column: str) -> dict[str, Any]:
        """The place of one of its cells."""
        return {"file": self.file, "line": self.line, "column": column}


def csv_rows(data: bytes, name: str, columns: Columns) -> Iterator[CsvRow]:
    """Read each row below the head, without empty ones; a row of another width is ``wrong``.

    Raises ``InputError`` for what is no text, no CSV, has other columns, or no row.
    """
    reader = csv.reader(io.StringIO(_decoded(data, name), newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        if not any(head):
            raise _empty(name, columns)
        _check_columns(head, name, columns)
        empty = True
        for row in reader:
            if any(cell.strip() for cell in row):
                empty = False
                yield _row(name, reader.line_num, head, row)
        if empty:
            raise _empty(name, columns)
    except csv.Error as error:
        where = {"file": name, "line": reader.line_num}
        raise InputError("file-not-csv", f"not CSV: {error}", where=where) from error


def _empty(name: str, columns: Columns) -> InputError:
    """The error for a file without rows."""
    expected = f"a head {','.join(columns.required)} and at least one row"
    return InputError("file-empty", "the file has no rows", where={"file": name}, expected=expected)


def _row(name: str, line: int, head: Sequence[str], row: Sequence[str]) -> CsvRow:
    if len(row) == len(head):
        cells = {column: cell.strip() for column, cell in zip(head, row, strict=True)}
        return CsvRow(name, line, cells)
    text = f"{len(row)} cells where the head has {len(head)}"
    where = {"file": name, "line": line}
    return CsvRow(
        name, line, {}, InputError("row-width", text, where=where, expected=",".join(head))
    )


def _check_columns(head: Sequence[str], name: str, columns: Columns) -> None:
    problems = Problems()
    counts = Counter(head)
    for column, count in counts.items():
        if count > 1:
            text = f"column {column!r} stands {count} times"
            _add(problems, "column-duplicate", text, name, column, columns)
        elif column not in columns.required and column not in columns.optional:
            text = f"unknown column {column!r}"
            _add(problems, "column-unknown", text, name, column, columns)
    for column in columns.required:
        if column not in head:
            text = f"column {column!r} is missing"
            _add(problems, "column-missing", text, name, column, columns)
    problems.raise_any()


def _add(problems: Problems, id: str, text: str, name: str, column: str, columns: Columns) -> None:
    where = {"file": name, "line": 1, "column": column}
    problems.add(InputError(id, text, expected=columns.head), where)


def _decoded(data: bytes, name: str) -> str:
    """UTF-8, a marked UTF-16, or GB18030 (which holds GBK), as spreadsheets write them."""
    marked = [encoding for bom, encoding in _BOMS.items() if data.startswith(bom)]
    for encoding in (*marked, "utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    text = "not text in UTF-8, UTF-16 or GB18030"
    raise InputError("file-undecodable", text, where={"file": name}, expected="a CSV file")
