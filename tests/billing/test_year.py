"""A year of daily usage of all nine interfaces with three packs; March 2023 worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main

DAILY = {
    "商品识别": 40_000,
    "商品识别-微信识物版": 100_000,
    "车辆识别": 500_000,
    "车辆识别（增强版）": 20_000,
    "文件封识别": 100_000,
    "宠物识别图片版": 3_333,
    "智能裁剪": 33,
    "图像质量评估": 32_291,
    "图像清晰度增强": 7,
}
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# Interface: calls of 31 days, free, from packs, left to pay, unit price, amount.
# 增强版: the 100万 pack of 15 January covers 17 x 20,000 in January and 559,000 in February and
# has 101,000 left; it ends on 6 March after 19,000 + 4 x 20,000 + 2,000. The 10万 pack covers the
# 10th to the 14th, the 1万 pack half of the 20th: 620,000 - 1,000 - 211,000 = 408,000.
MARCH = [
    ("商品识别", 1_240_000, 1_000, 0, 1_239_000, "2.2", "2725.80"),
    ("商品识别-微信识物版", 3_100_000, 1_000, 0, 3_099_000, "2.8", "8677.20"),
    ("车辆识别", 15_500_000, 1_000, 0, 15_499_000, "1.5", "23248.50"),
    ("车辆识别（增强版）", 620_000, 1_000, 211_000, 408_000, "75", "30600.00"),
    ("文件封识别", 3_100_000, 1_000, 0, 3_099_000, "6.5", "20143.50"),
    ("宠物识别图片版", 103_323, 1_000, 0, 102_323, "16", "1637.17"),
    ("智能裁剪", 1_023, 1_000, 0, 23, "2", "0.05"),
    ("图像质量评估", 1_001_021, 1_000, 0, 1_000_021, "2.5", "2500.05"),
    ("图像清晰度增强", 217, 217, 0, 0, None, "0.00"),
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    rows = [
        f"2023-{month:02d}-{day:02d},{name},{calls}"
        for month, days in enumerate(DAYS, start=1)
        for day in range(1, days + 1)
        for name, calls in DAILY.items()
    ]
    usage, packs = tmp_path / "usage.csv", tmp_path / "packs.csv"
    usage.write_text("\n".join(["date,interface,calls", *rows]), encoding="utf-8")
    packs.write_text(
        "purchased_on,interface,calls\n"
        "2023-01-15,车辆识别（增强版）,100万次\n"
        "2023-03-10,RecognizeCarPro,100000\n"
        "2023-03-20,车辆识别（增强版）,1万次\n",
        encoding="utf-8",
    )
    return str(usage), str(packs)


def test_march_agrees_line_by_line(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    usage, packs = files
    words = ("--book", frozen.file(), "--format", "json")
    assert main(["bill", usage, "--packs", packs, *words]) == 0
    statement = json.loads(capsys.readouterr().out)
    assert [month["month"] for month in statement["months"]] == [
        f"2023-{month:02d}" for month in range(1, 13)
    ]
    march = statement["months"][2]
    columns = ("interface", "calls", "free", "pack", "pay_as_you_go", "unit_price", "amount")
    assert [tuple(line[column] for column in columns) for line in march["lines"]] == MARCH
    assert march["total"] == "89532.27"
    assert [(pack["calls"], pack["used"], pack["expires_on"]) for pack in statement["packs"]] == [
        (1_000_000, 1_000_000, "2024-01-15"),
        (100_000, 100_000, "2024-03-10"),
        (10_000, 10_000, "2024-03-20"),
    ]
