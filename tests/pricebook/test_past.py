"""A price book with its past: which months it answers for, and why it refuses the others."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

import frozen
from support.books import CELL, scanner, translator
from support.pasts import PAGES, START, WENT, compiled, history, line, priced
from tiia_pricebook import FreeQuota, Pack, dumps
from tiia_pricebook.editions.older_editions import with_past
from tiia_pricebook.editions.price_history import (
    Known,
    PriceHistory,
    Stretch,
    history_schema,
    loads_history,
)
from tiia_pricebook.errors import BookInvalid
from tiia_pricing import InputError, Purchase, Usage, bill
from tiia_pricing.billing.statement.statement_forms import as_dict


def use(month: int, name: str, calls: int, year: int = 2023) -> Usage:
    return Usage(dt.date(year, month, 28), name, calls)


def test_a_month_is_settled_by_the_facts_of_its_time() -> None:
    """(50,000 - 20,000) x 5 / 10,000 = 15; in 2024 (50,000 - 30,000) x 3 / 10,000 = 6."""
    statement = bill(compiled(), [use(3, "Text", 50_000), use(3, "Text", 50_000, 2024)])
    assert [(str(month.terms.month), month.cents) for month in statement.months] == [
        ("2023-03", 1500),
        ("2024-03", 600),
    ]


@pytest.mark.parametrize(
    ("usage", "id", "says", "expected"),
    [
        (use(12, "Text", 1, 2022), "month-on-trial", "公测", "in 2023-01 to 2023-06, or from 2024"),
        (use(11, "Text", 1, 2022), "month-before-book", "start on 2023-01-01", "2023-01"),
        (
            use(7, "Text", 0),
            "price-unknown-then",
            "2023-07-09, commit 111111111111, prices",
            "2023-06",
        ),
        (use(8, "Text", 1), "month-before-book", "prices it no more", "from 2024-01 on"),
        (use(8, "Old", 1), "month-before-book", "the last page that is kept", "to 2023-07"),
        (use(3, "Speech", 1), "price-unknown-then", "no older page prices it", "from 2024-01 on"),
        (use(3, "Never", 1), "price-unknown-then", "are without a date", "no usage of Never"),
        (
            use(3, "Old", 1, 2024),
            "price-unknown-then",
            "the page in force does not price it",
            "2023-07",
        ),
    ],
)
def test_a_month_that_no_page_tells_is_refused(
    usage: Usage, id: str, says: str, expected: str
) -> None:
    with pytest.raises(InputError) as error:
        bill(compiled(), [usage])
    assert error.value.id == id
    assert says in error.value.message
    assert expected in (error.value.expected or "")


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        ("placed", "no page is kept of the months"),
        ("withdrawn", "taken back before their day came"),
        ("undated", "no page says from when"),
        ("contradicted", "an earlier page speaks against"),
    ],
)
def test_a_price_that_is_not_placed_says_why(standing: str, says: str) -> None:
    known = priced("Text", "5", Known(START, WENT, 1), first=0, last=0, gone=1)
    other = priced("Other", "5", None, first=0, last=0, gone=1, standing=standing)
    told = with_past(translator(), PriceHistory(PAGES, (line(known, other),)))
    with pytest.raises(InputError, match=says):
        bill(told, [use(3, "Other", 1)])


def test_a_page_that_says_otherwise_is_named() -> None:
    first = priced("Text", "5", Known(START, WENT, 1), first=0, last=0, gone=1)
    second = priced("Text", "6", None, first=1, last=1, gone=2, standing="contradicted")
    told = with_past(translator(), PriceHistory(PAGES, (line(first, second),)))
    with pytest.raises(InputError, match="of 2023-07-09, commit 111111111111, says otherwise"):
        bill(told, [use(7, "Text", 1)])


def test_a_line_names_the_page_of_its_price() -> None:
    statement = as_dict(bill(compiled(), [use(3, "Text", 50_000), use(3, "Text", 1, 2024)]))
    past, now = statement["months"]
    text = "".join(reason["text"] for reason in past["lines"][0]["because"])
    assert text.count("row 1, column 1 of price-0.md of 2022-12-05, commit 000000000000") == 3
    assert past["snapshot"] == {
        "sha256": "0" * 64,
        "source": "price-0.md of 2022-12-05, commit 000000000000",
    }
    assert "snapshot" not in now
    assert "column 0 of" not in json.dumps(now)


def test_the_page_in_force_is_the_last_one_by_the_end_of_the_month() -> None:
    statement = as_dict(bill(compiled(), [use(7, "Old", 10_000)]))
    [july] = statement["months"]
    assert july["snapshot"]["source"].startswith("price-1.md of 2023-07-09")
    assert july["total"] == "7.00"


def test_a_pool_of_the_past_widens_the_range() -> None:
    """Shared calls: 20,000 of Text's 5 yuan or of Old's 7 are free."""
    pool = Stretch(FreeQuota(("Text", "Old"), 20_000, None, CELL), 0, 1, 2)
    shared = compiled(quotas=(pool,))
    statement = bill(shared, [use(3, "Text", 20_000), use(3, "Old", 20_000)])
    assert (statement.spread.low, statement.spread.high) == (1000, 1400)


def test_packs_of_the_past_are_sold_in_their_months_alone() -> None:
    pack = Pack("Text", 100_000, Decimal(40), None, CELL, CELL)
    sold = compiled(packs=(Stretch(pack, 0, 0, 1),))
    usage = [use(3, "Text", 50_000)]
    bought = Purchase(dt.date(2023, 2, 1), "Text", 100_000)
    statement = bill(sold, usage, [bought])
    assert (statement.cents, statement.packs[0].left) == (0, 70_000)
    for day in (dt.date(2022, 12, 31), WENT):
        with pytest.raises(InputError, match="no resource packs are sold"):
            bill(sold, usage, [replace(bought, day=day)])


def test_an_activation_in_the_past_is_explained_by_the_quota_of_then() -> None:
    from tiia_pricing import Activated  # noqa: PLC0415

    activated = Activated(dt.date(2023, 3, 2))
    statement = as_dict(bill(compiled(), [use(3, "Text", 50_000)], activated=activated))
    rules = [reason["rule"] for reason in statement["months"][0]["lines"][0]["because"]]
    assert rules == ["first-month", "pay-as-you-go"]


def test_two_lines_that_tell_prices_are_refused() -> None:
    [one] = history().lines
    with pytest.raises(BookInvalid, match="price and other both give prices"):
        with_past(translator(), PriceHistory(PAGES, (one, replace(one, name="other"))))


def test_a_page_that_prices_months_without_a_settlement_order_is_refused() -> None:
    with pytest.raises(BookInvalid, match=r"price-0\.md of 2022-12-05, commit 0{12} prices"):
        compiled(orders=())


def test_a_history_without_a_placed_price_adds_nothing() -> None:
    now = translator()
    never = priced("Never", "9", None, first=2, last=2, gone=None, standing="page-undated")
    assert with_past(now, PriceHistory(PAGES, (line(never),))) is now


def test_a_book_without_a_first_day_answers_for_every_month_itself() -> None:
    assert with_past(scanner(), history()).in_month(START, WENT, {"Scan"}) == scanner()


def test_the_frozen_history_is_whole() -> None:
    stored = frozen.history()
    assert loads_history(dumps(stored)) == stored
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(json.loads(dumps(stored)), history_schema())


@pytest.mark.parametrize(
    ("run", "id"),
    [
        ({"first": 0, "last": 3, "gone": None}, "history-pages"),
        ({"first": 1, "last": 0, "gone": None}, "history-pages"),
        ({"first": 0, "last": 0, "gone": 0}, "history-pages"),
        ({"first": 0, "last": 1, "gone": 1}, "history-pages"),
        ({"first": 0, "last": 1, "gone": 4}, "history-pages"),
        ({"first": "0", "last": 1, "gone": None}, "history-schema"),
    ],
)
def test_a_history_that_contradicts_itself_is_invalid(run: dict[str, Any], id: str) -> None:
    raw = json.loads(dumps(history()))
    raw["lines"][0]["quotas"][0] |= run
    with pytest.raises(BookInvalid) as error:
        loads_history(json.dumps(raw).encode())
    assert error.value.id == id


def test_no_json_is_no_history() -> None:
    with pytest.raises(BookInvalid, match="does not follow the schema"):
        loads_history(b"{")
