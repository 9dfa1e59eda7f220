"""The adapter's side of the protocol, and bills whose amounts are worked out by hand."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from conformance.books import of_tiers, pack, page, quota
from javascript.adapter import FOLDER, NODE, Adapter
from tiia_pricebook import READINGS
from tiia_pricing.conformance.protocol.case import Answer

PRO = "车辆识别（增强版）"
ORDER = {"steps": ["free-quota", "resource-pack", "pay-as-you-go"], "clause": None}


def test_the_program_says_what_it_is(adapter: Adapter) -> None:
    told = adapter.ask({"cmd": "start", "protocol": 1, "suite": "1.0.0"})
    assert told["protocol"] == 1
    assert told["implementation"]["name"] == "tiia-pricing.mjs"
    assert told["implementation"]["language"].startswith("JavaScript (Node ")
    assert told["levels"] == ["totals", "lines", "reasons"]
    assert told["abilities"] == ["books", "range", "files", "history", "left"]
    assert told["readings"] == {reading.name: list(reading.values) for reading in READINGS}


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_a_command_by_a_name_that_objects_have_already_is_unknown() -> None:
    assert NODE
    command = [NODE, str(FOLDER / "adapter.mjs")]
    ran = subprocess.run(  # noqa: S603
        command, input=b'{"cmd":"toString"}\n', capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b'unknown command "toString"' in ran.stderr


def test_a_pack_raises_the_bill(adapter: Adapter) -> None:
    """1,049,000 x 45 / 1,000 = 47,205; with the pack 949,000 x 75 / 1,000 = 71,175."""
    usage = [{"date": "2023-05", "interface": PRO, "calls": 1_050_000}]
    bought = {"purchased_on": "2023-05-01", "interface": PRO, "calls": 100_000}
    assert adapter.run(page(), usage=usage)["total"] == "47205.00"
    told = adapter.run(page(), usage=usage, packs=[bought])
    assert told["total"] == "71175.00"
    assert (told["range"]["low"], told["range"]["high"]) == ("42705.00", "71175.00")


def test_of_packs_that_end_together_the_earlier_purchase_goes_first(adapter: Adapter) -> None:
    usage = [{"date": "2023-05", "interface": PRO, "calls": 1}]
    bought = [("2023-05-10", 10_000), ("2023-05-03", 100_000), ("2023-05-10", 100_000)]
    packs = [{"purchased_on": day, "interface": PRO, "calls": size} for day, size in bought]
    told = adapter.run(page(), usage=usage, packs=packs, readings={"pack-start": "purchase-month"})
    order = [(one["purchased_on"], one["calls"], one["expires_on"]) for one in told["packs"]]
    assert order == [
        ("2023-05-03", 100_000, "2024-05-01"),
        ("2023-05-10", 10_000, "2024-05-01"),
        ("2023-05-10", 100_000, "2024-05-01"),
    ]


@pytest.mark.parametrize(
    ("value", "order"), [("earliest-expiry", [30, 20]), ("earliest-purchase", [20, 30])]
)
def test_packs_of_unequal_months_go_by_the_reading(
    adapter: Adapter, value: str, order: list[int]
) -> None:
    sold = [
        pack({"interface": "Text", "calls": calls, "price": "1", "months": months})
        for calls, months in (("20", "12"), ("30", "1"))
    ]
    bought = [("2024-03-01", 20), ("2024-03-02", 30)]
    packs = [{"purchased_on": day, "interface": "Text", "calls": size} for day, size in bought]
    usage = [use("2024-03-05")]
    told = adapter.run(book(packs=sold), usage=usage, packs=packs, readings={"pack-order": value})
    assert [one["calls"] for one in told["packs"]] == order


@pytest.mark.parametrize(("activated", "free"), [("2022-10-23", 2000), ("2022-10-24", 1000)])
def test_a_quota_issued_on_activation_is_the_one_in_force_that_day(
    adapter: Adapter, activated: str, free: int
) -> None:
    """Until 24 October 2022 10,000 calls were free, from then on 1,000; 2,000 are made."""
    told = adapter.run(
        page(),
        usage=[{"date": "2022-10-25", "interface": "商品识别", "calls": 2000}],
        readings={"first-month": "from-activation"},
        activated={"service": activated, "interfaces": {}},
    )
    assert told["months"][0]["lines"][0]["free"] == free


def test_calls_are_plain_integers(adapter: Adapter) -> None:
    usage = [{"date": "2023-05", "interface": "DetectPet", "calls": 10**15}]
    case = {"cmd": "run", "seq": 7, "book": {"sha256": "page", "content": page()}, "usage": usage}
    line = adapter.ask_line(json.dumps(case).encode()).decode()
    assert line.startswith('{"seq":7,"result":{"currency":"CNY",')
    assert '"calls":1000000000000000,"free":1000,"pack":0,' in line


def test_a_count_too_long_for_a_number_keeps_its_digits(adapter: Adapter) -> None:
    usage = [{"date": "2023-05", "interface": "DetectPet", "calls": 12345678901234567890123}]
    told = adapter.run(page(), usage=usage)["refused"]
    assert told["id"] == "calls-too-large"
    assert told["message"].startswith("12345678901234567890123 calls of 宠物识别图片版")


def test_a_book_that_never_came_is_an_error_of_the_protocol(adapter: Adapter) -> None:
    told = adapter.ask({"cmd": "run", "seq": 1, "book": {"sha256": "none"}, "usage": []})
    assert told.keys() == {"seq", "error"}
    assert "no content has come for the price book none" in told["error"]


def test_an_empty_file_is_a_file(adapter: Adapter) -> None:
    assert adapter.run(page(), files={"usage": ""})["refused"]["id"] == "file-empty"


@pytest.mark.parametrize(
    ("row", "id"),
    [
        ({"date": "2023-5"}, "date-unreadable"),
        ({"date": "2023-02-29"}, "date-unreadable"),
        ({"date": "9999-12-31"}, "date-unreadable"),
        ({"date": None}, "date-unreadable"),
        ({"calls": 1.5}, "calls-not-whole"),
        ({"calls": "ten"}, "calls-unreadable"),
        ({"calls": None}, "calls-unreadable"),
        ({"interface": None}, "unknown-interface"),
    ],
)
def test_a_row_that_is_no_usage_is_refused(adapter: Adapter, row: Answer, id: str) -> None:
    usual: Answer = {"date": "2023-05", "interface": "DetectPet", "calls": 1}
    assert adapter.run(page(), usage=[{**usual, **row}])["refused"]["id"] == id


@pytest.mark.parametrize(
    ("wrong", "id"),
    [
        ({"purchased_on": "2023-05"}, "date-unreadable"),
        ({"purchased_on": "9999-01-01"}, "date-unreadable"),
        ({"quantity": 0}, "quantity-unreadable"),
        ({"quantity": 10_001}, "quantity-unreadable"),
        ({"calls": 10_001}, "unknown-pack-size"),
        ({"interface": "DetectPet"}, "packs-not-sold"),
    ],
)
def test_a_pack_that_cannot_be_is_refused(adapter: Adapter, wrong: Answer, id: str) -> None:
    usual = {"purchased_on": "2023-05-01", "interface": PRO, "calls": 10_000}
    told = adapter.run(page(), usage=[], packs=[{**usual, **wrong}])
    assert told["refused"]["id"] == id


def book(**facts: Any) -> Answer:
    """Text at 3 yuan per thousand, 100 calls free, from March 2024 on."""
    row = {"interface": "Text", "mode": "reached", "per calls": "1000"}
    made = of_tiers([{**row, "from calls": "0", "price": "3"}])
    free = {"interfaces": "Text", "calls": "100", "from": "-", "to": "-"}
    return {**made, "known_from": "2024-03-01", "free_quotas": [quota(free)], **facts}


def dated() -> Answer:
    """In January 2024 Text cost 5 yuan and nothing was free; nobody knows of February."""
    then = book()["pay_as_you_go"]
    then[0]["tiers"][0]["price"] = "5"
    source = {**then[0]["tiers"][0]["source"], "page": "old.md"}
    then[0]["tiers"][0] |= {"source": source, "bound": source}
    edition = {
        "from": "2024-01-01",
        "to": "2024-02-01",
        "snapshot": {"sha256": "1" * 64, "source": "old.md"},
        "interfaces": ["Text"],
        "free_quotas": [],
        "pay_as_you_go": then,
        "settlement_order": ORDER,
    }
    untold = {"interface": "Text", "error": "price-unknown-then", "expected": "later usage"}
    ends = ((None, "2024-01-01", "{month} is too old"), ("2024-02-01", "2024-03-01", "lost"))
    rows = [{**untold, "from": start, "to": end, "message": text} for start, end, text in ends]
    return book(editions=[edition], untold=rows)


def use(month: str, calls: int = 1100) -> Answer:
    return {"date": month, "interface": "Text", "calls": calls}


def test_a_month_of_an_edition_is_settled_by_its_facts(adapter: Adapter) -> None:
    """January: 1,100 x 5 / 1,000 = 5.50. March: (1,100 - 100) x 3 / 1,000 = 3.00."""
    told = adapter.run(dated(), usage=[use("2024-03"), use("2024-01")])
    months = [(month["month"], month["total"], "snapshot" in month) for month in told["months"]]
    assert months == [("2024-01", "5.50", True), ("2024-03", "3.00", False)]
    assert told["months"][0]["snapshot"] == {"sha256": "1" * 64, "source": "old.md"}
    texts = [reason["text"] for reason in told["months"][0]["lines"][0]["because"]]
    assert texts[0] == "No call is free: Text has no free quota in 2024-01."
    assert "5 yuan per 1,000 (clause the-feature of old.md)" in texts[1]


@pytest.mark.parametrize(
    ("month", "message"),
    [("2023-12", "2023-12 is too old"), ("2024-02", "lost")],
)
def test_a_month_that_nobody_tells_is_refused(adapter: Adapter, month: str, message: str) -> None:
    assert adapter.run(dated(), usage=[use(month)])["refused"] == {
        "id": "price-unknown-then",
        "message": message,
        "where": {},
        "expected": "later usage",
    }


def test_a_month_before_a_book_without_editions_is_refused(adapter: Adapter) -> None:
    told = adapter.run(book(), usage=[use("2024-02")])["refused"]
    assert (told["id"], told["expected"]) == ("month-before-book", "usage from 2024-03 on")


@pytest.mark.parametrize(
    ("rule", "path", "value"),
    [
        ("price-in-digits", ("tiers", 0, "price"), "3,5"),
        ("tiers-start-at-zero", ("tiers", 0, "from_calls"), 1),
        ("per-calls-positive", ("per_calls",), 0),
        ("book-schema", ("per_calls",), 0.5),
        ("book-schema", ("mode",), "graduated"),
    ],
)
def test_a_book_that_would_bill_wrongly_is_refused(
    adapter: Adapter, rule: str, path: tuple[str | int, ...], value: object
) -> None:
    broken = book()
    *way, last = path
    place = broken["pay_as_you_go"][0]
    for step in way:
        place = place[step]
    place[last] = value
    told = adapter.run(broken, usage=[use("2024-03")])["refused"]
    assert told["id"] == rule
    assert "$.pay_as_you_go[0]" in told["message"]


def test_a_reading_that_is_not_implemented_is_refused(adapter: Adapter) -> None:
    broken = book()
    broken["readings"][0] = {**broken["readings"][0], "values": ["after-deduction", "highest"]}
    told = adapter.run(broken, usage=[use("2024-03")])["refused"]
    assert told["id"] == "reading-known"


def test_steps_in_another_order_than_settlement_knows_are_refused(adapter: Adapter) -> None:
    steps = ["pay-as-you-go", "free-quota", "resource-pack"]
    broken = book(settlement_order={"steps": steps, "clause": None})
    told = adapter.run(broken, usage=[use("2024-03")])["refused"]
    assert told["id"] == "settlement-steps-once"


def changing(**facts: Any) -> Answer:
    """Text at 3 yuan per thousand until 15 March 2024, then at 5; nothing is free."""
    then = book()["pay_as_you_go"][0]
    now = book()["pay_as_you_go"][0]
    now["tiers"][0]["price"] = "5"
    tables = [{**then, "to": "2024-03-15"}, {**now, "from": "2024-03-15"}]
    return book(free_quotas=[], pay_as_you_go=tables, **facts)


AROUND = [use("2024-03-14", 1000), use("2024-03-15", 2000)]


@pytest.mark.parametrize(
    ("value", "total"),
    [("by-day", "13.00"), ("whole-month-new", "15.00"), ("whole-month-old", "9.00")],
)
def test_a_month_in_which_a_price_changes(adapter: Adapter, value: str, total: str) -> None:
    """1,000 x 3 / 1,000 + 2,000 x 5 / 1,000 = 13; 3,000 x 5 = 15; 3,000 x 3 = 9."""
    told = adapter.run(changing(), usage=AROUND)
    assert told["total"] == "13.00"
    assert (told["range"]["low"], told["range"]["high"]) == ("9.00", "15.00")
    assert list(told["range"]["low_readings"])[-1] == "price-change"
    assert told["months"][0]["lines"][0]["parts"] == [
        {"from_calls": 0, "calls": calls, "unit_price": price, "per_calls": 1000, "from": start}
        for calls, price, start in [(1000, "3", None), (2000, "5", "2024-03-15")]
    ]
    fixed = adapter.run(changing(), usage=AROUND, readings={"price-change": value})
    assert fixed["total"] == total


def test_a_part_of_a_thousand_is_filled_up_once_at_the_last_price(adapter: Adapter) -> None:
    """999 x 3 / 1,000 + 1,001 x 5 / 1,000 = 8.002, with 2,000 calls in all; 1,999 are made."""
    usage = [use("2024-03-14", 999), use("2024-03-15", 1000)]
    told = adapter.run(changing(), usage=usage, readings={"partial-thousand": "round-up"})
    assert told["total"] == "8.00"


def test_a_change_that_was_only_seen_moves_the_range_alone(adapter: Adapter) -> None:
    """From 14 March on: 3,000 x 5 = 15.00, though the reading is fixed."""
    seen = [{"day": "2024-03-15", "not_before": "2024-03-10", "interfaces": ["Text"]}]
    fixed = {"price-change": "by-day"}
    told = adapter.run(changing(only_seen=seen), usage=AROUND, readings=fixed)
    span = told["range"]
    assert (told["total"], span["low"], span["high"]) == ("13.00", "13.00", "15.00")
    assert (span["readings"], span["leaves_out"]) == ([], [])
    assert [warning["id"] for warning in told["warnings"]] == ["change-only-seen"]


def test_a_day_without_a_price_is_refused_and_the_month_before_the_price_too(
    adapter: Adapter,
) -> None:
    coming = changing()
    del coming["pay_as_you_go"][0]
    told = adapter.run(coming, usage=[use("2024-03-14", 1)])["refused"]
    assert told == {
        "id": "price-missing",
        "message": "the price book has no pay-as-you-go price of Text on 2024-03-14",
        "where": {},
        "expected": "calls on days that have a price: from 2024-03-15",
    }
    whole = {"price-change": "whole-month-new"}
    assert adapter.run(coming, usage=[use("2024-03-14")], readings=whole)["total"] == "5.50"
    later = changing(known_from=None)
    del later["pay_as_you_go"][0]
    told = adapter.run(later, usage=[use("2024-02-14", 1)])["refused"]
    assert told["message"].endswith("of Text in 2024-02")


@pytest.mark.parametrize(("value", "free"), [("by-day", 0), ("whole-month-new", 10)])
def test_a_settlement_order_holds_in_its_months(adapter: Adapter, value: str, free: int) -> None:
    """Ten calls, with a pack of a thousand: until 15 March packs went first, then free quota."""
    first = {"steps": ["resource-pack", "free-quota", "pay-as-you-go"], "clause": None}
    ordered = book(
        packs=[pack({"interface": "Text", "calls": "1000", "price": "1", "months": "-"})],
        former_orders=[{**first, "from": None, "to": "2024-03-15"}],
        settlement_order={**ORDER, "from": "2024-03-15", "to": None},
    )
    packs = [{"purchased_on": "2024-03-01", "interface": "Text", "calls": 1000}]
    readings = {"price-change": value}
    for month, expected in (("2024-03", free), ("2024-04", 10)):
        told = adapter.run(ordered, usage=[use(month, 10)], packs=packs, readings=readings)
        assert told["months"][0]["lines"][0]["free"] == expected


def test_a_former_order_that_settlement_does_not_know_is_refused(adapter: Adapter) -> None:
    steps = ["pay-as-you-go", "free-quota", "resource-pack"]
    broken = book(former_orders=[{"steps": steps, "clause": None, "from": None, "to": None}])
    told = adapter.run(broken, usage=[use("2024-03")])["refused"]
    assert told["id"] == "settlement-steps-once"
    assert "$.former_orders[0].steps" in told["message"]


def ending(**facts: Any) -> Answer:
    """Text has no price from 15 March 2024 on, as was seen on that day."""
    ended = changing(**facts)
    del ended["pay_as_you_go"][1]
    ended["only_seen"] = [{"day": "2024-03-15", "not_before": "2024-03-10", "interfaces": ["Text"]}]
    return ended


def test_a_day_on_which_calls_would_have_no_price_does_not_count(adapter: Adapter) -> None:
    """Had the price ended on the 12th, the calls of the 14th would have none; 1,000 x 3."""
    told = adapter.run(ending(), usage=[use("2024-03-12", 500), use("2024-03-14", 500)])
    assert (told["total"], told["range"]["low"], told["range"]["high"]) == ("3.00",) * 3
    assert [warning["id"] for warning in told["warnings"]] == ["change-only-seen"]


def test_calls_of_other_days_that_are_left_to_pay_cost_another_price(adapter: Adapter) -> None:
    """A pack of 500 from the 15th leaves 500 x 3 / 1,000; from the 1st, 500 x 5 / 1,000."""
    sold = [pack({"interface": "Text", "calls": "500", "price": "1", "months": "-"})]
    told = adapter.run(
        changing(packs=sold),
        usage=[use("2024-03-14", 500), use("2024-03-15", 500)],
        packs=[{"purchased_on": "2024-03-15", "interface": "Text", "calls": 500}],
        readings={"price-change": "by-day", "partial-thousand": "pro-rata"},
    )
    assert (told["total"], told["range"]["high"]) == ("1.50", "2.50")


def rising(calls: int, since: str) -> Answer:
    """Prices rise on 20 March, as was seen then, and so does the free quota, from 10 calls."""
    quotas = [
        quota({"interfaces": "Text", "calls": "10", "to": "2024-03-20"}),
        quota({"interfaces": "Text", "calls": str(calls), "from": "2024-03-20"}),
    ]
    risen = changing(known_from=None)
    risen["pay_as_you_go"][0]["to"] = risen["pay_as_you_go"][1]["from"] = "2024-03-20"
    seen = {"day": "2024-03-20", "not_before": since, "interfaces": ["Text"]}
    return {**risen, "free_quotas": quotas, "only_seen": [seen]}


def test_a_change_may_have_come_between_activation_and_the_first_call(adapter: Adapter) -> None:
    """1,000 x 3; from the 6th to the 10th 1,000 x 5; up to the 5th 10 x 5, per thousand."""
    told = adapter.run(
        rising(1000, "2024-03-02"),
        usage=[use("2024-03-10", 1010)],
        readings={
            "first-month": "from-activation",
            "quota-change": "at-issue",
            "price-change": "by-day",
            "partial-thousand": "pro-rata",
        },
        activated={"service": "2024-03-05"},
    )
    span = told["range"]
    assert (told["total"], span["low"], span["high"]) == ("3.00", "0.05", "5.00")


def test_a_change_may_have_come_with_a_month(adapter: Adapter) -> None:
    """On 1 March: February 1,000 x 3, and in March all is free. Before: February 1,000 x 5."""
    told = adapter.run(
        rising(1010, "2024-02-10"),
        usage=[use("2024-02-20", 1010), use("2024-03-10", 1010)],
        readings={"price-change": "whole-month-new", "quota-change": "at-issue"},
    )
    assert (told["total"], told["range"]["low"], told["range"]["high"]) == ("8.00", "3.00", "8.00")
