"""What somebody types first: nothing, ``--version``, a word with a slip of the finger."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tiia_pricing.cli import main

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("words", [("--version",), ("--lang", "zh", "--version")])
def test_the_version_is_that_of_the_package(capsys: Capture, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 0
    assert capsys.readouterr() == (f"tiia-pricing {VERSION}\n", "")


@pytest.mark.parametrize(
    ("words", "begins"),
    [((), "usage: tiia-pricing [options]"), (("--lang", "zh"), "用法：tiia-pricing [选项]")],
)
def test_without_a_command_it_shows_its_help_and_fails(
    capsys: Capture, words: tuple[str, ...], begins: str
) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith(begins)
    assert re.search(r"^    reconcile  ", err, re.MULTILINE)


def test_the_module_is_the_command() -> None:
    """Started as ``python -m tiia_pricing``; it calls itself by the command's name."""
    command = [sys.executable, "-m", "tiia_pricing"]
    ran = [
        subprocess.run(  # noqa: S603
            [*command, *words], capture_output=True, text=True, encoding="utf-8", check=False
        )
        for words in ((), ("--version",))
    ]
    assert [one.returncode for one in ran] == [2, 0]
    assert ran[0].stderr.startswith("usage: tiia-pricing [options]")
    assert ran[1].stdout == f"tiia-pricing {VERSION}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("qoute",), "argument COMMAND: invalid choice: 'qoute'; did you mean quote?"),
        (("BILL",), "argument COMMAND: invalid choice: 'BILL'; did you mean bill?"),
        (("conformance", "verfy"), "argument ACTION: invalid choice: 'verfy'; did you mean verify"),
        (
            ("--versoin", "history", "x"),
            "unrecognized arguments: --versoin; did you mean --version",
        ),
        (("bill", "u", "--pcaks=p"), "unrecognized arguments: --pcaks=p; did you mean --packs?"),
        (("bill", "u", "--lnag"), "unrecognized arguments: --lnag; did you mean --lang?"),
        (("bill", "u", "--format", "jsn"), "argument --format: invalid choice: 'jsn'; did you "),
        (
            ("quote", "车辆识=1", "--month", "2023-05"),
            "unknown interface '车辆识'; did you mean",
        ),
        (("quote", "DetectPet=1", "--mon", "2023-05"), "unrecognized arguments: --mon 2023-05"),
        (("quote", "DetectPets=1", "--month", "2023-05"), "unknown interface 'DetectPets'; did "),
    ],
)
def test_a_word_that_is_nearly_right_is_suggested(
    capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, *words, "--format=json")
    assert (code, out) == (2, "")
    assert json.loads(err)["message"].startswith(said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nonsense",), "argument COMMAND: invalid choice: 'nonsense'"),
        (("bill", "u", "--zzz"), "unrecognized arguments: --zzz"),
    ],
)
def test_nothing_is_suggested_for_what_is_like_nothing(
    capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    assert run(capsys, *words)[2].startswith(f"error: {said}\nexpected: ")


def test_suggestions_are_in_chinese(capsys: Capture) -> None:
    said = "错误：参数 COMMAND：没有 'qoute' 这一取值；是否指 quote？\n应为："
    assert run(capsys, "qoute", "--lang", "zh")[2].startswith(said)
    said = "错误：无法识别的参数：--pcaks；是否指 --packs？\n应为："
    assert run(capsys, "bill", "u", "--pcaks", "--lang", "zh")[2].startswith(said)


def test_no_suggestion_hides_what_a_terminal_would_obey(capsys: Capture) -> None:
    code, _, err = run(capsys, "bill", "u", "--packs\x1b[2J")
    assert code == 2
    assert "\x1b" not in err
    assert r"--packs\u001b[2J; did you mean --packs?" in err
