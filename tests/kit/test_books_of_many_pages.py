"""Programs that keep no past are given a book of many pages as one that they can read."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from functools import cache

import pytest

import frozen
from kit.programs import PATIENT, partial
from support.pages_in_turn import accepted
from tiia_pricebook import PriceBook, dumps, loads
from tiia_pricebook.editions.compilation import Accepted, Older, compiled
from tiia_pricebook.editions.older_editions import without_past
from tiia_pricing import Usage, bill
from tiia_pricing.conformance.protocol.book_names import book_in_force
from tiia_pricing.conformance.protocol.reference_adapter import serve
from tiia_pricing.conformance.run import smoke_test
from tiia_pricing.conformance.run.program import Program
from tiia_pricing.conformance.run.short_session import session
from tiia_scraper import read_page

LATER = frozen.TEXT.replace("2.5元/千次", "2.6元/千次", 1).encode()


@cache
def two_pages() -> PriceBook:
    """The frozen page, after it one with a higher price of 商品识别, and the older pages."""
    later = accepted(2, "2026-11-27", read_page(LATER, "page-2"), "2026-11-24")
    older = Older(dt.date(2026, 11, 24), frozen.history())
    return compiled([Accepted(frozen.FIRST, frozen.book()), later], older)


@pytest.fixture(autouse=True)
def _shipped() -> Iterator[None]:
    """As if the package shipped the book of both pages."""
    book_in_force.cache_clear()
    with frozen.shipped(two_pages):
        yield
    book_in_force.cache_clear()


def test_the_book_without_its_past_is_one_that_loads_and_bills_alike() -> None:
    book = two_pages()
    assert b'"page":' in dumps(book).replace(b" ", b"")
    plain = loads(dumps(without_past(book)))
    assert type(plain) is PriceBook
    for day, cents in (("2026-11-23", 250), ("2026-11-24", 260)):
        usage = [Usage(dt.date.fromisoformat(day), "商品识别", 2_000)]
        assert bill(plain, usage).cents == bill(book, usage).cents == cents


def test_the_sample_session_is_answered_by_the_reference() -> None:
    answers = io.BytesIO()
    assert serve(io.BytesIO(session()), answers) == 0
    _, *replies = map(json.loads, answers.getvalue().splitlines())
    assert [reply["result"].get("total") for reply in replies] == ["0.00", "250.00", None]
    assert replies[2]["result"]["refused"]["id"] == "unknown-interface"


@pytest.mark.parametrize("abilities", ["", "books,history"])
def test_the_smoke_test_of_a_right_program_is_right(abilities: str) -> None:
    program = Program(partial("--level", "totals", "--abilities", abilities), PATIENT)
    try:
        program.start()
        assert all(one.right for one in smoke_test.test(program))
    finally:
        program.close()
