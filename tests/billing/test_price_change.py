"""A month in which prices change: which table prices which calls, in yuan worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from support.books import scanner, tiers
from tiia_pricebook import PayAsYouGo
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.settlement.choices import Choices, choose
from tiia_pricing.billing.settlement.price_change import charge_turns
from tiia_pricing.billing.settlement.tier_pricing import Charge, Ladder

Turn = tuple[int | None, int | None, str]


def may(day: int | None) -> dt.date | None:
    return None if day is None else dt.date(2024, 5, day)


def priced(turns: list[Turn], *paid: tuple[int, int], reading: str = "by-day") -> Charge:
    """The charge of paid pages by their days of May 2024; a turn is its days and its price."""
    tables = [
        PayAsYouGo("Scan", "reached", 1, tiers((0, price)), None, None, from_=may(a), to=may(b))
        for a, b, price in turns
    ]
    days = [(dt.date(2024, 5, day), count) for day, count in paid]
    calls = sum(count for _, count in paid)
    choices: Choices = replace(choose(scanner(), {}), price_change=reading)
    return charge_turns(list(map(Ladder.of, tables)), "Scan", calls, days, choices)


THREE: list[Turn] = [(None, 11, "2"), (11, 21, "3"), (21, None, "5")]
PAGES = ((9, 4), (10, 6), (11, 10), (20, 10), (21, 1))


def test_by_day_each_page_has_the_price_of_its_day() -> None:
    """10 at 2 yuan, 20 at 3, 1 at 5: 85 yuan."""
    charge = priced(THREE, *PAGES)
    assert charge.cents == 8_500
    assert [part.calls for part in charge.parts] == [10, 20, 1]
    assert priced(THREE, *reversed(PAGES)).cents == 8_500


@pytest.mark.parametrize(
    ("reading", "cents"), [("whole-month-old", 6_200), ("whole-month-new", 15_500)]
)
def test_one_table_may_price_the_whole_month(reading: str, cents: int) -> None:
    """31 pages at 2 yuan, the first price, or at 5, the last."""
    assert priced(THREE, *PAGES, reading=reading).cents == cents


def test_a_turn_without_pages_prices_none() -> None:
    charge = priced(THREE, (9, 4), (21, 1))
    assert (charge.cents, [part.calls for part in charge.parts]) == (1_300, [4, 1])


@pytest.mark.parametrize(
    ("turns", "day", "spans"),
    [
        ([(None, 11, "2"), (21, None, "5")], 15, "until 2024-05-11, exclusive, from 2024-05-21"),
        ([(5, 11, "2")], 11, "from 2024-05-05 until 2024-05-11, exclusive"),
        ([(5, 11, "2")], 4, "from 2024-05-05 until 2024-05-11, exclusive"),
    ],
)
def test_a_page_on_a_day_without_a_price_is_refused(
    turns: list[Turn], day: int, spans: str
) -> None:
    with pytest.raises(InputError) as refused:
        priced(turns, (day, 1))
    error = refused.value
    assert (error.id, error.message, error.expected) == (
        "price-missing",
        f"the price book has no pay-as-you-go price of Scan on 2024-05-{day:02}",
        f"calls on days that have a price: {spans}",
    )
