"""``rate`` as a command: what it refuses, what it writes, and that nothing is lost on the way."""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

import frozen
from support.books import scanner
from tiia_pricing.cli import main
from tiia_pricing.rating.dialect import DUCKDB
from tiia_pricing.rating.engine import DuckDb
from tiia_pricing.rating.rating_run import Request, run

duckdb = pytest.importorskip("duckdb")

USAGE = """\
account,date,interface,calls
north,2023-05-10,商品识别,1200000
south,2023-05-10,RecognizeCarPro,1050000
north,2023-05-20,DetectPet,25000
"""
FAULTY = """\
account,date,interface,calls
north,2023-05-10,商品识别,1200000
east,2023-05-31,车辆識别,5000
"a
b",2023-05-10,DetectPet,24
south,2023-13,RecognizeCarPro,7
west,2023-05-02,DetectPet,-5
west,2010-01-02,DetectPet,5
west,2023-05-02,DetectPet,1.5
west,2023-05-02,DetectPet,
,2023-05-02,DetectPet,1
west,2023-05-02,,3
west,2023-05,宠物识别图片版,"1,012"
"""


def _rate(folder: Path, *words: str, usage: str = USAGE) -> int:
    (folder / "usage.csv").write_text(usage, "utf-8")
    return main(["rate", str(folder / "usage.csv"), "--out", str(folder / "bills.csv"), *words])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_line_for_each_account_month_and_interface(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _rate(tmp_path) == 0
    assert (tmp_path / "bills.csv").read_text("utf-8") == (
        "account,month,interface,calls,free,pack,pay_as_you_go,unit_price,per_calls,amount,low,high\n"
        # 1,199,000 x 2.2 / 1,000
        "north,2023-05,商品识别,1200000,1000,0,1199000,2.2,1000,2637.80,2637.80,2637.80\n"
        # 24,000 x 18 / 1,000
        "north,2023-05,宠物识别图片版,25000,1000,0,24000,18,1000,432.00,432.00,432.00\n"
        # 1,049,000 x 45 / 1,000
        "south,2023-05,车辆识别（增强版）,1050000,1000,0,1049000,45,1000,47205.00,47205.00,47205.00\n"
    )
    assert capsys.readouterr().err == (
        "in 3 = rated 3 + rejected 0; "
        "calls in 2275000 = free 3000 + packs 0 + paid 2272000 + rejected 0\n"
    )


def test_rows_that_cannot_be_rated_are_listed_with_their_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rejects = tmp_path / "rejects.csv"
    assert _rate(tmp_path, "--rejects", str(rejects), usage=FAULTY) == 1
    found = [(int(row["line"]), row["reason"]) for row in _rows(rejects)]
    assert found == [
        (3, "unknown-interface"),
        (6, "date-unreadable"),  # the row before it spans two lines
        (7, "calls-negative"),
        (8, "month-before-book"),
        (9, "calls-not-whole"),
        (10, "calls-unreadable"),
        (11, "account-missing"),
        (12, "interface-missing"),
    ]
    about = [(row["column"], row["value"], row["expected"][:15]) for row in _rows(rejects)]
    assert (
        about
        == [
            ("interface", "车辆識别", "one of 商品识别, 商品"),
            ("date", "2023-13", "a day YYYY-MM-D"),
            ("calls", "'-5", "a whole number "),  # no formula
            ("date", "2010-01-02", "usage of 宠物识别图片版"[:15]),
            ("calls", "1.5", "a whole number "),
            ("calls", "", "a whole number "),
            ("account", "", "the name of an "),
            ("interface", "", "one of 商品识别, 商品"),
        ]
    )
    assert {row["file"] for row in _rows(rejects)} == {str(tmp_path / "usage.csv")}
    # 1,200,000 + 24 + 1,012 are rated; 5,000 + 7 + 5 + 1 + 3 are whole counts that are not.
    assert capsys.readouterr().err.endswith(
        "in 11 = rated 3 + rejected 8; "
        "calls in 1206052 = free 2024 + packs 0 + paid 1199012 + rejected 5016\n"
    )


def test_more_calls_than_64_bits_hold_are_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """9,300 rows of 10**15 calls each are 9.3 x 10**18; 2**63 is 9.2 x 10**18."""
    row = "north,2023-05-10,商品识别,1000000000000000\n"
    assert _rate(tmp_path, usage=USAGE.splitlines(keepends=True)[0] + row * 9_300) == 2
    assert capsys.readouterr().err == (
        "error: the calls of an account, an API and a month come to more than can be counted\n"
        "expected: at most 9223372036854775807 calls\n"
    )
    assert not (tmp_path / "bills.csv").exists()


@pytest.mark.parametrize("date", ["9999-12-31", "9999-12", "0000-01-01", "-023-05-01", "-001-05"])
def test_a_day_beyond_the_calendar_is_a_reject(tmp_path: Path, date: str) -> None:
    rejects = tmp_path / "rejects.csv"
    row = f"west,{date},商品识别,5\n"
    assert _rate(tmp_path, "--rejects", str(rejects), usage=USAGE + row) == 1
    assert [(row["line"], row["reason"]) for row in _rows(rejects)] == [("5", "date-unreadable")]


def test_a_name_with_signs_of_a_pattern_is_that_file_alone(tmp_path: Path) -> None:
    head = USAGE.splitlines(keepends=True)[0]
    (tmp_path / "u1.csv").write_text(f"{head}other,2023-05-10,商品识别,777\n", "utf-8")
    for name in ("u[1].csv", "u*.csv", "u?.csv"):
        (tmp_path / name).write_text(f"{head}named,2023-05-10,商品识别,100\n", "utf-8")
        assert main(["rate", str(tmp_path / name), "--out", str(tmp_path / "b.csv")]) == 0
        assert [(row["account"], row["calls"]) for row in _rows(tmp_path / "b.csv")] == [
            ("named", "100")
        ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--rejects", "bills.csv"), "is named twice"),
        (("--packs-out", "./bills.csv"), "is named twice"),
        (("--rejects", "usage.csv"), "is named twice"),
        (("--against", "none.csv"), "none.csv: there is no such file"),
        (("--memory", "much"), "'much' is not a size of memory"),
        (("--memory", "1GB' ; x"), "is not a size of memory"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _rate(tmp_path, *words) == 2
    assert told in capsys.readouterr().err
    assert (tmp_path / "usage.csv").read_text("utf-8") == USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["usage.csv"]


def test_without_a_file_for_them_the_first_reject_ends_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _rate(tmp_path, usage=FAULTY) == 2
    assert not (tmp_path / "bills.csv").exists()
    told = capsys.readouterr().err
    assert "usage.csv:3: column interface: the row cannot be rated: '车辆識别' (unknown-int" in told
    assert "; 7 further rows cannot either\nexpected: one of 商品识别, " in told


def test_usage_before_activation_is_rejected_and_the_quota_waits(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts.csv"
    accounts.write_text("account,date,interface\nnorth,2023-05-15,\nsouth,2023-05-02,DetectPet\n")
    words = ("--activated", str(accounts), "--rejects", str(tmp_path / "rejects.csv"))
    assert _rate(tmp_path, *words) == 1
    assert [row["line"] for row in _rows(tmp_path / "rejects.csv")] == ["2"]
    by_name = {row["interface"]: row for row in _rows(tmp_path / "bills.csv")}
    assert by_name["宠物识别图片版"]["free"] == "0"
    assert by_name["宠物识别图片版"]["low"] == "432.00"  # with the quota from the activation on
    assert by_name["宠物识别图片版"]["amount"] == "450.00"  # 25,000 x 18 / 1,000
    assert by_name["车辆识别（增强版）"]["free"] == "1000"  # only 宠物识别图片版 was activated


def test_what_is_left_in_packs(tmp_path: Path) -> None:
    packs = tmp_path / "packs.csv"
    packs.write_text(
        "account,purchased_on,interface,calls,quantity,left\n"
        "south,2023-05-10,车辆识别（增强版）,10万次,2,\n"
        "south,2023-01-31,RecognizeCarPro,1000000,,20\n"
        "nobody,2023-01-31,RecognizeCarPro,1000000,,\n",
        "utf-8",
    )
    left = tmp_path / "left.csv"
    assert _rate(tmp_path, "--packs", str(packs), "--packs-out", str(left)) == 0
    assert left.read_text("utf-8") == (
        "account,purchased_on,interface,calls,quantity,used,left,expires_on\n"
        "nobody,2023-01-31,车辆识别（增强版）,1000000,1,0,1000000,2024-01-31\n"
        "south,2023-01-31,车辆识别（增强版）,1000000,1,20,0,2024-01-31\n"
        "south,2023-05-10,车辆识别（增强版）,100000,2,200000,0,2024-05-10\n"
    )


@pytest.mark.parametrize(
    ("calls", "amount", "low", "high"),
    [
        # 1,000 are free. Full: 1,000,000 x 45 / 1,000. Empty: 1,010,000 x 45 / 1,000.
        (1_011_000, "45000.00", "45000.00", "45450.00"),
        # Full: 995,000 x 75 / 1,000. Half used 999,999 are paid, by the thousand 1,000 x 75. The
        # least is 995,000 x 45 / 1,000, where all 1,006,000 calls choose the tier.
        (1_006_000, "74625.00", "44775.00", "75000.00"),
    ],
)
def test_a_pack_of_which_nobody_says_what_is_left(
    calls: int, amount: str, low: str, high: str, tmp_path: Path
) -> None:
    packs = tmp_path / "packs.csv"
    packs.write_text(
        "account,purchased_on,interface,calls\nsouth,2023-01-05,RecognizeCarPro,10000\n", "utf-8"
    )
    usage = f"account,date,interface,calls\nsouth,2023-05-10,RecognizeCarPro,{calls}\n"
    assert _rate(tmp_path, "--packs", str(packs), usage=usage) == 0
    [line] = _rows(tmp_path / "bills.csv")
    assert line["pack"] == "10000"
    assert [line["amount"], line["low"], line["high"]] == [amount, low, high]


def test_a_restated_month_moves_a_tier_and_old_and_difference_add_up(tmp_path: Path) -> None:
    assert _rate(tmp_path) == 0
    old = tmp_path / "old.csv"
    (tmp_path / "bills.csv").rename(old)
    late = USAGE + "south,2023-05-31,RecognizeCarPro,2000000\n"
    assert _rate(tmp_path, "--against", str(old), usage=late) == 0
    difference = _rows(tmp_path / "bills.csv")
    assert [(row["kind"], row["account"], row["amount"]) for row in difference] == [
        ("reversal", "south", "-47205.00"),
        ("corrected", "south", "106715.00"),  # 3,049,000 x 35 / 1,000
    ]
    assert _rate(tmp_path, usage=late) == 0
    assert _sums([*_rows(old), *difference]) == _sums(_rows(tmp_path / "bills.csv"))


def _sums(rows: Sequence[dict[str, str]]) -> dict[tuple[str, str, str], list[Decimal]]:
    names = ("calls", "free", "pack", "pay_as_you_go", "amount", "low", "high")
    found: dict[tuple[str, str, str], list[Decimal]] = defaultdict(lambda: [Decimal()] * 7)
    for row in rows:
        key = row["account"], row["month"], row["interface"]
        found[key] = [
            total + Decimal(row[name]) for total, name in zip(found[key], names, strict=True)
        ]
    return {key: totals for key, totals in found.items() if any(totals)}


def test_parquet_and_folders_give_the_same_bills(tmp_path: Path) -> None:
    assert _rate(tmp_path) == 0
    whole = (tmp_path / "bills.csv").read_bytes()
    folder = tmp_path / "parts"
    folder.mkdir()
    for number, part in enumerate(("account <> 'north'", "account = 'north'")):
        duckdb.sql(
            f"COPY (SELECT account, CAST(date AS DATE) AS date, interface, calls FROM "
            f"read_csv('{tmp_path / 'usage.csv'}') WHERE {part}) "
            f"TO '{folder / f'{number}.parquet'}'"
        )
    out = tmp_path / "again.csv"
    assert main(["rate", str(folder), "--out", str(out)]) == 0
    assert out.read_bytes() == whole


@pytest.mark.parametrize(
    ("date", "calls", "refused"),
    [
        ("'2023-05-01'", "1.5::DOUBLE", "column 'calls' is of type DOUBLE"),
        ("'2023-05-01'", "2000.50::DECIMAL(10, 2)", "column 'calls' is of type DECIMAL(10,2)"),
        ("20230501::DECIMAL(10, 0)", "1", "column 'date' is of type DECIMAL(10,0)"),
    ],
)
def test_a_fraction_in_parquet_is_never_rounded(
    date: str, calls: str, refused: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = tmp_path / "usage.parquet"
    row = f"'a' AS account, {date} AS date, 'DetectPet' AS interface, {calls} AS calls"
    duckdb.sql(f"COPY (SELECT {row}) TO '{usage}'")
    assert main(["rate", str(usage), "--out", str(tmp_path / "bills.csv")]) == 2
    assert refused in capsys.readouterr().err


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("9999-12-31", "date-unreadable"),
        ("12023-05-01", "date-unreadable"),
        ("0044-03-15 (BC)", "date-unreadable"),
        ("infinity", "date-unreadable"),
        ("0999-12-31", "month-before-book"),
    ],
)
def test_a_date_in_parquet_that_no_calendar_has_is_rejected(
    date: str, reason: str, tmp_path: Path
) -> None:
    """1,000 calls of the first row are free, and 5 x 2.5 / 1,000 are 0.0125, one cent."""
    usage, rejects = tmp_path / "usage.parquet", tmp_path / "rejects.csv"
    rows = ", ".join(
        f"('{account}', DATE '{day}', 'DetectProduct', 1005)"
        for account, day in (("a", "2023-05-01"), ("b", date))
    )
    duckdb.sql(
        f"COPY (SELECT * FROM (VALUES {rows}) AS t(account, date, interface, calls)) TO '{usage}'"
    )
    words = ["--out", str(tmp_path / "bills.csv"), "--rejects", str(rejects)]
    assert main(["rate", str(usage), *words]) == 1
    assert [(row["account"], row["amount"]) for row in _rows(tmp_path / "bills.csv")] == [
        ("a", "0.01")
    ]
    [told] = _rows(rejects)
    assert (told["line"], told["reason"], told["column"]) == ("2", reason, "date")


def test_a_fraction_of_calls_in_older_bills_is_never_rounded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.parquet"
    assert _rate(tmp_path, "--out", str(old)) == 0
    half = f"SELECT * REPLACE (free + 0.5 AS free) FROM read_parquet('{old}')"
    duckdb.sql(f"COPY ({half}) TO '{tmp_path}/half.parquet'")
    assert _rate(tmp_path, "--against", str(old)) == 0
    assert _rate(tmp_path, "--against", f"{tmp_path}/half.parquet") == 2
    assert "column 'free' is of type DECIMAL" in capsys.readouterr().err


def test_whole_decimals_in_parquet_are_counts(tmp_path: Path) -> None:
    usage = tmp_path / "usage.parquet"
    row = "'a' AS account, '2023-05-01' AS date, 'DetectPet' AS interface"
    duckdb.sql(f"COPY (SELECT {row}, 25000::DECIMAL(10, 0) AS calls) TO '{usage}'")
    assert main(["rate", str(usage), "--out", str(tmp_path / "bills.csv")]) == 0
    assert [row["amount"] for row in _rows(tmp_path / "bills.csv")] == ["432.00"]


@pytest.mark.parametrize("heads", ["note,note", "note,Note", ","])
def test_columns_that_are_not_read_may_have_any_names(heads: str, tmp_path: Path) -> None:
    usage = f"account,date,interface,{heads},calls\nnorth,2023-05-10,DetectPet,7,8,25000\n"
    assert _rate(tmp_path, usage=usage) == 0
    assert [row["amount"] for row in _rows(tmp_path / "bills.csv")] == ["432.00"]


@pytest.mark.parametrize(
    ("file", "heads", "said"),
    [
        (
            "--packs",
            "account,purchased_on,interface,calls,数量",
            "'数量' would be passed over; is it 'quantity'",
        ),
        (
            "--packs",
            "account,purchased_on,interface,calls,Quantity",
            "'Quantity' would be passed over; is it 'quantity'",
        ),
        (
            "--packs",
            "account,purchased_on,interface,calls,剩余次数",
            "'剩余次数' would be passed over; is it 'left'",
        ),
        (
            "--packs",
            "account,purchased_on,interface,calls,quantiy",
            "'quantiy' would be passed over; is it 'quantity'",
        ),
        (
            "--activated",
            "account,date,Interface",
            "'Interface' would be passed over; is it 'interface'",
        ),
        (
            "--activated",
            "account,date,接口名称",
            "'接口名称' would be passed over; is it 'interface'",
        ),
    ],
)
def test_a_column_that_bill_would_read_is_not_passed_over(
    file: str, heads: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Passed over, three packs were one, a pack used up was full, and all APIs were activated."""
    (tmp_path / "more.csv").write_text(f"{heads}\n", "utf-8")
    assert _rate(tmp_path, file, str(tmp_path / "more.csv")) == 2
    assert f"column {said}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        ("Calls,calls", "'Calls' would be passed over; is it 'calls'"),
        ("calls,次数", "'次数' would be passed over; is it 'calls'"),
        ("calls,Account", "'Account' would be passed over; is it 'account'"),
        ("Date,calls", "'Date' would be passed over; is it 'date'"),
    ],
)
def test_two_columns_of_one_meaning_are_refused_as_bill_does(
    heads: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = f"account,date,interface,{heads}\nnorth,2023-05-10,DetectPet,5,6\n"
    assert _rate(tmp_path, usage=usage) == 2
    assert f"column {said}" in capsys.readouterr().err


def test_a_column_of_packs_that_may_be_missing_stands_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = "account,purchased_on,interface,calls,left,left\nsouth,2023-05-10,DetectPet,1,1,1\n"
    (tmp_path / "packs.csv").write_text(packs, "utf-8")
    assert _rate(tmp_path, "--packs", str(tmp_path / "packs.csv")) == 2
    assert "column 'left' is given twice" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("packs", "said"),
    [
        ("south,2023-05-10,车辆识别（增强版）,3,,\n", "packs.csv:2: column calls"),
        ("south,2023-05,车辆识别（增强版）,10万次,,\n", "packs.csv:2: column purchased_on"),
        ("south,2023-05-10,DetectPet,10万次,,\n", "no resource packs are sold for"),
        ("south,2023-01-10,车辆识别（增强版）,10万次,,100001\n", "100001 calls left in a pack"),
        (",2023-05-10,车辆识别（增强版）,10万次,,\n", "the account is empty"),
    ],
)
def test_packs_that_cannot_be_are_refused(
    packs: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "account,purchased_on,interface,calls,quantity,left\n"
    (tmp_path / "packs.csv").write_text(head + packs, "utf-8")
    assert _rate(tmp_path, "--packs", str(tmp_path / "packs.csv")) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "bills.csv").exists()


def test_all_packs_that_cannot_be_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "south,2023-05-10,DetectPet,10万次,,\n,2023-05-10,车辆识别（增强版）,10万次,,\n"
        "south,soon,车辆,many,-1,many\nsouth,2023-05-10,车辆识别（增强版）,3,1,\n"
        "south,2023-05-11,DetectPet,10万次,0,\n"
    )
    head = "account,purchased_on,interface,calls,quantity,left\n"
    (tmp_path / "packs.csv").write_text(head + rows, "utf-8")
    assert _rate(tmp_path, "--packs", str(tmp_path / "packs.csv")) == 2
    told = capsys.readouterr().err
    assert re.findall(r"packs\.csv:(\d): column (\w+):", told) == [
        ("2", "interface"),
        ("3", "account"),
        *(("4", column) for column in ("interface", "purchased_on", "calls", "quantity", "left")),
        ("5", "calls"),
        ("6", "quantity"),
    ]


def test_of_many_packs_that_cannot_be_the_first_are_told_and_all_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"south,2023-05-10,DetectPet,{calls},,\n" for calls in range(1, 31))
    head = "account,purchased_on,interface,calls,quantity,left\n"
    (tmp_path / "packs.csv").write_text(head + rows, "utf-8")
    assert _rate(tmp_path, "--packs", str(tmp_path / "packs.csv")) == 2
    assert "30 problems in the input" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("usage", "said"),
    [
        ("account,date,interface\nnorth,2023-05-10,商品识别\n", "column 'calls' is missing"),
        ("account,date,interface,calls,calls\na,2023-05-10,商品识别,1,2\n", "is given twice"),
        ("account,date,interface,calls\na,2023-05-10,商品识别,1,2\n", "usage.csv:2"),
        ("", "the file is empty"),
        ("account,date,interface,calls\n", "there is no row of usage"),
    ],
)
def test_files_that_are_no_usage_are_refused(
    usage: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _rate(tmp_path, usage=usage) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("again", ["usage.csv", "./usage.csv", ".", "link.csv"])
def test_a_file_that_is_named_twice_is_not_billed_twice(
    again: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "usage.csv").write_text(USAGE, "utf-8")
    (tmp_path / "link.csv").symlink_to("usage.csv")
    assert main(["rate", "usage.csv", again, "--out", "bills.csv"]) == 2
    assert "usage.csv is named twice\nexpected: each file once" in capsys.readouterr().err.replace(
        "link", "usage"
    )


def test_names_are_shown_as_data(tmp_path: Path) -> None:
    usage = USAGE + "=1+1,2023-05-10,DetectPet,1\n'; DROP TABLE x; --,2023-05-10,DetectPet,1\n"
    assert _rate(tmp_path, usage=usage) == 0
    found = {row["account"] for row in _rows(tmp_path / "bills.csv")}
    assert {"'=1+1", "'; DROP TABLE x; --"} <= found


def test_the_same_rows_in_another_order_give_the_same_bills(tmp_path: Path) -> None:
    assert _rate(tmp_path) == 0
    first = (tmp_path / "bills.csv").read_bytes()
    head, *rows = USAGE.splitlines(keepends=True)
    assert _rate(tmp_path, usage=head + "".join(reversed(rows))) == 0
    assert (tmp_path / "bills.csv").read_bytes() == first


def test_explain_prints_the_steps_with_their_clauses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _rate(tmp_path, "--explain") == 0
    said = capsys.readouterr().out
    assert "-- free-quota: the month's quota, and the rest is pay-as-you-go" in said
    assert "-- reached-tiers: the tier reached, and whole cents" in said


def test_without_duckdb_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert _rate(tmp_path) == 2
    assert "pip install '.[rate]'" in capsys.readouterr().err


def test_packs_of_accounts_without_usage_stay_whole(tmp_path: Path) -> None:
    packs, left = tmp_path / "packs.csv", tmp_path / "left.csv"
    packs.write_text(
        "account,purchased_on,interface,calls\nnobody,2023-01-31,RecognizeCarPro,1000000\n", "utf-8"
    )
    assert _rate(tmp_path, "--packs", str(packs), "--packs-out", str(left)) == 0
    assert [(row["account"], row["used"], row["left"]) for row in _rows(left)] == [
        ("nobody", "0", "1000000")
    ]


def test_a_row_and_one_written_otherwise_are_both_rejected_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = (
        'account,date,interface,calls\nwest,2023-05-02,nothing,5\nwest,2023-05-02,nothing,"1,012"\n'
    )
    rejects = tmp_path / "rejects.csv"
    assert _rate(tmp_path, "--rejects", str(rejects), usage=usage) == 1
    assert [row["line"] for row in _rows(rejects)] == ["2", "3"]
    assert "calls in 1017 = free 0 + packs 0 + paid 0 + rejected 1017" in capsys.readouterr().err


def test_names_that_mean_one_interface_are_one_line_beside_packs_of_another(
    tmp_path: Path,
) -> None:
    """Only what the packs are of is summed by day, and a name of another form is too."""
    packs = tmp_path / "packs.csv"
    packs.write_text(
        "account,purchased_on,interface,calls\nsouth,2023-05-10,RecognizeCarPro,10000\n", "utf-8"
    )
    usage = (
        "account,date,interface,calls\n"
        "south,2023-05-09,车辆识别(增强版),1100\n"
        "south,2023-05-10,RecognizeCarPro,400\n"
        "south,2023-05-10,DetectPet,600\n"
        "south,2023-05-11,detectpet,500\n"
        "south,2023-05-11,宠物识别图片版,900\n"
        "south,2023-05-12,detectpet,1000\n"
    )
    assert _rate(tmp_path, "--packs", str(packs), usage=usage) == 0
    found = [
        [row[name] for name in ("interface", "calls", "free", "pack", "pay_as_you_go")]
        for row in _rows(tmp_path / "bills.csv")
    ]
    assert found == [
        ["宠物识别图片版", "3000", "1000", "0", "2000"],
        ["车辆识别（增强版）", "1500", "1000", "400", "100"],
    ]


def test_days_without_a_price_are_rejected_beside_packs_of_another(tmp_path: Path) -> None:
    packs, rejects = tmp_path / "packs.csv", tmp_path / "rejects.csv"
    packs.write_text("account,purchased_on,interface,calls\na,2024-01-31,Scan,50\n", "utf-8")
    book = scanner()
    other = replace(book.interfaces[0], name="Blank", action="")
    priceless = replace(book, interfaces=(*book.interfaces, other))
    (tmp_path / "book.json").write_bytes(msgspec.json.encode(priceless))
    usage = "account,date,interface,calls\na,2024-03-04,Scan,80\na,2024-03-05, blank,7\n"
    words = (
        "--packs",
        str(packs),
        "--rejects",
        str(rejects),
        "--book",
        str(tmp_path / "book.json"),
    )
    assert _rate(tmp_path, *words, usage=usage) == 1
    assert [(row["line"], row["reason"]) for row in _rows(rejects)] == [("3", "price-missing")]


def test_no_two_accounts_are_written_alike_in_csv(tmp_path: Path) -> None:
    """A mark keeps a spreadsheet from obeying a name; a name that has one gets one more."""
    names = ["=x", "'=x", "''=x", "'x", "x"]
    usage = "account,date,interface,calls\n" + "".join(
        f"{name},2023-05-10,DetectPet,2000\n" for name in names
    )
    assert _rate(tmp_path, usage=usage) == 0
    bills = tmp_path / "bills.csv"
    written = [row["account"] for row in _rows(bills)]
    assert sorted(written) == sorted(["'=x", "''=x", "'''=x", "'x", "x"])
    bills.rename(tmp_path / "old.csv")
    assert _rate(tmp_path, "--against", str(tmp_path / "old.csv"), usage=usage) == 0
    assert _rows(bills) == []


def test_more_calls_than_numbers_of_64_bits_can_price(tmp_path: Path) -> None:
    """7 x 10^15 calls, 1,000 of them free, at 1.5 yuan per 1,000."""
    usage = "account,date,interface,calls\n" + "".join(
        f"north,2023-05-{day:02d},DetectProduct,1000000000000000\n" for day in range(1, 8)
    )
    assert _rate(tmp_path, usage=usage) == 0
    [row] = _rows(tmp_path / "bills.csv")
    assert (row["calls"], row["pay_as_you_go"]) == ("7000000000000000", "6999999999999000")
    assert row["amount"] == "10499999999998.50"


def test_prices_are_computed_in_64_bits_as_far_as_they_fit() -> None:
    assert DUCKDB.holding(2**63 - 2).whole == "BIGINT"
    assert DUCKDB.holding(2**63 - 1).whole == "HUGEINT"


def test_rows_that_end_in_two_ways_are_no_fault_of_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = tmp_path / "mixed.csv"
    rows = b'a,2023-05-01,DetectPet,5\r\na,2023-05-01,DetectPet,"1,200"\na,2023-05-01,DetectPet,7\n'
    usage.write_bytes(b"account,date,interface,calls\r\n" + rows)
    assert main(["rate", str(usage), "--out", str(tmp_path / "bills.csv")]) == 2
    assert "mixed.csv: the row does not read as CSV" in capsys.readouterr().err


def _rated_with_a_pack(folder: Path, usage: str) -> tuple[Path, Path]:
    """Rate usage with 10,000 calls bought on 2023-05-10, of that day on; the files of packs."""
    packs, left = folder / "packs.csv", folder / "left.csv"
    packs.write_text(
        "account,purchased_on,interface,calls\na,2023-05-10,RecognizeCarPro,10000\n", "utf-8"
    )
    words = ("--packs", str(packs), "--packs-out", str(left))
    assert _rate(folder, *words, "--reading", "pack-start=purchase-day", usage=usage) == 0
    return packs, left


def test_calls_are_summed_between_the_days_on_which_packs_begin_and_end(tmp_path: Path) -> None:
    """The pack of 10,000 begins on the 10th: 4,000 calls before it are not taken from it.

    1,000 of 3,000 + 1,000 calls are free, so 3,000 are paid for; then 12,000 - 10,000 = 2,000.
    """
    usage = "account,date,interface,calls\n" + "".join(
        f"a,2023-05-{day},RecognizeCarPro,{calls}\n"
        for day, calls in (("01", 3000), ("09", 1000), ("10", 5000), ("11", 3000), ("31", 4000))
    )
    _, left = _rated_with_a_pack(tmp_path, usage)
    [row] = _rows(tmp_path / "bills.csv")
    assert [row[name] for name in ("free", "pack", "pay_as_you_go")] == ["1000", "10000", "5000"]
    assert [row["used"] for row in _rows(left)] == ["10000"]


def test_the_days_of_packs_matter_in_the_months_in_which_one_begins_or_ends(tmp_path: Path) -> None:
    """10,000 calls from 2023-05-10 to 2024-05-09; 1,000 are free in each month, the first ones.

    May: 2,000 - 1,000 before it, then 3,000 of it. June: 2,000 - 1,000 of it. The next May:
    4,000 - 1,000 on its last day, of it; 5,000 after it. 3,000 + 1,000 + 3,000 are used.
    """
    days = (
        *(("2023-05-09", 2000), ("2023-05-10", 3000), ("2023-06-11", 500), ("2023-06-12", 1500)),
        *(("2024-05-09", 4000), ("2024-05-10", 5000)),
    )
    usage = "account,date,interface,calls\n" + "".join(
        f"a,{day},RecognizeCarPro,{calls}\n" for day, calls in days
    )
    fixed = {"pack-start": "purchase-day"}
    packs, left = _rated_with_a_pack(tmp_path, usage)
    assert [
        [row[name] for name in ("month", "free", "pack", "pay_as_you_go")]
        for row in _rows(tmp_path / "bills.csv")
    ] == [
        ["2023-05", "1000", "3000", "1000"],
        ["2023-06", "1000", "1000", "0"],
        ["2024-05", "1000", "3000", "5000"],
    ]
    assert [row["left"] for row in _rows(left)] == ["3000"]
    engine = DuckDb()
    run(engine, frozen.book(), Request((tmp_path / "usage.csv",), (packs,), (), fixed), print)
    june = "SELECT day, calls FROM scanned WHERE MONTH(day) = 6"
    assert engine.rows(june) == [(dt.date(2023, 6, 1), 2000)]


def test_the_day_of_activation_matters_in_its_month(tmp_path: Path) -> None:
    accounts, rejects = tmp_path / "accounts.csv", tmp_path / "rejects.csv"
    accounts.write_text("account,date\na,2023-05-10\n")
    usage = "account,date,interface,calls\n" + "".join(
        f"a,{day},DetectPet,{calls}\n"
        for day, calls in (
            *(("2023-04-11", 1), ("2023-05-09", 20), ("2023-05-10", 300)),
            *(("2023-06-09", 4000), ("2023-06-10", 50000)),
        )
    )
    words = ("--activated", str(accounts), "--rejects", str(rejects))
    assert _rate(tmp_path, *words, usage=usage) == 1
    assert [row["line"] for row in _rows(rejects)] == ["2", "3"]
    found = [(row["month"], row["calls"]) for row in _rows(tmp_path / "bills.csv")]
    assert found == [("2023-05", "300"), ("2023-06", "54000")]


def test_rows_that_do_not_read_leave_the_others_of_their_sum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of one account, month and API; of the 2nd and the 4th there is one more that reads."""
    usage = (
        "account,date,interface,calls\n"
        "a,2023-05-02,DetectPet,1000\n"
        "a,2023-05-02,DetectPet,1.5\n"
        "a,2023-05-03,DetectPet,-2\n"
        "a,2023-05-02,DetectPet,30\n"
        'a,2023-05-04,DetectPet,"2,000"\n'
        "a,2023-05-04,DetectPet,400\n"
        "a,2023-06-01,DetectPet,many\n"
    )
    rejects = tmp_path / "rejects.csv"
    assert _rate(tmp_path, "--rejects", str(rejects), usage=usage) == 1
    assert [(row["line"], row["reason"]) for row in _rows(rejects)] == [
        ("3", "calls-not-whole"),
        ("4", "calls-negative"),
        ("8", "calls-unreadable"),
    ]
    [row] = _rows(tmp_path / "bills.csv")  # 1,000 + 30 + 2,000 + 400
    assert (row["month"], row["calls"], row["free"]) == ("2023-05", "3430", "1000")
    assert capsys.readouterr().err == (
        "2 rows have the account, day and interface of another row; they add up\n"
        "in 7 = rated 4 + rejected 3; "
        "calls in 3430 = free 1000 + packs 0 + paid 2430 + rejected 0\n"
    )
