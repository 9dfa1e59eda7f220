"""The smaller parts of the kit: judge, tallies, report, badge, the recorder's words."""

from __future__ import annotations

from typing import Any, cast
from xml.etree import ElementTree

import msgspec
import pytest

from tiia_pricing.conformance.protocol.claims import EVERYTHING
from tiia_pricing.conformance.protocol.messages import Implementation
from tiia_pricing.conformance.receipts import badge, receipt_text
from tiia_pricing.conformance.receipts.receipt import LawVerdict, Miss, Receipt, Tally, concluded
from tiia_pricing.conformance.receipts.recorder import Recorder
from tiia_pricing.conformance.receipts.tallying import NEVER, Outcome, places, tallies
from tiia_pricing.conformance.run.faults import MEANINGS, Broke, Fault, FaultTrace, Kind, Skipped
from tiia_pricing.conformance.run.judge import Judge
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.conformance.run.outcomes import BROKE, FAULT, JUDGED, LAW, SCENARIO
from tiia_pricing.conformance.version import SUITE, Suite
from tiia_pricing.feature_files.features import key

from .receipts import recorded, resealed

TOTALS = msgspec.structs.replace(EVERYTHING, levels=("totals",), abilities=())
PLACE = places()[0]
NAME = key(PLACE[0].file, PLACE[2].name, PLACE[3])


def wrong(text: str) -> None:
    raise AssertionError(text)


def right() -> None:
    """Nothing is wrong."""


def no_range(answer: dict[str, str]) -> None:
    assert answer["range"]


def test_a_judge_keeps_all_that_is_wrong_level_by_level() -> None:
    judge = Judge(EVERYTHING, strict=False)
    judge("lines", wrong, "a line")
    judge("totals", right)
    judge("totals", wrong, "the total")
    judge("lines", wrong, "the total")
    assert judge.verdicts == {"lines": ["a line", "the total"], "totals": ["the total"]}
    assert judge.wrong == ["a line", "the total"]


def test_a_strict_judge_raises_the_first() -> None:
    judge = Judge(EVERYTHING, strict=True)
    judge("totals", right)
    with pytest.raises(AssertionError, match="the total"):
        judge("totals", wrong, "the total")


def test_a_judge_does_not_look_at_what_is_not_claimed() -> None:
    judge = Judge(TOTALS, strict=False)
    judge("lines", wrong, "a line")
    judge("totals", wrong, "the range", needs="range")
    assert judge.verdicts == {}
    judge("totals", wrong, "the total")
    assert judge.verdicts == {"totals": ["the total"]}


def test_a_judge_does_not_hide_what_is_no_wrong_answer() -> None:
    judge = Judge(EVERYTHING, strict=False)
    with pytest.raises(KeyError):
        judge("totals", no_range, {})


def test_a_fault_is_caught_by_nobody_who_catches_exceptions() -> None:
    assert not issubclass(Fault, Exception)
    assert issubclass(Broke, Exception)
    assert issubclass(Skipped, Exception)


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        ((3, 0, 0, 0), "passed"),
        ((0, 0, 0, 0), "none"),
        ((3, 1, 0, 0), "failed"),
        ((3, 0, 1, 0), "failed"),
        ((3, 0, 0, 1), "failed"),
    ],
)
def test_the_verdict_of_a_tally(numbers: tuple[int, int, int, int], verdict: str) -> None:
    assert Tally.of(*numbers) == Tally(*numbers, verdict)  # type: ignore[arg-type]


def test_every_run_that_is_not_recorded_was_not_run() -> None:
    found = tallies({}, ("totals",))
    assert sum(rule.runs for rule in found) == len(places())
    for rule in found:
        assert rule.levels == {"totals": Tally(0, 0, 0, rule.runs, "failed")}


def test_a_program_that_passes_nothing_does_not_conform() -> None:
    """Who claims so little that nothing is asked has proved nothing."""
    nothing = {
        key(feature.file, scenario.name, row): Outcome(unclaimed="reads no files")
        for feature, _, scenario, row in places()
    }
    made = recorded(nothing, claims=TOTALS)
    assert made.misses == ()
    assert made.conclusion == "fails"


def test_a_law_that_was_not_run_does_not_pass() -> None:
    made = recorded(laws={"the total is the sum of its months": NEVER})
    assert made.conclusion == "fails"
    [law] = [law for law in made.laws if law.verdict != "passed"]
    assert (law.verdict, law.message) == ("unanswered", "not run")


class Report:
    """What the recorder reads of a test's report."""

    def __init__(self, when: str, outcome: str, *properties: tuple[str, Any]) -> None:
        self.when = when
        self.passed, self.failed, self.skipped = (
            outcome == name for name in ("passed", "failed", "skipped")
        )
        self.user_properties = list(properties)
        self.longrepr: Any = ("file.py", 1, f"Skipped: {outcome}")
        self.longreprtext = "KeyError: 'range'"


class Concealing:
    """The part of a program that the recorder asks while tests run; its environment is empty."""

    def conceal(self, said: object) -> object:
        return said


def outcome_of(*reports: Report) -> Outcome | None:
    """What the recorder makes of the phases of one scenario."""
    recorder = Recorder(cast(Any, Concealing()))
    for one in reports:
        one.user_properties.append((SCENARIO, NAME))
        recorder.pytest_runtest_logreport(cast(pytest.TestReport, one))
    return recorder.outcomes.get(NAME)


def test_what_the_recorder_makes_of_a_scenario() -> None:
    setup, teardown = Report("setup", "passed"), Report("teardown", "passed")
    wrong_totals = (JUDGED, {"totals": ["the total is 1.00"]})
    fault = (FAULT, {"kind": "hang", "text": "no answer", "asked": "run 1"})
    assert outcome_of(setup, teardown) is None
    for call, outcome in (
        (Report("call", "passed", (JUDGED, {"totals": []})), Outcome({"totals": []})),
        (Report("call", "failed", wrong_totals), Outcome({"totals": ["the total is 1.00"]})),
        (Report("call", "failed", fault), Outcome(unanswered="hang: no answer")),
        (Report("call", "failed", (BROKE, "overflow")), Outcome(unanswered="error: overflow")),
        (Report("call", "failed"), Outcome(unanswered="KeyError: 'range'")),
        (
            Report("call", "failed", (JUDGED, {"totals": []})),
            Outcome(unanswered="KeyError: 'range'"),
        ),
        (Report("call", "passed"), Outcome(unclaimed="asserts nothing at the levels claimed")),
    ):
        assert outcome_of(setup, call, teardown) == outcome


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("not claimed: reads no files", Outcome(unclaimed="reads no files")),
        ("skipped by the implementation: no packs", Outcome(skipped="no packs")),
        ("something else", Outcome(skipped="something else")),
    ],
)
def test_why_a_scenario_was_skipped(reason: str, outcome: Outcome) -> None:
    skipped = Report("call", "skipped")
    skipped.longrepr = ("file.py", 1, f"Skipped: {reason}")
    assert outcome_of(skipped) == outcome


def test_what_the_recorder_makes_of_a_law() -> None:
    law = (LAW, ("the total is the sum of its months", "totals"))
    recorder = Recorder(cast(Any, Concealing()))
    for outcome in ("passed", "failed"):
        recorder.pytest_runtest_logreport(cast(pytest.TestReport, Report("call", outcome, law)))
        found = recorder.laws["the total is the sum of its months"]
        assert found.judged == {"totals": [] if outcome == "passed" else ["KeyError: 'range'"]}


def lines(receipt: Receipt) -> list[str]:
    return receipt_text.text(receipt).splitlines()


def test_the_report_says_who_claims_what_and_what_came_of_it() -> None:
    said = lines(recorded())
    assert said[0] == "implementation: 甲 & co 1.0"
    assert said[1] == (
        "claims: totals, lines, reasons, books, range, files, history, left, plan, reconcile, "
        "every reading"
    )
    assert said[5].split() == ["clause", "totals", "lines", "reasons"]
    assert "quota-exhausted                            3/3         3/3         3/3" in said
    assert f"{'invariants':34}{'21/21':>12}" in said
    assert said[-1] == "It conforms: all that it claims passes."


def test_the_report_tells_first_what_did_not_pass_and_counts_what_is_not_claimed() -> None:
    """Of the 3 runs of quota-exhausted 1 fails; of processing-no-packs none is claimed."""
    missed: dict[tuple[str, str, str], Outcome] = {}
    for feature, rule, scenario, row in places():
        name = key(feature.file, scenario.name, row)
        if rule.tags == ("quota-exhausted",) and not missed:
            missed[name] = Outcome({"totals": ["the total is 1.00"], "lines": [], "reasons": []})
        elif rule.tags == ("processing-no-packs",):
            missed[name] = Outcome(unclaimed="reads no files")
    said = lines(recorded(missed))
    assert said[6] == "quota-exhausted                            2/3         3/3         3/3"
    assert "1 clause of which nothing is claimed" in said
    assert not any(line.startswith("processing-no-packs") for line in said)


def test_the_report_names_the_readings_that_are_not_followed_whole() -> None:
    claims = msgspec.structs.replace(
        EVERYTHING,
        levels=("totals",),
        abilities=(),
        readings={**EVERYTHING.readings, "tier-basis": ("gross",), "rounding": ("down",)},
    )
    assert lines(recorded(claims=claims))[1] == "claims: totals, tier-basis=gross, rounding=down"


def test_the_report_says_why_laws_were_not_asked() -> None:
    """None without books; else each reason with its number."""
    laws = {law: Outcome(unclaimed="does not claim plan") for law in list(LAWS)[:2]}
    said = lines(recorded(laws=laws))
    place = said.index(f"{'invariants':34}{'19/19':>12}")
    assert said[place + 1] == "  2 not asked: does not claim plan"
    none = {law: Outcome(unclaimed="prices by the page's book alone") for law in LAWS}
    claims = msgspec.structs.replace(EVERYTHING, abilities=())
    said = lines(recorded(laws=none, claims=claims))
    place = said.index(f"{'invariants':34}{'0/0':>12}")
    assert said[place + 1] == (
        "  none is asked: they need generated price lists, which is the ability books"
    )


def test_the_report_cuts_no_name_of_a_rule() -> None:
    """A name that is longer than its column stands above the figures of its row."""
    said = lines(recorded())
    for rule in {rule.name for _, rule, _, _ in places() if not rule.tags}:
        assert any(line.strip() == rule or line.startswith(f"{rule}  ") for line in said), rule
    place = said.index("A row that says what is impossible is refused with its place")
    assert said[place + 1].split() == ["10/10", "10/10", "10/10"]


def test_the_report_shows_what_did_not_pass_and_how_much_more() -> None:
    missed = {
        key(feature.file, scenario.name, row): Outcome({"totals": [f"wrong {n}"], "lines": []})
        for n, (feature, _, scenario, row) in enumerate(places()[:12])
    }
    said = lines(recorded({**missed, NAME: Outcome(skipped="no pools")}))
    assert "12 runs that did not pass:" in said
    assert "    skipped: no pools" in said
    assert "    totals: wrong 9" in said
    assert "    totals: wrong 10" not in said
    assert "  … and 2 more; the test report has all" in said
    assert said[-1] == "It does not conform: not all that it claims passes."


def test_the_report_shows_laws_and_faults() -> None:
    law = Outcome({"totals": ["assert 1 == 2\nFalsifying example"]})
    made = recorded(laws={"the total is the sum of its months": law})
    said = lines(made)
    assert "1 invariant that did not pass:" in said
    assert "  the total is the sum of its months (totals): failed" in said
    assert "    Falsifying example" in said
    trace = FaultTrace("hang", "no answer within 10 s", "run 7", ("loading",))
    broken = msgspec.structs.replace(made, faults=(trace,), conclusion="broken")
    assert "  hang: no answer within 10 s (asked: run 7)" in lines(broken)
    assert "    no answer within the time limit" in lines(broken)
    assert lines(broken)[-1].startswith("It broke the protocol")


def test_every_fault_has_a_meaning_and_every_conclusion_its_words() -> None:
    assert set(MEANINGS) == set(Kind.__args__)  # type: ignore[attr-defined]
    assert (
        set(receipt_text.CODES) == set(receipt_text.CONCLUSIONS) == {"conforms", "fails", "broken"}
    )


@pytest.mark.parametrize(
    ("fields", "conclusion"),
    [
        ({}, "conforms"),
        ({"faults": (FaultTrace("hang", "x", "stop"),)}, "broken"),
        ({"misses": (Miss("a", "b", "c"),)}, "fails"),
        ({"rules": ()}, "fails"),
        ({"laws": (LawVerdict("a", "totals", "skipped"),)}, "fails"),
        ({"laws": (LawVerdict("a", "totals", "unclaimed"),)}, "conforms"),
    ],
)
def test_what_a_receipt_concludes(fields: dict[str, Any], conclusion: str) -> None:
    assert concluded(msgspec.structs.replace(recorded(), **fields)) == conclusion


def test_a_badge_says_the_highest_level_that_conforms() -> None:
    drawn = ElementTree.fromstring(badge.svg(recorded()))  # noqa: S314
    texts = [text for text in drawn.itertext() if text.strip()]
    assert texts == [
        f"TIIA pricing: 甲 & co 1.0, reasons, suite {SUITE.version}",
        "TIIA pricing",
        f"reasons, suite {SUITE.version}",
    ]
    assert "#1a7f37" in badge.svg(recorded())


def test_a_badge_of_one_that_does_not_conform_says_so() -> None:
    drawn = badge.svg(recorded({NAME: NEVER}))
    assert f">fails, suite {SUITE.version}</text>" in drawn
    assert "#b42318" in drawn


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\"'&<>", 'a" onload="x'])
def test_a_badge_is_a_picture_whatever_the_name(name: str) -> None:
    made = msgspec.structs.replace(recorded(), implementation=Implementation(name, name))
    drawn = ElementTree.fromstring(badge.svg(made))  # noqa: S314
    assert {element.tag.rpartition("}")[2] for element in drawn.iter()} == {
        "svg",
        "title",
        "rect",
        "g",
        "text",
    }
    assert set(drawn.attrib) == {"width", "height", "role", "aria-label"}
    assert f"{name} {name}," in drawn.attrib["aria-label"]


def test_a_receipt_of_a_suite_that_was_changed_does_not_hold() -> None:
    from tiia_pricing.conformance.receipts import verify  # noqa: PLC0415

    changed = Suite(SUITE.version, "0" * 64)
    with pytest.raises(verify.ReceiptRefused) as refused:
        verify.loads(resealed(recorded(), suite=changed))
    assert refused.value.id == "receipt-other-suite"
