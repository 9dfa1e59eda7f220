"""Rows that cannot be rated: each with its file, its line, and what is wrong there."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError, file_in_words
from tiia_pricebook.untrusted_text import cell
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.by_day import ByDay, day_key
from tiia_pricing.rating.input.intake import numbered
from tiia_pricing.rating.input.line_numbers import lines_of
from tiia_pricing.rating.input.row_faults import (
    BookFaults,
    ReadRow,
    RowCells,
    RowFault,
    understood,
)
from tiia_pricing.rating.input.source_file import SourceFile
from tiia_pricing.tables.counts import parse_count


class Reject(NamedTuple):
    """A row that cannot be rated; ``calls`` where its count is a whole number of 0 or more.

    ``unread`` says that it was put aside when it was read, before it was part of a sum.
    """

    file: int
    number: int
    fault: RowFault
    calls: int
    unread: bool = False


class OddRow(NamedTuple):
    """A row whose count is written in another way than digits alone, and that can be rated."""

    account: str
    given: str
    day: dt.date
    calls: int
    file: int
    number: int
    date: str


def odd_rows(
    engine: Engine, book: PriceBook, files: Sequence[SourceFile]
) -> tuple[list[OddRow], list[Reject]]:
    """Return the rows that did not read at once.

    Those that can be understood, and those that cannot.
    """
    readable: list[OddRow] = []
    rejects: list[Reject] = []
    for index, source in enumerate(files):
        sql = f"""\
SELECT number, account, given, date_text, calls_text FROM (
{numbered(engine, source)}
) WHERE day IS NULL OR calls IS NULL OR account IS NULL OR given IS NULL"""
        for number, account, given, date, calls in engine.rows(sql):
            found = understood(book, RowCells(account, given, date, calls))
            if isinstance(found, RowFault):
                rejects.append(Reject(index, number, found, _whole(calls), unread=True))
            else:
                readable.append(OddRow(account, given, *found, index, number, date))
    return readable, rejects


def _whole(calls: str | None) -> int:
    try:
        return parse_count((calls or "").strip())
    except InputError:
        return 0


def rejected_rows(
    engine: Engine, files: Sequence[SourceFile], days: ByDay, faults: BookFaults
) -> list[Reject]:
    """Return the rows of the sums in ``rejected``, found again in their files."""
    found: list[Reject] = []
    key, joined = day_key(engine.dialect, days)
    for index, source in enumerate(files):
        sql = f"""\
SELECT {index}, r.number, r.calls, g.reason, r.given, r.date_text, r.day, g.activated
FROM (SELECT r.*, {key} AS day_key FROM (
{numbered(engine, source)}
) AS r{joined}) AS r
JOIN rejected AS g ON g.account = r.account AND g.given = r.given AND g.day = r.day_key
WHERE r.calls IS NOT NULL"""
        found += [_rejected(faults, *row) for row in engine.rows(sql)]
    odd = """\
SELECT o.file, o.number, o.calls, g.reason, o.given, o.date_text, o.day, g.activated FROM odd AS o
JOIN rejected AS g ON g.account = o.account AND g.given = o.given AND g.day = o.day_key"""
    return [*found, *(_rejected(faults, *row) for row in engine.rows(odd))]


def _rejected(
    faults: BookFaults, file: int, number: int, calls: int, reason: str, *cells: Any
) -> Reject:
    return Reject(file, number, faults.of(reason, ReadRow(*cells)), calls)


class Located(NamedTuple):
    """A reject with the file's name, the line, and what is wrong there."""

    file: str
    line: int
    reason: str
    column: str
    value: str
    expected: str


def located(files: Sequence[SourceFile], rejects: Sequence[Reject]) -> list[Located]:
    """Return the rejects in the order of the files, each with its line."""
    by_file: dict[int, list[Reject]] = defaultdict(list)
    for one in rejects:
        by_file[one.file].append(one)
    found = []
    for index in sorted(by_file):
        lines = lines_of(files[index], (one.number for one in by_file[index]))
        for one in sorted(by_file[index], key=lambda reject: reject.number):
            found.append(Located(str(files[index].path), lines[one.number], *one.fault))
    return found


def as_csv(rejects: Sequence[Located]) -> str:
    """Return the rejects as ``file,line,reason,column,value,expected``; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Located._fields)
    for one in rejects:
        about = (one.column, cell(one.value), cell(one.expected))
        writer.writerow((cell(str(file_in_words(one.file))), one.line, one.reason, *about))
    return out.getvalue()
