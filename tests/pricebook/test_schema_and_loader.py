"""What the schema of a price book refuses the loader refuses; the other way by rules with names."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from javascript.datedbooks import dated_case
from support.books import scanner, translator
from support.damage import damaged
from tiia_pricebook import dumps, loads
from tiia_pricebook.codec import PAST, dated_schema, schema
from tiia_pricebook.errors import BookInvalid
from tiia_pricing import PriceBook

_FORMATS = Draft202012Validator.FORMAT_CHECKER
_PLAIN = Draft202012Validator(schema(), format_checker=_FORMATS)
_DATED = Draft202012Validator(dated_schema(), format_checker=_FORMATS)
# To a schema 1.0 is an integer.
_LOADER_ALONE = "found a number with a fraction"


def refusal(content: Any) -> BookInvalid | None:
    try:
        loads(json.dumps(content).encode())
    except BookInvalid as error:
        return error
    return None


def follows_schema(content: Any) -> bool:
    dated = isinstance(content, dict) and content.keys() & PAST
    return (_DATED if dated else _PLAIN).is_valid(content)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("book", [scanner(), translator()], ids=["scanner", "translator"])
def test_the_loader_refuses_what_the_schema_refuses(book: PriceBook, seed: int) -> None:
    check(json.loads(dumps(book)), random.Random(seed), 10)  # noqa: S311 - no secret


@pytest.mark.parametrize("seed", range(6))
def test_so_it_does_for_a_book_with_a_past(seed: int) -> None:
    content, _ = dated_case(seed)
    check(json.loads(json.dumps(content)), random.Random(seed), 10)  # noqa: S311 - no secret


def check(content: Any, chance: random.Random, times: int) -> None:
    assert follows_schema(content)
    assert refusal(content) is None
    for _ in range(times):
        changed, path = damaged(content, chance)
        found = refusal(changed)
        if not follows_schema(changed):
            assert found, path
        elif found and found.id in {"book-schema", "book-not-json"}:
            assert _LOADER_ALONE in found.message, (path, found.message)


@pytest.mark.parametrize(
    "price",
    [
        "2_5",
        "5.",
        ".5",
        "２.５",
        " 2.5",
        "2.5 ",
        "2.5\n",
        "+2.5",
        "-2.5",
        "1e3",
        "NaN",
        "Infinity",
        "",
    ],
)
def test_a_price_is_digits_with_at_most_a_point_in_them(price: str) -> None:
    content = json.loads(dumps(scanner()))
    content["packs"][0]["price"] = price
    found = refusal(content)
    assert found
    assert found.id == "price-in-digits"
    assert "$.packs[0].price" in found.message


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 100_000])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    text = dumps(scanner()).decode().replace('"calls": 10,', f'"calls": {number},')
    with pytest.raises(BookInvalid):
        loads(text.encode())


def test_a_key_that_stands_twice_is_refused() -> None:
    text = dumps(scanner()).decode()
    assert '"price": "20"' in text
    with pytest.raises(BookInvalid) as refused:
        loads(text.replace('"price": "20"', '"price": "20", "price": "20"').encode())
    assert refused.value.id == "book-not-json"
    assert "'price' is given twice" in refused.value.message


def test_a_book_of_a_million_keys_and_one_that_is_deep_are_refused() -> None:
    for text in ("[" * 500_000, '{"a":' * 200_000, "[" * 500_000 + "]" * 500_000):
        with pytest.raises(BookInvalid) as refused:
            loads(text.encode())
        assert refused.value.id == "book-not-json"
