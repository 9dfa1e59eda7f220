"""Colours: levels, verdicts and the word of an error, on a terminal that wants them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main
from tiia_pricing.cli.process import colours

PRO = "车辆识别（增强版）"
RED, YELLOW, GREEN, END = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;32m", "\x1b[0m"
Capture = pytest.CaptureFixture[str]
DEARER, CHEAPER = "<td >2.5元/千次</td>", "<td >3元/千次</td>"


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


Typed = Callable[[list[str]], tuple[int, str, str]]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """The exit code, output and errors of a command at a terminal with colours."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(words: list[str]) -> tuple[int, str, str]:
        out, err = Terminal(), Terminal()
        with monkeypatch.context() as streams:
            streams.setattr(sys, "stdout", out)
            streams.setattr(sys, "stderr", err)
            code = main(words)
        return code, out.getvalue(), err.getvalue()

    return run


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The frozen page, and one with a dearer and a cheaper price."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_bytes(frozen.PAGE)
    text = frozen.TEXT.replace(DEARER, "<td >2.6元/千次</td>", 1)
    (tmp_path / "new.md").write_text(text.replace(CHEAPER, "<td >2.9元/千次</td>", 1), "utf-8")
    return ["old.md", "new.md"]


@pytest.fixture
def reconciled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A bill that agrees with 商品识别, and not with the other: 1,500 x 2.5 / 1,000 = 3.75."""
    monkeypatch.chdir(tmp_path)
    usage = f"date,interface,calls\n2023-05,{PRO},1050000\n2023-05,商品识别,2500\n"
    bill = "产品名称,账单归属月,组件名称,组件用量,组件用量单位,优惠后总价\n"
    bill += f"图像分析,2023-05,{PRO},1050000,次,1.00\n图像分析,2023-05,商品识别,1500,次,3.75\n"
    (tmp_path / "usage.csv").write_text(usage, "utf-8")
    (tmp_path / "bill.csv").write_text(bill, "utf-8")
    return ["reconcile", "bill.csv", "usage.csv", "--book", frozen.file()]


def test_levels_have_colours(typed: Typed, pages: list[str]) -> None:
    code, out, _ = typed(["diff", *pages])
    lines = out.splitlines()
    assert code == 1
    assert any(line.startswith(f"{RED}breaking{END}  price-increased  商品识别") for line in lines)
    assert any(line.startswith(f"{YELLOW}notable{END}   price-decreased  车辆") for line in lines)


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en", f"2023-05 商品识别: {GREEN}agrees{END}; ", f"2023-05 {PRO}: {RED}differs{END}; "),
        ("zh", f"2023-05 商品识别：{GREEN}一致{END}；", f"2023-05 {PRO}：{RED}不一致{END}；"),
    ],
)
def test_verdicts_have_colours(
    typed: Typed, reconciled: list[str], language: str, right: str, wrong: str
) -> None:
    code, out, _ = typed([*reconciled, "--lang", language])
    assert code == 1
    assert right in out
    assert wrong in out


def test_a_name_with_a_verdict_in_it_gets_no_colour() -> None:
    line = "2023-05 a: agrees; b: differs; billed 1.00, computed 2.00 yuan\n"
    said = "2023-05 a: agrees; b: \x1b[1;31mdiffers\x1b[0m; billed 1.00, computed 2.00 yuan\n"
    assert colours.verdicts(line, str) == said


@pytest.mark.parametrize(
    ("language", "begins"), [("en", f"{RED}error{END}: "), ("zh", f"{RED}错误{END}：")]
)
def test_the_word_of_an_error_has_a_colour(typed: Typed, language: str, begins: str) -> None:
    words = ["quote", "nothing=1", "--month", "2023-05", "--lang", language]
    assert typed(words)[2].startswith(begins)


def test_what_others_wrote_brings_no_colour_of_its_own(typed: Typed) -> None:
    code, _, said = typed(["quote", "\x1b[31mred=1", "--month", "2023-05"])
    assert code == 2
    assert said.count("\x1b") == 2
    assert r"\u001b[31mred" in said


@pytest.mark.parametrize("setting", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_none_gets_none(
    typed: Typed,
    pages: list[str],
    reconciled: list[str],
    monkeypatch: pytest.MonkeyPatch,
    setting: tuple[str, str],
) -> None:
    monkeypatch.setenv(*setting)
    for words in (["diff", *pages], reconciled, ["nonsense"]):
        _, out, err = typed(words)
        assert "\x1b" not in out + err


def test_nothing_that_is_redirected_has_colours(
    capsys: Capture, pages: list[str], reconciled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for words in (["diff", *pages], reconciled, ["nonsense"]):
        main(words)
        out, err = capsys.readouterr()
        assert "\x1b" not in out + err


def test_a_file_has_none_either(typed: Typed, reconciled: list[str], tmp_path: Path) -> None:
    assert typed([*reconciled, "-o", "result.txt"])[0] == 1
    assert "differs" in (tmp_path / "result.txt").read_text("utf-8")
    assert "\x1b" not in (tmp_path / "result.txt").read_text("utf-8")


@pytest.mark.parametrize("form", ["json", "markdown", "github"])
def test_forms_for_machines_have_none(typed: Typed, pages: list[str], form: str) -> None:
    code, out, _ = typed(["diff", *pages, "--format", form])
    assert code == 1
    assert "price-increased" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "xterm", "NO_COLOR": "0"}, False),
        ({}, False),
    ],
)
def test_the_environment_decides(environment: Mapping[str, str], coloured: bool) -> None:
    """As no-color.org has it: any text but none."""
    assert colours.wanted(Terminal(), environment) is coloured
    assert colours.wanted(io.StringIO(), environment) is False
