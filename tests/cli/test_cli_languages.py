"""The command line in Chinese: help, errors and texts; JSON is the same in any language."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tiia_pricing.cli import COMMANDS, main

Capture = pytest.CaptureFixture[str]
NAMES = [command.__name__.rpartition(".")[2] for command in COMMANDS]
# What a user types or a script relies on, in any language.
KEPT = re.compile(
    r"https?://\S+|git:\S+|--?[a-z][a-z-]*|\b[A-Z][A-Z_]*(\.\w+)?\b|[\w./-]+\.(xlsx|json|csv|md|mjs)\b|"
    r"tiia-pricing \S+|[a-z]+(?:[-_,=\[\]][a-z\[\]]+)+|\{[^}]*\}"
)


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a command."""
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


def helped(capsys: Capture, *words: str) -> str:
    """What a command prints as its help."""
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    return capsys.readouterr().out


def test_help_is_in_both_languages(capsys: Capture) -> None:
    english, chinese = helped(capsys), helped(capsys, "--lang", "zh")
    assert english.startswith("usage: tiia-pricing [options] COMMAND ...\n")
    assert "    quote         What one month costs, given each interface's calls.\n" in english
    assert chinese.startswith("用法：tiia-pricing [选项] COMMAND ...\n")
    assert "    quote         按各接口的调用次数计算一个月的费用。\n" in chinese
    assert "  2    用法或输入有误\n" in chinese


@pytest.mark.parametrize(
    "name", ["scrape", "quote", "bill", "plan", "reconcile", "rate", "diff", "template", "history"]
)
def test_help_has_no_english_sentence_in_chinese(capsys: Capture, name: str) -> None:
    text = helped(capsys, name, "--lang", "zh").split("示例")[0]
    left = re.findall(r"[a-z]{3,} [a-z]{3,} [a-z]{2,}", KEPT.sub("", text))
    assert left == []


def test_chinese_help_is_no_wider_than_a_terminal(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in NAMES:
        text = helped(capsys, {"templates": "template"}.get(name, name), "--lang", "zh")
        options = text[text.index("选项:") : text.index("示例")]
        lines = [line for line in options.splitlines() if line.startswith(" " * 20)]
        wide = [line for line in lines if sum(1 + (ord(c) > 0x2E7F) for c in line) > 81]
        assert wide == [], name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("scrape",), "错误：缺少参数：SOURCE\n应为：tiia-pricing scrape "),
        (
            ("template", "x"),
            "错误：参数 kind：没有 'x' 这一取值\n应为：usage, packs, forecast\n",
        ),
        (
            ("propose", "x", "--effective", "soon"),
            "错误：参数 --effective：“soon”不是日期\n应为：日期 YYYY-MM-DD\n",
        ),
        (("template", "-o", ""), "错误：参数 -o/--output：文件名为空\n应为：文件\n"),
        (("template", "--known"), "错误：无法识别的参数：--known\n应为：tiia-pricing template"),
        (("diff", "-", "-"), "错误：OLD 和 NEW 都是 -\n应为：标准输入至多用一次\n"),
        (("quote", "a=1", "--month"), "错误：参数 --month：需要一个值\n"),
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_errors_are_in_chinese(
    capsys: Capture, words: tuple[str, ...], said: str, before: bool
) -> None:
    lang = ("--lang", "zh")
    code, out, err = run(capsys, *((*lang, *words) if before else (*words, *lang)))
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_another_language_is_refused(capsys: Capture) -> None:
    code, _, err = run(capsys, "quote", "a=1", "--month", "2023-05", "--lang", "fr")
    assert (code, err) == (2, "error: argument --lang: invalid choice: 'fr'\nexpected: en, zh\n")


@pytest.mark.parametrize(
    "words",
    [
        ("template", "x"),
        ("diff", "-", "-"),
        ("quote", "nothing=1", "--month", "2023-05"),
        ("quote", "商品识别=x", "--month", "2023-05"),
        ("quote", "商品识别=1", "--month", "2019-01"),
        ("scrape", "no-such-page.md"),
        ("quote", "商品识别=1000000", "--month", "2023-05"),
    ],
)
def test_json_is_the_same_in_every_language(capsys: Capture, words: tuple[str, ...]) -> None:
    english = run(capsys, *words, "--format", "json")
    assert run(capsys, *words, "--format", "json", "--lang", "zh") == english
    json.loads(english[1] or english[2])


@pytest.mark.parametrize("variable", ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_environment_chooses_whether_or_not_its_locale_is_installed(variable: str) -> None:
    """Of the program itself, as a user starts it."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    ran = subprocess.run(
        [sys.executable, "-m", "tiia_pricing", "diff", "-", "-"],
        env=environment | {variable: "zh_CN.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (ran.returncode, ran.stderr) == (
        2,
        "错误：OLD 和 NEW 都是 -\n应为：标准输入至多用一次\n",
    )


def test_the_reasons_of_a_refused_encoding_are_in_chinese(capsys: Capture, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(bytes(range(128, 256)) * 3)
    code, _, err = run(capsys, "scrape", str(page), "--lang", "zh")
    assert code == 102
    assert "384 字节的内容不是 utf-8（通常的编码）、gb18030（通常的中文编码）" in err
