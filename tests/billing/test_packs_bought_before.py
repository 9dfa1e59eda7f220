"""Packs bought before the first month of usage: full if told so, else anything down to empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from support.books import CELL, tiers, translator
from tiia_pricebook import Pack, PayAsYouGo, PriceBook
from tiia_pricing import InputError, Purchase, Usage, bill
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.billing.statement.statement_forms import as_dict
from tiia_pricing.billing.statement.statement_text import as_text

TIERS = PayAsYouGo("Text", "reached", 1, tiers((0, "9"), (6, "4"), (11, "1")), None, None)
MONTHS = (dt.date(2024, 6, 30), dt.date(2024, 7, 31), dt.date(2024, 8, 31))


def book() -> PriceBook:
    """Prices that fall by reached tiers, and two packs of so few calls that all can be tried."""
    packs = (
        Pack("Text", 7, Decimal(20), None, CELL, CELL, months=12),
        Pack("Text", 12, Decimal(30), None, CELL, CELL, months=2),
    )
    return replace(
        translator(), known_from=None, free_quotas=(), pay_as_you_go=(TIERS,), packs=packs
    )


def of(calls: Sequence[int], *packs: Purchase, **readings: str) -> Statement:
    usage = [Usage(day, "Text", count) for day, count in zip(MONTHS, calls, strict=False)]
    fixed = {"tier-basis": "after-deduction"} | readings
    return bill(book(), usage, packs, readings=fixed)


def pack(day: str, calls: int = 7, left: int | None = None, quantity: int = 1) -> Purchase:
    return Purchase(dt.date.fromisoformat(day), "Text", calls, quantity=quantity, left=left)


def test_it_counts_as_full_a_warning_says_so_and_the_range_reaches_down_to_empty() -> None:
    """5 calls at 9 yuan where it is empty; the pack covers all where it is full."""
    statement = of([5], pack("2024-05-31"))
    assert (statement.cents, statement.spread.low, statement.spread.high) == (0, 0, 4500)
    [warning] = statement.warnings
    assert warning.id == "pack-left-untold"
    assert "a pack of 7 calls of Text bought on 2024-05-31 may have been used" in warning.text
    assert "as packs can have been used before" in as_text(statement)


def test_between_full_and_empty_a_total_can_be_higher_than_both() -> None:
    """Of 12 calls 7, all or 10 are paid: 12 x 1, 5 x 9, and 10 x 4 yuan for two calls left."""
    assert of([12], pack("2024-05-31")).cents == 5 * 900
    assert of([12], pack("2024-05-31", left=0)).cents == 12 * 100
    assert of([12], pack("2024-05-31", left=2)).cents == 10 * 400
    spread = of([12], pack("2024-05-31")).spread
    assert (spread.low, spread.high) == (1100, 4500)  # with one call left 11 cost 1 yuan each
    spread = of([17], pack("2024-05-31")).spread
    assert (spread.low, spread.high) == (1100, 4000)  # 11 calls at 1 yuan, 10 at 4


def test_a_total_is_greatest_where_one_call_left_takes_the_tier_away() -> None:
    """6 calls reach the price of 4 yuan, 24 in all; with one left in the pack 5 cost 9 each."""
    spread = of([6], pack("2024-05-31")).spread
    assert (spread.low, spread.high) == (0, 4500)


def test_without_a_month_of_usage_no_pack_is_in_doubt() -> None:
    statement = of([], pack("2024-05-31"))
    assert (statement.cents, statement.warnings) == (0, ())
    assert [(one.left, one.quantity) for one in statement.packs] == [(7, 1)]


def test_a_month_in_which_prices_change_has_the_bounds_of_both_tables() -> None:
    """12 calls when ten or more cost 1 yuan each, and fewer 9.

    A full pack covers 7: 5 x 9 yuan. With three left in it 9 x 9 are paid, with two 10 x 1.
    """
    turn = dt.date(2024, 6, 15)
    old = replace(TIERS, to=turn)
    new = replace(TIERS, tiers=tiers((0, "9"), (10, "1")), from_=turn)
    changed = replace(book(), pay_as_you_go=(old, new))
    usage = [Usage(MONTHS[0], "Text", 12)]
    fixed = {"tier-basis": "after-deduction", "price-change": "by-day"}
    statement = bill(changed, usage, [pack("2024-05-31")], readings=fixed)
    assert statement.cents == 5 * 900
    assert (statement.spread.low, statement.spread.high) == (1000, 8100)


@pytest.mark.parametrize("left", [0, 3, 7])
def test_what_is_told_is_no_doubt(left: int) -> None:
    statement = of([9], pack("2024-05-31", left=left))
    paid = 9 - left
    assert statement.months[0].lines[0].deduction.paid == paid
    assert (statement.spread.low, statement.spread.high) == (statement.cents, statement.cents)
    assert statement.warnings == ()
    [listed] = as_dict(statement)["packs"]
    assert (listed["used"], listed["left"]) == (left, 0)
    assert listed.get("left_before", 7) == left


def test_a_pack_bought_in_the_first_month_or_after_its_end_leaves_no_doubt() -> None:
    assert of([9], pack("2024-06-01")).warnings == ()
    assert of([9], pack("2024-04-01", 12)).warnings == ()  # it ends before 1 June
    assert of([9], pack("2024-05-01", 12)).warnings != ()


def test_packs_alike_are_told_together() -> None:
    [warning] = of([9], pack("2024-05-31", quantity=3)).warnings
    assert warning.text.startswith("3 packs of 7 calls")


@pytest.mark.parametrize(
    ("bought", "left", "says"),
    [
        ("2024-05-31", 8, "8 calls left in a pack of 7"),
        ("2024-05-31", -1, "-1 calls left in a pack of 7"),
        ("2024-06-01", 6, "6 calls left before 2024-06, the first month of usage"),
    ],
)
def test_what_cannot_be_left_is_refused(bought: str, left: int, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        of([9], pack(bought, left=left))
    assert caught.value.id == "left-impossible"
    assert caught.value.where == {"list": "packs", "index": 0, "column": "left"}


def test_the_order_of_rows_that_differ_in_what_is_left_is_nothing() -> None:
    rows = [pack("2024-05-31", left=left) for left in (None, 0, 5)]
    assert as_dict(of([9], *rows)) == as_dict(of([9], *reversed(rows)))


def filled(packs: Sequence[Purchase]) -> Iterator[list[Purchase]]:
    """Every state of the packs that the order of use allows: one is begun after those before."""
    for lefts in product(*(range(one.calls + 1) for one in packs)):
        begun = [left < one.calls for left, one in zip(lefts, packs, strict=True)]
        if all(lefts[place] == 0 for place in range(len(packs)) if any(begun[place + 1 :])):
            yield [replace(one, left=left) for left, one in zip(lefts, packs, strict=True)]


@settings(max_examples=60, deadline=None)
@given(
    calls=st.lists(st.integers(0, 25), min_size=1, max_size=3),
    bought=st.lists(st.sampled_from(["2024-02-10", "2024-05-15", "2024-05-20"]), max_size=2),
    later=st.booleans(),
    rounding=st.sampled_from(["half-up", "down"]),
    basis=st.sampled_from(["after-deduction", "gross"]),
)
def test_the_range_is_that_of_every_state(
    calls: list[int], bought: list[str], later: bool, rounding: str, basis: str
) -> None:
    """All states are billed one by one; packs bought on the way are full in each."""
    fixed = {"rounding": rounding, "tier-basis": basis, "pack-start": "purchase-day"}
    fixed |= {"pack-order": "earliest-expiry", "partial-thousand": "pro-rata"}
    before = [pack(day) for day in sorted(bought)]
    then = [pack("2024-07-04", 12)] if later else []
    totals = [of(calls, *state, *then, **fixed).cents for state in filled(before)]
    spread = of(calls, *before, *then, **fixed).spread
    assert (spread.low, spread.high) == (min(totals), max(totals))
