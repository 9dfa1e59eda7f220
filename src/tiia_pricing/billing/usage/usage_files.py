"""Usage and packs from files: what is understood, and what is refused and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from tiia_pricebook.calendar import DAYS
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.usage.account import Purchase, Usage
from tiia_pricing.billing.usage.cell_values import no_month, parse_left, parse_quantity
from tiia_pricing.billing.usage.known_columns import PACKS, USAGE
from tiia_pricing.billing.usage.row_faults import RowFaults, faults_in, read_cell
from tiia_pricing.billing.usage.row_places import RowPlace
from tiia_pricing.billing.usage.usage_rows import UsageRows
from tiia_pricing.billing.usage.usage_shapes import shape_of
from tiia_pricing.tables import FileTable, TableNote, TableRow, any_tables
from tiia_pricing.tables.choosing import choose, ensure_one_account, ignored
from tiia_pricing.tables.counts import parse_count
from tiia_pricing.tables.dates import parse_date
from tiia_pricing.tables.heads import Found, faults_of, find

ParseCalls = Callable[[str], int]


def read_usage(
    data: bytes,
    name: str = "usage",
    problems: Problems | None = None,
    notes: list[TableNote] | None = None,
) -> list[Usage]:
    """Read the usage in a CSV file or a workbook, each count with its place.

    Columns go by their heads: ``date``, ``interface``, ``calls``, or their Chinese names; or the
    table has months or days by interface. A date is a day or a month; a month's calls count on
    its last day. Raises ``InputError`` with every fault of the file; with ``problems`` those of
    its rows are added there, and the other rows returned. What is read otherwise than it may seem
    (columns and totals left out) is added to ``notes``.
    """
    table = choose(any_tables(data, name), lambda table: shape_of(table)[1], USAGE)
    shape, _ = shape_of(table)
    rows = UsageRows(table, shape)
    rows.faults.end(problems)
    if not rows.usage and not rows.faults:
        text, expected = say("the file has no counts"), say("at least one count of calls")
        raise InputError("file-empty", text, where={"file": name}, expected=expected)
    ensure_one_account(table, shape.ignored)
    if notes is not None:
        notes += [*table.notes, *ignored(table, shape.ignored), *rows.notes()]
    return rows.usage


def read_packs(
    data: bytes,
    name: str = "packs",
    parse_calls: ParseCalls | None = None,
    problems: Problems | None = None,
    notes: list[TableNote] | None = None,
) -> list[Purchase]:
    """Read the packs in a CSV file or a workbook, each row with its place.

    The columns are ``purchased_on``, ``interface``, ``calls``, and perhaps ``quantity`` and
    ``left``, or have their Chinese names. ``parse_calls`` reads sizes; without it they are plain
    numbers. Raises ``InputError`` and takes ``problems`` and ``notes`` as ``read_usage`` does.
    """
    table = choose(any_tables(data, name), lambda one: _heads(one)[1], PACKS)
    found, _ = _heads(table)
    faults, packs = RowFaults(), []
    for row in table.rows:
        read = _PackRow(table, row, found, parse_calls or parse_count)
        try:
            packs.append(read.purchase())
        except InputError:
            faults.add(faults_in(read.cells()))
    faults.end(problems)
    ensure_one_account(table, found.others)
    if notes is not None:
        notes += [*table.notes, *ignored(table, found.others)]
    return packs


def _heads(table: FileTable) -> tuple[Found, Problems]:
    found = find(table, PACKS)
    return found, faults_of(table, PACKS, found)


class _PackRow(NamedTuple):
    """A row of packs, and how each of its cells is read."""

    table: FileTable
    row: TableRow
    found: Found
    size: ParseCalls

    def purchase(self) -> Purchase:
        """The packs of the row; raises ``InputError`` for the first cell that cannot be read."""
        calls, day, interface = self._calls(), self._day(), self._interface()
        quantity, left = self._quantity(), self._left()
        return Purchase(day, interface, calls, self._place(), quantity, left)

    def cells(self) -> list[Callable[[], object]]:
        """What reads each cell, in order."""
        return [self._calls, self._day, self._interface, self._quantity, self._left]

    def _calls(self) -> int:
        per = self.found.per["calls"]
        parse = self.size if per == 1 else partial(parse_count, per=per)
        return read_cell(self.table, self.row, self.found.at["calls"], parse)

    def _day(self) -> dt.date:
        column = self.found.at["purchased_on"]
        return read_cell(self.table, self.row, column, _day_of_file, merged=True)

    def _interface(self) -> str:
        return self.table.text(self.row, self.found.at["interface"], merged=True)

    def _quantity(self) -> int:
        if "quantity" not in self.found.at:
            return 1
        return read_cell(self.table, self.row, self.found.at["quantity"], parse_quantity)

    def _left(self) -> int | None:
        if "left" not in self.found.at:
            return None
        parse = partial(parse_left, per=self.found.per["left"])
        return read_cell(self.table, self.row, self.found.at["left"], parse)

    def _place(self) -> RowPlace:
        heads = {part: (self.table.name_of(at), None) for part, at in self.found.at.items()}
        other = any(name != part for part, (name, _) in heads.items())
        table = self.table
        return RowPlace(
            table.file, self.row.line, sheet=table.sheet, heads=heads if other else None
        )


def _day_of_file(text: str) -> dt.date:
    return no_month(text, *parse_date(text, DAYS))
