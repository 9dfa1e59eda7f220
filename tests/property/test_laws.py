"""Laws that hold for any usage: checked on many, not on chosen ones."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import product
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from books import scanner, translator
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.choices import Choices
from tiia_pricing.pricebook import PriceBook
from tiia_pricing.statement import Statement

BOOKS = {"scanner": scanner(), "translator": translator()}
settings.register_profile("laws", deadline=None)
settings.load_profile("laws")

DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2025, 3, 31))
NAMES = {"scanner": ["Scan"], "translator": ["Text", "Speech"]}


class Case(NamedTuple):
    """An account by the name of its book, so that a failure prints short."""

    name: str
    usage: list[Usage]
    packs: list[Purchase]

    @property
    def book(self) -> PriceBook:
        return BOOKS[self.name]

    def bill(self, **readings: str) -> Statement:
        named = {name.replace("_", "-"): value for name, value in readings.items()}
        return bill(self.book, self.usage, self.packs, readings=named)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A book, up to six rows of usage, and up to three packs where any are sold."""
    name = draw(st.sampled_from(sorted(BOOKS)))
    calls = st.integers(0, 300) if name == "scanner" else st.integers(0, 250_000)
    usage = draw(
        st.lists(
            st.builds(Usage, DAYS, st.sampled_from(NAMES[name]), calls), min_size=1, max_size=6
        )
    )
    sizes = st.sampled_from([50, 100])
    packs = draw(st.lists(st.builds(Purchase, DAYS, st.just("Scan"), sizes), max_size=3))
    return Case(name, usage, packs if name == "scanner" else [])


@given(cases())
def test_every_call_is_free_or_from_a_pack_or_paid_once(case: Case) -> None:
    statement = case.bill()
    assert _calls(statement) == sum(row.calls for row in case.usage)
    for month in statement.months:
        for line in month.lines:
            free = sum(drawn.calls for drawn in line.deduction.free)
            packed = sum(drawn.calls for drawn in line.deduction.packs)
            assert free + packed + line.deduction.paid == line.deduction.calls
            assert min(free, packed, line.deduction.paid, line.charge.cents) >= 0


@given(cases())
def test_no_quota_and_no_pack_gives_more_than_it_has(case: Case) -> None:
    statement = case.bill()
    for month in statement.months:
        for quota in case.book.free_quotas:
            drawn = [
                free.calls
                for line in month.lines
                for free in line.deduction.free
                if free.quota is quota
            ]
            assert sum(drawn) <= quota.calls
    for pack in statement.packs:
        assert 0 <= pack.left <= pack.held.pack.calls


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(case: Case, random: Random) -> None:
    shuffled, bought = list(case.usage), list(case.packs)
    random.shuffle(shuffled)
    random.shuffle(bought)
    assert bill(case.book, shuffled, bought) == case.bill()


@given(cases())
def test_splitting_a_row_changes_nothing(case: Case) -> None:
    halves = [
        Usage(row.day, row.interface, calls)
        for row in case.usage
        for calls in (row.calls // 2, row.calls - row.calls // 2)
    ]
    assert bill(case.book, halves, case.packs) == case.bill()


@settings(max_examples=15)
@given(cases())
def test_the_range_is_that_of_every_combination_of_readings(case: Case) -> None:
    """The range settles only what can matter; here every combination is billed whole."""
    spread = case.bill().spread
    names = [reading.name for reading in case.book.readings]
    totals = [
        case.bill(**dict(zip(names, values, strict=True))).cents
        for values in product(*(reading.values for reading in case.book.readings))
    ]
    assert (spread.low, spread.high) == (min(totals), max(totals))
    for alone in spread.alternatives:
        assert case.bill(**{alone.name: alone.value}).cents == alone.cents


@given(cases())
def test_the_parts_of_a_line_evaluate_to_its_amount(case: Case) -> None:
    statement = case.bill()
    for month in statement.months:
        for line in month.lines:
            total = sum(
                (
                    Fraction(part.tier.price)
                    * part.calls
                    / month.terms.ladders[line.deduction.interface].table.per_calls
                    for part in line.charge.parts
                ),
                start=Fraction(0),
            )
            assert abs(total * 100 - line.charge.cents) <= Fraction(1, 2)


def _calls(statement: Statement) -> int:
    return sum(line.deduction.calls for month in statement.months for line in month.lines)


def test_choices_name_every_reading() -> None:
    names = [name.replace("-", "_") for name in (r.name for r in scanner().readings)]
    assert tuple(names) == Choices.__struct_fields__
