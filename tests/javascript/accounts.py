"""Random accounts on a price book, and random files of them."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from tiia_pricebook import READINGS, PriceBook
from tiia_pricing.conformance.protocol.case import Case, PackRow, UsageRow

T = TypeVar("T")

EDGES = (0, 1, 999, 1000, 1001, 9_999, 10_001, 999_999, 1_001_000, 3_001_000, 10**15)
CALLS = st.sampled_from(EDGES) | st.integers(0, 20_000) | st.integers(0, 20_000_000)
BEYOND = st.sampled_from((-1, -(10**18) - 3, 10**15 + 1, 10**20 + 7))
NEVER = ("nobody", "O'Neil", 'a"b', "x\ty", "\u200b", "é\u3000", "𠮷", "")

# Cells that a file can hold where a date, a count, a size or a quantity stands.
ODD_CELLS = (
    *("", " ", "2023-13", "2023-02-30", "9999-12", "0000-01", "٢٠٢٣-05", "2023-5-1", "-5", "-.5"),
    *("1.5", ".", "5.", "00012", "1000000000000000", "1000000000000001", "9" * 50, "1e6", "١٢"),
    *(" 7 ", "\u3000 7\xa0", "\ufeff7", "\x1c8", "\x85", "1万次", "１０万次", "2.5万", "1,000"),
    *("0万", "1.23456万次", "百万次", "1 百万 次", "1亿", "0.1千", "10001", "0", "a'b"),
    *("2026年1月", "２０２３/5/1", "Jan-23", "Sept 2023", "5-Jan-2023", "202305", "20230501"),
    *("1/2/2023", "2023.5", "2023-05-01 0:00", "9999-12-31", "1050000.0", "105.000", "１，０５０"),
    *("1.00000000000000000001", "0.000", "1.5万", "萬", "10亿次", "1000000000000000.0", "0,123"),
    *('"q"', '"a,b"', '"x""y"', '"a\nb"', '"a"b', '"open', 'a"b', "a,b"),
)
# No arbitrary bytes: of a few rare signs browsers and Python have different editions of GB18030.
ODD_BYTES = st.sampled_from([b"", b'"', b",", b"\n", b"\r", b"\0", b"\x80", b"\xff", b"a"])
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk")


@st.composite
def accounts(draw: st.DrawFn, book: PriceBook, spans: Sequence[tuple[dt.date, dt.date]]) -> Case:
    """An account with usage in one of ``spans``, packs, readings, activation; some are refused.

    It uses few interfaces, so that its rows meet in a month, a quota and a pack.
    """
    names = [interface.name for interface in book.interfaces]
    names += [interface.action for interface in book.interfaces if interface.action]
    used = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    days = st.dates(*draw(st.sampled_from(spans))).map(dt.date.isoformat)
    usage = draw(st.lists(_usage(used, days), min_size=1, max_size=10))
    first = min(row["date"] for row in usage)
    active = st.sampled_from([f"{first[:7]}-01", first if len(first) > 7 else f"{first}-02"])
    return {
        "book": None,
        "usage": usage,
        "packs": draw(st.lists(_pack(book, used, days), max_size=4)) if book.packs else [],
        "files": {},
        "readings": draw(_readings()),
        "activated": {
            "service": draw(st.none() | active),
            "interfaces": draw(st.dictionaries(st.sampled_from(names), active, max_size=1)),
        },
    }


def _usage(names: list[str], days: st.SearchStrategy[str]) -> st.SearchStrategy[UsageRow]:
    return st.builds(
        UsageRow,
        date=days | days.map(lambda day: day[:7]),
        interface=_mostly(st.sampled_from(names), st.sampled_from(NEVER)),
        calls=_mostly(CALLS, BEYOND),
    )


def _pack(
    book: PriceBook, names: list[str], days: st.SearchStrategy[str]
) -> st.SearchStrategy[PackRow]:
    sizes = [pack.calls for pack in book.packs]
    sellers = [pack.interface for pack in book.packs]
    row: dict[str, st.SearchStrategy[Any]] = {
        "purchased_on": days | days.map(_half_a_year_before),
        "interface": _mostly(st.sampled_from(sellers), st.sampled_from([*names, *NEVER])),
        "calls": _mostly(st.sampled_from(sizes[:3]), st.integers(-1, 10**18)),
        "quantity": st.integers(1, 3),
    }
    left = _mostly(st.sampled_from((0, 1, 500, *sizes[:2])), st.integers(-1, 10**6))
    return st.builds(PackRow, **row) | st.builds(PackRow, left=left, **row)


def _half_a_year_before(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=183)).isoformat()


def _readings() -> st.SearchStrategy[dict[str, str]]:
    def value(name: str) -> st.SearchStrategy[str]:
        values = [reading.values for reading in READINGS if reading.name == name]
        return _mostly(st.sampled_from(values[0] if values else ("x",)), st.just("nope"))

    names = _mostly(st.sampled_from([reading.name for reading in READINGS]), st.just("tier"))
    return st.lists(names, max_size=5, unique=True).flatmap(
        lambda some: st.fixed_dictionaries({name: value(name) for name in some})
    )


def _mostly(usual: st.SearchStrategy[T], odd: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    return st.integers(0, 19).flatmap(lambda dice: usual if dice else odd)


@st.composite
def files(draw: st.DrawFn, names: Sequence[str]) -> Case:
    """A usage file and perhaps a packs file, in any encoding, some cells and bytes odd."""
    days = st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31)).map(dt.date.isoformat)
    calls = st.integers(0, 10**7).map(str)
    usage = [["date", "interface", "calls"]]
    usage += draw(st.lists(_row(days, st.sampled_from(names), calls), max_size=5))
    sizes = st.sampled_from(["1万次", "10000", "10万次", "100万", "１万次", "250万次", "3"])
    packs = [["purchased_on", "interface", "calls", "quantity", "left"]]
    quantity, left = st.sampled_from(["", "1", "2"]), st.sampled_from(["", "", "0", "500", "20000"])
    row = _row(days, st.just("车辆识别（增强版）"), sizes, quantity, left)
    packs += draw(st.lists(row, max_size=4))
    both = {"usage": draw(_file(usage)), "packs": draw(_file(packs))}
    return {
        "book": None,
        "usage": [],
        "packs": [],
        "files": both if draw(st.booleans()) else {"usage": both["usage"]},
        "readings": {},
        "activated": {"service": None, "interfaces": {}},
    }


def _row(*cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    odd = st.sampled_from(ODD_CELLS)
    return st.tuples(*(_mostly(cell, odd) for cell in cells)).map(list)


@st.composite
def _file(draw: st.DrawFn, rows: list[list[str]]) -> str:
    if not draw(st.integers(0, 9)):
        rows[0] = draw(st.permutations(rows[0])) + draw(st.lists(st.sampled_from(["", "calls"])))
    line = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    last = draw(st.sampled_from(["", line, line * 2]))
    text = line.join(",".join(row) for row in rows) + last
    data = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    if not draw(st.integers(0, 9)):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(ODD_BYTES) + data[at + draw(st.integers(0, 2)) :]
    return base64.b64encode(data).decode()
