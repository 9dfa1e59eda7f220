"""The schemas of messages and receipts, and what reads them: each refuses what the other does.

What the reader refuses alone is a rule between the parts of a message, or a number with a point.
"""

from __future__ import annotations

import copy
import io
import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from support.damage import damaged
from tiia_pricebook.errors import PricingError
from tiia_pricing.conformance.protocol import messages
from tiia_pricing.conformance.protocol.messages import LEVELS, Malformed
from tiia_pricing.conformance.protocol.reference_adapter import serve
from tiia_pricing.conformance.receipts import receipt
from tiia_pricing.conformance.receipts.tallying import Outcome, places
from tiia_pricing.conformance.receipts.verify import ReceiptRefused, loads
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.conformance.run.short_session import session
from tiia_pricing.feature_files.features import key

from .receipts import recorded

WHOLE_RUN = {
    "cmd": "run",
    "seq": 4,
    "book": {"sha256": "0" * 64, "content": {"x": [1]}},
    "readings": {"tier-basis": "gross"},
    "usage": [{"date": "2023-05", "interface": "商品识别", "calls": 1000}],
    "packs": [
        {"purchased_on": "2023-05-01", "interface": "商品识别", "calls": 10000, "quantity": 2}
    ],
    "activated": {"service": "2023-05-01", "interfaces": {"商品识别": "2023-05-02"}},
    "files": {"usage": "eA==", "packs": "eA=="},
}
PLANNED = {
    "total": "450000.00",
    "pay_as_you_go": "0.00",
    "packs": "450000.00",
    "without": {"total": "566460.00"},
    "purchases": [
        {
            "on": "2026-01-01",
            "interface": "车辆识别（增强版）",
            "calls": 15_000_000,
            "price": "450000",
        }
    ],
    "proven": False,
    "lower_bound": "431440.00",
}
CHECKED = {
    "lines": [
        {
            "month": "2023-05",
            "interface": "商品识别",
            "verdict": "differs",
            "billed": "2500.00",
            "computed": "2497.50",
            "causes": [{"id": "quota-not-applied"}],
        }
    ]
}
# To a schema 1.0 is an integer; the others are rules between the parts of a message.
READER_ALONE = (
    *("found a number with a fraction", "speaks protocol", "claims the levels", "claims totals"),
    "of result, skipped and error",
)


def said(read: Callable[[bytes], object], data: bytes) -> str | None:
    """Why a reader refuses a message as one that is none."""
    try:
        read(data)
    except Malformed as error:
        return str(error)
    except ReceiptRefused as error:
        return error.message if error.id == "receipt-unreadable" else None
    except PricingError as error:
        return error.message if error.id == "request-unreadable" else None
    return None


def as_request(data: bytes) -> None:
    serve([data], io.BytesIO(), lambda *_: {"error": "x", "message": "x", "where": {}})


def as_result(data: bytes) -> None:
    messages.read_result(json.loads(data), LEVELS, ranged=True)


def as_plan(data: bytes) -> None:
    messages.read_result(json.loads(data), LEVELS, ranged=True, ask="plan")


def as_verdicts(data: bytes) -> None:
    messages.read_result(json.loads(data), LEVELS, ranged=True, ask="reconcile")


READERS: dict[str, Callable[[bytes], object]] = {
    "Start": as_request,
    "Run": as_request,
    "Stop": as_request,
    "Started": messages.read_started,
    "Reply": messages.read_reply,
    "Statement": as_result,
    "Refused": as_result,
    "Planned": as_plan,
    "Checked": as_verdicts,
    "Receipt": loads,
}


@cache
def given() -> dict[str, list[Any]]:
    """Messages of each kind, as the kit, the reference and the recorder write them."""
    requests = [json.loads(line) for line in session().splitlines()]
    answers = io.BytesIO()
    serve(session().splitlines(), answers)
    started, *replies = map(json.loads, answers.getvalue().splitlines())
    for request in requests:
        if "content" in request.get("book", {}):
            request["book"]["content"] = {"x": 1}
    results = [reply["result"] for reply in replies]
    others = [{"seq": 1, "skipped": "no"}, {"seq": 1, "error": "broke"}]
    return {
        "Start": requests[:1],
        "Run": [*requests[1:-1], WHOLE_RUN],
        "Stop": requests[-1:],
        "Started": [started],
        "Reply": [*(reply | {"result": {}} for reply in replies), *others],
        "Statement": [result for result in results if "refused" not in result],
        "Refused": [result for result in results if "refused" in result],
        "Planned": [PLANNED],
        "Checked": [CHECKED],
        "Receipt": [short_receipt()],
    }


def short_receipt() -> Any:
    """A receipt with some of everything in it."""
    names = [key(file.file, scenario.name, row) for file, _, scenario, row in places()][:3]
    ends = (Outcome(skipped="no"), Outcome(unanswered="no"), Outcome({"totals": ["no"]}))
    laws = {law: Outcome(unanswered="no") for law in list(LAWS)[:1]}
    found = recorded(dict(zip(names, ends, strict=True)), laws)
    short = msgspec.structs.replace(
        found,
        rules=found.rules[:1],
        laws=found.laws[:2],
        faults=(FaultTrace("crash", "it", "run 1", ("a line",)),),
    )
    return json.loads(receipt.dumps(short))


def validator(kind: str) -> Draft202012Validator:
    whole = receipt.schema() if kind == "Receipt" else messages.schema()
    reference = {"$ref": f"#/$defs/{kind}", "$defs": whole["$defs"]}
    return Draft202012Validator(reference, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_message_of_the_schema_has_its_reader() -> None:
    published = {one["$ref"].rpartition("/")[2] for one in messages.schema()["anyOf"]}
    assert published | {"Receipt"} == READERS.keys() == given().keys()
    assert all(given().values())


def edits(kind: str, times: int) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    for number, content in enumerate(given()[kind]):
        for seed in range(times):
            yield damaged(content, random.Random(1000 * number + seed))  # noqa: S311 - no secret


@pytest.mark.parametrize("path", [("rules", 0, "levels"), ("misses", 2, "wrong")])
def test_a_level_that_nobody_knows_is_refused_by_both(path: tuple[Any, ...]) -> None:
    changed = copy.deepcopy(given()["Receipt"][0])
    levels = changed
    for step in path:
        levels = levels[step]
    levels["poems"] = levels["totals"]
    assert not validator("Receipt").is_valid(changed)
    assert "'poems' is not one of the values allowed" in str(
        said(loads, json.dumps(changed).encode())
    )


@pytest.mark.parametrize("kind", READERS)
def test_schema_and_reader_agree(kind: str) -> None:
    follows, read = validator(kind), READERS[kind]
    for content in given()[kind]:
        assert follows.is_valid(content)
        assert said(read, json.dumps(content).encode()) is None
    refused = 0
    for changed, path in edits(kind, 400):
        found = said(read, json.dumps(changed).encode())
        if not follows.is_valid(changed):
            refused += 1
            assert found, (path, changed)
        elif found:
            assert any(words in found for words in READER_ALONE), (path, found, changed)
    assert refused > 50
