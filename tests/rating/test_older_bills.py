"""``rate --against``: what is no older bill is refused with its line, and names come back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiia_pricing.cli import main

duckdb = pytest.importorskip("duckdb")

HEAD = "account,month,interface,calls,free,pack,pay_as_you_go,unit_price,per_calls,amount,low,high"
USAGE = "account,date,interface,calls\nnorth,2023-05-20,DetectPet,25000\n"
# 24,000 x 18 / 1,000
NORTH = "north,2023-05,宠物识别图片版,25000,1000,0,24000,18,1000,432.00,432.00,432.00"


def _against(folder: Path, *rows: str, usage: str = USAGE) -> int:
    (folder / "usage.csv").write_text(usage, "utf-8")
    (folder / "old.csv").write_text("\n".join((HEAD, *rows, "")), "utf-8")
    return _run(folder, "old.csv")


def _run(folder: Path, old: str) -> int:
    words = ["rate", str(folder / "usage.csv"), "--out", str(folder / "difference.csv")]
    return main([*words, "--against", str(folder / old)])


@pytest.mark.parametrize(
    ("row", "line", "said"),
    [
        (NORTH, 3, "another line has this account, month and interface"),
        (NORTH.replace("north", ""), 3, "column account: the cell is empty"),
        (NORTH.replace("-05", "-13"), 3, "column month: the cell has '2023-13'"),
        (NORTH.replace("2023-05", "May"), 3, "column month: the cell has 'May'"),
        (NORTH.replace("宠物识别图片版", ""), 3, "column interface: the cell is empty"),
        (NORTH.replace("25000", "2.5e4"), 3, "column calls: the cell has '2.5e4'"),
        (NORTH.replace("24000", "24000.5"), 3, "column pay_as_you_go: the cell has '24000.5'"),
        (NORTH.replace(",0,", ",-1,"), 3, "column pack: the cell has '-1'"),
        (NORTH.replace("18,", "=A1,"), 3, "column unit_price: the cell has '=A1'"),
        (NORTH.replace("18,1000", "18,k"), 3, "column per_calls: the cell has 'k'"),
        (NORTH.replace(",432.00,", ",432.005,", 1), 3, "column amount: the cell has '432.005'"),
        (NORTH.replace(",432.00,", ",about 432,", 1), 3, "column amount: the cell has 'about 432'"),
        (NORTH.replace(",432.00,", ",-432.00,", 1), 3, "column amount: the cell has '-432.00'"),
        (NORTH.removesuffix(",432.00"), 3, "column high: the cell is empty"),
        (f'"a\nb",2023-05,{NORTH.split(",", 2)[2]}\n{NORTH}', 5, "another line has this account"),
    ],
)
def test_what_no_run_wrote_is_refused_with_its_place(
    row: str, line: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _against(tmp_path, NORTH, row) == 2
    assert f"old.csv:{line}: {said}" in capsys.readouterr().err
    assert not (tmp_path / "difference.csv").exists()


def test_an_account_of_several_lines_is_taken_back(tmp_path: Path) -> None:
    gone = f'"a\nb",2023-05,{NORTH.split(",", 2)[2]}'
    assert _against(tmp_path, NORTH, gone) == 0
    assert (tmp_path / "difference.csv").read_text("utf-8").splitlines()[1:] == [
        '"a',
        'b",2023-05,宠物识别图片版,reversal,-25000,-1000,0,-24000,-432.00,-432.00,-432.00,18,1000',
    ]


@pytest.mark.parametrize(
    ("column", "kind", "said"),
    [
        (
            "amount",
            "432.005::DECIMAL(10, 3)",
            "old.parquet:1: column amount: the cell has '432.005'",
        ),
        ("calls", "(-1)::BIGINT", "old.parquet:1: column calls: the cell has '-1'"),
        ("low", "NULL::DECIMAL(30, 2)", "old.parquet:1: column low: the cell is empty"),
        ("high", "432.0::DOUBLE", "column 'high' is of type DOUBLE\nexpected: text or DECIMAL"),
    ],
)
def test_in_parquet_too(
    column: str, kind: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "usage.csv").write_text(USAGE, "utf-8")
    (tmp_path / "old.csv").write_text(f"{HEAD}\n{NORTH}\n", "utf-8")
    typed = ", ".join(f"'{name}': 'DECIMAL(30, 2)'" for name in ("amount", "low", "high"))
    old = f"read_csv('{tmp_path}/old.csv', types = {{{typed}}})"
    rows = f"SELECT * REPLACE ({kind} AS {column}) FROM {old}"
    duckdb.sql(f"COPY ({rows}) TO '{tmp_path}/old.parquet'")
    assert _run(tmp_path, "old.parquet") == 2
    assert said in capsys.readouterr().err
