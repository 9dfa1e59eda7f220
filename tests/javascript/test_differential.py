"""Both calculators give the same statement, and the same refusal, to the last sentence."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.util import find_spec
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.implementation import Case
from conformance.strategies import cases
from javascript.accounts import files, requests
from javascript.adapter import Adapter, Answer, Request, loaded, reference
from tiia_pricing import PriceBook, default_book
from tiia_pricing.pricebook.past import with_past

MANY = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
IN_FORCE = (
    (dt.date(2022, 10, 1), dt.date(2022, 11, 30)),
    (dt.date(2022, 9, 15), dt.date(2024, 6, 30)),
)
PAST = ((dt.date(2017, 1, 1), dt.date(2024, 6, 30)), (dt.date(2020, 6, 1), dt.date(2021, 8, 31)))
NAMES = [interface.name for interface in default_book().interfaces]


@cache
def as_json(book: PriceBook) -> Answer:
    answer: Answer = msgspec.json.decode(msgspec.json.encode(book))
    return answer


def compare(adapter: Adapter, book: PriceBook, request: Request) -> None:
    ours, theirs = reference(book, request), adapter.run(as_json(book), **request)
    assert theirs == ours
    assert str(theirs) == str(ours), "the same in the same order"


def request_of(case: Case) -> Request:
    days = dict(case["activated"])
    given = {"usage": case["usage"], "packs": case["packs"]}
    return {
        "files": {name: data for name, data in given.items() if data},
        "readings": case["readings"],
        "activated": {"service": days.pop("", None), "interfaces": days},
    }


@MANY
@given(case=cases())
def test_any_book_and_any_account(adapter: Adapter, case: Case) -> None:
    assert case["book"]
    request = request_of(case)
    assert adapter.run(case["book"], **request) == reference(loaded(case["book"]), request)


@MANY
@given(request_=requests(default_book(), IN_FORCE))
def test_accounts_on_the_shipped_book(adapter: Adapter, request_: Request) -> None:
    compare(adapter, default_book(), request_)


@pytest.mark.skipif(
    find_spec("tiia_pricing.pricebook.dated") is None, reason="books have no editions yet"
)
@MANY
@given(data=st.data())
def test_accounts_of_older_months(adapter: Adapter, data: Any) -> None:
    book = dated()
    compare(adapter, book, data.draw(requests(book, PAST)))


@cache
def dated() -> PriceBook:
    return with_past(default_book())


@MANY
@given(request_=files(NAMES))
def test_files_in_any_encoding_with_any_fault(adapter: Adapter, request_: Request) -> None:
    compare(adapter, default_book(), request_)
