"""What is wrong with the rows of a file, told at once: the first fault whole, others by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricing.tables import FileTable, TableRow

SHOWN = 5

Value = TypeVar("Value")


def read_cell(
    table: FileTable,
    row: TableRow,
    column: int,
    parse: Callable[[str], Value],
    *,
    merged: bool = False,
) -> Value:
    """Parse the text of a cell; raises ``InputError`` with the place of the cell."""
    text = table.text(row, column, merged=merged)
    try:
        return parse(text)
    except InputError as error:
        where = table.where(row, column)
        raise InputError(error.id, error.message, where=where, expected=error.expected) from error


def faults_in(readers: Iterable[Callable[[], object]]) -> Problems:
    """Collect what each of ``readers`` raises."""
    faults = Problems()
    for read in readers:
        try:
            read()
        except InputError as error:
            faults.add(error, error.where)
    return faults


class RowFaults:
    """The faults of the rows of a file, in their order."""

    def __init__(self) -> None:
        self._all = Problems()
        self._firsts: list[InputError] = []
        self._faulty = 0

    def __bool__(self) -> bool:
        return bool(self._all)

    def add(self, faults: Problems) -> None:
        """Add the faults of one row."""
        own = faults.error()
        self._all.add_all(own)
        self._faulty += 1
        self._firsts += [own] if len(self._firsts) <= SHOWN else []

    def end(self, problems: Problems | None) -> None:
        """Raise all as one ``InputError``, or add them to ``problems``, where there are any."""
        if self and problems is None:
            raise self._all.error(self._in_words())
        if self and problems is not None:
            problems.add_all(self._all.error())

    def _in_words(self) -> str:
        first, *others = self._firsts
        if not others:
            return first.message
        rows = [
            say("  line {line}: {text}", line=one.where["line"], text=one.message)
            for one in others[:SHOWN]
        ]
        if (hidden := self._faulty - 1 - SHOWN) > 0:
            rows.append(say("  and {count} more", count=hidden))
        return say(
            "{first}; {count} more row(s) cannot be read:\n{rows}",
            first=first.message,
            count=self._faulty - 1,
            rows=listed(rows, "\n"),
        )
