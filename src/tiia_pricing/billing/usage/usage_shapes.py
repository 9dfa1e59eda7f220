"""How a table of usage lies: a row for each count, or months or days by interface."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.usage.known_columns import USAGE
from tiia_pricing.tables import FileTable
from tiia_pricing.tables.counts import parse_count
from tiia_pricing.tables.dates import is_date, parse_date
from tiia_pricing.tables.folding import folded
from tiia_pricing.tables.heads import faults_of, find
from tiia_pricing.tables.totals import is_total

_CORNER = re.compile(r"[/\\|、,;:]|\s")
_DATE, _INTERFACE, _ = USAGE


class Count(NamedTuple):
    """A column of counts: where the date, the interface and the calls of each of them stand.

    A date or interface stands in its column of the same row, or, being ``None``, in the head of
    the counts. ``per`` is what the column counts in.
    """

    date: int | None
    interface: int | None
    calls: int
    per: int = 1

    def head_of(self, part: str) -> int:
        """Return the column whose head belongs to a part: ``date``, ``interface`` or ``calls``."""
        column: int | None = getattr(self, part)
        return self.calls if column is None else column

    @property
    def keys(self) -> tuple[int, ...]:
        """The columns that say of which row a count is."""
        return tuple(column for column in (self.date, self.interface) if column is not None)


class Shape(NamedTuple):
    """The columns of counts, those that add them up in each row, and those not needed."""

    counts: tuple[Count, ...]
    totals: tuple[int, ...] = ()
    ignored: tuple[int, ...] = ()

    @property
    def is_matrix(self) -> bool:
        """Whether the heads are dates or interfaces."""
        return None in self.counts[0][:2]


def shape_of(table: FileTable) -> tuple[Shape, Problems]:
    """Find how a table of usage lies, and all that is wrong with its heads.

    Heads that are dates make a matrix of interfaces by date. So do, beside a column of dates,
    heads that are neither columns of usage nor free of counts: they are interfaces.
    """
    found = find(table, USAGE)
    dates = [at for at in found.others if is_date(table.names[at])]
    if dates and "calls" not in found.at:
        return _matrix(table, dates, _key(table, _INTERFACE.name), of_dates=True)
    if not {"interface", "calls"} & found.at.keys():
        key = _key(table, _DATE.name)
        names = [at for at in found.others if at != key and not is_total(table.names[at])]
        counted = [at for at in names if any(_is_count(text) for text in _texts(table, at))]
        if key is not None and counted:
            return _matrix(table, counted, key, of_dates=False)
    problems = faults_of(table, USAGE, found)
    if problems:
        return Shape((), (), found.others), problems
    count = Count(found.at["date"], found.at["interface"], found.at["calls"], found.per["calls"])
    return Shape((count,), (), found.others), problems


def _key(table: FileTable, name: str) -> int | None:
    """The column with the dates or the interfaces of a matrix, by its head.

    In the first column the head can also be empty, or name both: ``接口/月份``.
    """
    found = find(table, USAGE).at
    if name in found:
        return found[name]
    corner = [part for part in _CORNER.split(table.names[0]) if part]
    known = all(_DATE.per(part) or _INTERFACE.per(part) for part in corner)
    return 0 if known else None


def _matrix(
    table: FileTable, columns: list[int], key: int | None, *, of_dates: bool
) -> tuple[Shape, Problems]:
    problems = Problems()
    place = table.place(table.head.line)
    if key is None:
        text = say("the heads are dates, and no column has the interfaces")
        expected = say("a column interface, or the interfaces in the first column without a head")
        problems.add(InputError("column-missing", text, expected=expected), place)
        return Shape(()), problems
    rest = [at for at in range(len(table.names)) if at not in {key, *columns}]
    totals = tuple(at for at in rest if is_total(table.names[at]))
    left = [at for at in rest if at not in totals and (table.names[at] or any(_texts(table, at)))]
    for at, fault in _unfit(table, [*columns, *totals], left):
        problems.add(fault, table.place(table.head.line, table.names[at] or str(at + 1)))
    make = (lambda at: Count(None, key, at)) if of_dates else (lambda at: Count(key, None, at))
    return Shape(tuple(map(make, columns)), totals, tuple(left)), problems


def _unfit(
    table: FileTable, columns: Iterable[int], left: Iterable[int]
) -> Iterable[tuple[int, InputError]]:
    """The columns of a matrix that are the same or cannot be read, or have unnamed numbers."""
    met: dict[object, int] = {}
    for at in columns:
        name = table.names[at]
        try:
            meaning = parse_date(name) if is_date(name) else folded(name)
        except InputError as error:
            yield at, error
            continue
        first = met.setdefault(meaning, at)
        if at in table.head.faults:
            yield at, table.head.faults[at]
        elif first != at:
            text = say(
                "columns {first!r} and {name!r} are the same", first=table.names[first], name=name
            )
            yield at, InputError("column-duplicate", text, expected=say("one column of each"))
    for at in left:
        if any(_is_count(text) for text in _texts(table, at)):
            text = say(
                "the column {name!r} has numbers, and is neither a date nor a total",
                name=table.names[at],
            )
            yield at, InputError("column-unknown", text, expected=say("a month such as 2026-01"))


def _texts(table: FileTable, at: int) -> Iterable[str]:
    return (row.cells[at] for row in table.rows if at < len(row.cells))


def _is_count(text: str) -> bool:
    try:
        parse_count(text)
    except InputError as error:
        return error.id not in {"calls-unreadable"}
    return True
