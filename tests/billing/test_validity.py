"""How long packs last, in books and statements."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from support.books import scanner
from tiia_pricebook import dumps
from tiia_pricebook.calendar import days_later
from tiia_pricebook.errors import BookInvalid
from tiia_pricebook.pack_validity import Validity, is_shorter
from tiia_pricing import InputError, PriceBook, Purchase, Usage, bill, loads
from tiia_pricing.billing.statement.statement_forms import as_csv, as_dict
from tiia_pricing.billing.statement.statement_text import as_text

DAY = dt.date(2024, 3, 5)
BOUGHT = [Purchase(dt.date(2024, 3, 1), "Scan", 50)]


def lasting(**validity: Any) -> PriceBook:
    short, long = scanner().packs
    return replace(scanner(), packs=(replace(short, months=None, **validity), long))


def test_the_statement_of_a_pack_that_never_expires() -> None:
    statement = bill(lasting(endless=True), [Usage(DAY, "Scan", 55)], BOUGHT)
    (pack,) = as_dict(statement)["packs"]
    assert (pack["starts_on"], pack["expires_on"], pack["left"]) == ("2024-03-01", None, 0)
    text = as_text(statement)
    assert "which covers calls from 2024-03-01 on, without end; 0 calls are left in it." in text
    assert "not in the total: 50 used, 0 left, never expires\n" in text
    assert as_csv(statement).splitlines()[1] == "2024-03,Scan,55,5,50,0,,1,0.00"


def test_a_month_of_usage_is_in_doubt_where_a_pack_of_days_ends_within_it() -> None:
    month = [Usage(dt.date(2024, 3, 31), "Scan", 55, whole_month=True)]
    (starts,) = bill(lasting(endless=True), month, [Purchase(DAY, "Scan", 50)]).warnings
    assert "starts on 2024-03-05" in starts.text
    starts, ends = bill(lasting(days=7), month, [Purchase(DAY, "Scan", 50)]).warnings
    assert "ends on 2024-03-12" in ends.text


@pytest.mark.parametrize("validity", [{"days": 10**9}, {"days": 3_000_000}, {"months": 100_000}])
def test_an_end_beyond_the_calendar_is_refused(validity: dict[str, int]) -> None:
    book = scanner()
    short = replace(book.packs[0], **{"months": None, **validity})
    with pytest.raises(InputError) as refused:
        bill(replace(book, packs=(short,)), [Usage(DAY, "Scan", 1)], BOUGHT)
    assert refused.value.id == "date-unreadable"


def test_a_book_writes_months_as_it_did() -> None:
    """Books of other people have ``months``, and nothing of what came later."""
    text = dumps(scanner())
    assert b'"months": 6' in text
    assert b"endless" not in text
    assert b'"days"' not in text
    assert loads(text) == scanner()


@pytest.mark.parametrize(
    ("validity", "written"),
    [({"days": 180}, b'"days": 180'), ({"endless": True}, b'"endless": true')],
)
def test_a_book_writes_days_and_no_end(validity: dict[str, Any], written: bytes) -> None:
    text = dumps(lasting(**validity))
    assert written in text
    assert loads(text) == lasting(**validity)


def test_false_is_no_way_to_say_that_a_pack_ends() -> None:
    with pytest.raises(BookInvalid) as refused:
        loads(msgspec.json.encode(lasting(endless=False)))
    assert refused.value.id == "pack-validity-once"


@pytest.mark.parametrize(
    ("one", "other", "shorter"),
    [
        (Validity(months=6), Validity(months=12), True),
        (Validity(months=12), Validity(months=6), False),
        (Validity(days=365), Validity(months=12), True),  # where a leap day lies between
        (Validity(months=12), Validity(days=365), False),
        (Validity(days=30), Validity(months=1), True),
        (Validity(months=1), Validity(days=30), True),  # from a day of February
        (Validity(days=184), Validity(months=6), False),
        (Validity(months=1200), Validity(), True),
        (Validity(), Validity(days=1), False),
        (Validity(), Validity(), False),
    ],
)
def test_which_of_two_times_ends_sooner(one: Validity, other: Validity, shorter: bool) -> None:
    assert is_shorter(one, other) is shorter


@pytest.mark.parametrize(
    ("validity", "words"),
    [
        (Validity(months=1), "1 month"),
        (Validity(months=18), "18 months"),
        (Validity(days=1), "1 day"),
        (Validity(days=1000), "1,000 days"),
        (Validity(), "no end"),
    ],
)
def test_a_validity_in_words(validity: Validity, words: str) -> None:
    assert str(validity) == words


def test_days_past_the_end_of_the_calendar_name_the_day_they_count_from() -> None:
    with pytest.raises(InputError) as refused:
        days_later(dt.date(9999, 12, 20), 30)
    assert "9999-12-20" in refused.value.message
