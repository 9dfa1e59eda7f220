"""``rate`` in Chinese: what it tells of a run, and what it refuses; the sums stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiia_pricing.cli import main

pytest.importorskip("duckdb")

Capture = pytest.CaptureFixture[str]
HEAD = "account,date,interface,calls"
ROW = "north,2023-05-10,商品识别,1200000"


def rated(folder: Path, rows: str, *words: str, name: str = "usage.csv") -> int:
    """The exit code of a run over ``rows``, in Chinese."""
    (folder / name).write_text(rows, "utf-8")
    out = str(folder / "bills.csv")
    return main(["rate", str(folder / name), "--out", out, "--lang", "zh", *words])


def test_a_run_ends_with_the_line_that_scripts_read(capsys: Capture, tmp_path: Path) -> None:
    assert rated(tmp_path, f"{HEAD}\n{ROW}\n{ROW}\n") == 0
    assert capsys.readouterr().err == (
        "有 1 行与另一行的账号、日期和接口相同，已相加\n"
        "in 2 = rated 2 + rejected 0; "
        "calls in 2400000 = free 1000 + packs 0 + paid 2399000 + rejected 0\n"
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            f"{HEAD}\n{ROW}\nsouth,2023-13,商品识别,1\n",
            "列 date：该行无法计费：“2023-13”（date-unreadable）\n",
        ),
        (
            f"{HEAD}\nsouth,2023-13,商品识别,1\nsouth,2023-05,商品识别,-1\n",
            "；另有 1 行也无法计费\n"
            "应为：日期 YYYY-MM-DD 或月份 YYYY-MM；或用 --rejects FILE 收下这样的行\n",
        ),
        ("account,date,interface\nnorth,2023-05,商品识别\n", "缺少列“calls”\n"),
        (f"account,{HEAD}\nnorth,{ROW}\n", "列“account”出现两次\n"),
        (f"{HEAD}\n{ROW},7\n", "该行有 5 列\n应为：4 列\n"),
    ],
)
def test_usage_is_refused_in_chinese(capsys: Capture, tmp_path: Path, rows: str, said: str) -> None:
    assert rated(tmp_path, rows) == 2
    told = capsys.readouterr().err
    assert told.startswith("错误：")
    assert said in told
    assert not (tmp_path / "bills.csv").exists()


def test_an_unknown_form_and_a_missing_file_are_refused_in_chinese(
    capsys: Capture, tmp_path: Path
) -> None:
    assert rated(tmp_path, f"{HEAD}\n{ROW}\n", name="usage.txt") == 2
    told = capsys.readouterr().err
    assert "“usage.txt”的扩展名既不是 .csv 也不是 .parquet\n应为：CSV 或 Parquet，见 " in told
    words = ("rate", str(tmp_path / "no.csv"), "--out", str(tmp_path / "b.csv"), "--lang", "zh")
    assert main(words) == 2
    assert "没有这个文件" in capsys.readouterr().err


def test_packs_and_activations_are_refused_in_chinese(capsys: Capture, tmp_path: Path) -> None:
    packs, active = tmp_path / "packs.csv", tmp_path / "active.csv"
    packs.write_text("account,purchased_on,interface,calls\n,2023-05-01,商品识别,1\n", "utf-8")
    assert rated(tmp_path, f"{HEAD}\n{ROW}\n", "--packs", str(packs)) == 2
    assert "账号为空" in capsys.readouterr().err
    active.write_text("account,date\nnorth,2023-05-01\nnorth,2023-05-02\n", "utf-8")
    assert rated(tmp_path, f"{HEAD}\n{ROW}\n", "--activated", str(active)) == 2
    assert capsys.readouterr().err == (
        "错误：账号“north”有两个开通日期\n应为：每个账号和接口各一个日期\n"
    )
