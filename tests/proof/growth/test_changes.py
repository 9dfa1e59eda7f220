"""Comparing two pages: twice as many edits take twice as long, and are told as before."""

from __future__ import annotations

import pytest

from proof.growth import pages
from proof.growth.timing import MOST, growth
from tiia_pricebook import PriceBook
from tiia_pricing.changes import Change, compare
from tiia_scraper import read_page


def _books(texts: pages.Pages) -> tuple[PriceBook, PriceBook]:
    old, new = (read_page(text.encode(), "page.md") for text in texts)
    return old, new


def _compared(books: tuple[PriceBook, PriceBook]) -> tuple[Change, ...]:
    return compare(*books)


@pytest.mark.parametrize("case", pages.CASES)
def test_eight_times_the_edits_take_no_more_than_some_eight_times_as_long(case: str) -> None:
    inputs = [_books(pages.CASES[case](count)) for count in (60, 480)]

    assert growth(_compared, inputs)[-1] < MOST


@pytest.mark.parametrize("count", [40, 60, 300])
def test_a_reworded_sentence_is_one_change_however_many_are(count: int) -> None:
    changes = compare(*_books(pages.near(count)))

    assert [change.id for change in changes] == ["clause-changed"] * count


def test_each_of_many_sentences_follows_from_the_price_that_it_names() -> None:
    changes = compare(*_books(pages.numbers(300)))

    assert {change.id for change in changes} == {"price-increased"}
    assert sum(len(change.consequences) for change in changes) >= 300


def test_a_pool_of_many_that_is_split_is_one_change() -> None:
    (change,) = compare(*_books(pages.shared(300)))

    assert change.id == "quota-sharing-changed"
    assert (len(change.old[0]), len(change.new)) == (300, 300)
