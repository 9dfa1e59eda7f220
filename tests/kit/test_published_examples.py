"""Worked examples that the vendor printed for many products, computed on books made of them.

One period of an example (a month, a day) is a month here: settlement is the same.
"""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conformance import books
from conformance.implementation import Answer, run
from conformance.sheets import case
from conformance.tables import Row

Example = dict[str, Any]
SHARED = Path(os.environ.get("TIIA_SHARED") or Path(__file__).parents[3] / "shared")
FILE = SHARED / "vendor" / "examples.json"
NAME = "接口"

# The vendor's own slips: the result does not follow from the page it stands on.
WRONG = {
    "def-progressive-2017b": "prices the 16th hour at 3, its table says 1",
    "faceid-2019-15000-pack": "prices 5,000 calls in the tier of fewer than 1,000",
    "faceid-1000-1-new": "prices 1,000 calls below a bound that its table puts at 1,000",
    "asr-2020-06-08-2M": "keeps the one price that daily tiers had replaced; corrected in ten days",
    "vod-550GB-stale": "prices 550 GB in the tier up to 500 GB",
}
# Examples that choose the tier on all calls of the period: the reading tier-basis=gross.
GROSS = {"asr-2020-06-28-2M"}
AGREEING = 51
# Examples that are no bill of whole calls on one printed tier table.
INEXPRESSIBLE = {
    "no bill": {
        "ci-pack-review",
        "cos-refund-23.87",
        "ocr-mixed-bills-1",
        "sms-refund-100",
        "tcb-7",
        "trtc-refund",
    },
    "no tier table or no usage": {
        "apigw-30",
        "ccn-11100",
        "cdn-day2-3TB",
        "cfs-0.5299",
        "cmq-0.36",
        "cmq-1439321",
        "cos-free-6.1",
        "css-pack-oversea-280",
        "dsa-day1-ceil",
        "dsa-day2-ceil",
        "ecdn-day2-over",
        "ecdn-day3",
        "faceid-new-20000",
        "iai-sdk-app-year2",
        "im-roaming",
        "intlobby-dm",
        "privatedns-0.6",
        "tcb-5",
        "tcb-9",
        "trtc-56.056",
        "tsi-60min",
        "tts-910",
        "vod-pack-300h",
    },
    "no whole numbers": {"cfs-0.29", "cfs-5.49"},
    "a first tier that is not from 0, or free": {"iai-sdk-1000-118", "iai-sdk-4000", "mgobe-dau"},
}


@pytest.fixture(scope="module")
def examples() -> dict[str, Example]:
    if not FILE.exists():
        pytest.skip(f"no examples at {FILE}")
    return {example["id"]: example for example in json.loads(FILE.read_text(encoding="utf-8"))}


def test_examples_agree_with_what_the_vendor_printed(examples: dict[str, Example]) -> None:
    able = [example for example in examples.values() if obstacle(example) is None]
    disagreeing = {example["id"] for example in able if not agrees(example)}
    assert disagreeing == WRONG.keys() | GROSS
    assert len(able) - len(disagreeing) == AGREEING


def test_examples_that_the_vendor_got_wrong_are_marked_as_wrong(
    examples: dict[str, Example],
) -> None:
    assert all("flag" in examples[id]["check"] for id in WRONG)


def test_examples_of_the_other_tier_basis_agree_under_that_reading(
    examples: dict[str, Example],
) -> None:
    assert all(agrees(examples[id], {"tier-basis": "gross"}) for id in GROSS)


def test_examples_that_no_price_book_expresses_are_known(examples: dict[str, Example]) -> None:
    found: dict[str, set[str]] = {}
    for id, example in examples.items():
        if reason := obstacle(example):
            found.setdefault(reason, set()).add(id)
    assert found == INEXPRESSIBLE


def obstacle(example: Example) -> str | None:
    """Why an example cannot be put as a book, packs and whole calls of one month."""
    if example["mode"] == "pack_only":
        return None
    if example["mode"] not in ("reached", "progressive", "flat"):
        return "no bill"
    bands = example.get("tiers", {}).get("bands")
    amount = example.get("usage", {}).get("amount")
    if not bands or amount is None:
        return "no tier table or no usage"
    if bands[0]["lo"] != "0" or bands[0]["price"] == "0":
        return "a first tier that is not from 0, or free"
    return None if isinstance(amount, int) else "no whole numbers"


def agrees(example: Example, readings: dict[str, str] | None = None) -> bool:
    """Whether the printed result, less what packs cost in its formula, is the bill's total."""
    answer = computed(example, readings or {})
    packs = sum((Decimal(pack["price"]) for pack in answer["packs"]), Decimal())
    paid_for = packs if includes_packs(example) else 0
    return Decimal(answer["total"]) == cents(Decimal(example["published"]["result"]) - paid_for)


def includes_packs(example: Example) -> bool:
    formula = example["published"]["formula"].replace(",", "")
    return any(str(pack["price"]) in formula for pack in example.get("packs", []) if pack["price"])


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), "ROUND_HALF_UP")


def computed(example: Example, readings: dict[str, str]) -> Answer:
    packs = example.get("packs", [])
    calls = example["usage"]["amount"] if "usage" in example else packs[0]["size"]
    bought = [
        {
            "purchased on": "2020-01-01",
            "interface": NAME,
            "calls": str(pack["size"]),
            "quantity": str(pack["count"]),
        }
        for pack in packs
    ]
    usage = [{"date": "2020-01", "interface": NAME, "calls": str(calls)}]
    return run(case(book(example), usage, bought, readings))


def book(example: Example) -> books.Book:
    made = books.of_tiers(list(tiers(example)))
    if "free_quota" in example:
        free = {"interfaces": NAME, "calls": str(example["free_quota"]["amount"])}
        made["free_quotas"] = [books.quota(free)]
    sold = example.get("packs", [])
    made["packs"] = [
        books.pack({"interface": NAME, "calls": str(p["size"]), "price": str(p["price"] or 1)})
        for p in sold
    ]
    return made


def tiers(example: Example) -> list[Row]:
    """The example's table, or one price where it has only packs.

    A bound that is in the tier below it moves up by one; a tier without a price, which no
    example reaches, is left out.
    """
    table = example.get("tiers") or {"bands": [{"lo": "0", "price": "1"}], "unit": None}
    per, unit = table.get("unit_size", 1), table.get("unit")
    scale = per if unit != example.get("usage", {}).get("unit") else 1
    above = 1 if table.get("upper_inclusive") else 0
    return [
        {
            "interface": NAME,
            "mode": "progressive" if example["mode"] == "progressive" else "reached",
            "per calls": str(per),
            "from calls": str(int(band["lo"]) * scale + (above if band["lo"] != "0" else 0)),
            "price": band["price"],
        }
        for band in table["bands"]
        if band["price"] is not None
    ]
