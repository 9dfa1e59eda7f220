"""Cliffs of a bill, with amounts worked out from the page by hand."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import frozen
from tiia_pricing import Usage, bill
from tiia_pricing.billing.statement.cliffs import as_lines, as_list, cliffs
from tiia_pricing.cli import main

PRO = "车辆识别（增强版）"


def found(calls: int, **readings: str) -> list[tuple[int, int, int]]:
    """First calls of the band, the calls instead, and what they save, in cents."""
    usage = [Usage(dt.date(2023, 5, 31), PRO, calls)]
    given = {name.replace("_", "-"): value for name, value in readings.items()}
    statement = bill(frozen.book(), usage, readings=given)
    return [(cliff.first, cliff.instead, cliff.saves) for cliff in cliffs(statement)]


@pytest.mark.parametrize(
    ("calls", "saves"),
    [
        (601_001, 8),  # 600,001 x 75 / 1,000 = 45,000.075, and 1,000,000 x 45 / 1,000 = 45,000.00
        (1_000_999, 29_999_93),  # 999,999 x 75 / 1,000 = 74,999.925
    ],
)
def test_between_its_ends_a_band_costs_more(calls: int, saves: int) -> None:
    assert found(calls) == [(601_001, 1_001_000, saves)]


@pytest.mark.parametrize("calls", [0, 1_000, 601_000, 1_001_000])
def test_elsewhere_there_is_none(calls: int) -> None:
    assert found(calls) == []


def test_all_calls_of_the_month_choose_the_tier_under_gross() -> None:
    """999,000 x 45 = 44,955.00 at 1,000,000 calls; 599,401 x 75 = 44,955.075 at 600,401."""
    assert found(999_999, tier_basis="gross") == [(600_401, 1_000_000, 29_969_93)]


def test_it_is_told_below_the_statement(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["quote", f"{PRO}=1000999", "--month", "2023-05"]
    assert main(words) == 0
    assert (
        f"Cliff: 2023-05: from 601,001 calls of {PRO} on, 1,001,000 cost less: 29,999.93 yuan less "
        "than 1,000,999\n"
    ) in capsys.readouterr().out
    assert main([*words, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["cliffs"] == [
        {
            "month": "2023-05",
            "interface": PRO,
            "calls": 1_000_999,
            "from_calls": 601_001,
            "instead": 1_001_000,
            "saves": "29999.93",
        }
    ]
    assert (as_list(iter(())), list(as_lines(iter(())))) == ([], [])


def test_months_that_are_alike_stand_in_one_sentence() -> None:
    usage = [Usage(dt.date(2023, month, 28), PRO, 1_000_999) for month in (5, 6, 7)]
    assert list(as_lines(cliffs(bill(frozen.book(), usage)))) == [
        f"3 months from 2023-05 on: from 601,001 calls of {PRO} on, 1,001,000 cost less: "
        "29,999.93 yuan less than 1,000,999, in each of them"
    ]
