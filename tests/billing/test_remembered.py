"""What is remembered of a book is that of the very same book, and of nothing that was added."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

import frozen
from tiia_pricebook.calendar import Month
from tiia_pricing import Activated
from tiia_pricing.billing.same_object import Same
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.terms import terms_of
from tiia_pricing.billing.usage.known_names import Names

PET = "宠物识别图片版"
MAY = Month(2023, 5)


def test_only_the_same_object_is_the_same() -> None:
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert hash(Same(one)) == hash(Same(one))
    assert Same(one) != Same(other)


def test_terms_of_a_book_are_worked_out_once() -> None:
    book = frozen.book()
    choices = choose(book, {})
    first = terms_of(book, MAY, choices, Activated(), [PET])
    assert terms_of(book, MAY, choices, Activated(), [PET]) is first


def test_terms_are_those_of_the_book_the_readings_and_the_activation() -> None:
    book = frozen.dated()
    choices = choose(book, {})
    first = terms_of(book, MAY, choices, Activated(), [PET])
    [quota] = [one.quota for one in first.grants if PET in one.members]
    more = tuple(replace(one, calls=7) if one == quota else one for one in book.free_quotas)
    other = replace(book, free_quotas=more)
    assert [
        one.quota.calls for one in terms_of(other, MAY, choices, Activated(), [PET]).grants
    ] == [7]
    gross = choose(book, {"tier-basis": "gross"})
    assert terms_of(book, MAY, gross, Activated(), [PET]).choices.tier_basis == "gross"
    late = Activated(dt.date(2023, 6, 1))
    assert not terms_of(book, MAY, choices, late, [PET]).grants


def test_a_name_learnt_by_one_reader_of_names_is_not_known_to_the_next() -> None:
    book = frozen.book()
    assert Names(book).of("detectpet") == PET
    assert "detectpet" not in Names(book).known
