"""Comparing two pages: twice as many edits take twice as long, and are told as before."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

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


def _of_many(count: int) -> tuple[PriceBook, PriceBook]:
    """Two books of so many interfaces, which no page has, each with a price and a free quota."""
    books = _books(pages.prices(1))
    return _with_more(books[0], count, 1000), _with_more(books[1], count, 2000)


def _with_more(book: PriceBook, count: int, calls: int) -> PriceBook:
    names = [f"另一个接口{number}" for number in range(count)]
    interface, prices, quota = book.interfaces[-1], book.pay_as_you_go[-1], book.free_quotas[-1]
    return replace(
        book,
        interfaces=(*book.interfaces, *(replace(interface, name=name) for name in names)),
        pay_as_you_go=(*book.pay_as_you_go, *(replace(prices, interface=name) for name in names)),
        free_quotas=(
            *book.free_quotas,
            *(replace(quota, interfaces=(name,), calls=calls) for name in names),
        ),
    )


def test_each_of_many_interfaces_is_found_at_once() -> None:
    assert growth(_compared, [_of_many(count) for count in (800, 6400)], rounds=1)[-1] < MOST


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
