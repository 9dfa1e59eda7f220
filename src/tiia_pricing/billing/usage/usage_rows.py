"""The counts of a table of usage, one by one, and the totals that it states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.usage.account import Usage
from tiia_pricing.billing.usage.row_faults import RowFaults, faults_in, read_cell
from tiia_pricing.billing.usage.row_places import RowPlace
from tiia_pricing.billing.usage.usage_shapes import Count, Shape
from tiia_pricing.tables import FileTable, TableNote, TableRow
from tiia_pricing.tables.counts import parse_count
from tiia_pricing.tables.dates import parse_date
from tiia_pricing.tables.totals import RunningTotal, is_total


class UsageRows:
    """Reads the rows of one table: what was read, what is wrong, and what is to be told."""

    def __init__(self, table: FileTable, shape: Shape) -> None:
        self.table = table
        self.shape = shape
        self.usage: list[Usage] = []
        self.faults = RowFaults()
        self._tallies = [RunningTotal() for _ in shape.counts]
        self._keys = [count.keys for count in shape.counts]
        self._heads = [_heads(table, count) for count in shape.counts]
        self._parsers = {one.per: partial(parse_count, per=one.per) for one in shape.counts}
        self._totals: list[TableRow] = []
        self._blank = 0
        for row in table.rows:
            self._read(row)
        self._check_totals()

    def notes(self) -> Iterator[TableNote]:
        """Yield what is to be told of the rows: totals, and cells without a count."""
        file = self.table.file
        for row in self._totals:
            text = say(
                "line {line} is a total, equal to the sum of its rows, and no usage", line=row.line
            )
            yield TableNote("total-row", file, text)
        for column in self.shape.totals:
            name = self.table.name_of(column)
            text = say(
                "column {name!r} is a total, equal to the sum of each row, and no usage", name=name
            )
            yield TableNote("total-column", file, text, (name,))
        if self._blank:
            text = say("{blank} cell(s) of the table are empty, and no usage", blank=self._blank)
            yield TableNote("cells-empty", file, text)

    def _read(self, row: TableRow) -> None:
        faults = Problems()
        try:
            self.table.ensure_width(row)
            if any(is_total(row.cells[key]) for key in self._keys[0]):
                self._totals.append(row)
                self._claim(row)
            else:
                for index in range(len(self.shape.counts)):
                    self._count(row, index, faults)
            if not faults:
                self._check_sum(row)
        except InputError as error:
            faults.add(error, error.where)
        if faults:
            self.faults.add(faults)

    def _count(self, row: TableRow, index: int, faults: Problems) -> None:
        """Read one count of a row; what is wrong with it is added to ``faults``."""
        count = self.shape.counts[index]
        if self.shape.is_matrix and _is_blank(row, count):
            self._blank += 1
            return
        try:
            day, whole_month = self._date(row, count)
            calls = self._calls(row, count)
            interface = self._interface(row, count)
        except InputError:
            parts = (self._date, self._calls, self._interface)
            faults.add_all(faults_in(partial(part, row, count) for part in parts).error())
            return
        self._tallies[index].add(calls, *[row.cells[key] for key in self._keys[index]])
        place = RowPlace(
            self.table.file, row.line, None, None, self.table.sheet, self._heads[index]
        )
        self.usage.append(Usage(day, interface, calls, whole_month, place))

    def _date(self, row: TableRow, count: Count) -> tuple[dt.date, bool]:
        if count.date is None:
            return parse_date(self.table.names[count.calls])
        return read_cell(self.table, row, count.date, parse_date, merged=True)

    def _interface(self, row: TableRow, count: Count) -> str:
        if count.interface is None:
            return self.table.names[count.calls]
        return self.table.text(row, count.interface, merged=True)

    def _calls(self, row: TableRow, count: Count) -> int:
        return read_cell(self.table, row, count.calls, self._parsers[count.per])

    def _claim(self, row: TableRow) -> None:
        """Keep what a row of totals states; raises ``InputError`` for what is no count."""
        for count, tally in zip(self.shape.counts, self._tallies, strict=True):
            if not (self.shape.is_matrix and _is_blank(row, count)):
                keys = [text for at in count.keys if (text := row.cells[at]) and not is_total(text)]
                tally.claim(row.line, "".join(keys), self._calls(row, count))
        for tally in self._tallies:
            tally.rows_end()

    def _check_sum(self, row: TableRow) -> None:
        """Hold the totals of a row against its counts; raises ``InputError``."""
        for column in self.shape.totals:
            if row.cells[column]:
                says = read_cell(self.table, row, column, parse_count)
                counts = (one for one in self.shape.counts if not _is_blank(row, one))
                true = sum(self._calls(row, count) for count in counts)
                if says != true:
                    text = say(
                        "the total says {says:,} calls, and the row has {true:,}",
                        says=says,
                        true=true,
                    )
                    where = self.table.where(row, column)
                    expected = say("the sum of the row, or no total")
                    raise InputError("total-wrong", text, where=where, expected=expected)

    def _check_totals(self) -> None:
        """Add the totals that are no sums to the faults, where all rows could be read."""
        if self.faults:
            return
        for count, tally in zip(self.shape.counts, self._tallies, strict=True):
            for claim, error in tally.wrong():
                faults = Problems()
                name = self.table.name_of(count.calls)
                faults.add(error, self.table.place(claim.line, name))
                self.faults.add(faults)


def _is_blank(row: TableRow, count: Count) -> bool:
    return not row.cells[count.calls] and count.calls not in row.faults


def _heads(table: FileTable, count: Count) -> dict[str, tuple[str, int | None]] | None:
    """The heads of the columns of a count, where they have other names than the count's parts."""
    heads: dict[str, tuple[str, int | None]] = {}
    for part in ("date", "interface", "calls"):
        in_head = getattr(count, part) is None
        heads[part] = (
            table.name_of(count.head_of(part)),
            table.head.line if in_head else None,
        )
    return None if all(name == part for part, (name, _) in heads.items()) else heads
