"""Which literals of the features follow an edit of the page, and which never do."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tiia_pricing.conformance.featurefiles import FEATURES
from tiia_pricing.pricebook import default_book
from tiia_pricing.proposing.featuretext import read_feature
from tiia_pricing.proposing.literals import moves
from tiia_pricing.proposing.patch import literals, rewrite
from tiia_pricing.proposing.stale import stale
from tiia_scraper import read_page
from tiia_scraper.changes import compare

from .trees import edited

CROP_PRICES = """\
    <tr>
      <td>智能裁剪</td>
      <td>2元/千次</td>
      <td>1.5元/千次</td>
      <td>1.2元/千次</td>
      <td>1元/千次</td></tr>
"""
CROP_QUOTA = """\
<tr>\u0020
<td>智能裁剪</td>
<td>10000次/月<br><strong>注：2022年10月24日起将调整为1000次/月。</strong></td>
<td>当月有效，每月发放</td>
</tr>
"""
Pairs = list[tuple[str | None, str | None]]


def told(page: bytes) -> dict[str, Pairs]:
    """By feature, the lines that an edited page changes: as they were, as they are."""
    old, new = default_book(), read_page(page, "new.md")
    found = {}
    for path in sorted(FEATURES.glob("*.feature")):
        text = path.read_text("utf-8")
        after = rewrite(read_feature(text, path.name), old, new, compare(old, new))
        pairs = [(one.old, one.new) for one in literals(path.name, text, after)]
        if pairs:
            found[path.stem] = pairs
    return found


def test_a_price_that_heads_one_tier() -> None:
    row = "| 图像清晰度增强 | {} |".format
    found = told(edited(("7.5元/千次", "7.6元/千次")))
    assert found == {
        "processing": [
            (row("reached | 1,000 | 1,000,000 | 7.5"), row("reached | 1,000 | 1,000,000 | 7.6")),
            (
                row("1,001,000 | 1,000,000 | 7.5 | 7,500.00 | 1,000,000 × 7.5 ÷ 1,000"),
                row("1,001,000 | 1,000,000 | 7.6 | 7,500.00 | 1,000,000 × 7.5 ÷ 1,000"),
            ),
            (
                row("1,001,001 | 1,000,001 | 7.5 | 7,500.01 | 1,000,001 × 7.5 ÷ 1,000"),
                row("1,001,001 | 1,000,001 | 7.6 | 7,500.01 | 1,000,001 × 7.5 ÷ 1,000"),
            ),
            (
                row("3,000,999 | 2,999,999 | 7.5 | 22,499.99 | 2,999,999 × 7.5 ÷ 1,000"),
                row("3,000,999 | 2,999,999 | 7.6 | 22,499.99 | 2,999,999 × 7.5 ÷ 1,000"),
            ),
        ]
    }


def test_the_same_digits_of_another_interface_stay() -> None:
    """车辆识别 costs 2.5 from 1,000,000 calls, and 商品识别 costs 2.5 from the first."""
    found = told(edited(("2.5元/千次", "2.6元/千次")))
    before = [old for pairs in found.values() for old, _ in pairs]
    assert not [line for line in before if line and "车辆识别" in line]
    assert sorted(found) == ["free-quota", "recognition-pay-as-you-go", "settlement"]
    first = (
        "| 商品识别 | 2.5 | 2.50 |",
        "| 商品识别 | 2.6 | 2.50 |",
    )
    assert first in found["recognition-pay-as-you-go"]
    by_usage = (
        "| half-up | 商品识别 | 1,001 | 1 | 2.5 | 0.00 | 1 × 2.5 ÷ 1,000 |",
        "| half-up | 商品识别 | 1,001 | 1 | 2.6 | 0.00 | 1 × 2.5 ÷ 1,000 |",
    )
    assert by_usage in found["settlement"]


def test_a_price_of_a_pack_wherever_the_pack_is_listed() -> None:
    found = told(edited(("730元/个", "1234.5元/个")))
    assert found == {
        "recognition-prepaid": [
            ("| 车辆识别（增强版） | 10,000 | 730 |", "| 车辆识别（增强版） | 10,000 | 1,234.5 |"),
            (
                "| 10,000 | 730 | 10,999 | 9,999 | 1 | 0.00 | 0 |",
                "| 10,000 | 1,234.5 | 10,999 | 9,999 | 1 | 0.00 | 0 |",
            ),
            (
                "| 10,000 | 730 | 11,000 | 10,000 | 0 | 0.00 | 0 |",
                "| 10,000 | 1,234.5 | 11,000 | 10,000 | 0 | 0.00 | 0 |",
            ),
            (
                "| 10,000 | 730 | 11,001 | 10,000 | 0 | 0.08 | 1 × 75 ÷ 1,000 |",
                "| 10,000 | 1,234.5 | 11,001 | 10,000 | 0 | 0.08 | 1 × 75 ÷ 1,000 |",
            ),
            ("| 1万次 | 10,000 | 730 |", "| 1万次 | 10,000 | 1,234.5 |"),
            (
                "| 2023-05-01 | 10,000 | 730 | 10,000 | 0 |",
                "| 2023-05-01 | 10,000 | 1,234.5 | 10,000 | 0 |",
            ),
            (
                "| 2023-05-01 | 10,000 | 730 | 5,000 | 5,000 |",
                "| 2023-05-01 | 10,000 | 1,234.5 | 5,000 | 5,000 |",
            ),
        ],
        "usage-files": [
            (
                "| 2023-05-01 | 车辆识别（增强版） | 10,000 | 730 | 2,000 | 8,000 |",
                "| 2023-05-01 | 车辆识别（增强版） | 10,000 | 1,234.5 | 2,000 | 8,000 |",
            )
        ],
    }


def test_a_quota_in_the_table_of_quotas_alone() -> None:
    """Counts of free calls are results: 1,000 free of 999 calls, of 1,000, of 2,000."""
    found = told(edited(("<td>1000次/月</td>", "<td>2000次/月</td>")))
    assert found == {
        "free-quota": [("| 文件封识别 | 1,000 | - | - |", "| 文件封识别 | 2,000 | - | - |")]
    }


def test_a_bound_for_each_interface_that_it_heads_and_no_usage() -> None:
    found = told(
        edited(
            ("0 - 10千次/月</br>(不含10千次)", "0 - 20千次/月</br>(不含20千次)"),
            ("10千 - 100千次/月", "20千 - 100千次/月"),
        )
    )
    assert found == {
        "recognition-pay-as-you-go": [
            (
                "| 宠物识别图片版 | reached | 1,000 | 10,000 | 18 |",
                "| 宠物识别图片版 | reached | 1,000 | 20,000 | 18 |",
            )
        ]
    }


def test_a_tier_that_goes_takes_its_row_along() -> None:
    found = told(
        edited(
            ("100千 - 1000千次/月</br>(不含1000千次)", "100千次以上/月"),
            (
                """
      <td width="140px">
        <strong >1000千次以上/月</strong></td>""",
                "",
            ),
            ("\n     <td>14元/千次</td>", ""),
        )
    )
    assert found["recognition-pay-as-you-go"] == [
        ("| 宠物识别图片版 | reached | 1,000 | 1,000,000 | 14 |", None)
    ]


def test_the_sentence_of_the_mode_and_every_mode() -> None:
    found = told(edited(("阶梯到达", "阶梯累进")))
    quote = "后付费根据月调用量后，采用阶梯{}定价，月累计调用量越高，单价越低。"
    assert found["settlement"] == [(quote.format("到达"), quote.format("累进"))]
    pairs = found["recognition-pay-as-you-go"] + found["processing"]
    assert len(pairs) == 36
    for old, new in pairs:
        assert old is not None
        assert new == old.replace("| reached |", "| progressive |")


def test_an_interface_that_goes_leaves_the_tables_of_the_book_only() -> None:
    found = told(edited((CROP_PRICES, ""), (CROP_QUOTA, "")))
    gone = {old for pairs in found.values() for old, new in pairs if new is None}
    assert gone == {
        "| 智能裁剪 | CropImage |",
        "| 智能裁剪 | 10,000 | - | 2022-10-24 |",
        "| 智能裁剪 | 1,000 | 2022-10-24 | - |",
        "| 智能裁剪 | reached | 1,000 | 0 | 2 |",
        "| 智能裁剪 | reached | 1,000 | 1,000,000 | 1.5 |",
        "| 智能裁剪 | reached | 1,000 | 3,000,000 | 1.2 |",
        "| 智能裁剪 | reached | 1,000 | 15,000,000 | 1 |",
        "| two-quotas-in-one-cell | 0 | 7 | 1 | - |",
    }


def test_an_interface_that_comes_stands_with_those_of_its_table() -> None:
    page = edited((CROP_PRICES, CROP_PRICES + CROP_PRICES.replace("智能裁剪", "智能扩图")))
    found = told(page)
    assert found["processing"] == [
        (None, "| 智能扩图 | reached | 1,000 | 0 | 2 |"),
        (None, "| 智能扩图 | reached | 1,000 | 1,000,000 | 1.5 |"),
        (None, "| 智能扩图 | reached | 1,000 | 3,000,000 | 1.2 |"),
        (None, "| 智能扩图 | reached | 1,000 | 15,000,000 | 1 |"),
    ]
    assert "recognition-pay-as-you-go" not in found


def test_a_unit_with_its_prices_where_the_amounts_stay() -> None:
    """80 yuan for ten thousand are 8 for one thousand."""
    old, new = (
        "".join(f"<td>{price}元/{unit}次</td>\n      " for price in prices)
        for prices, unit in (((8, 7.5, 7), "千"), ((80, 75, 70), "万"))
    )
    found = told(edited((old, new), ("<td>6元/千次</td></tr>", "<td>60元/万次</td></tr>")))
    ladder = "| 图像清晰度增强 | reached | {} | 1,000,000 | {} |"
    assert (ladder.format("1,000", "7.5"), ladder.format("10,000", "75")) in found["processing"]
    bill = "| 图像清晰度增强 | 2,000 | 1,000 | 1,000 | {} | 8.00 | 1,000 × 8 ÷ 1,000 |"
    assert (bill.format("8"), bill.format("80")) in found["free-quota"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Scenario: 后付费价格如下：",
        "@后付费价格如下：",
        "| 后付费价格如下：",
        '"""后付费价格如下：',
    ],
)
def test_a_sentence_that_gherkin_would_act_upon_is_left(sentence: str) -> None:
    old = default_book()
    clauses = tuple(
        replace(clause, text=sentence) if clause.id == "processing-pay-as-you-go" else clause
        for clause in old.clauses
    )
    new = replace(old, clauses=clauses)
    text = (FEATURES / "processing.feature").read_text("utf-8")
    changes = compare(old, new)
    assert [change.id for change in changes] == ["clause-changed"]
    assert rewrite(read_feature(text, "processing.feature"), old, new, changes) == text


def old_numbers(page: bytes, feature: str) -> list[tuple[str, str, str, str]]:
    """What of a feature still goes by the old numbers: column, what stands there, old, new."""
    old, new = default_book(), read_page(page, "new.md")
    text = (FEATURES / feature).read_text("utf-8")
    found = stale(read_feature(text, feature), moves(old, new, compare(old, new)))
    return [(one.column, one.stands, one.old, one.new) for one in found]


def test_arithmetic_that_says_an_old_price() -> None:
    found = old_numbers(edited(("7.5元/千次", "7.6元/千次")), "processing.feature")
    assert found == [
        ("arithmetic", "1,000,000 × 7.5 ÷ 1,000", "7.5", "7.6"),
        ("arithmetic", "1,000,001 × 7.5 ÷ 1,000", "7.5", "7.6"),
        ("arithmetic", "2,999,999 × 7.5 ÷ 1,000", "7.5", "7.6"),
    ]


def test_names_and_comments_that_say_an_old_price() -> None:
    found = old_numbers(edited(("75元/千次", "76元/千次")), "settlement.feature")
    words = [one for one in found if one[0] in ("name", "comment")]
    assert [stands for _, stands, _, _ in words] == [
        "# 1,000 free calls, then a pack of 10,000, then 75 yuan per thousand.",
        "# 1,000,501 calls, 999,501 of them paid: × 75 is 74,962.575; gross × 45 is 44,977.545.",
        "# Cut off, the gross amount is 44,977.54; in whole thousands 1,000 × 75 is 75,000.00.",
    ]
    assert {(old, new) for _, _, old, new in words} == {("75", "76")}


def test_examples_around_a_bound_that_is_no_longer_there() -> None:
    page = edited(
        ("0 - 10千次/月</br>(不含10千次)", "0 - 20千次/月</br>(不含20千次)"),
        ("10千 - 100千次/月", "20千 - 100千次/月"),
    )
    assert old_numbers(page, "recognition-pay-as-you-go.feature") == [
        ("payable", "9,999", "10,000", "20,000"),
        ("payable", "10,000", "10,000", "20,000"),
        ("payable", "10,001", "10,000", "20,000"),
    ]


def test_examples_around_a_quota_that_is_no_longer_there() -> None:
    page = edited(("<td>1000次/月</td>", "<td>2000次/月</td>"))
    found = old_numbers(page, "free-quota.feature")
    assert [one for one in found if one[0] == "calls"] == [
        ("calls", "999", "1,000", "2,000"),
        ("calls", "1,000", "1,000", "2,000"),
        ("calls", "1,001", "1,000", "2,000"),
    ]
