"""Cells of usage, packs and activation days: the blanks and lines that people leave in them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.cli import main
from tiia_pricing.rating.spark.spark_engine import Spark

pytest.importorskip("duckdb")

HEAD = "account,date,interface,calls\n"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rate(folder: Path, usage: str, *words: str) -> int:
    (folder / "usage.csv").write_text(HEAD + usage, "utf-8")
    return main(["rate", str(folder / "usage.csv"), "--out", str(folder / "bills.csv"), *words])


def test_blanks_around_a_date_and_a_count_are_no_part_of_them_as_in_a_bill(tmp_path: Path) -> None:
    """2,000 + 2,000 + 7 calls, 1,000 of them free."""
    cells = (
        "2023-05-10,DetectPet, 2000\n",
        " 2023-05-11,DetectPet,2000\t\n",
        "2023-05 ,DetectPet,7\n",
    )
    assert _rate(tmp_path, "".join(f"a,{row}" for row in cells)) == 0
    [rated] = _rows(tmp_path / "bills.csv")
    (tmp_path / "own.csv").write_text("date,interface,calls\n" + "".join(cells), "utf-8")
    words = ["bill", str(tmp_path / "own.csv"), "--format", "csv", "-o", str(tmp_path / "bill.csv")]
    assert main(words) == 0
    [billed] = csv.DictReader((tmp_path / "bill.csv").read_text("utf-8-sig").splitlines())
    assert [rated["calls"], rated["pay_as_you_go"]] == ["4007", "3007"]
    assert [billed["calls"], billed["pay_as_you_go"]] == ["4007", "3007"]


def test_blanks_in_the_cells_of_packs_and_activation_days(tmp_path: Path) -> None:
    packs, active = tmp_path / "packs.csv", tmp_path / "active.csv"
    head = "account,purchased_on,interface,calls,quantity,left\n"
    packs.write_text(f"{head}a, 2023-04-10 , RecognizeCarPro , 10000 , 2 , 400\n", "utf-8")
    active.write_text("account,date,interface\na, 2023-04-01 , RecognizeCarPro \n", "utf-8")
    words = "--packs", str(packs), "--activated", str(active)
    assert _rate(tmp_path, "a,2023-05-10,RecognizeCarPro,2000\n", *words) == 0
    assert [row["pack"] for row in _rows(tmp_path / "bills.csv")] == ["800"]  # 2 x 400


def test_accounts_of_several_lines_beside_rows_that_are_short(tmp_path: Path) -> None:
    """The pack takes 1,000 of 2,000 calls: the others are free."""
    packs, active = tmp_path / "packs.csv", tmp_path / "active.csv"
    bought = "2023-05-10,RecognizeCarPro,10000"
    packs.write_text(
        f'account,purchased_on,interface,calls,left\n"a\nb",{bought}\nc,{bought}\n', "utf-8"
    )
    active.write_text('account,date,interface\n"a\nb",2023-04-01\nc,2023-04-01\n', "utf-8")
    words = "--packs", str(packs), "--activated", str(active)
    assert _rate(tmp_path, '"a\nb",2023-05-10,RecognizeCarPro,2000\n', *words) == 0
    assert [(row["account"], row["pack"]) for row in _rows(tmp_path / "bills.csv")] == [
        ("a\nb", "1000")
    ]


def test_a_fault_after_an_account_of_several_lines_is_told_on_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = tmp_path / "packs.csv"
    bought = "2023-05-10,RecognizeCarPro,10000"
    packs.write_text(f'account,purchased_on,interface,calls\n"a\nb",{bought}\nc,2023\n', "utf-8")
    assert _rate(tmp_path, "a,2023-05-10,DetectPet,1\n", "--packs", str(packs)) == 2
    assert "packs.csv:4: column " in capsys.readouterr().err


@pytest.mark.parametrize("name", ["u[1]", "u*", "u?", "u{1}", "u\\1"])
def test_a_path_that_spark_would_take_for_a_pattern_is_refused(name: str, tmp_path: Path) -> None:
    file = tmp_path / name / "usage.parquet"
    with pytest.raises(InputError, match="in a path for a pattern") as told:
        Spark(None, tmp_path).columns(file)
    assert told.value.where == {"file": str(file)}
