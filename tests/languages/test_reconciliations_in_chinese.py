"""``reconcile`` in Chinese: verdicts, causes, notes, and bills that it refuses."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import frozen
from support.vendor_bills import Row, other_product, precision, row, text
from tiia_pricing.cli import main

GOODS, PRO = "商品识别", "车辆识别（增强版）"
USAGE = f"date,interface,calls\n2023-05,{PRO},1050000\n2023-05,{GOODS},50000\n"
PACKS = f"purchased_on,interface,calls\n2023-05-01,{PRO},100000\n"
RIGHT = [row(PRO, "949000", "71175.00"), row(GOODS, "49000", "122.50")]
WRONG = [row(PRO, "949000", "42705.00"), row(GOODS, "49000", "122.50")]
FIGURES = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
OPTION = re.compile(r"--reading \S+|`[^`]+`")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("usage.csv").write_text(USAGE, "utf-8")
    Path("packs.csv").write_text(PACKS, "utf-8")


def reconciled(capsys: Capture, bill: str, *words: str) -> tuple[int, str]:
    """The exit code for a bill, and what is printed."""
    Path("bill.csv").write_text(bill, "utf-8", newline="")
    files = ("bill.csv", "usage.csv", "--packs", "packs.csv", "--book", frozen.file())
    code = main(["reconcile", *files, *words])
    out, err = capsys.readouterr()
    return code, out + err


BILLS: dict[str, Sequence[Row]] = {
    "right": RIGHT,
    "other tier": WRONG,
    "other products": [*RIGHT, other_product("1.00"), precision("0.00", 账单归属月="2023-05")],
    "a line is missing": RIGHT[:1],
    "a line too many": [*RIGHT, row("宠物识别图片版", "7", "0.02")],
    "unexplained": [row(PRO, "949000", "1.23"), RIGHT[1]],
    "other calls": [row(PRO, "940000", "70500.00"), RIGHT[1]],
    "discount": [row(PRO, "949000", "64057.50", 折扣率="0.9"), RIGHT[1]],
    "an unknown name": [*RIGHT, row("新接口", "7", "0.02")],
    "a pack bought": [*RIGHT, row(PRO, "1", "7000.00", 交易类型="包年包月新购")],
}


@pytest.mark.parametrize("bill", BILLS.values(), ids=BILLS)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_result_has_the_same_figures_and_no_english_sentence(
    capsys: Capture, bill: Sequence[Row], form: str
) -> None:
    code, english = reconciled(capsys, text(bill), "--format", form)
    chinese = reconciled(capsys, text(bill), "--format", form, "--lang", "zh")
    assert chinese[0] == code
    assert {*FIGURES.findall(english)} <= {*FIGURES.findall(chinese[1])}
    assert len(chinese[1].splitlines()) == len(english.splitlines())
    assert re.findall(r"[a-z]+ [a-z]+", OPTION.sub("", chinese[1])) == []


def test_a_result_reads_as_a_person_would_write_it(capsys: Capture) -> None:
    assert reconciled(capsys, text(WRONG), "--lang", "zh") == (
        1,
        f"2023-05 {GOODS}：一致；账单 122.50 元，计算 122.50 元\n"
        f"2023-05 {PRO}：不一致；账单 42,705.00 元，计算 71,175.00 元（差额 -28,470.00）\n"
        "  账单：bill.csv:2\n"
        "  计算：1,050,000 次中 1,000 次免费：免费额度为每月 1,000 次，自 2022-10-24 起"
        "（第 1 张表“免费额度”、第 2 行、第 2 列）。\n"
        "  计算：100,000 次由 2023-05-01 购买的 1 个 100,000 次资源包（第 5 张表“图像识别预付费”、"
        "第 3 行、第 3 列）抵扣，适用于 2023-05-01 至 2024-05-01（不含）的调用，余 0 次。\n"
        "  计算：需付费 949,000 次，到达 0 至 999,999 次的阶梯（第 2 张表“图像识别后付费”、"
        "第 1 行、第 2 列），因此均为 75 元/1,000 次（第 2 张表“图像识别后付费”、"
        "第 5 行、第 2 列）。949,000 × 75 / 1,000 = 71,175.00 元。\n"
        "  tier-basis-gross：按当月全部调用量选择阶梯，而不是按抵扣后需付费的调用量\n"
        "    页面原文：后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。\n"
        "    按此计费：--reading tier-basis=gross\n"
        "\n"
        "1 行一致，1 行不一致：账单 42,827.50 元，计算 71,297.50 元\n"
        "账单确定了 tier-basis：gross（1 行）；按此计费请用 --reading tier-basis=gross\n",
    )


@pytest.mark.parametrize(
    ("bill", "said"),
    [
        (text([row(PRO, "949000", "many")]), "列 优惠后总价：无法读取“many”\n应为：以元计"),
        (text([row(PRO, "1", "1", 账单归属月="")]), "列 账单归属月：该行没有写明月份\n"),
        (text([row(PRO, "1", "1", 组件用量单位="张")]), "未知的单位“张”\n应为：次、千次 或 万次\n"),
        (text([row(PRO, "1", "1", 折扣率="11")]), "折扣率为“11”\n应为：对原价的倍数，如 0.9\n"),
        ("a,b\n1,2\n", "没有厂商账单明细的任何一列\n应为：账单明细，含产品名称、账单归属月、"),
    ],
)
def test_a_bill_is_refused_in_chinese(capsys: Capture, bill: str, said: str) -> None:
    code, told = reconciled(capsys, bill, "--lang", "zh")
    assert (code, told.startswith("错误：")) == (2, True)
    assert said in told


def test_a_bill_of_other_months_is_refused_in_chinese(capsys: Capture) -> None:
    Path("usage.csv").write_text(USAGE.replace("2023-05", "2023-06"), "utf-8")
    code, told = reconciled(capsys, text([other_product("1.00")]), "--lang", "zh")
    assert code == 2
    assert "账单中没有图像分析的行，且只涉及 2023-05 至 2023-05，其间没有用量\n" in told


def test_json_stays_and_a_workbook_has_sentences_in_chinese(capsys: Capture) -> None:
    english = reconciled(capsys, text(WRONG), "--format", "json")
    assert reconciled(capsys, text(WRONG), "--format", "json", "--lang", "zh") == english
    cause = json.loads(english[1])["lines"][1]["causes"][0]
    assert cause["text"] == "all calls of the month choose the tier, not those left to pay"
    openpyxl = pytest.importorskip("openpyxl")
    assert reconciled(capsys, text(WRONG), "--format", "xlsx", "-o", "a.xlsx", "--lang", "zh")[0]
    sheets = openpyxl.load_workbook(io.BytesIO(Path("a.xlsx").read_bytes()))
    rows = [*sheets["causes"].iter_rows(values_only=True)]
    assert rows[0][2:4] == ("cause", "text")
    assert rows[1][2:4] == (
        "tier-basis-gross",
        "按当月全部调用量选择阶梯，而不是按抵扣后需付费的调用量",
    )
