"""Usage and packs from CSV files: what is understood, and what is refused and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.calendar import DATES, Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.usage.account import (
    MAX_CALLS,
    MAX_QUANTITY,
    QUANTITIES,
    Purchase,
    Usage,
)
from tiia_pricing.billing.usage.csv_rows import Columns, CsvRow, csv_rows
from tiia_pricing.billing.usage.row_places import RowPlace

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_SHOWN = 5
_USAGE = Columns(("date", "interface", "calls"))
_PACKS = Columns(("purchased_on", "interface", "calls"), ("quantity", "left"))

Row = TypeVar("Row")
ParseCalls = Callable[[str], int]


def read_usage(data: bytes, name: str = "usage", problems: Problems | None = None) -> list[Usage]:
    """Read the rows of a usage file (``date,interface,calls``), each with its place.

    A date is a day or a month; a month's calls count on its last day. Raises ``InputError``
    with every fault of the file; with ``problems`` those of its rows are added there, and the
    other rows returned.
    """

    def usage(row: CsvRow) -> Usage:
        day, whole_month = parse_date(row.cells["date"])
        calls = parse_count(row.cells["calls"])
        return Usage(day, row.cells["interface"], calls, whole_month, RowPlace(name, row.line))

    parsers = {"date": parse_date, "calls": parse_count}
    return _read(csv_rows(data, name, _USAGE), parsers, usage, problems)


def read_packs(
    data: bytes,
    name: str = "packs",
    parse_calls: ParseCalls | None = None,
    problems: Problems | None = None,
) -> list[Purchase]:
    """Read the packs of a packs file (``purchased_on,interface,calls[,quantity][,left]``).

    ``parse_calls`` reads sizes; without it they are plain numbers. Raises ``InputError`` and
    takes ``problems`` as ``read_usage`` does.
    """
    size = parse_calls or parse_count

    def packs(row: CsvRow) -> Purchase:
        calls = size(row.cells["calls"])
        day = parse_day(row.cells["purchased_on"])
        quantity = parse_quantity(row.cells.get("quantity", ""))
        left = parse_left(row.cells.get("left", ""))
        place = RowPlace(name, row.line)
        return Purchase(day, row.cells["interface"], calls, place, quantity, left)

    parsers = {
        "calls": size,
        "purchased_on": parse_day,
        "quantity": parse_quantity,
        "left": parse_left,
    }
    return _read(csv_rows(data, name, _PACKS), parsers, packs, problems)


def read_file(path: Path) -> bytes:
    """A file's bytes; raises ``InputError`` for more than 16 MiB, or where none can be read."""
    try:
        return read_bounded(path)
    except OSError as error:
        where = {"file": str(path)}
        raise InputError(
            "file-unreadable", f"cannot read: {error.strerror}", where=where
        ) from error


def parse_date(text: str) -> tuple[dt.date, bool]:
    """A day, or a month as its last day; and whether it was a month."""
    match = _DAY.fullmatch(text)
    if not match:
        raise InputError("date-unreadable", f"cannot read the date {text!r}", expected=DATES)
    year, month, day = match.groups()
    try:
        first = dt.date(int(year), int(month), int(day or 1))
        last = Month.of(first).last  # the calendar's last month has no first day after it
        return (first, False) if day else (last, True)
    except (ValueError, OverflowError) as error:
        text = f"there is no date {text!r}"
        raise InputError("date-unreadable", text, expected=DATES) from error


def parse_day(text: str) -> dt.date:
    """A day; raises ``InputError``, for a month too."""
    day, whole_month = parse_date(text)
    if whole_month:
        text = f"{text!r} is a month"
        raise InputError("date-unreadable", text, expected="a day YYYY-MM-DD")
    return day


def parse_count(text: str) -> int:
    """A count of calls, 0 to 10^15; raises ``InputError``."""
    expected = f"a whole number of calls, 0 to {MAX_CALLS}"
    if re.fullmatch(r"-[0-9]*\.?[0-9]+", text):
        raise InputError("calls-negative", f"{text} calls are less than none", expected=expected)
    if re.fullmatch(r"[0-9]*\.[0-9]*", text):
        raise InputError(
            "calls-not-whole", f"{text} is no whole number of calls", expected=expected
        )
    if not re.fullmatch(r"[0-9]+", text):
        raise InputError("calls-unreadable", f"{text!r} is no count of calls", expected=expected)
    if len(text.lstrip("0")) > len(str(MAX_CALLS)) or int(text) > MAX_CALLS:
        raise InputError("calls-too-large", f"{text[:40]} calls are too many", expected=expected)
    return int(text)


def parse_left(text: str) -> int | None:
    """The calls left in a pack, or ``None`` for no text; raises ``InputError``."""
    return parse_count(text) if text else None


def parse_quantity(text: str) -> int:
    """A number of packs, 1 to 10,000, or none for one; raises ``InputError``."""
    if not text:
        return 1
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= MAX_QUANTITY:
        raise InputError("quantity-unreadable", f"{text!r} packs", expected=QUANTITIES)
    return int(text)


def _read(
    rows: Iterable[CsvRow],
    parsers: Mapping[str, Callable[[str], object]],
    build: Callable[[CsvRow], Row],
    problems: Problems | None,
) -> list[Row]:
    """Build what each row gives; raise the faults of the others, or add them to ``problems``."""
    built: list[Row] = []
    faults, faulty = Problems(), 0
    firsts: list[InputError] = []
    for row in rows:
        try:
            built.append(build(row))
        except InputError:
            own = _faults(row, parsers)
            faults.add_all(own)
            faulty += 1
            firsts += [own] if len(firsts) <= _SHOWN else []
    if faults and problems is None:
        raise faults.error(_in_words(firsts, faulty))
    if faults and problems is not None:
        problems.add_all(faults.error())
    return built


def _faults(row: CsvRow, parsers: Mapping[str, Callable[[str], object]]) -> InputError:
    """The faults of a row, in the order in which its columns are read."""
    faults = Problems()
    if row.wrong:
        faults.add(row.wrong, row.wrong.where)
        return faults.error()
    for column, parse in parsers.items():
        try:
            parse(row.cells.get(column, ""))
        except InputError as error:
            faults.add(error, row.where(column))
    return faults.error()


def _in_words(firsts: Sequence[InputError], faulty: int) -> str:
    """What is wrong with the rows in one text: the first fault whole, those of others by line."""
    first, *others = firsts
    if not others:
        return first.message
    shown = "".join(f"\n  line {one.where['line']}: {one.message}" for one in others[:_SHOWN])
    hidden = faulty - 1 - _SHOWN
    more = f"\n  and {hidden} more" if hidden > 0 else ""
    return f"{first.message}; {faulty - 1} more row(s) cannot be read:{shown}{more}"
