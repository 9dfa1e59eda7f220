"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import frozen
from support.books import scanner
from tiia_pricebook import dumps
from tiia_pricing.cli import main

PRO = "车辆识别（增强版）"
Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = main(words)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def statement(capsys: Capture, *words: str, book: str = "") -> dict:  # type: ignore[type-arg]
    """What a bill by a book comes to, the frozen one where none is named."""
    code, out, err = run(capsys, *words, "--book", book or frozen.file(), "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)  # type: ignore[no-any-return]


def test_a_quote_of_a_million(capsys: Capture) -> None:
    """999,000 x 2.5 / 1,000 = 2,497.50; by all 1,000,000 calls 999,000 x 2.2 / 1,000 = 2,197.80."""
    quoted = statement(capsys, "quote", "商品识别=1000000", "--month", "2023-05")
    assert quoted["total"] == "2497.50"
    assert (quoted["range"]["low"], quoted["range"]["high"]) == ("2197.80", "2497.50")
    assert quoted["range"]["readings"] == [
        {"name": "tier-basis", "value": "gross", "total": "2197.80"}
    ]


@pytest.mark.parametrize(
    ("pack", "total"), [((), "47205.00"), (("--pack", "10万次@2023-05-01"), "71175.00")]
)
def test_a_pack_can_raise_a_bill(capsys: Capture, pack: tuple[str, ...], total: str) -> None:
    quoted = statement(capsys, "quote", f"{PRO}=1050000", "--month", "2023-05", *pack)
    assert quoted["total"] == total


def test_an_action_is_as_good_as_a_name(capsys: Capture) -> None:
    by_action = statement(capsys, "quote", "RecognizeCarPro=5000", "--month", "2023-05")
    assert by_action["months"][0]["lines"][0]["interface"] == PRO
    assert by_action["total"] == "300.00"


def test_text_explains_every_line(capsys: Capture) -> None:
    words = ("quote", f"{PRO}=1050000", "--month", "2023-05", "--book", frozen.file())
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert "1,049,000 x 45 / 1,000 = 47,205.00 yuan" in out
    assert "Total: 47,205.00 yuan" in out


def test_csv_has_a_row_per_line(capsys: Capture, tmp_path: Path) -> None:
    usage = tmp_path / "usage.csv"
    usage.write_text(f"date,interface,calls\n2023-05,{PRO},1050000\n", encoding="utf-8")
    code, out, _ = run(capsys, "bill", str(usage), "--book", frozen.file(), "--format", "csv")
    assert code == 0
    assert out.splitlines()[1] == f"2023-05,{PRO},1050000,1000,0,1049000,45,1000,47205.00"


@pytest.mark.parametrize(
    ("words", "id"),
    [
        (("price",), "usage"),
        (("quote",), "usage"),
        (("quote", "商品识别", "--month", "2023-05"), "argument-unreadable"),
        (("quote", "商品识别=1", "--month", "2023-05-01"), "date-unreadable"),
        (("quote", "商品识别=1", "--month", "2023-13"), "date-unreadable"),
        (("quote", "商品识别=-1", "--month", "2023-05"), "calls-negative"),
        (("quote", "商品识别=1.5", "--month", "2023-05"), "calls-not-whole"),
        (("quote", "商品=1", "--month", "2023-05"), "unknown-interface"),
        (("quote", "商品识别=1", "--month", "2022-09"), "month-before-book"),
        (("quote", f"{PRO}=1", "--month", "2023-05", "--pack", "10万次"), "pack-unreadable"),
        (
            ("quote", f"{PRO}=1", "--month", "2023-05", "--pack", "2万次@2023-05-01"),
            "unknown-pack-size",
        ),
        (
            ("quote", f"{PRO}=1", "--month", "2023-05", "--pack", "many@2023-05-01"),
            "unknown-pack-size",
        ),
        (
            ("quote", f"{PRO}=1", "--month", "2023-05", "--pack", "智能裁剪=1万次@2023-05-01"),
            "packs-not-sold",
        ),
        (
            ("quote", "商品识别=1", "--month", "2023-05", "--reading", "tier-basis"),
            "argument-unreadable",
        ),
        (
            ("quote", "商品识别=1", "--month", "2023-05", "--reading", "tier=gross"),
            "unknown-reading",
        ),
        (
            ("quote", "商品识别=1", "--month", "2023-05", "--reading", "tier-basis=net"),
            "unknown-reading-value",
        ),
        (
            (
                "quote",
                "商品识别=1",
                "--month",
                "2023-05",
                "--reading",
                "rounding=down",
                "rounding=half-up",
            ),
            "reading-twice",
        ),
        (
            ("quote", "商品识别=1", "--month", "2023-05", "--activated", "2023-06-01"),
            "usage-before-activation",
        ),
        (
            (
                "quote",
                "商品识别=1",
                "--month",
                "2023-05",
                "--activated",
                "2023-01-01",
                "2023-01-02",
            ),
            "activated-twice",
        ),
        (("bill", "no-such-file.csv"), "file-unreadable"),
        (("bill", "no-such-file.csv", "--book", "none.json"), "file-unreadable"),
    ],
)
def test_bad_input_gets_one_error_and_nothing_on_stdout(
    capsys: Capture, words: tuple[str, ...], id: str
) -> None:
    code, out, err = run(capsys, *words, "--format", "json")
    assert (code, out) == (2, "")
    error = json.loads(err)
    assert error["error"] == id
    assert error["exit_code"] == 2
    assert error["message"]
    assert error["expected"] or id == "file-unreadable"
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")


@pytest.mark.parametrize(
    ("page", "code"),
    [("", 102), ("<html><body><h1>登录</h1></body></html>", 102), ("# 概述\n\n没有价格。\n", 102)],
)
def test_a_page_without_prices_is_unreadable(
    capsys: Capture, tmp_path: Path, page: str, code: int
) -> None:
    path = tmp_path / "page.md"
    path.write_text(page, encoding="utf-8")
    found, out, err = run(capsys, "scrape", str(path), "--format", "json")
    assert (found, out) == (code, "")
    assert json.loads(err)["exit_code"] == code


def test_a_missing_page_is_unreachable(capsys: Capture) -> None:
    code, out, err = run(capsys, "scrape", "no-such-page.md")
    assert (code, out) == (101, "")
    assert "no-such-page.md" in err


def test_an_invalid_book_is_refused(capsys: Capture, tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    book.write_bytes(dumps(scanner()).replace(b'"from_calls": 101', b'"from_calls": 0'))
    words = ("quote", "Scan=1", "--month", "2024-01", "--book", str(book), "--format", "json")
    code, out, err = run(capsys, *words)
    assert (code, out) == (104, "")
    assert json.loads(err)["error"] == "tiers-rise"


def test_scrape_says_what_it_read(capsys: Capture) -> None:
    code, out, _ = run(capsys, "scrape", str(frozen.PATH))
    assert code == 0
    assert out.startswith("9 interfaces, 36 tier prices, 14 free quotas, 7 packs")


def test_scrape_writes_a_book_that_bills(capsys: Capture, tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    assert run(capsys, "scrape", str(frozen.PATH), "--format", "json", "-o", str(book))[0] == 0
    words = ("quote", "商品识别=1000000", "--month", "2023-05")
    assert statement(capsys, *words, book=str(book))["total"] == "2497.50"


def test_an_output_that_cannot_be_written_leaves_nothing(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "no-such-folder" / "book.json"
    code, _, err = run(capsys, "scrape", str(frozen.PATH), "--format", "json", "-o", str(target))
    assert code == 2
    assert "cannot write" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["scrape", "quote", "bill"])
def test_help_shows_an_example_and_the_exit_codes(capsys: Capture, command: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    out = capsys.readouterr().out
    assert stopped.value.code == 0
    assert f"example:\n  tiia-pricing {command}" in out
    assert out.endswith("\nexit codes and languages: tiia-pricing --help\n")
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "exit codes:\n  0    done, nothing to report\n" in capsys.readouterr().out


def faulty(*_: object, **__: object) -> None:
    """Break as no input should make it."""
    raise RuntimeError("tier of\nno table")


def test_a_fault_of_the_program_is_one_sentence_with_its_own_code(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIIA_TRACEBACK", raising=False)
    monkeypatch.setattr("tiia_pricing.billing.usage.arguments.load", faulty)
    words = ("quote", "商品识别=5", "--month", "2023-05", "--book", "book.json")
    code, out, err = run(capsys, *words)
    assert (code, out) == (70, "")
    assert err == (
        "error: the program has a fault: RuntimeError: tier of no table\n"
        "expected: no fault; please report it with what TIIA_TRACEBACK=1 prints before this "
        "message\n"
    )
    code, out, err = run(capsys, *words, "--format", "json")
    told = json.loads(err)
    assert (code, out, told["error"], told["exit_code"]) == (70, "", "program-fault", 70)


def test_the_traceback_of_a_fault_is_printed_where_it_is_asked_for(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIIA_TRACEBACK", "1")
    monkeypatch.setattr("tiia_pricing.billing.usage.arguments.load", faulty)
    code, _, err = run(capsys, "quote", "商品识别=5", "--month", "2023-05", "--book", "book.json")
    assert code == 70
    assert err.startswith("Traceback (most recent call last):\n")
    assert "in faulty\n" in err
    assert "\nerror: the program has a fault: RuntimeError: tier of no table\n" in err


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    command = [sys.executable, "-m", "tiia_pricing", "quote", "商品识别=1", "--month", "2023-05"]
    shell = subprocess.run(  # noqa: S602 - a fixed pipeline of our own
        f"{' '.join(command)} | true; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (shell.returncode, shell.stderr) == (141, "")


@pytest.mark.parametrize(
    ("words", "message", "expected"),
    [
        ("scrape", "the following arguments are required: SOURCE", "tiia-pricing scrape "),
        ("bill x --nope", "unrecognized arguments: --nope", "tiia-pricing bill "),
        ("conformance verify x --nope", "unrecognized arguments: --nope", "tiia-pricing conf"),
        ("quote a=1 --month", "argument --month: expected one argument", "tiia-pricing quote "),
        (
            "diff a b --form x",
            "unrecognized arguments: --form x; did you mean --format",
            "tiia-pri",
        ),
        ("bill a --pack b", "unrecognized arguments: --pack b; did you mean --packs", "tiia-pri"),
        ("diff a b --format xml", "argument --format: invalid choice: 'xml'", "text, json, "),
        ("nonsense", "argument COMMAND: invalid choice: 'nonsense'", "prices, interfaces, "),
        ("scrape x -o ''", "argument -o/--output: the name of the file is empty", "a file"),
        ("quote a=1 --known-on 1.5.", "argument --known-on: '1.5.' is not a day", "a day YYYY"),
        (
            "conformance --answer-seconds x",
            "argument --answer-seconds: 'x' is not a num",
            "seconds",
        ),
    ],
)
def test_a_command_line_that_is_refused_says_what_was_expected_on_one_line(
    capsys: pytest.CaptureFixture[str], words: str, message: str, expected: str
) -> None:
    assert main([*shlex.split(words), "--format=json"]) == 2
    told = json.loads(capsys.readouterr().err)
    assert told["message"].startswith(message)
    assert told["expected"].startswith(expected)
    assert not re.search(r"usage:|\n|\[-h\]|, expected", told["message"] + told["expected"])
