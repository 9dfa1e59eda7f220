"""The table of a CSV file, in the dialects and encodings that spreadsheets write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from tiia_pricebook import untrusted_text
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricing.tables.table import FileTable, TableRow, table_of_rows

SEPARATORS = ",;\t"
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NAMED = re.compile(r'"?sep=([,;\t])"?\r?\n')  # Excel's own first line, which names the separator
_REASONS = {
    "unexpected end of data": say("a quotation mark is never closed"),
    **{
        f"'{separator}' expected after '\"'": say("after a closing quotation mark the cell goes on")
        for separator in SEPARATORS
    },
    f"field larger than field limit ({csv.field_size_limit()})": say(
        "a cell has more than {most:,} characters", most=csv.field_size_limit()
    ),
}
"""What ``csv`` says, in words of ours: it has no codes, and speaks English alone."""
_QUOTED = re.compile(r'"[^"]*"')


def csv_table(data: bytes, name: str) -> FileTable:
    """Read a CSV file as far as it can be read; raises ``InputError`` for what has no head.

    The separator is the one that the head shows; where it shows several, the one with which
    every row is as wide as the head.
    """
    text = _decoded(data, name)
    named = _NAMED.match(text)
    separators = named[1] if named else _shown(text)
    body, skipped = (text[named.end() :], 1) if named else (text, 0)
    if len(separators) < 2:
        return _table(body, name, separators or ",", skipped)
    return _only_fitting(body, name, separators)


def csv_text(rows: Iterable[Sequence[str | None]]) -> str:
    """Write rows as CSV; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([untrusted_text.cell(one or "") for one in row] for row in rows)
    return out.getvalue()


def _only_fitting(text: str, name: str, separators: str) -> FileTable:
    tables = {separator: _tried(text, name, separator) for separator in separators}
    fitting = [table for table in tables.values() if table and _even(table)]
    if len(fitting) == 1:
        return fitting[0]
    shown = listed((say("{name!r}", name=one) for one in separators), " and ")
    raise InputError(
        "separator-ambiguous",
        say("the head has {shown}, and any of them could separate the columns", shown=shown),
        where={"file": name, "line": 1},
        expected=say("one separator, and quotation marks around cells that have another in them"),
    )


def _tried(text: str, name: str, separator: str) -> FileTable | None:
    try:
        return _table(text, name, separator, 0)
    except InputError:
        return None


def _even(table: FileTable) -> bool:
    even = all(len(row.cells) == len(table.names) for row in table.rows)
    return even and not table.unread


def _shown(text: str) -> str:
    """The separators, outside of quotation marks, in the first line that has any of them."""
    for line in io.StringIO(text):
        bare = _QUOTED.sub("", line) if '"' in line else line
        shown = "".join(separator for separator in SEPARATORS if separator in bare)
        if shown:
            return shown
    return ""


def _table(text: str, name: str, separator: str, skipped: int) -> FileTable:
    rows: list[TableRow] = []
    try:
        rows.extend(_rows(text, name, separator, skipped))
    except InputError as error:
        return table_of_rows(name, rows, unread=error)
    return table_of_rows(name, rows)


def _rows(text: str, name: str, separator: str, skipped: int) -> Iterator[TableRow]:
    """Each row that has any text, with its last line; raises ``InputError`` where it is no CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    try:
        for row in filter(None, reader):
            cells = tuple(cell.strip() for cell in row)
            if any(cells):
                yield TableRow(reader.line_num + skipped, cells)
    except csv.Error as error:
        where = {"file": name, "line": reader.line_num + skipped}
        text = say("not CSV: {why}", why=_REASONS.get(str(error), error))
        expected = say("a CSV file")
        raise InputError("file-not-csv", text, where=where, expected=expected) from error


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
    text = say("not text in UTF-8, UTF-16 or GB18030")
    raise InputError("file-undecodable", text, where={"file": name}, expected=say("a CSV file"))
