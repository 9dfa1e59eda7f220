"""Lines of many accounts against those of one account at a time, number by number."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import msgspec
import pytest

import frozen
from rating import by_bill
from rating.by_bill import BillLine
from rating.many_accounts import Span, accounts, write
from support.books import scanner, translator
from tiia_pricebook import PriceBook
from tiia_pricing.cli import main
from tiia_pricing.rating.dialect import Engine

pytest.importorskip("duckdb")

READINGS: tuple[dict[str, str], ...] = (
    {},
    {"tier-basis": "gross", "rounding": "down"},
    {"quota-change": "on-date", "pack-start": "purchase-month"},
    {"price-change": "whole-month-new", "shared-pool-order": "dearest-first"},
    {"partial-thousand": "round-up", "pack-order": "earliest-purchase"},
)
SPANS: dict[str, tuple[PriceBook, Span]] = {
    "the quota changes": (frozen.dated(), (dt.date(2022, 10, 1), dt.date(2022, 11, 30))),
    "an older page": (frozen.dated(), (dt.date(2020, 2, 1), dt.date(2020, 3, 31))),
    "a quarter": (frozen.dated(), (dt.date(2023, 1, 1), dt.date(2023, 3, 31))),
    "over a year": (frozen.dated(), (dt.date(2024, 1, 1), dt.date(2025, 3, 31))),
    "graduated, packs first": (scanner(), (dt.date(2024, 1, 1), dt.date(2024, 4, 30))),
    "prices change": (translator(), (dt.date(2024, 6, 1), dt.date(2024, 7, 31))),
}


@pytest.mark.parametrize("readings", READINGS, ids=str)
@pytest.mark.parametrize("name", SPANS)
def test_each_line_is_that_of_bill(name: str, readings: dict[str, str], tmp_path: Path) -> None:
    equal(name, readings, tmp_path, "duckdb")


@pytest.mark.usefixtures("spark")
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("name", "readings"), list(zip(SPANS, (*READINGS, {}), strict=True)), ids=str
)
def test_each_line_is_that_of_bill_on_spark(
    name: str, readings: dict[str, str], tmp_path: Path
) -> None:
    """Spark takes its time for each step, so it has each span once."""
    equal(name, readings, tmp_path, "spark")


def equal(name: str, readings: dict[str, str], tmp_path: Path, engine: Engine) -> None:
    book, span = SPANS[name]
    given = accounts(book, span, 4, seed=len(name) + len(str(readings)))
    files = write(tmp_path, given)
    (tmp_path / "book.json").write_bytes(msgspec.json.encode(book))
    words = [f"{key}={value}" for key, value in readings.items()]
    code = main(
        [
            *("rate", str(files.usage), "--packs", str(files.packs)),
            *("--activated", str(files.activated), "--out", str(tmp_path / "bills.csv")),
            *(
                "--engine",
                engine,
                "--book",
                str(tmp_path / "book.json"),
                *(["--reading", *words] if words else []),
            ),
        ]
    )
    assert code == 0
    found = _lines(tmp_path / "bills.csv")
    for account, one in given.items():
        assert found[account] == by_bill.lines(book, one, readings), account
    assert found.keys() == given.keys()


def _lines(path: Path) -> dict[str, dict[tuple[str, str], BillLine]]:
    found: dict[str, dict[tuple[str, str], BillLine]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["account"], {})[row["month"], row["interface"]] = by_bill.line_of(
                row
            )
    return found
