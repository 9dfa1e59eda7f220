"""A bill that rests on what is announced says so, until the day comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

import frozen
from tiia_pricebook import PriceBook
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.billing.statement.announced_facts import with_announcements

DAY = dt.date(2027, 1, 1)
PRO = "车辆识别（增强版）"


@pytest.fixture
def book() -> PriceBook:
    """All prices, quotas and packs of the page once more from 2027 on."""
    page = frozen.book()

    def later(facts: Sequence[Any]) -> tuple[Any, ...]:
        open_ = [fact for fact in facts if fact.to is None]
        ended = [replace(fact, to=DAY) if fact.to is None else fact for fact in facts]
        return (*ended, *(replace(fact, from_=DAY) for fact in open_))

    return replace(
        page,
        free_quotas=later(page.free_quotas),
        pay_as_you_go=later(page.pay_as_you_go),
        packs=later(page.packs),
    )


def told(book: PriceBook, day: dt.date, today: dt.date) -> list[str]:
    pack = Purchase(day, PRO, 10_000)
    statement = bill(book, [Usage(day, PRO, 20_000)], [pack])
    return [one.text for one in with_announcements(statement, today).warnings]


def test_each_announced_fact_is_named_once(book: PriceBook) -> None:
    assert told(book, DAY, dt.date(2026, 12, 31)) == [
        f"announced and not yet in force on 2026-12-31: {what}"
        for what in (
            f"the prices of {PRO} from 2027-01-01 (table 2 '图像识别后付费', row 5, column 2)",
            f"the free quota of 1,000 calls of {PRO} from 2027-01-01 "
            "(table 1 '免费额度', row 2, column 2)",
            "the price of the pack of 10,000 calls from 2027-01-01 "
            "(table 5 '图像识别预付费', row 2, column 3)",
        )
    ]


@pytest.mark.parametrize(
    ("day", "today"),
    [(DAY, DAY), (DAY, dt.date(2027, 1, 2)), (dt.date(2026, 12, 31), dt.date(2026, 11, 1))],
)
def test_what_is_in_force_is_not(book: PriceBook, day: dt.date, today: dt.date) -> None:
    assert told(book, day, today) == []
