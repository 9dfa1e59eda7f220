"""Every kind of change: which rows it brings, and what is left to a person."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from tiia_pricebook import load
from tiia_pricing import InputError, Purchase, Usage, bill
from tiia_pricing.proposing import Checkout

from .conftest import Propose
from .trees import BOOK, PAGE, edited, git

EFFECTIVE = ("--effective", "2026-11-24")
CROPPING = re.findall(r" *<tr ?> *\n *<td ?>智能裁剪</td>.*?</tr>\n", PAGE, re.DOTALL)
BOUND = edited(
    ("0 - 1000千次/月</br>(不含1000千次)", "0 - 2000千次/月</br>(不含2000千次)"),
    ("1000千 - 3000千次/月</br>", "2000千 - 3000千次/月</br>"),
)
QUOTA = edited(("<td>文件封识别</td>\n<td>1000次/月", "<td>文件封识别</td>\n<td>2000次/月"))
NO_QUOTA = edited(
    ("<tr> \n<td>文件封识别</td>\n<td>1000次/月</td>\n<td>当月有效，每月发放</td>\n</tr>\n", "")
)
SHARED = edited(
    (
        "<td>图像清晰度增强</td>\n<td>1000次/月</td>\n<td>当月有效，每月发放</td>\n</tr>\n"
        "<tr> \n<td>宠物识别图片版\n\n</td>\n<td>1000次/月</td>\n<td>当月有效，每月发放</td>",
        '<td>图像清晰度增强</td>\n<td rowspan="2">共享1000次/月</td>\n'
        '<td rowspan="2">当月有效，每月发放</td>\n</tr>\n'
        "<tr> \n<td>宠物识别图片版</td>",
    )
)
NEW_SIZE = edited(
    ('rowspan="8"', 'rowspan="9"'),
    (
        "<tr> \n<td>10万次</td>",
        "<tr> \n<td>5万次</td>\n<td>3600元/个</td>\n</tr>\n<tr> \n<td>10万次</td>",
    ),
)
NO_SIZE = edited(("<tr> \n<td>250万次</td>\n<td>105000元/个</td>\n</tr>\n", ""))
REMOVED = edited(*((row, "") for row in CROPPING))
ADDED = edited(
    (
        "    <tr>\n      <td>图像质量评估</td>",
        "    <tr>\n      <td>图像去噪</td>\n      <td>4元/千次</td>\n      <td>3.5元/千次</td>\n"
        "      <td>3元/千次</td>\n      <td>2元/千次</td></tr>\n"
        "    <tr>\n      <td>图像质量评估</td>",
    )
)
ADDED_WITH_QUOTA = edited(
    (
        "<tr> \n<td>图像清晰度增强</td>\n<td>1000次/月</td>",
        "<tr> \n<td>图像去噪</td>\n<td>1000次/月</td>\n<td>当月有效，每月发放</td>\n</tr>\n"
        "<tr> \n<td>图像清晰度增强</td>\n<td>1000次/月</td>",
    ),
    page=ADDED,
)
MODE = edited(("阶梯到达", "阶梯累进"))
CLAUSE = edited(("提前30天通知", "提前60天通知"))


def ids(told: dict[str, Any]) -> list[str]:
    return [change["id"] for change in told["changes"]]


def titles(told: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Of each block of rows the feature, the title, and how many amounts are to be typed."""
    return [
        (
            one["file"].split("/")[1],
            one["title"],
            sum(cell == "?" for row in one["rows"] for cell in row.values()),
        )
        for one in told["rows"]
    ]


def cells(told: dict[str, Any], *columns: str) -> list[tuple[str, ...]]:
    """Columns of the only block of rows."""
    [one] = told["rows"]
    return [tuple(row[name] for name in columns) for row in one["rows"]]


@pytest.fixture(autouse=True)
def _added_only(tree: Checkout) -> Any:
    """Whatever is proposed, no line of a feature goes."""
    yield
    for line in git(tree.root, "diff", "--numstat", "features").splitlines():
        assert line.split("\t")[1] == "0"


def test_a_bound_is_shared_by_the_interfaces_of_its_table(propose: Propose) -> None:
    told = propose(BOUND, *EFFECTIVE)
    assert ids(told) == ["tier-bound-moved"]
    assert titles(told) == [
        ("recognition-pay-as-you-go.feature", f"{name} from 2026-11-24", 11)
        for name in ("商品识别", "商品识别-微信识物版", "车辆识别", "车辆识别（增强版）")
    ]
    assert [(row["date"], row["payable"], row["price"]) for row in told["rows"][0]["rows"]] == [
        ("2026-11-23", "1,000,000", "2.2"),
        ("2026-11-24", "1,000,000", "2.5"),
        ("2026-11-24", "1,999,999", "2.5"),
        ("2026-11-24", "2,000,000", "2.2"),
        ("2026-11-24", "2,000,001", "2.2"),
        ("2026-11-24", "2,999,999", "2.2"),
        ("2026-11-24", "3,000,000", "2"),
        ("2026-11-24", "3,000,001", "2"),
        ("2026-11-24", "14,999,999", "2"),
        ("2026-11-24", "15,000,000", "1.5"),
        ("2026-11-24", "15,000,001", "1.5"),
    ]
    assert told["doubts"] == []


def test_a_quota_is_that_of_the_month_that_begins_with_it(propose: Propose) -> None:
    told = propose(QUOTA, *EFFECTIVE)
    assert ids(told) == ["free-quota-increased"]
    assert titles(told) == [("free-quota.feature", "The quota of 文件封识别 from 2026-11-24", 6)]
    assert cells(told, "date", "calls", "free", "payable", "price", "arithmetic") == [
        ("2026-11-23", "3,000", "1,000", "2,000", "7", "2,000 × 7 ÷ 1,000"),
        ("2026-11-24", "3,000", "1,000", "2,000", "7", "2,000 × 7 ÷ 1,000"),
        ("2026-12-01", "1,999", "1,999", "0", "-", "0"),
        ("2026-12-01", "2,000", "2,000", "0", "-", "0"),
        ("2026-12-01", "2,001", "2,000", "1", "7", "1 × 7 ÷ 1,000"),
        ("2026-12-01", "3,000", "2,000", "1,000", "7", "1,000 × 7 ÷ 1,000"),
    ]


def test_a_quota_that_ends_leaves_every_call_to_pay(propose: Propose) -> None:
    told = propose(NO_QUOTA, *EFFECTIVE)
    assert "free-quota-removed" in ids(told)
    assert cells(told, "date", "calls", "free", "payable") == [
        ("2026-11-23", "2,000", "1,000", "1,000"),
        ("2026-11-24", "2,000", "1,000", "1,000"),
        ("2026-12-01", "1", "0", "1"),
        ("2026-12-01", "2,000", "0", "2,000"),
    ]


def test_a_quota_that_is_shared_is_left_to_a_person(propose: Propose) -> None:
    told = propose(SHARED, *EFFECTIVE)
    assert told["rows"] == []
    texts = [doubt["text"] for doubt in told["doubts"]]
    assert "a scenario of the 1,000 calls that 图像清晰度增强、宠物识别图片版 share" in texts


def test_a_price_of_a_pack_is_that_of_its_day(propose: Propose) -> None:
    told = propose(edited(("730元", "740元")), *EFFECTIVE)
    assert ids(told) == ["pack-price-increased"]
    name = "A pack of 10,000 calls of 车辆识别（增强版） from 2026-11-24"
    assert titles(told) == [("recognition-prepaid.feature", name, 2)]
    assert cells(told, "bought", "price", "calls", "used", "left", "ends", "arithmetic") == [
        ("2026-11-23", "730", "11,000", "10,000", "0", "2027-11-23", "0"),
        ("2026-11-24", "740", "11,000", "10,000", "0", "2027-11-24", "0"),
    ]


def test_a_new_size_of_pack_is_used_below_on_and_above_it(propose: Propose) -> None:
    told = propose(NEW_SIZE, *EFFECTIVE)
    assert ids(told) == ["pack-added"]
    assert cells(told, "size", "bought", "price", "calls", "used", "left", "arithmetic") == [
        ("50,000", "2026-11-24", "3,600", "50,999", "49,999", "1", "0"),
        ("50,000", "2026-11-24", "3,600", "51,000", "50,000", "0", "0"),
        ("50,000", "2026-11-24", "3,600", "51,001", "50,000", "0", "1 × 75 ÷ 1,000"),
    ]


def test_a_size_that_is_sold_no_more_is_left_to_a_person(propose: Propose) -> None:
    told = propose(NO_SIZE, *EFFECTIVE)
    assert (ids(told), told["rows"]) == (["pack-removed"], [])
    assert told["doubts"] == [
        {
            "change": "pack-removed",
            "text": "a scenario that the pack of 2500000 calls is no longer sold",
        }
    ]


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        (
            "2026-11-24",
            [
                ("2026-11-24", "price-missing", "until 2026-11-24, exclusive"),
                ("2026-12-01", "price-unknown-then", "its prices ended on 2026-11-24"),
            ],
        ),
        (
            "2026-12-01",
            [
                ("2026-12-01", "price-unknown-then", "its prices ended on 2026-12-01"),
                ("2027-01-01", "price-unknown-then", "its prices ended on 2026-12-01"),
            ],
        ),
    ],
)
def test_an_interface_that_goes_is_refused_from_its_day_on(
    propose: Propose, day: str, rows: list[tuple[str, str, str]]
) -> None:
    assert len(CROPPING) == 2
    told = propose(REMOVED, "--effective", day)
    assert ids(told) == ["interface-removed"]
    assert titles(told) == [("history.feature", f"智能裁剪 after {day}", 0)]
    assert cells(told, "date", "error", "text") == rows


def test_an_interface_that_goes_is_refused_packs_in_the_words_of_its_page(
    tree: Checkout, propose: Propose
) -> None:
    usage = [Usage(dt.date(2023, 5, 1), "智能裁剪", 2_000)]
    packs = [Purchase(dt.date(2023, 5, 1), "智能裁剪", 10_000)]
    propose(REMOVED, *EFFECTIVE)
    with pytest.raises(InputError, match="暂不支持购买预付费资源包抵扣"):
        bill(load(tree.root / BOOK), usage, packs)


def test_an_interface_that_comes_is_refused_before_its_day(propose: Propose) -> None:
    told = propose(ADDED, *EFFECTIVE)
    assert ids(told)[0] == "interface-added"
    assert titles(told) == [
        ("history.feature", "图像去噪 before 2026-11-24", 0),
        ("processing.feature", "图像去噪 from 2026-11-24", 9),
    ]
    [refused], priced = (one["rows"] for one in told["rows"])
    assert refused == {
        "interface": "图像去噪",
        "calls": "100,000",
        "date": "2026-11-23",
        "error": "price-missing",
        "text": "from 2026-11-24",
    }
    assert priced[0] == {
        "interface": "图像去噪",
        "date": "2026-11-24",
        "calls": "999,999",
        "free": "0",
        "payable": "999,999",
        "price": "4",
        "amount": "?",
        "arithmetic": "999,999 × 4 ÷ 1,000",
    }
    assert told["doubts"][0] == {
        "change": "interface-added",
        "text": "the action of 图像去噪 in the table of API actions, and its scenarios",
    }


def test_a_quota_that_comes_with_its_interface_has_no_row_of_a_day_without_a_price(
    propose: Propose,
) -> None:
    told = propose(ADDED_WITH_QUOTA, *EFFECTIVE)
    [rows] = [one["rows"] for one in told["rows"] if one["title"].startswith("The quota")]
    assert [(row["date"], row["calls"], row["free"], row["payable"]) for row in rows] == [
        ("2026-11-24", "2,000", "0", "2,000"),
        ("2026-12-01", "999", "999", "0"),
        ("2026-12-01", "1,000", "1,000", "0"),
        ("2026-12-01", "1,001", "1,000", "1"),
        ("2026-12-01", "2,000", "1,000", "1,000"),
    ]


def test_a_mode_has_the_parts_of_each_tier_in_its_arithmetic(propose: Propose) -> None:
    told = propose(MODE, *EFFECTIVE)
    assert "tier-mode-changed" in ids(told)
    first = told["rows"][0]["rows"]
    assert [row["arithmetic"] for row in first[:4]] == [
        "1,000,000 × 2.2 ÷ 1,000",
        "999,999 × 2.5 ÷ 1,000",
        "1,000,000 × 2.5 ÷ 1,000",
        "1,000,000 × 2.5 ÷ 1,000 + 1 × 2.2 ÷ 1,000",
    ]
    assert {row["price"] for row in first[1:]} == {"-"}
    assert any(doubt["change"] == "tier-mode-changed" for doubt in told["doubts"])


def test_words_that_move_no_fact_are_left_to_a_person(tree: Checkout, propose: Propose) -> None:
    told = propose(CLAUSE, *EFFECTIVE)
    assert (ids(told), told["rows"], told["to_type"]) == (["clause-changed"], [], 0)
    [doubt] = told["doubts"]
    assert doubt["change"] == "clause-changed"
    assert "still quotes the earlier words: decide what follows" in doubt["text"]
    assert git(tree.root, "diff", "--name-only", "features") == ""
