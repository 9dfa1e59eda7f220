"""Packs of a row are kept with their number; of more than 1,000, those alike stand together."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from proof.growth.timing import MOST, growth
from support.books import scanner
from tiia_pricing import InputError, Purchase, Usage, bill
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.billing.statement.statement_forms import as_dict
from tiia_pricing.billing.statement.statement_text import as_text

DAY = dt.date(2024, 3, 5)
SIZE = 50


def settled(calls: int, *rows: tuple[int, int]) -> Statement:
    """A month of ``calls``; of each row's packs, how many days before they were bought."""
    packs = [
        Purchase(DAY - dt.timedelta(days=before), "Scan", SIZE, quantity=quantity)
        for before, quantity in rows
    ]
    return bill(scanner(), [Usage(DAY, "Scan", calls)], packs)


def shown(statement: Statement) -> list[tuple[int, int, int]]:
    """The packs as their number, with what is used and left of each."""
    return [
        (pack.get("quantity", 1), pack["used"], pack["left"])
        for pack in as_dict(statement)["packs"]
    ]


def test_a_thousand_packs_are_listed_one_by_one() -> None:
    packs = as_dict(settled(120, (0, 1000)))["packs"]
    assert len(packs) == 1000
    assert [(pack["used"], pack["left"]) for pack in packs[:4]] == [
        (50, 0),
        (50, 0),
        (20, 30),
        (0, 50),
    ]
    assert not any("quantity" in pack for pack in packs)


def test_of_more_those_alike_are_the_used_up_the_one_in_use_and_the_whole() -> None:
    assert shown(settled(120, (0, 1001))) == [(2, 50, 0), (1, 20, 30), (998, 0, 50)]
    assert shown(settled(100, (0, 1001))) == [(2, 50, 0), (999, 0, 50)]
    assert shown(settled(0, (0, 1001))) == [(1001, 0, 50)]
    assert shown(settled(10**9, (0, 1001))) == [(1001, 50, 0)]


def test_rows_alike_are_one_and_others_are_not() -> None:
    assert shown(settled(60, (1, 700), (0, 300), (1, 1))) == [
        (1, 50, 0),
        (1, 10, 40),
        (699, 0, 50),
        (300, 0, 50),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_the_number_of_packs_is_all_that_is_told_apart(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    rows = [(chance.randrange(200), chance.randrange(1, 9)) for _ in range(6)]
    one_by_one = settled(chance.randrange(900), *rows)
    monkeypatch.setattr("tiia_pricing.billing.settlement.held_packs.MOST_LISTED", 0)
    together = settled(sum(line.deduction.calls for line in one_by_one.months[0].lines), *rows)

    assert expanded(shown(together)) == expanded(shown(one_by_one))
    assert together.cents == one_by_one.cents
    assert together.spread == one_by_one.spread


def expanded(packs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    return [(used, left) for quantity, used, left in packs for _ in range(quantity)]


def test_several_are_told_as_several() -> None:
    text = as_text(settled(120, (0, 2000)))
    assert (
        "120 calls are covered by 2,000 packs of 50 calls bought on 2024-03-05 "
        "(table 1, row 1, column 1), which cover calls from 2024-03-05 until 2024-09-05, "
        "exclusive; 99,880 calls are left in them."
    ) in text
    assert (
        "1,997 packs, each of 50 calls of Scan bought on 2024-03-05 for 20 yuan, not in the "
        "total: 0 used, 50 left in each, ends before 2024-09-05"
    ) in text


@pytest.mark.parametrize("quantity", [0, -1, 10_001])
def test_a_number_of_packs_that_cannot_be_is_refused(quantity: int) -> None:
    with pytest.raises(InputError) as refused:
        settled(1, (0, quantity))
    assert (refused.value.id, refused.value.where["index"]) == ("quantity-unreadable", 0)


def test_time_grows_with_rows_of_packs_and_days() -> None:
    def account(count: int) -> tuple[list[Usage], list[Purchase]]:
        days = [DAY + dt.timedelta(days=number) for number in range(count)]
        return (
            [Usage(day, "Scan", 120) for day in days],
            [
                Purchase(day, "Scan", SIZE, quantity=2 + number % 9)
                for number, day in enumerate(days)
            ],
        )

    def work(given: tuple[list[Usage], list[Purchase]]) -> None:
        bill(scanner(), *given)

    assert growth(work, [account(300), account(2400)])[1] < MOST


def test_time_does_not_grow_with_the_number_of_each_row() -> None:
    def work(quantity: int) -> None:
        settled(10**12, *((before, quantity) for before in range(100)))

    assert growth(work, [10, 10_000])[1] < MOST


def test_rows_of_months_without_a_price_are_found_in_time() -> None:
    def usage(count: int) -> list[Usage]:
        days = (dt.date(1900 + number // 12 % 100, 1 + number % 12, 1) for number in range(count))
        return [Usage(day, "Scan", 1) for day in days]

    book = replace(scanner(), known_from=dt.date(2024, 1, 1))

    def work(given: list[Usage]) -> None:
        with pytest.raises(InputError):
            bill(book, given)

    assert growth(work, [usage(150), usage(1200)])[1] < MOST
