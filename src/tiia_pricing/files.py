"""Usage and packs from CSV files: what is understood, and what is refused and why."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import errno
import io
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from tiia_pricing.account import DATES, MAX_CALLS, Month, Purchase, Usage
from tiia_pricing.errors import InputError

MAX_QUANTITY = 10_000
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SHOWN = 5

Row = TypeVar("Row")
ParseCalls = Callable[[str], int]
Cells = Mapping[str, str]


def read_usage(data: bytes, name: str = "usage") -> list[Usage]:
    """The rows of a usage file (``date,interface,calls``); raises ``InputError``.

    A date is a day or a month; a month's calls count on its last day.
    """

    def usage(row: Cells) -> list[Usage]:
        day, whole_month = parse_date(row["date"])
        return [Usage(day, row["interface"], parse_count(row["calls"]), whole_month)]

    return _read(data, name, ("date", "interface", "calls"), (), usage)


def read_packs(
    data: bytes, name: str = "packs", parse_calls: ParseCalls | None = None
) -> list[Purchase]:
    """The packs of a packs file (``purchased_on,interface,calls[,quantity]``).

    ``parse_calls`` reads sizes; without it they are plain numbers. Raises ``InputError``.
    """

    def packs(row: Cells) -> list[Purchase]:
        calls = (parse_calls or parse_count)(row["calls"])
        purchase = Purchase(parse_day(row["purchased_on"]), row["interface"], calls)
        return [purchase] * _quantity(row.get("quantity", ""))

    return _read(data, name, ("purchased_on", "interface", "calls"), ("quantity",), packs)


def read_file(path: Path) -> bytes:
    """A file's bytes; raises ``InputError`` where there is none to read."""
    try:
        return path.read_bytes()
    except OSError as error:
        where = {"file": str(path)}
        raise InputError(
            "file-unreadable", f"cannot read: {error.strerror}", where=where
        ) from error


def writable(path: Path) -> None:
    """Raise ``InputError`` for a file that cannot be written: before the work, not after it."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "Is a directory")
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        where = {"file": str(path)}
        raise InputError(
            "file-unwritable", f"cannot write: {error.strerror}", where=where
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


def _quantity(text: str) -> int:
    if not text:
        return 1
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= MAX_QUANTITY:
        expected = f"a whole number of packs, 1 to {MAX_QUANTITY}"
        raise InputError("quantity-unreadable", f"{text!r} packs", expected=expected)
    return int(text)


def _read(
    data: bytes,
    name: str,
    required: Sequence[str],
    optional: Sequence[str],
    convert: Callable[[Cells], list[Row]],
) -> list[Row]:
    rows: list[Row] = []
    errors: list[InputError] = []
    for line, cells in _cells(data, name, required, optional):
        try:
            rows += convert(cells)
        except InputError as error:
            where = {"file": name, "line": line}
            errors.append(InputError(error.id, error.message, where=where, expected=error.expected))
    if errors:
        raise _together(errors)
    if not rows:
        raise _empty(name, required)
    return rows


def _cells(
    data: bytes, name: str, required: Sequence[str], optional: Sequence[str]
) -> Iterator[tuple[int, Cells]]:
    """Each row's line number, and its cells by column."""
    reader = csv.reader(io.StringIO(_decode(data, name), newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        if not any(head):
            raise _empty(name, required)
        _check_columns(head, name, required, optional)
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(head):
                text = f"{len(row)} cells where the head has {len(head)}"
                where = {"file": name, "line": reader.line_num}
                raise InputError("row-width", text, where=where, expected=",".join(head))
            yield (
                reader.line_num,
                {column: cell.strip() for column, cell in zip(head, row, strict=True)},
            )
    except csv.Error as error:
        where = {"file": name, "line": reader.line_num}
        raise InputError("file-not-csv", f"not CSV: {error}", where=where) from error


def _check_columns(
    head: Sequence[str], name: str, required: Sequence[str], optional: Sequence[str]
) -> None:
    expected = ",".join(required) + "".join(f"[,{column}]" for column in optional)
    where = {"file": name, "line": 1}
    for column in head:
        if head.count(column) > 1:
            text = f"column {column!r} stands {head.count(column)} times"
            raise InputError("column-duplicate", text, where=where, expected=expected)
        if column not in required and column not in optional:
            text = f"unknown column {column!r}"
            raise InputError("column-unknown", text, where=where, expected=expected)
    for column in required:
        if column not in head:
            text = f"column {column!r} is missing"
            raise InputError("column-missing", text, where=where, expected=expected)


def _decode(data: bytes, name: str) -> str:
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


def _empty(name: str, required: Sequence[str]) -> InputError:
    expected = f"a head {','.join(required)} and at least one row"
    return InputError("file-empty", "the file has no rows", where={"file": name}, expected=expected)


def _together(errors: Sequence[InputError]) -> InputError:
    """One error for all the rows that are wrong: the first whole, the others by line."""
    first = errors[0]
    others = [f"line {error.where['line']}: {error.message}" for error in errors[1:]]
    message = first.message
    if others:
        shown = "".join(f"\n  {other}" for other in others[:_SHOWN])
        more = f"\n  and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        message += f"; {len(others)} more row(s) cannot be read:{shown}{more}"
    return InputError(first.id, message, where=first.where, expected=first.expected)
