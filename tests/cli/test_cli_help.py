"""The help of every command: one screen, in the reader's language."""

from __future__ import annotations

import pytest

from cli.command_names import NAMES
from cli.helps import COMMANDS, Capture, example, helped
from tiia_pricing.locale.help_formatting import columns

LONG = {"watch": 28, "rate": 26}  # lines, where the options alone fill a screen


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_one_screen(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, command: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = helped(capsys, command, language)
    assert len(lines) <= LONG.get(command, 24)
    assert [line for line in lines if columns(line) > 80] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_commands_stand_on_a_line_each(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = [line for line in helped(capsys, "", language) if line.startswith("    ")]
    assert [line.split()[0] for line in lines] == [*NAMES]


def test_a_usage_has_what_a_command_must_have(capsys: Capture) -> None:
    assert helped(capsys, "rate", "en")[0] == (
        "usage: tiia-pricing rate --out BILLS [options] USAGE ..."
    )
    assert helped(capsys, "quote", "zh")[0] == "用法：tiia-pricing quote [选项] NAME=CALLS ..."


@pytest.mark.parametrize(("language", "name"), [("en", "DetectProduct"), ("zh", "商品识别")])
def test_names_in_examples_are_those_of_the_reader(
    capsys: Capture, language: str, name: str
) -> None:
    quoted = example(helped(capsys, "quote", language), language)
    assert quoted == f"tiia-pricing quote {name}=1000000 --month 2023-05"
