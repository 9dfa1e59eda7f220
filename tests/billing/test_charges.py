"""What paid calls cost by one table or several, each reading with figures worked out by hand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from support.books import scanner, tiers
from tiia_pricebook import Mode, PayAsYouGo
from tiia_pricing.billing.settlement.choices import Choices, choose
from tiia_pricing.billing.settlement.tier_pricing import (
    Charge,
    Ladder,
    amount_before_rounding,
    charge,
    charge_shares,
    rounded,
)


def ladder(*steps: tuple[int, str], per: int = 1, mode: Mode = "reached") -> Ladder:
    return Ladder.of(PayAsYouGo("Scan", mode, per, tiers(*steps), None, None))


def chosen(**readings: str) -> Choices:
    return replace(choose(scanner(), {}), **readings)


def parts(found: Charge) -> list[tuple[str, int]]:
    return [(str(part.tier.price), part.calls) for part in found.parts]


TWO = ladder((0, "2"), (10, "1.5"))


@pytest.mark.parametrize(
    ("readings", "cents", "expected"),
    [
        ({}, 1_600, [("2", 8)]),
        ({"tier_basis": "gross"}, 1_200, [("1.5", 8)]),
    ],
)
def test_eight_paid_calls_of_twelve(
    readings: dict[str, str], cents: int, expected: list[tuple[str, int]]
) -> None:
    """8 at 2 yuan, or at 1.5, the price that all 12 reach."""
    found = charge(TWO, 12, 8, chosen(**readings))
    assert (found.cents, parts(found), found.shares) == (cents, expected, ())
    assert amount_before_rounding(TWO, 12, 8, chosen(**readings)) == cents * 10


@pytest.mark.parametrize(("partial", "cents"), [("pro-rata", 301), ("round-up", 400)])
def test_the_rest_of_a_thousand(partial: str, cents: int) -> None:
    """1,503 calls at 2 yuan a thousand are 3.006 yuan, 2,000 are 4."""
    found = charge(ladder((0, "2"), per=1000), 1_503, 1_503, chosen(partial_thousand=partial))
    assert found.cents == cents
    shares = [(ladder((0, "1"), per=1000), 1_000), (ladder((0, "4"), per=1000), 503)]
    both = charge_shares(shares, 1_503, chosen(partial_thousand=partial))
    assert both.cents == {"pro-rata": 301, "round-up": 500}[partial]


def test_a_whole_thousand_is_filled_up_by_nothing() -> None:
    one = ladder((0, "2"), per=1000)
    for partial in ("pro-rata", "round-up"):
        assert charge(one, 2_000, 2_000, chosen(partial_thousand=partial)).cents == 400


@pytest.mark.parametrize(("rounding", "cents"), [("half-up", 3), ("down", 2)])
def test_half_a_cent(rounding: str, cents: int) -> None:
    """0.025 yuan."""
    one = ladder((0, "0.025"))
    assert charge(one, 1, 1, chosen(rounding=rounding)).cents == cents
    assert charge_shares([(one, 1)], 1, chosen(rounding=rounding)).cents == cents
    assert type(rounded(25, 10, rounding)) is int
    assert amount_before_rounding(one, 1, 1, chosen(rounding=rounding)) == 2_500


def test_nothing_paid_costs_nothing() -> None:
    assert charge(TWO, 5, 0, chosen()) == Charge((), 0)
    assert amount_before_rounding(TWO, 5, 0, chosen()) == 0
    graduated = ladder((0, "2"), (10, "1.5"), mode="progressive")
    assert amount_before_rounding(graduated, 5, 0, chosen(partial_thousand="round-up")) == 0


def test_free_calls_reach_no_tier_of_a_shared_month() -> None:
    assert charge_shares([(TWO, 4), (TWO, 4)], 12, chosen()).cents == 1_600


SHARED = [(TWO, 4), (ladder((0, "3"), (10, "2.25"), per=4), 3), (TWO, 5)]


@pytest.mark.parametrize(
    ("basis", "calls", "prices", "cents"),
    [
        ("after-deduction", 20, ["1.5", "2.25", "1.5"], 1_519),
        ("gross", 9, ["2", "3", "2"], 2_025),
        ("gross", 20, ["1.5", "2.25", "1.5"], 1_519),
    ],
)
def test_tables_that_share_a_month_are_reached_by_all_its_calls(
    basis: str, calls: int, prices: list[str], cents: int
) -> None:
    """9 at 1.5 yuan and 3 at 2.25 for four are 15.1875; 9 at 2 and 3 at 3 for four 20.25."""
    found = charge_shares(SHARED, calls, chosen(tier_basis=basis))
    assert (found.cents, type(found.cents)) == (cents, int)
    assert parts(found) == list(zip(prices, (4, 3, 5), strict=True))
    assert [share.ladder for share in found.shares] == [table for table, _ in SHARED]
    assert [len(share.parts) for share in found.shares] == [1, 1, 1]


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("after-deduction", [("2", 4), ("3", 5), ("2.5", 1), ("1.5", 4)]),
        ("gross", [("2", 3), ("1.5", 1), ("2.5", 6), ("1.5", 4)]),
    ],
)
def test_graduated_tables_go_on_counting(basis: str, expected: list[tuple[str, int]]) -> None:
    """The tenth call is the first of the upper tier; six free ones come before, if they count."""
    one = ladder((0, "2"), (10, "1.5"), mode="progressive")
    other = ladder((0, "3"), (10, "2.5"), mode="progressive")
    found = charge_shares([(one, 4), (other, 6), (one, 4)], 20, chosen(tier_basis=basis))
    assert parts(found) == expected
