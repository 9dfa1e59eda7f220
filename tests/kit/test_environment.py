"""A program under test gets what it needs of our environment, and tells nobody what it got."""

from __future__ import annotations

import json
import shlex
import sys

import pytest

from kit.programs import ADAPTERS, PATIENT, small
from tiia_pricebook.errors import InputError
from tiia_pricing.cli import main
from tiia_pricing.conformance.run.environment import Environment
from tiia_pricing.conformance.run.faults import Broke, Fault
from tiia_pricing.conformance.run.program import Program

VALUE = 'k"9\\secret'
TELLTALE = str(ADAPTERS / "telltale.py")


def telltale(*words: str) -> str:
    """The command of a program that says what its environment has, wherever it can."""
    return shlex.join([sys.executable, "-S", "-E", TELLTALE, *words])


def test_only_what_is_needed_and_what_is_named_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIIA_SECRET", VALUE)
    monkeypatch.setenv("TIIA_NAMED", "named")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    found = Environment.of(["TIIA_NAMED"]).variables
    assert "TIIA_SECRET" not in found
    assert found["TIIA_NAMED"] == "named"
    assert {"PATH", "LC_ALL"} <= found.keys()


def test_a_variable_that_is_not_set_cannot_be_passed() -> None:
    with pytest.raises(InputError) as caught:
        Environment.of(["TIIA_ABSENT"])
    assert caught.value.id == "environment-unset"


@pytest.mark.parametrize("written", [VALUE, json.dumps(VALUE), repr(VALUE), f"a{VALUE}b{VALUE}"])
def test_a_value_is_concealed_however_it_is_quoted(written: str) -> None:
    told = Environment.of(["S"], {"S": VALUE, "LANG": "secret"}).conceal(written)
    assert "secret" not in told
    assert "$S" in told


def test_a_short_value_and_the_locale_stay() -> None:
    held = Environment({"LANG": "zh_CN", "LC_ALL": "total", "D": "1"})
    assert held.conceal("zh_CN total 1") == "zh_CN total 1"


def test_a_program_does_not_see_what_nobody_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIIA_SECRET", VALUE)
    program = Program(telltale("error"), PATIENT)
    program.start()
    with pytest.raises(Broke) as caught:
        program.ask(small())
    program.close()
    assert "TIIA_SECRET" not in str(caught.value)


@pytest.mark.parametrize("way", ["error", "skipped", "stderr", "garbage", "name", "long"])
def test_nothing_that_is_told_of_a_program_has_a_value_of_its_environment(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIIA_SECRET", VALUE)
    program = Program(telltale(way), PATIENT, Environment.of(["TIIA_SECRET"]))
    told = []
    try:
        program.start()
        told.append(program.implementation.name)
        program.ask(small())
    except (Fault, Exception) as error:
        told.append(str(error))
    program.close()
    told += map(str, program.faults)
    assert "secret" not in "".join(told)
    assert "TIIA" in "".join(told)


def test_the_command_says_which_variable_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--implementation", telltale("error"), "--pass-env", "TIIA_ABSENT"]
    assert main(["conformance", *words]) == 2
    assert "TIIA_ABSENT" in capsys.readouterr().err
