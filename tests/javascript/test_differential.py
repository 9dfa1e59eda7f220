"""Both calculators give the same statement, and the same refusal, to the last sentence."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import frozen
from conformance.strategies import price_books
from javascript.accounts import accounts, files
from javascript.adapter import Adapter
from javascript.datedbooks import dated_case
from tiia_pricebook.messages import in_english
from tiia_pricing import PriceBook, loads
from tiia_pricing.conformance.protocol.case import Answer, Book, Case
from tiia_pricing.conformance.protocol.reference import answer

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SPRING = (dt.date(2024, 2, 15), dt.date(2024, 4, 15))
IN_FORCE = (
    (dt.date(2022, 10, 10), dt.date(2022, 11, 5)),
    (dt.date(2022, 9, 15), dt.date(2024, 6, 30)),
)
PAST = ((dt.date(2017, 1, 1), dt.date(2024, 6, 30)), (dt.date(2020, 6, 1), dt.date(2021, 8, 31)))
OF_HEADS = {"column-duplicate", "column-missing", "column-unknown", "file-empty"}
NAMES = [interface.name for interface in frozen.book().interfaces]


def as_json(book: PriceBook) -> Book:
    content: Book = msgspec.json.decode(msgspec.json.encode(book))
    return content


def compare(adapter: Adapter, book: PriceBook, case: Case) -> None:
    ours, theirs = reference(book, case), adapter.answer(case, as_json(book))
    if "error" in ours and "error" in theirs:  # columns and rows of data are the reference's help
        ours["where"] = {key: ours["where"].get(key) for key in theirs["where"]}
    assert theirs == ours
    assert str(theirs) == str(ours), "the same in the same order"


def reference(book: PriceBook, case: Case) -> Answer:
    found: Answer = msgspec.json.decode(
        msgspec.json.encode(answer(case, book), enc_hook=in_english)
    )
    if "error" in found:  # the nearest names are the reference's own help
        found["message"] = found["message"].partition("; did you mean ")[0]
    return found


@MANY
@given(data=st.data(), content=price_books(), change=st.dates(*SPRING).map(str))
def test_any_book_and_any_account(adapter: Adapter, data: Any, content: Book, change: str) -> None:
    for quota in content["free_quotas"]:
        for end in ("from", "to"):
            quota[end] = quota[end] and change
    book = loads(msgspec.json.encode(content))
    compare(adapter, book, data.draw(accounts(book, [SPRING])))


@MANY
@given(case=accounts(frozen.book(), IN_FORCE))
def test_accounts_on_the_book_of_the_page(adapter: Adapter, case: Case) -> None:
    compare(adapter, frozen.book(), case)


@MANY
@given(data=st.data())
def test_accounts_of_older_months(adapter: Adapter, data: Any) -> None:
    compare(adapter, frozen.dated(), data.draw(accounts(frozen.dated(), PAST)))


@pytest.mark.parametrize("seed", range(250))
def test_accounts_of_months_in_which_prices_change(adapter: Adapter, seed: int) -> None:
    content, case = dated_case(seed)
    compare(adapter, loads(msgspec.json.encode(content)), case)


BOUGHT = b"purchased_on,interface,calls\n"


@pytest.mark.parametrize("day", [b"", b"soon", b"2023-02-30", b"3/4/2023", b"2023-05"])
def test_a_day_of_purchase_that_is_none(adapter: Adapter, day: bytes) -> None:
    usage = b"date,interface,calls\n2023-01-01,DetectPet,5\n"
    packs = BOUGHT + day + b",DetectLabelPro,10000\n"
    asked: Case = {
        "book": None,
        "usage": [],
        "packs": [],
        "files": {"usage": b64encode(usage).decode(), "packs": b64encode(packs).decode()},
        "readings": {},
        "activated": {"service": None, "interfaces": {}},
    }
    assert adapter.answer(asked, as_json(frozen.book()))["expected"] == "a day YYYY-MM-DD"
    compare(adapter, frozen.book(), asked)


@MANY
@given(case=files(NAMES))
def test_files_in_any_encoding_with_any_fault(adapter: Adapter, case: Case) -> None:
    """The JavaScript reads plain heads alone: of others the reference reads more."""
    if adapter.answer(case, as_json(frozen.book())).get("error") not in OF_HEADS:
        compare(adapter, frozen.book(), case)


@pytest.mark.parametrize("calls", [0, 999, 5_000_000, 70_000_000])
def test_more_packs_than_are_listed_one_by_one(adapter: Adapter, calls: int) -> None:
    case: Case = {
        "book": None,
        "usage": [{"date": "2024-03-05", "interface": NAMES[3], "calls": calls}],
        "packs": [
            {"purchased_on": day, "interface": NAMES[3], "calls": 10_000, "quantity": quantity}
            for day, quantity in (("2024-03-05", 400), ("2024-03-04", 600), ("2024-03-05", 5))
        ],
        "files": {},
        "readings": {},
        "activated": {"service": None, "interfaces": {}},
    }
    compare(adapter, frozen.book(), case)
