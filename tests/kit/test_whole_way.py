"""``tiia-pricing conformance`` from end to end, with programs that break and programs that do not.

A program that broke too often ends the run, so that these are quick; what was answered until
then is judged.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tiia_pricing.conformance.receipts.receipt import Receipt
from tiia_pricing.conformance.receipts.verify import loads

from .programs import conformance, faulty

# way: at which answer, what is said of it, options
BROKEN: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "hang": (5, "hang: no answer within 0.8 s", ("--answer-seconds", "0.8")),
    "garbage": (5, "garbage: the line 'Loading the model, please wait'", ()),
    "another": (5, "missing: an answer to run ", ()),
    "dies": (100, "crash: ended with exit code 3", ()),
}


def receipt_of(text: str) -> Receipt:
    return msgspec.json.decode(text, type=Receipt)


@pytest.mark.parametrize("way", BROKEN)
def test_a_program_that_breaks_in_each_of_its_lives(way: str, tmp_path: Path) -> None:
    """It answers its start and some runs, then breaks; it is started again three times."""
    path = tmp_path / "receipt.json"
    at, said, words = BROKEN[way]
    program = faulty(way, at, "truthful")
    done = conformance(
        *("--implementation", program, "--format", "json", "--receipt", str(path), *words)
    )
    assert (done.code, done.err) == (2, "")
    receipt = receipt_of(done.out)
    assert receipt == loads(path.read_bytes())
    assert receipt.conclusion == "broken"
    asked = [fault.asked for fault in receipt.faults]
    assert asked == [f"run {life * at}" for life in (1, 2, 3, 4)]
    for fault in receipt.faults:
        assert f"{fault.kind}: {fault.text}".startswith(said)
    told = [miss.unanswered or "" for miss in receipt.misses]
    assert sum(text.startswith(said) for text in told) == 4
    assert sum(text != "not run" for text in told) == 4
    assert [miss.wrong for miss in receipt.misses if miss.wrong] == []
    # 3 runs of the smoke test and 4 that broke gave no verdict.
    judged = [rule.levels["totals"] for rule in receipt.rules]
    assert sum(tally.failed for tally in judged) == 0
    asserted = sum(rule.runs for rule in receipt.rules) - len(receipt.misses)
    assert asserted == 4 * at - 3 - 4
    assert {law.verdict for law in receipt.laws} == {"unanswered"}


def test_the_report_of_a_program_that_broke_tells_what_it_said() -> None:
    done = conformance("--implementation", faulty("dies", 5, "truthful"))
    assert (done.code, done.err) == (2, "")
    assert "4 times the program broke the protocol:" in done.out
    assert (
        "  crash: ended with exit code 3 (asked: run 5)\n"
        "  stderr:  [31mcannot go on\n"
        "    the program ended before it answered\n"
    ) in done.out
    assert done.out.endswith("It broke the protocol: questions without an answer are not judged.\n")
