"""What a newcomer gets wrong first: dates, headings, files, packs; each told by what it is."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main

Capture = pytest.CaptureFixture[str]
MONTH, DAY = "a month YYYY-MM", "a day YYYY-MM-DD"
PRO = "车辆识别（增强版）"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with usage, a folder, an empty file and one that is no text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "usage.csv").write_text("date,interface,calls\n2023-05,商品识别,9\n", "utf-8")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 9)
    return tmp_path


def refused(capsys: Capture, words: str, code: int = 2) -> tuple[str, str]:
    """The error of a command, and what it says that was expected."""
    assert main(shlex.split(words)) == code
    out, err = capsys.readouterr()
    fault, _, expected = err.removesuffix("\n").partition("\nexpected: ")
    assert (out, fault[:7]) == ("", "error: ")
    return fault.removeprefix("error: "), expected


@pytest.mark.parametrize(
    ("option", "told", "expected"),
    [
        ("--month 2023-13", "'2023-13' is not in the calendar", MONTH),
        ("--month 2023-05-01", "'2023-05-01' is a day", MONTH),
        ("--month May", "cannot read the date 'May'", MONTH),
        ("--activated 2023-02-30", "'2023-02-30' is not in the calendar", DAY),
        ("--activated 2023-05", "'2023-05' is a month", DAY),
        ("--activated May", "cannot read the date 'May'", DAY),
        ("--known-on 2023-02-30", "'2023-02-30' is not in the calendar", DAY),
        ("--known-on 2023-05", "'2023-05' is a month", DAY),
        ("--known-on May", "'May' is not a day", DAY),
        ("--pack 10000@2023-02-30", "'2023-02-30' is not in the calendar", DAY),
        ("--pack 10000@2023-05", "'2023-05' is a month", DAY),
    ],
)
def test_an_option_says_what_it_takes(
    capsys: Capture, option: str, told: str, expected: str
) -> None:
    month = "" if option.startswith("--month") else "--month 2023-05"
    fault, said = refused(capsys, f"quote 商品识别=9 {month} {option}")
    assert (fault.rpartition(": ")[2], said) == (told, expected)


def test_a_day_of_a_pack_in_a_file_is_a_day(capsys: Capture, folder: Path) -> None:
    head = "purchased_on,interface,calls\n"
    (folder / "packs.csv").write_text(f"{head}2023-02-30,{PRO},10000\n", "utf-8")
    fault, expected = refused(capsys, "bill usage.csv --packs packs.csv")
    assert fault == "packs.csv:2: column purchased_on: '2023-02-30' is not in the calendar"
    assert expected == DAY


@pytest.mark.parametrize(
    ("words", "told", "expected"),
    [
        ("http --port 99999", "argument --port: '99999' is not a port", "a port, 0 to 65535"),
        ("http --timeout soon", "argument --timeout: 'soon' is not a number of seconds", "secon"),
        ("quote 商品识别=-5", "argument 商品识别=-5: -5 is less than 0", "a whole number of calls"),
        ("quote 商品识别=abc", "argument 商品识别=abc: 'abc' is not a number of calls", "a whole"),
    ],
)
def test_a_number_is_told_in_plain_words(
    capsys: Capture, words: str, told: str, expected: str
) -> None:
    month = "" if words.startswith("http") else " --month 2023-05"
    fault, said = refused(capsys, words + month)
    assert fault == told
    assert said.startswith(expected)


def test_a_heading_row_that_names_no_column_is_told_as_such(capsys: Capture, folder: Path) -> None:
    """Else each of its columns with numbers would be an API that nobody knows."""
    (folder / "wrong.csv").write_text("date,product,uses\n2023-05,商品识别,9\n", "utf-8")
    assert refused(capsys, "bill wrong.csv") == (
        "wrong.csv:1: column uses: the heading row is wrong: neither a column of usage nor an API "
        "is called 'uses'",
        "the headings date,interface,calls; or one for each API, as the page names it",
    )


@pytest.mark.parametrize("head", ["商品识别,uses", "商品识例,uses", "DetectProdukt,uses"])
def test_beside_an_api_a_heading_is_an_unknown_one(
    capsys: Capture, folder: Path, head: str
) -> None:
    (folder / "months.csv").write_text(f"month,{head}\n2023-05,8,9\n", "utf-8")
    assert main(["bill", "months.csv"]) == 2
    assert "months.csv:1: column uses: unknown interface 'uses'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["missing.csv", "folder"])
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bill {}", "tiia-pricing template writes an empty one"),
        ("plan {}", "tiia-pricing template writes an empty one"),
        ("bill usage.csv --packs {}", "tiia-pricing template writes an empty one"),
        ("bill usage.csv --book {}", "tiia-pricing scrape PAGE --format json -o BOOK.json"),
        ("reconcile {} usage.csv", "账单明细 (L3) from the vendor's billing console"),
        ("conformance verify {}", "a file that conformance --receipt wrote"),
        ("diff page.md page.md --acknowledged {}", "fingerprint, until and note"),
    ],
)
def test_of_a_file_that_cannot_be_read_another_is_named(
    capsys: Capture, folder: Path, words: str, expected: str, name: str
) -> None:
    (folder / "page.md").write_bytes(frozen.PAGE)
    assert expected in refused(capsys, words.format(name))[1]


def test_an_empty_book_is_told_as_such(capsys: Capture) -> None:
    fault, expected = refused(capsys, "bill usage.csv --book empty.csv", 104)
    assert fault == "file empty.csv: the file is empty"
    assert expected.startswith("a price book in JSON")


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        (
            "missing.csv",
            "there is no such file",
            "CSV or Parquet, as tiia-pricing rate --help says",
        ),
        ("folder", "the folder has no .csv and no .parquet", "CSV or Parquet, as tiia-pri"),
        ("empty.csv", "the file is empty", "CSV in UTF-8 that begins with account,date,"),
        ("binary.csv", "the file is not CSV in UTF-8", "CSV in UTF-8 that begins with account,"),
    ],
)
def test_rate_says_what_a_file_is(capsys: Capture, name: str, told: str, expected: str) -> None:
    pytest.importorskip("duckdb")
    fault, said = refused(capsys, f"rate {name} --out bills.csv")
    assert fault == f"file {name}: {told}"
    assert said.startswith(expected)


def test_an_output_says_where_it_could_be(capsys: Capture) -> None:
    for file in ("missing/bill.txt", "folder"):
        fault, expected = refused(capsys, f"bill usage.csv -o {file}")
        assert fault.startswith(f"file {file}: cannot write: ")
        assert expected == "a file, in a folder that is there and can be written"


def test_a_pack_of_an_api_that_is_not_asked_for_is_told(capsys: Capture) -> None:
    words = ["quote", "商品识别=9", "--month", "2023-05", "--pack", f"{PRO}=10000@2023-05-01"]
    text = f"packs of {PRO} are given and no calls of it: they take nothing"
    assert main(words) == 0
    assert capsys.readouterr().err == f"warning: --pack {PRO}=10000@2023-05-01: {text}\n"
    assert main([*words, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    [note] = json.loads(out)["notes"]
    assert (note["id"], note["text"], err) == ("pack-without-usage", text, "")


def test_a_pack_that_can_be_used_is_not_told(capsys: Capture) -> None:
    words = [
        "quote",
        "RecognizeCarPro=9",
        "--month",
        "2023-05",
        "--pack",
        f"{PRO}=10000@2023-05-01",
    ]
    assert main(words) == 0
    assert capsys.readouterr().err == ""


def test_a_command_with_one_format_says_so(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["rate", "--help"])
    assert "text alone: this command has one form" in capsys.readouterr().out
