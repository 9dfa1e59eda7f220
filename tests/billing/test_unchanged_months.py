"""A month in which no price changes: one table prices all of it, and no day is kept apart."""

from __future__ import annotations

import datetime as dt

from support.books import scanner
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.month import deduct
from tiia_pricing.billing.settlement.terms import terms_of
from tiia_pricing.billing.usage.account import Activated

MAY = Month.of(dt.date(2024, 5, 1))


def test_a_table_of_the_whole_month_has_no_turns() -> None:
    terms = terms_of(scanner(), MAY, choose(scanner(), {}), Activated())
    assert "Scan" in terms.ladders
    assert terms.turns == {}


def test_paid_calls_are_not_kept_by_day() -> None:
    terms = terms_of(scanner(), MAY, choose(scanner(), {}), Activated(), {"Scan"})
    [deduction], _ = deduct(terms, {"Scan": [(dt.date(2024, 5, 20), 25)]})
    assert (deduction.paid, deduction.paid_days) == (15, ())
