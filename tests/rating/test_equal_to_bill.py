"""Lines of many accounts against those of one account at a time, number by number."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from rating import by_bill
from rating.books import EVERY, SPANS
from rating.by_bill import BillLine
from rating.equality import compared
from rating.many_accounts import GivenAccount, accounts, write
from support.books import scanner, tiers
from tiia_pricebook import Mode, PayAsYouGo, PriceBook
from tiia_pricing import Activated, Purchase, Usage
from tiia_pricing.cli import main
from tiia_pricing.rating.dialect import EngineName
from tiia_pricing.rating.engine import DuckDb
from tiia_pricing.rating.spark.spark_engine import Spark
from tiia_pricing.rating.spark.spark_session import session

pytest.importorskip("duckdb")

READINGS: tuple[dict[str, str], ...] = (
    {},
    {"tier-basis": "gross", "rounding": "down"},
    {"quota-change": "on-date", "pack-start": "purchase-month"},
    {"price-change": "whole-month-new", "shared-pool-order": "dearest-first"},
    {"partial-thousand": "round-up", "pack-order": "earliest-purchase"},
)
# Every span, and every reading: not each with each, which is what ``make proof`` compares.
PAIRS = [(name, READINGS[turn % len(READINGS)]) for turn, name in enumerate(SPANS)]


@pytest.mark.parametrize(("name", "readings"), PAIRS, ids=str)
def test_each_line_is_that_of_bill(name: str, readings: dict[str, str], tmp_path: Path) -> None:
    equal(name, readings, tmp_path, "duckdb")


@pytest.mark.usefixtures("spark")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "readings"), list(zip(SPANS, EVERY, strict=True))[::6], ids=str)
def test_each_line_is_that_of_bill_on_spark(
    name: str, readings: dict[str, str], tmp_path: Path
) -> None:
    """Spark takes its time for each step: ``make proof`` has the spans that are missing here."""
    equal(name, readings, tmp_path, "spark")


@pytest.mark.parametrize("name", SPANS)
def test_every_value_of_every_reading(name: str) -> None:
    """A sample of what ``make proof`` compares."""
    book, span = SPANS[name]
    given = accounts(book, span, 10, seed=18)
    for readings in EVERY:
        lines, wrong = compared(book, given, readings, lambda _: DuckDb())
        assert lines >= len(given)
        assert not [given[account] for account in wrong]


@pytest.mark.usefixtures("spark")
@pytest.mark.filterwarnings("ignore")
def test_many_accounts_in_one_run_on_spark() -> None:
    """A sample of what ``make proof`` compares on Spark."""
    book, span = SPANS["a quarter"]
    given = accounts(book, span, 200, seed=18)
    lines, wrong = compared(book, given, EVERY[1], partial(Spark, session()))
    assert lines >= len(given)
    assert not [given[account] for account in wrong]


DAY = dt.date(2024, 3, 4)
TURN = dt.date(2024, 3, 16)


def _prices(mode: Mode, *tables: Sequence[tuple[int, str]]) -> PriceBook:
    """The scanner by the ten; a second table holds from the middle of March on."""
    days = [None, TURN, None] if len(tables) == 2 else [None, None]
    return replace(
        scanner(),
        pay_as_you_go=tuple(
            PayAsYouGo("Scan", mode, 10, tiers(*table), None, None, from_=first, to=end)
            for table, (first, end) in zip(tables, pairwise(days), strict=True)
        ),
    )


UNTOLD: tuple[tuple[PriceBook, Mapping[dt.date, int]], ...] = (
    (scanner(), {DAY: 80, DAY.replace(month=4): 130}),
    # 60 to 110 are paid for: most where they are 80, the last ones below the bound.
    (_prices("reached", [(0, "9"), (81, "1")], [(0, "8"), (81, "2")]), {DAY: 60, TURN: 60}),
    # The price rises within the month, and what fills up the last ten has the later one.
    (_prices("reached", [(0, "5")], [(0, "9")]), {DAY: 55, TURN: 20}),
    # Most where all 45 calls of the second price are those from the 35th to the 79th.
    (
        _prices("progressive", [(0, "1")], [(0, "1"), (35, "9"), (80, "1")]),
        {DAY: 60, TURN: 45},
    ),
    # Later tiers are dearer, and each call of the pack is one of the first tier.
    (_prices("progressive", [(0, "2.5"), (101, "5")]), {DAY: 133}),
)


@pytest.mark.parametrize(("book", "calls"), UNTOLD)
def test_ends_reach_over_all_that_may_be_left_in_a_pack(
    book: PriceBook, calls: Mapping[dt.date, int], tmp_path: Path
) -> None:
    _reach_over_all(book, calls, "duckdb", tmp_path)


@pytest.mark.usefixtures("spark")
@pytest.mark.filterwarnings("ignore")
def test_ends_reach_as_far_on_spark(tmp_path: Path) -> None:
    _reach_over_all(*UNTOLD[3], "spark", tmp_path)


def _reach_over_all(
    book: PriceBook, calls: Mapping[dt.date, int], engine: EngineName, tmp_path: Path
) -> None:
    """``bill`` is asked for every number of calls that can have been left of fifty."""
    pack = Purchase(dt.date(2024, 1, 31), "Scan", 50)
    usage = [Usage(day, "Scan", count) for day, count in calls.items()]
    one = GivenAccount(usage, [pack], Activated())
    fixed = {"pack-start": "purchase-day", "price-change": "by-day"}
    told = [
        by_bill.lines(book, one._replace(packs=[replace(pack, left=left)]), fixed)
        for left in range(51)
    ]
    found = _lines(_rated(book, {"account": one}, fixed, engine, tmp_path))["account"]
    assert found.keys() == told[50].keys()
    for key, line in found.items():
        assert line[:-2] == told[50][key][:-2]  # it counts as full
        assert line.low == min(lines[key].low for lines in told)
        assert line.high == max(lines[key].high for lines in told)
    assert len({line.low for line in found.values()}) == len(found)


@pytest.mark.usefixtures("spark")
@pytest.mark.filterwarnings("ignore")
def test_an_earlier_pack_of_what_is_not_used_moves_nothing_on_spark(tmp_path: Path) -> None:
    """No line is in doubt there, though a graduated table could put one: 3 x 2 yuan."""
    scan = scanner()
    fax = PayAsYouGo("Fax", "reached", 1, tiers((0, "2")), None, None)
    book = replace(
        scan,
        interfaces=(*scan.interfaces, replace(scan.interfaces[0], name="Fax", action=None)),
        pay_as_you_go=(*scan.pay_as_you_go, fax),
    )
    one = GivenAccount(
        [Usage(dt.date(2024, 3, 4), "Fax", 3)],
        [Purchase(dt.date(2024, 1, 31), "Scan", 50)],
        Activated(),
    )
    [line] = _lines(_rated(book, {"account": one}, {}, "spark", tmp_path))["account"].values()
    assert line == by_bill.lines(book, one, {})["2024-03", "Fax"]
    assert line.low == line.high == 6


def equal(name: str, readings: dict[str, str], tmp_path: Path, engine: EngineName) -> None:
    book, span = SPANS[name]
    given = accounts(book, span, 4, seed=len(name) + len(str(readings)))
    found = _lines(_rated(book, given, readings, engine, tmp_path))
    for account, one in given.items():
        assert found[account] == by_bill.lines(book, one, readings), account
    assert found.keys() == given.keys()


def _rated(
    book: PriceBook,
    given: Mapping[str, GivenAccount],
    readings: Mapping[str, str],
    engine: EngineName,
    folder: Path,
) -> Path:
    """The bills of accounts."""
    files = write(folder, given)
    (folder / "book.json").write_bytes(msgspec.json.encode(book))
    words = [f"{key}={value}" for key, value in readings.items()]
    code = main(
        [
            *("rate", str(files.usage), "--packs", str(files.packs)),
            *("--activated", str(files.activated), "--out", str(folder / "bills.csv")),
            *("--engine", engine, "--book", str(folder / "book.json")),
            *(["--reading", *words] if words else []),
        ]
    )
    assert code == 0
    return folder / "bills.csv"


def _lines(path: Path) -> dict[str, dict[tuple[str, str], BillLine]]:
    found: dict[str, dict[tuple[str, str], BillLine]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["account"], {})[row["month"], row["interface"]] = by_bill.line_of(
                row
            )
    return found
