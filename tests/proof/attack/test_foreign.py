"""No text of others is obeyed by a terminal, a runner or a spreadsheet, whatever shows it."""

from __future__ import annotations

import shutil
from itertools import count

import pytest

from proof.attack.foreign import FORMS, Field, attack, sample
from proof.attack.foreign_inputs import fields, programs
from proof.attack.foreign_questions import attacked
from proof.attack.obeyed import TEXTS, faults


@pytest.mark.parametrize("part", range(8))
def test_no_text_in_any_field_is_obeyed(part: int) -> None:
    """Each field in one format of each command; ``make proof`` tries them in every one."""
    turn = count()
    found = attack(
        fields()[part::8], lambda _: ["all"], lambda forms: [forms[next(turn) % len(forms)]]
    )
    assert found.obeyed == []
    assert sum(found.outputs.values()) > 40


def test_no_program_and_no_proposal_is_obeyed() -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    found = attack(programs(), lambda number: {*sample(number), "an error of another"})
    assert found.obeyed == []
    assert found.outputs.keys() == {"conformance", "propose"}


def test_no_text_in_a_question_of_a_program_is_obeyed() -> None:
    asked, obeyed = attacked()
    assert obeyed == []
    assert asked > 1_000


def test_every_command_with_formats_is_attacked() -> None:
    found = attack(fields()[::9], lambda _: ["all"])
    assert FORMS.keys() - {"propose"} <= found.outputs.keys()


def test_each_text_would_be_seen_if_it_were_printed_as_it_is() -> None:
    """The judge alone: a text that it does not see proves nothing."""
    for name, text in TEXTS.items():
        form = "csv" if "formula" in name else "text"
        assert list(faults(f"{text}\n", form)), name


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("text", "车辆识别（增强版）\u3000甲: 1,000 calls"),
        ("text", "a::error::b #[x] ## [y]"),
        ("csv", "month,amount\n2023-05,-1.50\n'=1,2\n"),
        ("github", "::error title=price-increased::甲"),
        ("json", '{"a": "\\u202e"}'),
    ],
)
def test_what_is_harmless_is_no_fault(form: str, printed: str) -> None:
    assert list(faults(printed, form)) == []


def test_an_input_that_makes_a_command_fail_is_looked_at_too() -> None:
    absent = Field("nothing", lambda text, _: [["scrape", f"absent{text}"]])
    assert attack([absent], lambda _: ["escape sequences"]).outputs["scrape"] == 2
