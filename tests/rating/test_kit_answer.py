"""The SQL of ``rate`` behind the protocol of the conformance kit, with figures of the page."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

import frozen
from tiia_pricing.cli import main
from tiia_pricing.conformance.receipts import verify

pytest.importorskip("duckdb")

RECEIPT = Path(__file__).parents[2] / "docs/conformance/receipts/duckdb.json"
CAR = "车辆识别（增强版）"


Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Ask:
    """What is answered to a start and to cases, on the frozen page's book."""

    def ask(*cases: dict[str, Any], engine: str = "duckdb") -> list[dict[str, Any]]:
        lines = b"".join(msgspec.json.encode(line) + b"\n" for line in _requests(cases))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
        assert main(["adapter", "--engine", engine]) == 0
        return [msgspec.json.decode(line) for line in capsysbinary.readouterr().out.splitlines()]

    return ask


def _requests(cases: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield {"cmd": "start", "protocol": 1, "suite": "1.0.0"}
    book = {"sha256": "0" * 64, "content": msgspec.json.decode(msgspec.json.encode(frozen.book()))}
    empty: dict[str, Any] = {"usage": [], "packs": [], "readings": {}, "activated": {}}
    for seq, case in enumerate(cases):
        yield {"cmd": "run", "seq": seq, "book": book, **empty, **case}
    yield {"cmd": "stop"}


def test_it_claims_lines_by_every_reading_and_no_reasons(asked: Ask) -> None:
    [started] = asked()
    assert started["implementation"]["name"] == "tiia-pricing rate"
    assert started["implementation"]["language"].startswith("SQL (DuckDB ")
    assert started["levels"] == ["totals", "lines"]
    assert started["abilities"] == ["books", "history", "left"]
    claims = verify.load(RECEIPT).claims
    assert claims.readings == {name: tuple(of) for name, of in started["readings"].items()}


def test_a_bill_with_packs_of_which_some_is_left(asked: Ask) -> None:
    _asks_for_a_bill_with_packs(asked, "duckdb")


@pytest.mark.usefixtures("spark")
@pytest.mark.filterwarnings("ignore")
def test_the_same_and_a_refusal_on_spark(asked: Ask) -> None:
    """Two requests in turn: each reads its own files."""
    _asks_for_a_bill_with_packs(asked, "spark")
    day = "2023-05-10"
    [_, bill, refused] = asked(
        {"usage": [{"date": day, "interface": CAR, "calls": 2_000}]},
        {"packs": [{"purchased_on": day, "interface": CAR, "calls": 3}]},
        engine="spark",
    )
    assert bill["result"]["total"] == "75.00"  # 1,000 x 75 / 1,000
    assert refused["result"]["refused"]["id"] == "unknown-pack-size"


def _asks_for_a_bill_with_packs(asked: Ask, engine: str) -> None:
    usage = [{"date": "2023-05", "interface": CAR, "calls": 1_016_000}]
    pack = {"interface": "RecognizeCarPro", "calls": 10_000}
    packs = [
        {**pack, "purchased_on": "2023-05-01", "quantity": 2},
        {**pack, "purchased_on": "2023-01-31", "left": 3_000},
    ]
    [_, answer] = asked({"usage": usage, "packs": packs}, engine=engine)
    line = {
        "interface": CAR,
        "calls": 1_016_000,
        "free": 1_000,
        "pack": 23_000,
        "pay_as_you_go": 992_000,
        "unit_price": "75",
        "amount": "74400.00",  # 992,000 x 75 / 1,000
    }
    whole = {"interface": CAR, "calls": 10_000, "price": "730"}
    year = {"purchased_on": "2023-05-01", "starts_on": "2023-05-01", "expires_on": "2024-05-01"}
    assert answer["result"] == {
        "total": "74400.00",
        "months": [{"month": "2023-05", "total": "74400.00", "lines": [line]}],
        "packs": [
            {
                **whole,
                "purchased_on": "2023-01-31",
                "starts_on": "2023-01-31",
                "expires_on": "2024-01-31",
                "used": 3_000,
                "left": 0,
            },
            {**whole, **year, "used": 10_000, "left": 0},
            {**whole, **year, "used": 10_000, "left": 0},
        ],
    }


def test_what_cannot_be_billed_is_refused_by_its_id(asked: Ask) -> None:
    day = "2023-05-10"
    answers = asked(
        {"usage": [{"date": day, "interface": "商品识", "calls": 1}]},
        {"usage": [{"date": day, "interface": CAR, "calls": -1}]},
        {"packs": [{"purchased_on": day, "interface": CAR, "calls": 3}]},
        {"readings": {"rounding": "up"}},
        {
            "usage": [{"date": day, "interface": CAR, "calls": 1}],
            "activated": {"service": "2024-01-01"},
        },
    )
    assert [one["result"]["refused"]["id"] for one in answers[1:]] == [
        "unknown-interface",
        "calls-negative",
        "unknown-pack-size",
        "unknown-reading-value",
        "usage-before-activation",
    ]
