"""A receipt holds or is refused, and what it concludes follows from what it says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tiia_pricing.cli import main
from tiia_pricing.conformance.places import suite
from tiia_pricing.conformance.protocol.claims import EVERYTHING
from tiia_pricing.conformance.receipts.receipt import LawVerdict, Receipt, Tally, dumps, sealed
from tiia_pricing.conformance.receipts.tallying import Outcome, places
from tiia_pricing.conformance.receipts.verify import ReceiptRefused, loads
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.conformance.version import SUITE, Suite
from tiia_pricing.feature_files.features import key

from .receipts import recorded, replaced, resealed

Capture = pytest.CaptureFixture[str]
FIRST = next(key(feature.file, scenario.name, row) for feature, _, scenario, row in places())
WRONG = Outcome({"totals": ["the total is 1.00"], "lines": [], "reasons": []})


@cache
def right() -> Receipt:
    return recorded()


@cache
def wrong() -> Receipt:
    """One run is wrong at one level, one law is broken."""
    broken = Outcome({"totals": ["assert 1 == 2"]})
    return recorded({FIRST: WRONG}, {"the total is the sum of its months": broken})


def refusal(data: bytes) -> str:
    with pytest.raises(ReceiptRefused) as refused:
        loads(data)
    assert refused.value.exit_code == 2
    return refused.value.id


def test_a_receipt_that_is_right_holds_and_conforms() -> None:
    assert loads(dumps(right())) == right()
    assert right().conclusion == "conforms"
    assert right().suite == SUITE


def test_a_receipt_is_the_same_but_for_when_it_was_made() -> None:
    later = msgspec.structs.replace(recorded(), created=right().created)
    assert dumps(sealed(later)) == dumps(right())


def test_a_receipt_that_holds_can_fail() -> None:
    found = loads(dumps(wrong()))
    assert found.conclusion == "fails"
    assert found.rules[0].levels["totals"].failed == 1
    assert found.rules[0].levels["totals"].verdict == "failed"
    assert found.rules[0].levels["lines"].verdict == "passed"
    [miss] = found.misses
    assert (miss.feature, miss.scenario) == FIRST[:2]
    assert miss.wrong == {"totals": ["the total is 1.00"]}
    [law] = [law for law in found.laws if law.verdict != "passed"]
    assert law == LawVerdict(
        "the total is the sum of its months", "totals", "failed", "assert 1 == 2"
    )


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [
        (Outcome(skipped="no pools"), Tally(2, 0, 1, 0, "failed")),
        (Outcome(unanswered="hang: no answer"), Tally(2, 0, 0, 1, "failed")),
        (Outcome(unclaimed="reads no files"), Tally(2, 0, 0, 0, "passed")),
    ],
    ids=["skipped", "unanswered", "unclaimed"],
)
def test_what_was_not_judged_is_counted_as_what_it_is(outcome: Outcome, counted: Tally) -> None:
    """The clause has 3 runs in all."""
    place = next(place for place in places() if place[1].tags == ("quota-exhausted",))
    name = key(place[0].file, place[2].name, place[3])
    made = recorded({name: outcome}, claims=claims_without_files())
    [told] = [found for found in made.rules if found.clause == "quota-exhausted"]
    assert told.runs == 3
    assert told.levels["totals"] == counted
    assert told.unclaimed == (outcome.unclaimed is not None)
    assert (made.conclusion == "conforms") == (outcome.unclaimed is not None)
    assert loads(dumps(made)) == made


def test_the_laws_that_a_receipt_needs_are_those_of_the_suite() -> None:
    written = (suite() / "test_laws.py").read_text("utf-8")
    tests = re.findall(r'^@law\("(\w+)".*\n(?:@.*\n)*def test_(\w+)\(', written, re.M)
    marked = {name.replace("_", " "): level for level, name in tests}
    assert marked == LAWS
    assert len(marked) == 21


def claims_without_files() -> Any:
    return msgspec.structs.replace(EVERYTHING, abilities=("books", "range", "history"))


@pytest.mark.parametrize("field", [*Receipt.__struct_fields__])
def test_a_field_that_was_changed_and_not_sealed_is_found(field: str) -> None:
    content: dict[str, Any] = json.loads(dumps(wrong()))
    content[field] = altered(content[field])
    data = msgspec.json.format(json.dumps(content, ensure_ascii=False).encode(), indent=1) + b"\n"
    assert refusal(data) in ("receipt-tampered", "receipt-format", "receipt-unreadable")


def altered(value: Any) -> Any:
    """Something else of the same kind, wherever that is possible."""
    if isinstance(value, dict):
        name = next(iter(value))
        return {**value, name: altered(value[name])}
    if isinstance(value, list):
        return value[1:] if value else [{"kind": "hang", "text": "x", "asked": "run 1"}]
    return value + 1 if isinstance(value, int) else f"{value}x"


@pytest.mark.parametrize("step", range(7))
def test_no_byte_can_be_changed(step: int) -> None:
    """Each seventh of 7 x 60 places all over the file: another digit, letter or bracket."""
    data = dumps(wrong())
    for at in range(step, len(data), len(data) // 60):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert refusal(changed)
    assert refusal(data[:-1]) == "receipt-tampered"
    assert refusal(data + b"\n") == "receipt-tampered"


def tally(receipt: Receipt, **fields: Any) -> dict[str, Any]:
    """The first rule's tally at the level of totals with other fields."""
    levels = dict(receipt.rules[0].levels)
    levels["totals"] = msgspec.structs.replace(levels["totals"], **fields)
    return {"rules": replaced(receipt.rules, 0, levels=levels)}


LIES: dict[str, tuple[Callable[[Receipt], dict[str, Any]], str]] = {
    "a conclusion": (lambda r: {"conclusion": "conforms"}, "receipt-tampered"),
    "no fault though broken": (lambda r: {"conclusion": "broken"}, "receipt-tampered"),
    "faults though it fails": (
        lambda r: {"faults": (FaultTrace("hang", "x", "run 1"),)},
        "receipt-tampered",
    ),
    "a failed run as passed": (
        lambda r: tally(r, passed=r.rules[0].runs, failed=0, verdict="passed"),
        "receipt-tampered",
    ),
    "a failed run as skipped": (lambda r: tally(r, failed=0, skipped=1), "receipt-tampered"),
    "a verdict": (lambda r: tally(r, verdict="passed"), "receipt-tampered"),
    "more passed than asked": (lambda r: tally(r, passed=1000), "receipt-tampered"),
    "fewer than none": (lambda r: tally(r, passed=-1), "receipt-tampered"),
    "no misses": (lambda r: {"misses": ()}, "receipt-tampered"),
    "a miss twice": (lambda r: {"misses": r.misses * 2}, "receipt-tampered"),
    "a miss of no scenario": (
        lambda r: {"misses": replaced(r.misses, 0, scenario="Nothing")},
        "receipt-tampered",
    ),
    "a miss of no row": (
        lambda r: {"misses": replaced(r.misses, 0, row={"calls": "1"})},
        "receipt-tampered",
    ),
    "a rule less": (lambda r: {"rules": r.rules[1:]}, "receipt-incomplete"),
    "a rule twice": (lambda r: {"rules": r.rules + r.rules[-1:]}, "receipt-incomplete"),
    "fewer runs": (lambda r: {"rules": replaced(r.rules, 3, runs=1)}, "receipt-incomplete"),
    "another clause": (
        lambda r: {"rules": replaced(r.rules, 3, clause="another")},
        "receipt-incomplete",
    ),
    "a law less": (lambda r: {"laws": r.laws[1:]}, "receipt-incomplete"),
    "no laws": (lambda r: {"laws": ()}, "receipt-incomplete"),
    "a law twice": (lambda r: {"laws": r.laws + r.laws[:1]}, "receipt-incomplete"),
    "a law in another's place": (
        lambda r: {"laws": replaced(r.laws, 0, law=r.laws[1].law)},
        "receipt-incomplete",
    ),
    "a law of its own": (
        lambda r: {"laws": replaced(r.laws, 0, law="two and two are four")},
        "receipt-incomplete",
    ),
    "a law at another level": (
        lambda r: {"laws": replaced(r.laws, 0, level="reasons")},
        "receipt-incomplete",
    ),
    "a law not claimed": (
        lambda r: {"laws": replaced(r.laws, 0, verdict="unclaimed")},
        "receipt-claims",
    ),
    "a rule not claimed": (
        lambda r: {"rules": replaced(r.rules, 1, unclaimed=1)},
        "receipt-claims",
    ),
    "a level that no rule has": (
        lambda r: {"rules": replaced(r.rules, 1, levels={"totals": Tally()})},
        "receipt-claims",
    ),
    "fewer levels": (
        lambda r: {"claims": msgspec.structs.replace(r.claims, levels=("totals",))},
        "receipt-claims",
    ),
    "no totals": (
        lambda r: {"claims": msgspec.structs.replace(r.claims, levels=("lines", "reasons"))},
        "receipt-claims",
    ),
    "no readings": (
        lambda r: {"claims": msgspec.structs.replace(r.claims, readings={})},
        "receipt-claims",
    ),
    "a reading of its own": (
        lambda r: {
            "claims": msgspec.structs.replace(
                r.claims, readings={**r.claims.readings, "rounding": ("half-down",)}
            )
        },
        "receipt-claims",
    ),
    "another suite": (lambda r: {"suite": Suite("1.0.0", "0" * 64)}, "receipt-other-suite"),
    "another version": (lambda r: {"suite": Suite("9.0.0", SUITE.sha256)}, "receipt-other-suite"),
    "another book": (lambda r: {"book": "0" * 64}, "receipt-other-book"),
    "another page": (
        lambda r: {"snapshot": msgspec.structs.replace(r.snapshot, sha256="0" * 64)},
        "receipt-other-book",
    ),
    "another protocol": (lambda r: {"protocol": 2}, "receipt-format"),
    "another format": (lambda r: {"receipt": 2}, "receipt-format"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_that_was_sealed_anew_is_found(lie: str) -> None:
    changed, id = LIES[lie]
    assert loads(resealed(wrong())) == wrong()
    assert refusal(resealed(wrong(), **changed(wrong()))) == id


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "receipt-unreadable"),
    "no JSON": (b"conforms", "receipt-unreadable"),
    "no UTF-8": (b'{"receipt": "\xff"}', "receipt-unreadable"),
    "a list": (b"[]", "receipt-unreadable"),
    "an object of something else": (b"{}", "receipt-unreadable"),
    "nested deeply": (b"[" * 1_000_000, "receipt-unreadable"),
    "nested deeply in a field": (b'{"receipt": ' + b'{"a":' * 100_000, "receipt-unreadable"),
    "20 MB": (b" " * 20_000_000, "receipt-too-large"),
}


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_no_receipt_is_refused(file: str) -> None:
    data, id = FILES[file]
    assert refusal(data) == id


def test_a_truncated_receipt_is_refused() -> None:
    data = dumps(right())
    for part in (1, 1000, len(data) // 2, len(data) - 2):
        assert refusal(data[:part]) == "receipt-unreadable"


def test_a_field_that_nobody_knows_is_no_part_of_a_receipt() -> None:
    assert refusal(dumps(right()).replace(b"{\n", b'{\n "a": 1,\n', 1)) == ("receipt-tampered")


def test_verify_says_what_a_receipt_says_and_ends_accordingly(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "receipt.json"
    for receipt, code, conclusion in (
        (right(), 0, "It conforms: all that it claims passes."),
        (wrong(), 1, "It does not conform: not all that it claims passes."),
        (
            msgspec.convert(broken(), Receipt),
            2,
            "It broke the protocol: questions without an answer",
        ),
    ):
        path.write_bytes(dumps(receipt))
        assert main(["conformance", "verify", str(path)]) == code
        out, err = capsys.readouterr()
        assert conclusion in out
        assert out.endswith(f"The test report is valid: {path}\n")
        assert err == ""


def broken() -> Any:
    """A receipt of a program that broke: what was not answered stands in it."""
    made = recorded({FIRST: Outcome(unanswered="crash: ended with exit code 3")})
    made = msgspec.structs.replace(
        made, faults=(FaultTrace("crash", "ended with exit code 3", "run 4"),), conclusion="broken"
    )
    return msgspec.to_builtins(sealed(made))


def test_verify_refuses_with_an_id_and_exit_code_2(tmp_path: Path, capsys: Capture) -> None:
    lying = tmp_path / "lying.json"
    lying.write_bytes(resealed(wrong(), conclusion="conforms"))
    for path, id in (
        (lying, "receipt-tampered"),
        (tmp_path / "missing.json", "file-unreadable"),
        (tmp_path, "file-unreadable"),
    ):
        for words in (["verify", str(path)], ["badge", str(path)]):
            assert main(["conformance", "--format", "json", *words]) == 2
            out, err = capsys.readouterr()
            error = json.loads(err)
            assert (out, error["error"], error["exit_code"]) == ("", id, 2)
            assert error["where"] == {"file": str(path)}
