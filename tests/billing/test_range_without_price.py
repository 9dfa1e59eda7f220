"""Calls that one reading covers and another leaves to pay, where the book has no price for them."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from support.books import scanner
from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricing import Usage, bill

CHANGE = dt.date(2024, 5, 16)
EIGHT = [Usage(dt.date(2024, 5, 20), "Scan", 8)]


def unpriced() -> PriceBook:
    """A free quota of 10 calls until 16 May, of 5 from it on, and no price at all."""
    [ten] = scanner().free_quotas
    quotas = (replace(ten, to=CHANGE), replace(ten, calls=5, from_=CHANGE))
    return replace(scanner(), free_quotas=quotas, pay_as_you_go=(), packs=())


def test_a_reading_under_which_calls_have_no_price_is_left_out_of_the_range() -> None:
    statement = bill(unpriced(), EIGHT)
    assert [line.deduction.free[0].calls for line in statement.months[0].lines] == [8]
    assert (statement.spread.low, statement.spread.high) == (0, 0)
    assert statement.spread.alternatives == ()


def test_that_reading_chosen_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        bill(unpriced(), EIGHT, readings={"quota-change": "on-date"})
    assert refused.value.id == "price-missing"
