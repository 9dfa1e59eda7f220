"""Which table of a file is the one that is wanted: the only one whose heads fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say, say_many
from tiia_pricing.tables.folding import folded
from tiia_pricing.tables.heads import Column, head_of
from tiia_pricing.tables.table import FileTable, TableNote, empty

_ACCOUNT = "account"
_UNIT = re.compile(r"单位|[千万萬亿億]|unit|thousand|million", re.IGNORECASE)


def choose(
    tables: Sequence[FileTable], faults: Callable[[FileTable], Problems], columns: Sequence[Column]
) -> FileTable:
    """Take the table without ``faults`` in its heads, whole and with rows.

    The notes of the one taken name the sheets that are not. Raises ``InputError`` where no table
    fits, or more than one.
    """
    problems = [faults(table) for table in tables]
    fitting = [table for table, wrong in zip(tables, problems, strict=True) if not wrong]
    if not fitting:
        problems[0].raise_any()
    if len(fitting) > 1:
        sheets = listed((say("{name!r}", name=table.sheet) for table in fitting), " and ")
        text = say("the sheets {sheets} could all be the one that is meant", sheets=sheets)
        where, expected = {"file": fitting[0].file}, say("one sheet with such a table")
        raise InputError("sheet-ambiguous", text, where=where, expected=expected)
    (table,) = fitting
    _check_titles(table)
    if table.unread:
        without_rows = table.unread.id == "file-empty"
        raise empty(table.file, head_of(_required(columns))) if without_rows else table.unread
    return table._replace(notes=(*table.notes, *_passed_over(tables, table), *_titles(table)))


def _required(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.required]


def _passed_over(tables: Sequence[FileTable], taken: FileTable) -> list[TableNote]:
    return [
        TableNote(
            "sheet-ignored", table.file, say("the sheet {sheet!r} is not read", sheet=table.sheet)
        )
        for table in tables
        if table is not taken
    ]


def _check_titles(table: FileTable) -> None:
    """Raise ``InputError`` where a title says in which unit the table counts."""
    for row in table.titles:
        if _UNIT.search(row.cells[0]):
            text = say("the title {title!r} speaks of a unit", title=row.cells[0])
            expected = say("the unit in the head of the column, such as 调用次数（万次）")
            raise InputError("title-unread", text, where=table.place(row.line), expected=expected)


def ensure_one_account(table: FileTable, columns: Sequence[int]) -> None:
    """Raise ``InputError`` where one of the ``columns`` that are not read names several accounts.

    Each account has free calls of its own: added up, they would be billed too high.
    """
    for at in columns:
        if folded(table.names[at]) != _ACCOUNT:
            continue
        rows = [row for row in table.rows if at < len(row.cells) and row.cells[at]]
        other = next((row for row in rows if row.cells[at] != rows[0].cells[at]), None)
        if other:
            text = say("the file has several accounts: {name!r} too", name=other.cells[at])
            expected = say("the rows of one account; tiia-pricing rate bills each of many")
            where = table.where(other, at)
            raise InputError("several-accounts", text, where=where, expected=expected)


def _titles(table: FileTable) -> list[TableNote]:
    return [
        TableNote(
            "title-ignored",
            table.file,
            say(
                "line {line} is a title, and not read: {title!r}", line=row.line, title=row.cells[0]
            ),
        )
        for row in table.titles
    ]


def ignored(table: FileTable, columns: Sequence[int]) -> list[TableNote]:
    """Return the note that names the columns of a table that are not read."""
    if not columns:
        return []
    names = tuple(table.name_of(at) for at in columns)
    shown = listed(say("{name!r}", name=name) for name in names)
    text = say_many(
        "column not read: {names}", "columns not read: {names}", len(names), names=shown
    )
    return [TableNote("columns-ignored", table.file, text, names)]
