"""``plan`` in Chinese: what to buy, how sure that is, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main

Capture = pytest.CaptureFixture[str]
FIGURES = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
PRO = "车辆识别（增强版）"


def planned(capsys: Capture, folder: Path, rows: str, *words: str) -> tuple[int, str]:
    """The exit code of a plan for ``rows``, and what it prints."""
    file = folder / "forecast.csv"
    file.write_text(f"month,interface,calls\n{rows}\n", "utf-8")
    code = main(["plan", str(file), "--book", frozen.file(), *words])
    out, err = capsys.readouterr()
    return code, out + err


@pytest.mark.parametrize(
    "rows",
    [
        f"2026-01,{PRO},5000000\n2026-02,{PRO},5000000\n2026-03-05,商品识别,20000",
        "2026-01,商品识别,20000",
        f"2026-01,{PRO},0",
        f"2026-01,{PRO},1001000",
    ],
)
def test_a_plan_has_the_same_figures_and_no_english_sentence(
    capsys: Capture, tmp_path: Path, rows: str
) -> None:
    _, english = planned(capsys, tmp_path, rows)
    _, chinese = planned(capsys, tmp_path, rows, "--lang", "zh")
    assert {*FIGURES.findall(english)} <= {*FIGURES.findall(chinese)}
    assert len(chinese.splitlines()) == len(english.splitlines())
    assert re.findall(r"[a-z]+ [a-z]+", chinese) == []


def test_a_plan_reads_as_a_person_would_write_it(capsys: Capture, tmp_path: Path) -> None:
    rows = f"2026-01,{PRO},5000000\n2026-02,{PRO},5000000"
    assert planned(capsys, tmp_path, rows, "--lang", "zh")[1].splitlines()[:6] == [
        "不购买：349,930.00 元",
        f"最佳单个资源包：2026-01-01 购买 {PRO} 5,000,000 次资源包 1 个，合计 334,930.00 元",
        "最佳方案：320,000.00 元，比不购买节省 29,930.00 元",
        f"  2026-01-01 购买 {PRO} 5,000,000 次资源包 2 个，320,000.00 元"
        "（每个比没有它节省 14,930.00 元）",
        "  资源包 320,000.00 元，后付费 0.00 元",
        "剩余：2026-01-01 购买的 1 个 5,000,000 次资源包，每个余 2,000 次，至 2027-01-01（不含）",
    ]


def test_a_forecast_of_too_many_months_is_refused_in_chinese(
    capsys: Capture, tmp_path: Path
) -> None:
    months = (f"20{year}-{month:02},{PRO},1" for year in range(26, 30) for month in range(1, 11))
    code, told = planned(capsys, tmp_path, "\n".join(months), "--lang", "zh")
    assert (code, told) == (2, "错误：预测共有 40 个月\n应为：1 至 36 个月\n")


def test_packs_bought_later_are_refused_in_chinese(capsys: Capture, tmp_path: Path) -> None:
    owned = tmp_path / "owned.csv"
    owned.write_text(f"purchased_on,interface,calls\n2026-02-01,{PRO},10000\n", "utf-8")
    words = ("--packs", str(owned), "--lang", "zh")
    code, told = planned(capsys, tmp_path, f"2026-01,{PRO},1", *words)
    assert code == 2
    assert "列 purchased_on：资源包于 2026-02-01 购买，晚于预测的起点\n" in told
    assert told.endswith("应为：已持有的资源包，于 2026-01-01 或之前购买\n")
