"""What would cost less, with amounts worked out from the page by hand."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

import frozen
from conformance.books import of_tiers
from javascript.page import dated, run
from tiia_pricing import Usage, bill
from tiia_pricing.billing.statement.cliffs import cliffs

PRO = "车辆识别（增强版）"
PACK = {"purchased_on": "2023-05-01", "interface": PRO, "calls": 100_000}


def advice(
    which: str, usage: dict[str, int], month: str = "2023-05", book: Any = None, **account: Any
) -> Any:
    rows = [{"date": month, "interface": name, "calls": n} for name, n in usage.items()]
    given = {"usage": rows, "packs": [], "readings": {}, **account}
    body = f"return advice.{which}(book, given, calculator.bill(book, given))"
    told = run(body, given, modules="advice", book=book)
    if which == "packAdvice":
        assert told["months"] == (12 if told["offers"] else 0)
        told = told["offers"]
    if isinstance(told, dict):
        return told
    return [{**one, "pack": one["pack"]["key"]} if "pack" in one else one for one in told]


def cliff(calls: int, instead: int, total: int, saving: int, name: str = PRO) -> dict[str, Any]:
    return {"name": name, "calls": calls, "instead": instead, "total": total, "saving": saving}


def test_a_cliff_under_the_calls_that_are_left_to_pay() -> None:
    """999,999 x 75 / 1,000 = 74,999.925, so 74,999.93; 1,000,000 x 45 / 1,000 = 45,000.00."""
    told = advice("cliffs", {PRO: 1_000_999})
    assert told == [cliff(1_000_999, 1_001_000, 45_000_00, 29_999_93)]


def test_a_cliff_under_all_calls_of_the_month() -> None:
    """998,999 x 75 / 1,000 = 74,924.925, so 74,924.93; at 1,000,000: 999,000 x 45 = 44,955.00."""
    gross = {"tier-basis": "gross"}
    told = advice("cliffs", {PRO: 999_999}, readings=gross)
    assert told == [cliff(999_999, 1_000_000, 44_955_00, 29_969_93)]
    assert advice("cliffs", {PRO: 1_000_999}, readings=gross) == []


def test_the_best_of_several_cliffs_is_told() -> None:
    """15 of 宠物识别图片版: 9,999 x 20 = 199.98; 10,000 x 18 = 180.00.

    车辆识别（增强版）: 2,500,000 x 45 / 1,000 = 112,500; 3,000,000 x 35 = 105,000.
    """
    told = advice("cliffs", {PRO: 2_501_000, "宠物识别图片版": 10_999})
    rest = 112_500_00 + 199_98
    assert told == [
        cliff(2_501_000, 3_001_000, rest - 7_500_00, 7_500_00),
        cliff(10_999, 11_000, rest - 19_98, 19_98, "宠物识别图片版"),
    ]


@pytest.mark.parametrize("calls", [0, 500, 1_000, 601_000, 1_001_000])
def test_where_more_calls_cost_no_less_nothing_is_told(calls: int) -> None:
    """600,000 x 75 is 45,000.00, and so is 1,000,000 x 45: no cliff yet."""
    assert advice("cliffs", {PRO: calls}) == []


@pytest.mark.parametrize("basis", ["after-deduction", "gross"])
def test_the_command_finds_the_same_cliffs(basis: str) -> None:
    counts = [1_001, 601_001, 999_999, 1_000_999, 2_334_334, 2_999_999, 13_000_000, 15_001_000]
    for calls in counts:
        told = advice("cliffs", {PRO: calls}, readings={"tier-basis": basis})
        usage = [Usage(dt.date(2023, 5, 31), PRO, calls)]
        statement = bill(frozen.dated(), usage, readings={"tier-basis": basis})
        found = [(one.calls, one.instead, one.saves) for one in cliffs(statement)]
        assert found == [(one["calls"], one["instead"], one["saving"]) for one in told]


def test_a_pack_that_raises_the_bill() -> None:
    """A month: 1,049,000 x 45 = 47,205.00; with 10万次 949,000 x 75 = 71,175.00, and 7,000."""
    told = {one["pack"]: one for one in advice("packAdvice", {PRO: 1_050_000})}
    assert list(told) == [
        "1万次", "10万次", "100万次", "250万次", "500万次", "1500万次", "5000万次",
    ]  # fmt: skip
    assert told["10万次"] == {
        "pack": "10万次",
        "price": 7_000_00,
        "total": 71_175_00 + 11 * 47_205_00,
        "change": 23_970_00,
        "net": 30_970_00,
        "verdict": "raises",
    }
    # 1,039,000 x 45 = 46,755.00, 450.00 less for 730.
    assert (told["1万次"]["change"], told["1万次"]["verdict"]) == (-450_00, "partly")
    # 49,000 x 75 = 3,675.00, 43,530.00 less for 65,000.
    assert (told["100万次"]["change"], told["100万次"]["net"]) == (-43_530_00, 21_470_00)


def test_a_pack_is_used_over_its_life() -> None:
    """A year of 1,049,000 calls a month to pay is 566,460.00, and 12,588,000 calls.

    1500万次 covers them all. 500万次 covers four months and 804,000 calls of the fifth, which pays
    245,000 x 75 = 18,375.00; seven are paid for. 250万次: two months, 402,000 of the third.
    """
    told = {one["pack"]: one for one in advice("packAdvice", {PRO: 1_050_000})}
    assert (told["1500万次"]["total"], told["1500万次"]["net"]) == (0, 450_000_00 - 566_460_00)
    assert told["500万次"]["total"] == 18_375_00 + 7 * 47_205_00
    assert (told["500万次"]["net"], told["500万次"]["verdict"]) == (-57_650_00, "pays")
    assert told["250万次"]["total"] == 647 * 75_00 + 9 * 47_205_00
    assert told["250万次"]["verdict"] == "partly"


def test_where_the_book_has_fewer_months_they_are_said() -> None:
    """Prices end with June: May and June are 2 x 399,000 x 75 / 1,000; 10万次 saves 7,500.00."""
    content = json.loads(dated())
    for table in content["pay_as_you_go"]:
        table["to"] = "2023-07-01"
    body = "return advice.packAdvice(book, given, calculator.bill(book, given))"
    usage = [{"date": "2023-05", "interface": PRO, "calls": 400_000}]
    given = {"usage": usage, "packs": [], "readings": {}}
    told = run(body, given, modules="advice", book=content)
    assert told["months"] == 2
    offer = next(one for one in told["offers"] if one["pack"]["key"] == "10万次")
    assert (offer["total"], offer["net"]) == (2 * 29_925_00 - 7_500_00, -500_00)


def test_a_pack_that_pays_for_itself() -> None:
    """500,000 x 75 = 37,500.00; with 10万次 400,000 x 75 = 30,000.00: 7,500.00 less for 7,000."""
    told = {one["pack"]: one for one in advice("packAdvice", {PRO: 501_000})}
    assert (told["10万次"]["net"], told["10万次"]["verdict"]) == (-500_00, "pays")


def test_a_pack_that_changes_nothing_and_packs_of_what_is_not_used() -> None:
    assert {one["verdict"] for one in advice("packAdvice", {PRO: 1_000})} == {"nothing"}
    assert advice("packAdvice", {"商品识别": 5_000_000}) == []
    assert advice("packAdvice", {PRO: 0}) == []


def test_packs_are_advised_beside_those_bought() -> None:
    """1,150,000: 1,049,000 after one pack, 47,205.00; 949,000 after two, 71,175.00."""
    told = {one["pack"]: one for one in advice("packAdvice", {PRO: 1_150_000}, packs=[PACK])}
    assert told["10万次"]["total"] == 71_175_00 + 11 * 51_705_00
    assert told["10万次"]["change"] == 23_970_00


def test_the_total_that_each_other_reading_would_give() -> None:
    """With a pack: 949,000 x 75; gross reaches the second tier: 949,000 x 45 = 42,705.00."""
    given: dict[str, Any] = {
        "usage": [{"date": "2023-05", "interface": PRO, "calls": 1_050_000}],
        "packs": [PACK],
        "readings": {},
    }
    body = "return advice.moved(book, given, calculator.bill(book, given))"
    assert run(body, given, modules="advice") == {"tier-basis=gross": 42_705_00}
    given["readings"] = {"tier-basis": "gross"}
    assert run(body, given, modules="advice") == {"tier-basis=after-deduction": 71_175_00}


def changing() -> Any:
    """Text costs 9 yuan a call until 15 March 2024; then 5, or 1 from 11 calls on; to 20 April."""
    row = {"interface": "Text", "mode": "reached", "per calls": "1"}
    old = of_tiers([{**row, "from calls": "0", "price": "9"}])
    new = of_tiers([
        {**row, "from calls": "0", "price": "5"}, {**row, "from calls": "11", "price": "1"},
    ])  # fmt: skip
    tables = [
        {**old["pay_as_you_go"][0], "to": "2024-03-15"},
        {**new["pay_as_you_go"][0], "from": "2024-03-15", "to": "2024-04-20"},
    ]
    return {**old, "pay_as_you_go": tables}


def test_a_cliff_of_the_prices_that_come_within_the_month() -> None:
    """All calls count on the last day: 10 x 5 = 50.00; 11 x 1 = 11.00."""
    told = advice("cliffs", {"Text": 10}, "2024-03", changing())
    assert told == [cliff(10, 11, 11_00, 39_00, "Text")]
    old = {"price-change": "whole-month-old"}
    assert advice("cliffs", {"Text": 10}, "2024-03", changing(), readings=old) == []


def test_a_reading_under_which_calls_have_no_price_is_not_advised() -> None:
    """10 x 5 = 50.00; by day the 30th of April, after the end, has no price."""
    old = {"price-change": "whole-month-old"}
    assert advice("moved", {"Text": 10}, "2024-04", changing(), readings=old) == {}
    told = advice("moved", {"Text": 10}, "2024-03", changing(), readings=old)
    assert told == {"price-change=by-day": 50_00, "price-change=whole-month-new": 50_00}


@pytest.mark.parametrize(
    ("month", "priced"), [("2024-02", ["Text"]), ("2024-04", ["Text"]), ("2024-05", [])]
)
def test_an_interface_is_asked_for_where_it_has_a_price_on_some_day(
    month: str, priced: list[str]
) -> None:
    told = run("return facts.pricedIn(book, given)", month, modules="facts", book=changing())
    assert told == priced
