"""The price book's model, its rules and its JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from support.books import CELL, scanner, tiers, translator
from tiia_pricebook import (
    FreeQuota,
    Interface,
    PriceBook,
    SettlementOrder,
    Snapshot,
    Source,
    check,
    dumps,
    load,
    loads,
    schema,
)
from tiia_pricebook.errors import BookInvalid, InputError

Change = Callable[[PriceBook], PriceBook]


def _first_table(**values: Any) -> Change:
    return lambda book: replace(
        book, pay_as_you_go=(replace(book.pay_as_you_go[0], **values), *book.pay_as_you_go[1:])
    )


def _first_pack(**values: Any) -> Change:
    return lambda book: replace(book, packs=(replace(book.packs[0], **values), *book.packs[1:]))


def _quotas(*quotas: FreeQuota) -> Change:
    return lambda book: replace(book, free_quotas=quotas)


def _reading(index: int, **values: Any) -> Change:
    def change(book: PriceBook) -> PriceBook:
        readings = list(book.readings)
        readings[index] = replace(readings[index], **values)
        return replace(book, readings=tuple(readings))

    return change


BROKEN: dict[str, Change] = {
    "not-empty": lambda book: replace(book, pay_as_you_go=()),
    "interface-once": lambda book: replace(
        book, interfaces=(*book.interfaces, Interface("Scan", None, CELL))
    ),
    "interface-declared": _quotas(FreeQuota(("Nobody",), 1, None, CELL)),
    "tiers-start-at-zero": _first_table(tiers=tiers((1, "0.5"))),
    "tiers-rise": _first_table(tiers=tiers((0, "0.5"), (10, "0.4"), (10, "0.3"))),
    "per-calls-positive": _first_table(per_calls=0),
    "price-positive": _first_table(tiers=tiers((0, "0"))),
    "price-in-digits": _first_table(tiers=tiers((0, "7E+2"))),
    "pack-size-positive": _first_pack(calls=0),
    "pack-validity-positive": _first_pack(months=0),
    "pack-validity-once": _first_pack(months=6, days=180),
    "quota-positive": _quotas(FreeQuota(("Scan",), 0, None, CELL)),
    "interval-not-empty": _quotas(
        FreeQuota(("Scan",), 1, None, CELL, from_=dt.date(2024, 2, 1), to=dt.date(2024, 2, 1))
    ),
    "intervals-do-not-overlap": _quotas(
        FreeQuota(("Scan",), 1, None, CELL, to=dt.date(2024, 2, 2)),
        FreeQuota(("Scan",), 2, None, CELL, from_=dt.date(2024, 2, 1)),
    ),
    "number-sourced": _quotas(FreeQuota(("Scan",), 1, None, Source("nowhere"))),
    "clause-declared": _quotas(FreeQuota(("Scan",), 1, "no-such-clause", CELL)),
    "settlement-steps-once": lambda book: replace(
        book, settlement_order=SettlementOrder(("free-quota", "pay-as-you-go"), None)
    ),
    "pay-as-you-go-last": lambda book: replace(
        book,
        settlement_order=SettlementOrder(("free-quota", "pay-as-you-go", "resource-pack"), None),
    ),
    "readings-complete": lambda book: replace(book, readings=book.readings[1:]),
    "reading-known": _reading(0, values=("after-deduction", "by-the-moon")),
    "reading-default-admissible": _reading(0, default="by-the-moon"),
}


@pytest.mark.parametrize("book", [scanner(), translator()], ids=["scanner", "translator"])
def test_a_valid_book_breaks_no_rule_and_survives_json(book: PriceBook) -> None:
    assert check(book) == []
    assert loads(dumps(book)) == book


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_refused_by_its_name(rule: str) -> None:
    broken = BROKEN[rule](scanner())
    assert [problem.rule for problem in check(broken)] == [rule]
    with pytest.raises(BookInvalid) as refused:
        loads(dumps(broken), name="book.json")
    assert refused.value.id == rule
    assert refused.value.exit_code == 104
    assert refused.value.where == {"file": "book.json"}


def test_all_broken_rules_are_told_at_once() -> None:
    broken = BROKEN["quota-positive"](BROKEN["per-calls-positive"](scanner()))
    assert {problem.rule for problem in check(broken)} == {"quota-positive", "per-calls-positive"}


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-1"])
def test_a_price_that_is_no_amount_is_refused(name: str) -> None:
    broken = _first_table(tiers=tiers((0, name)))(scanner())
    assert [problem.rule for problem in check(broken)] == ["price-positive"]


@pytest.mark.parametrize(
    "price", ["1E+999999999", "7E+2", "1E-999999999", "0.0000001", "1234567890123456789"]
)
def test_a_price_that_no_page_writes_is_refused(price: str) -> None:
    broken = _first_table(tiers=tiers((0, price)))(scanner())
    assert [problem.rule for problem in check(broken)] == ["price-in-digits"]


@pytest.mark.parametrize("price", ["0.000001", "0.123456789012345678", "123456789012345678"])
def test_a_price_of_many_digits_is_a_price(price: str) -> None:
    assert check(_first_table(tiers=tiers((0, price)))(scanner())) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: raw.update(colour="red"), "colour"),
        (lambda raw: raw["packs"][0].update(price=20), "$.packs[0].price"),
        (lambda raw: raw["packs"][0].update(price=20.5), "$.packs[0].price"),
        (lambda raw: raw["packs"][0].pop("price"), "price"),
        (lambda raw: raw["pay_as_you_go"][0].update(mode="volume"), "$.pay_as_you_go[0].mode"),
        (lambda raw: raw["free_quotas"][0].update(calls="10"), "$.free_quotas[0].calls"),
    ],
)
def test_json_that_breaks_the_schema_is_refused_with_its_path(
    change: Callable[[dict[str, Any]], object], said: str
) -> None:
    raw = json.loads(dumps(scanner()))
    change(raw)
    with pytest.raises(BookInvalid) as refused:
        loads(json.dumps(raw).encode())
    assert refused.value.id == "book-schema"
    assert said in refused.value.message
    assert list(Draft202012Validator(schema()).iter_errors(raw))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_no_book(data: bytes) -> None:
    with pytest.raises(BookInvalid) as refused:
        loads(data)
    assert refused.value.id == "book-not-json"


def test_the_published_schema_accepts_what_the_loader_accepts() -> None:
    Draft202012Validator.check_schema(schema())
    for book in (scanner(), translator()):
        Draft202012Validator(schema()).validate(json.loads(dumps(book)))


def test_provenance_is_not_identity() -> None:
    book = scanner()
    moved = replace(
        book,
        snapshot=Snapshot("ff", "elsewhere"),
        interfaces=(Interface("Scan", "ScanPage", Source("another cell", 7, 8, 9)),),
    )
    assert moved == book
    assert hash(moved.interfaces[0]) == hash(book.interfaces[0])
    assert replace(book, interfaces=(Interface("Scan", None, CELL),)) != book


def test_a_price_keeps_the_digits_of_the_page() -> None:
    book = loads(dumps(_first_table(tiers=tiers((0, "2.50")))(scanner())))
    assert str(book.pay_as_you_go[0].tiers[0].price) == "2.50"
    assert book.pay_as_you_go[0].tiers[0].price == Decimal("2.5")


def test_a_book_file_that_is_missing_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load(tmp_path / "none.json")
    assert refused.value.id == "file-unreadable"
