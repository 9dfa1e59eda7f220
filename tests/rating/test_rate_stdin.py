"""``rate -``: usage, packs or older bills from standard input, told as such."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tiia_pricing.cli import main

duckdb = pytest.importorskip("duckdb")

Capture = pytest.CaptureFixture[str]
HEAD = "account,date,interface,calls\n"
USAGE = f"{HEAD}north,2023-05-10,商品识别,1200000\n"
PACKS = "account,purchased_on,interface,calls\nnorth,2023-05-01,车辆识别（增强版）,10000\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, and one for temporary files in it."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "usage.csv").write_text(USAGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path


def rate(monkeypatch: pytest.MonkeyPatch, given: str | bytes, *words: str) -> int:
    """The exit code of a run to which standard input gives a file."""
    data = given.encode() if isinstance(given, str) else given
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    return main(["rate", *words, "--out", "bills.csv"])


def test_usage_is_read(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """1,199,000 x 2.2 / 1,000 = 2,637.80; nothing stays in the folder of temporary files."""
    assert rate(monkeypatch, USAGE, "-") == 0
    [bill] = csv.DictReader((folder / "bills.csv").read_text("utf-8").splitlines())
    assert (bill["account"], bill["amount"]) == ("north", "2637.80")
    assert list((folder / "temporary").iterdir()) == []


def test_usage_as_parquet_is_read(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    duckdb.connect().execute(
        "COPY (SELECT 'north' AS account, DATE '2023-05-10' AS date, '商品识别' AS interface,"
        " 1200000 AS calls) TO 'usage.parquet'"
    )
    assert rate(monkeypatch, (folder / "usage.parquet").read_bytes(), "-") == 0
    assert "2637.80" in (folder / "bills.csv").read_text("utf-8")


def test_packs_and_older_bills_are_read(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    assert rate(monkeypatch, PACKS, "usage.csv", "--packs", "-", "--packs-out", "left.csv") == 0
    assert "north,2023-05-01,车辆识别（增强版）,10000,1,0,10000," in (
        folder / "left.csv"
    ).read_text("utf-8")
    bills = (folder / "bills.csv").read_bytes()
    assert rate(monkeypatch, bills, "usage.csv", "--against", "-") == 0
    assert (folder / "bills.csv").read_text("utf-8").count("\n") == 1  # the head alone


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            f"{USAGE}west,2023-05-10,商品识别,many\n",
            "error: standard input, line 3: column calls: ",
        ),
        (
            f"{HEAD}a,2023-05,商品识别,1,2\n",
            "error: standard input, line 2: the row has 5 columns\n",
        ),
        ("", "error: standard input: the file is empty\n"),
        ("account,date\n", "error: standard input: column 'interface' is missing\n"),
        (b"PAR1 and no more", "error: standard input: it does not read as Parquet\n"),
    ],
    ids=["cell", "row", "empty", "column", "Parquet"],
)
def test_a_fault_is_told_of_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, given: str | bytes, told: str
) -> None:
    assert rate(monkeypatch, given, "-") == 2
    assert capsys.readouterr().err.startswith(told)


def test_a_fault_of_packs_is_told_of_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    packs = f"{PACKS}a,soon,车辆识别（增强版）,10000\na,2023-05-01,nothing,10000\n"
    assert rate(monkeypatch, packs, "usage.csv", "--packs", "-") == 2
    err = capsys.readouterr().err
    assert "\nstandard input, line 3: column purchased_on: " in err
    assert "\nstandard input, line 4: column interface: " in err


def test_a_reject_names_standard_input(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    given = f"{USAGE}west,2023-05-10,商品识别,many\n"
    assert rate(monkeypatch, given, "-", "--rejects", "rejects.csv") == 1
    assert (folder / "rejects.csv").read_text("utf-8") == (
        "file,line,reason,column,value,expected\n"
        "standard input,3,calls-unreadable,calls,many,"
        '"a whole number of calls, 0 to 1000000000000000"\n'
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-", "-"), "USAGE is - more than once"),
        (("-", "--packs", "-"), "USAGE and --packs are both -"),
        (("-", "--activated", "-"), "USAGE and --activated are both -"),
        (("usage.csv", "--packs", "-", "--against", "-"), "--packs and --against are both -"),
    ],
)
def test_standard_input_is_read_once(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, words: tuple[str, ...], told: str
) -> None:
    assert rate(monkeypatch, USAGE, *words) == 2
    assert capsys.readouterr().err == f"error: {told}\nexpected: at most one standard input\n"
