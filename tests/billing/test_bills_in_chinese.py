"""Bills, warnings and refusals in Chinese; the figures are those of the English statement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import frozen
from tiia_pricebook.editions.why_untold import page_in_words
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.usage.usage_files import read_usage
from tiia_pricing.cli import main
from tiia_pricing.locale import tell_in

CHINESE = tell_in("zh")
FIGURES = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
PRO = "车辆识别（增强版）"


@pytest.fixture(autouse=True)
def _frozen_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiia_pricing.billing.usage.arguments.book_for", lambda *_: frozen.book())


def quoted(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What ``quote`` prints of one month."""
    assert main(["quote", *words, "--month", "2023-05"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        (f"{PRO}=1050000", "--pack", "10万次@2023-05-01"),
        (f"{PRO}=1050000", "--pack", "10万次@2023-01-01"),
        (f"{PRO}=1050000", "--pack", "10万次@2023-01-01:500", "1万次@2023-05-02"),
        ("商品识别=0", "宠物识别图片版=25000", "文件封识别=1001"),
        ("商品识别=1500001", "--reading", "tier-basis=gross", "partial-thousand=round-up"),
        ("商品识别=1500001", "--activated", "2023-05-01"),
        ("商品识别=1500001", "--reading", "rounding=down"),
    ],
)
def test_a_bill_has_the_same_figures_and_no_english_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    english = quoted(capsys, *words)
    chinese = quoted(capsys, *words, "--lang", "zh")
    assert {*FIGURES.findall(english)} <= {*FIGURES.findall(chinese)}
    assert len(chinese.splitlines()) == len(english.splitlines())
    assert re.findall(r"[a-z]+ [a-z]+", chinese) == []


def test_a_bill_reads_as_a_person_would_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert quoted(capsys, f"{PRO}=1050000", "--lang", "zh") == (
        "2023-05：47,205.00 元\n"
        "  车辆识别（增强版）：调用 1,050,000 次，免费 1,000，资源包抵扣 0，后付费 1,049,000："
        "47,205.00 元\n"
        "    quota-table：1,050,000 次中 1,000 次免费：免费额度为每月 1,000 次，自 2022-10-24 起"
        "（第 1 张表“免费额度”、第 2 行、第 2 列）。\n"
        "    reached-tiers：需付费 1,049,000 次，到达 1,000,000 至 2,999,999 次的阶梯"
        "（第 2 张表“图像识别后付费”、第 1 行、第 3 列），因此均为 45 元/1,000 次"
        "（第 2 张表“图像识别后付费”、第 5 行、第 3 列）。"
        "1,049,000 × 45 / 1,000 = 47,205.00 元。\n"
        "\n"
        "合计：47,205.00 元\n"
        "范围：对页面的任何解读都得出这一合计\n"
        "再多一次：2023-05：车辆识别（增强版） 再多调用 1 次付 0.045 元\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "文件 usage.csv：文件中没有行\n应为：表头和至少一行"),
        ("date,interface,calls\n2023-13,商品识别,1\n", "日历上没有“2023-13”"),
        ("date,interface,calls\n1/2/2026,商品识别,1\n", "“1/2/2026”看不出哪个数字是日、哪个是月"),
        ("date,interface,calls\n2023-05,商品识别,x\n", "usage.csv:2：列 calls：“x”不是次数"),
        ("date,interface,calls\n2023-05,商品识别,1.5\n", "1.5 不是整数次数"),
        ("date,interface\n2023-05,商品识别\n", "缺少列“calls”"),
        ("date,interface,calls\n2023-05,商品识别,x\n2023-06,商品识别,-1\n", "输入有 2 处问题"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_chinese(text: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_usage(text.encode(), "usage.csv")
    told = raised.value.told(CHINESE)
    assert said in told
    assert re.findall(r"[a-z]+ [a-z]+", told) == []


def test_a_name_with_the_signs_of_a_template_is_told_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["quote", "{name}{0}%s=1", "--month", "2023-05", "--lang", "zh"]) == 2
    assert "未知的接口“{name}{0}%s”" in capsys.readouterr().err


def test_a_file_is_named_in_chinese(tmp_path: Path) -> None:
    assert main(["bill", str(tmp_path / "none.csv"), "--lang", "zh"]) == 2


def test_a_bill_of_an_older_page_names_that_page_in_chinese(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiia_pricing.billing.usage.arguments.book_for", lambda *_: frozen.dated())
    asked = ["quote", "商品识别=200000", "--month", "2020-03"]
    assert main([*asked, "--lang", "zh"]) == 0
    told = capsys.readouterr().out
    page = "计费概述.md（2019-11-14，提交 676ce99770e6）"
    assert f"（{page}，第 1 张表、第 3 行、第 3 列）" in told
    assert re.findall(r"[a-z]+ [a-z]+", told) == []
    assert main(asked) == 0
    page = "计费概述.md of 2019-11-14, commit 676ce99770e6"
    assert f"(table 1, row 3, column 3 of {page})" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("价格.md of 2019-11-14, commit 0123456789ab", "价格.md（2019-11-14，提交 0123456789ab）"),
        ("价格.md of no known day, commit 0123456789ab", "价格.md（日期不详，提交 0123456789ab）"),
        ("prices.md", "prices.md"),
        ("a page of 2019-11-14, commit unknown", "a page of 2019-11-14, commit unknown"),
    ],
)
def test_a_page_is_told_by_its_file_day_and_commit(page: str, told: str) -> None:
    assert CHINESE(page_in_words(page)) == told
    assert str(page_in_words(page)) == page
