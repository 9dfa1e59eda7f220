"""The line of a file on which a row stands: in CSV a row may span lines, in Parquet it is one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping

from tiia_pricing.rating.input.source_file import SourceFile


def line_of(source: SourceFile, number: int) -> int:
    """Return the line of the row ``number``, from 1; of Parquet the row's own number."""
    return lines_of(source, [number])[number]


def lines_of(source: SourceFile, numbers: Iterable[int]) -> Mapping[int, int]:
    """Return the line on which each row of ``numbers`` begins; blank lines are no rows."""
    wanted = set(numbers)
    if not source.is_csv:
        return {number: number for number in wanted}
    found: dict[int, int] = {}
    with source.path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        number, begins = 0, rows.line_num + 1
        for row in rows:
            if row:
                number += 1
                if number in wanted:
                    found[number] = begins
                    if len(found) == len(wanted):
                        break
            begins = rows.line_num + 1
    return found
