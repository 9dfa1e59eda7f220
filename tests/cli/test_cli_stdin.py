"""``-`` in the place of a file: usage, packs, forecasts, bills, price books, receipts."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main

PRO = "车辆识别（增强版）"
Capture = pytest.CaptureFixture[str]
USAGE = f"date,interface,calls\n2023-05,{PRO},1050000\n"
PACKS = f"purchased_on,interface,calls\n2023-05-01,{PRO},100000\n"


def run(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, given: str | bytes, *words: str
) -> tuple[int, str, str]:
    """The exit code and what is printed of a command to which standard input gives a file."""
    data = given.encode() if isinstance(given, str) else given
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "usage.csv").write_text(USAGE, "utf-8")
    (tmp_path / "packs.csv").write_text(PACKS, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "words", "total"),
    [
        (USAGE, ("bill", "-"), "47205.00"),
        (USAGE, ("bill", "-", "--packs", "packs.csv"), "71175.00"),
        (PACKS, ("bill", "usage.csv", "--packs", "-"), "71175.00"),
        (USAGE.replace("date", "month"), ("plan", "-"), "47205.00"),
    ],
)
def test_a_table_is_read(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    given: str,
    words: tuple[str, ...],
    total: str,
) -> None:
    """1,049,000 x 45 / 1,000, and with a pack 949,000 x 75 / 1,000; a pack saves nothing."""
    options = ("--book", frozen.file(), "--format", "json")
    code, out, err = run(capsys, monkeypatch, given, *words, *options)
    assert (code, err) == (0, "")
    assert json.loads(out)["total"] == total


@pytest.mark.parametrize("command", ["quote", "prices"])
def test_a_price_book_is_read(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    words = {"quote": ("DetectPet=2000", "--month", "2023-05"), "prices": ("--on", "2023-05-01")}
    book = Path(frozen.file()).read_bytes()
    code, out, err = run(capsys, monkeypatch, book, command, *words[command], "--book", "-")
    assert (code, err) == (0, "")
    assert "宠物识别图片版" in out


def test_a_vendor_bill_is_read(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """47,205.00 was billed, and is what the page charges."""
    heads = "产品名称,账单归属月,组件名称,组件用量,组件用量单位,优惠后总价"
    bill = f"{heads}\n图像分析,2023-05,{PRO},1050000,次,47205.00\n"
    words = ("reconcile", "-", "usage.csv", "--book", frozen.file(), "--format", "json")
    code, out, _ = run(capsys, monkeypatch, bill, *words)
    assert (code, json.loads(out)["lines"][0]["verdict"]) == (0, "agrees")


def test_a_receipt_is_read(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it is none is said of what came."""
    code, _, err = run(capsys, monkeypatch, "{}", "conformance", "verify", "-")
    assert code == 2
    assert "not a test report" in err


def test_a_fault_of_what_came_names_its_line(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(capsys, monkeypatch, USAGE + f"2023-06,{PRO},many\n", "bill", "-")
    assert (code, out) == (2, "")
    assert err.startswith(
        "error: standard input, line 3: column calls: 'many' is not a number of calls\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bill", "-", "--packs", "-"), "USAGE.csv and --packs are both -"),
        (("bill", "-", "--book", "-"), "USAGE.csv and --book are both -"),
        (("plan", "-", "--packs", "-"), "FORECAST.csv and --packs are both -"),
        (("reconcile", "-", "-"), "VENDOR_BILL and USAGE.csv are both -"),
        (("diff", "-", "-"), "OLD and NEW are both -"),
        (("diff", "a", "-", "--usage", "-"), "NEW and --usage are both -"),
        (("watch", "-", "--archive", "a", "--acknowledged", "-"), "SOURCE and --acknowledged are"),
    ],
)
def test_standard_input_is_read_once(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, monkeypatch, USAGE, *words)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {said}")
    assert err.endswith("\nexpected: at most one standard input\n")


def test_a_file_of_that_name_is_named_with_its_folder(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "-").write_text(USAGE.replace("1050000", "2000"), "utf-8")
    words = ("bill", "./-", "--book", frozen.file(), "--format", "json")
    code, out, _ = run(capsys, monkeypatch, USAGE, *words)
    assert (code, json.loads(out)["total"]) == (0, "75.00")
