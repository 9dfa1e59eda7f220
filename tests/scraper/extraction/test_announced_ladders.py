"""Announced prices and ranges of calls → the dated tiers, worked out by hand from the words."""

import pytest

from support.announcing import (
    CAR,
    D1,
    D2,
    D3,
    FROM,
    GOODS,
    LAST,
    LATER,
    NOW,
    UNCHANGED,
    Tiers,
    announced,
    page,
    prices,
    read,
    whys,
)
from tiia_scraper import read_page
from tiia_scraper.extraction import CarriedOut, carried_out

FIRST, SECOND = "<td>0 - 10千次/月<", "<td>10千 - 30千次/月<"


def moved(*swaps: tuple[str, str], tail: str) -> Tiers:
    """The tiers of 商品识别 from 2027 on."""
    book = read(*swaps, tail=tail)
    assert announced(book) == []
    (_, (days, tiers)) = prices(book)
    assert days == (D1, None)
    return tiers


@pytest.mark.parametrize(
    ("heads", "said", "starts"),
    [
        ((), "第一阶梯调整为0-20千次/月", (20_000, 30_000)),
        ((), "第二阶梯调整为5千-30千次/月", (5_000, 30_000)),
        ((), "第二阶梯调整为10千-40千次/月", (10_000, 40_000)),
        ((), "第二阶梯调整为5千-40千次/月", (5_000, 40_000)),
        ((), "第三阶梯调整为40千次以上/月", (10_000, 40_000)),
        ((), "第二阶梯调整为10千-40千次/月(含40千次)", (10_000, 40_001)),
        ((), "第一阶梯调整为0-20千次/月，第二阶梯调整为20千-40千次/月", (20_000, 40_000)),
        ((), "第二阶梯调整为20千-40千次/月，第三阶梯调整为40千次以上/月", (20_000, 40_000)),
        ((), "第三阶梯调整为40千次以上/月，第二阶梯调整为20千-40千次/月", (20_000, 40_000)),
        # The side of an end that moves is the side that it had.
        ((FIRST, "<td>0 - 10千次/月(含10千次)<"), "第一阶梯调整为0-20千次/月", (20_001, 30_000)),
        ((FIRST, "<td>0 - 10千次(含)<"), "第一阶梯调整为0-20千次/月", (20_001, 30_000)),
        ((FIRST, "<td>0 - 10千次/月(含10千次)<"), "第二阶梯调整为20千-30千次/月", (20_001, 30_000)),
        (
            (FIRST, "<td>0 - 10千次/月(含10千次)<"),
            "第一阶梯调整为0-20千次/月(不含20千次)",
            (20_000, 30_000),
        ),
        # What stands beside the range wins over the note under it.
        ((FIRST, "<td>0 - 10千次(含)(不含10千次)<"), "第一阶梯调整为0-20千次/月", (20_001, 30_000)),
        # A note about the lower end says nothing of the upper one.
        (
            (SECOND, "<td>10千 - 30千次/月(含10千次)<"),
            "第一阶梯调整为0-20千次/月",
            (20_000, 30_000),
        ),
        (
            (SECOND, "<td>10千 - 30千次/月(含10千次)<"),
            "第二阶梯调整为10千-40千次/月",
            (10_000, 40_000),
        ),
        ((SECOND, "<td>10千(不含) - 30千次/月<"), "第三阶梯调整为40千次以上/月", (10_001, 40_000)),
        (
            (SECOND, "<td>10千(不含) - 30千次/月(含10千次)<"),
            "第三阶梯调整为40千次以上/月",
            (10_001, 40_000),
        ),
        (
            ("<td>30千次以上/月<", "<td>30千次以上/月(不含30千次)<"),
            "第一阶梯调整为0-20千次/月",
            (20_000, 30_001),
        ),
    ],
)
def test_an_end_that_moves_takes_the_range_beside_it_along(
    heads: tuple[str, str], said: str, starts: tuple[int, int]
) -> None:
    swaps = [heads] if heads else []
    second, third = starts
    assert moved(*swaps, tail=f"{FROM}商品识别的{said}。") == [
        (0, "2.5"),
        (second, "2.2"),
        (third, "2"),
    ]


def test_a_tier_that_moves_names_the_sentence_that_moved_it() -> None:
    one, other = (
        "自2027年1月1日起，商品识别的第一阶梯调整为0-20千次/月。",
        ("自2027年1月1日起，商品识别的第三阶梯调整为40千次以上/月。"),
    )
    book = read(tail=f"{other}{one}")
    later = [table for table in book.pay_as_you_go if table.interface == GOODS][1]
    assert [tier.from_calls for tier in later.tiers] == [0, 20_000, 40_000]
    assert [tier.bound.text for tier in later.tiers[1:]] == [one, other]
    assert [tier.bound_in for tier in later.tiers[1:]] == ["upper", "upper"]
    both = "自2027年1月1日起，商品识别的第二阶梯调整为20千-30千次/月。"
    first = "自2027年1月1日起，商品识别的第一阶梯调整为0-20千次/月(含20千次)。"
    book = read(tail=f"{first}{both}")
    later = [table for table in book.pay_as_you_go if table.interface == GOODS][1]
    assert (later.tiers[1].bound.text, later.tiers[1].bound_in) == (both, "lower")


def test_ranges_that_move_twice() -> None:
    book = read(
        tail=f"{FROM}商品识别的第一阶梯调整为0-20千次/月。"
        f"{LATER}商品识别的第二阶梯调整为20千-40千次/月。"
    )
    assert [tiers for _, tiers in prices(book)] == [
        NOW,
        [(0, "2.5"), (20_000, "2.2"), (30_000, "2")],
        [(0, "2.5"), (20_000, "2.2"), (40_000, "2")],
    ]


def test_per_cents_are_of_the_price_then_in_force() -> None:
    """2.5, 2.2 and 2 yuan; a tenth more; a fifth of that more; and half of that."""
    up = "商品识别的价格上调"
    book = read(tail=f"{FROM}{up}10%。{LATER}{up}20%。{LAST}商品识别的价格下调50%。")
    assert prices(book) == [
        ((None, D1), NOW),
        ((D1, D2), [(0, "2.75"), (10_000, "2.42"), (30_000, "2.2")]),
        ((D2, D3), [(0, "3.3"), (10_000, "2.904"), (30_000, "2.64")]),
        ((D3, None), [(0, "1.65"), (10_000, "1.452"), (30_000, "1.32")]),
    ]


def test_prices_that_the_table_has_already_are_told_as_carried_out() -> None:
    done = f"{FROM}商品识别第二阶梯价格调整为2.2元/千次。"
    assert carried_out(page(tail=f"{done}{LATER}商品识别第一阶梯价格调整为2.4元/千次。")) == (
        CarriedOut(GOODS, "pay_as_you_go", 1, D1, done),
    )
    assert prices(read(tail=done)) == UNCHANGED


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("商品识别第四阶梯价格调整为2.4元/千次。", "it does not say which tier it is about"),
        (
            "车辆识别价格由2.8元/千次调整为2.6元/千次。",
            "it does not say which tier it is about",
        ),
        (
            "商品识别第二阶梯价格由2.1元/千次调整为1.9元/千次。",
            "until then it is 2.2, not 2.1",
        ),
        (
            f"商品识别停止服务。{FROM}商品识别的价格上调20%。",
            "the interface is offered until 2027-01-01 only",
        ),
        (
            f"商品识别停止服务。{LATER}商品识别的价格上调20%。",
            "the interface is offered until 2027-01-01 only",
        ),
    ],
)
def test_what_does_not_fit_the_table_is_a_finding(said: str, why: str) -> None:
    book = read(tail=FROM + said)
    assert set(whys(book)) == {why}
    assert all(finding.where.clause for finding in announced(book))
    assert all(len(tables) == 1 for tables in (prices(book), prices(book, CAR)))


@pytest.mark.parametrize(("day", "read_so"), [("1月1日", False), ("1月2日", True)])
def test_what_begins_before_the_prices_of_the_table_is_a_finding(day: str, read_so: bool) -> None:
    start = ("价格如下：", "2027年1月1日00:00起开始正式按调用量计费，价格如下：")
    book = read(start, tail=f"自2027年{day}起，商品识别的价格上调20%。")
    assert len(prices(book)) == (2 if read_so else 1)
    assert whys(book) == ([] if read_so else ["the prices of the table begin on 2027-01-01"])


NO_QUOTA = ("<tr><td>商品识别<td>1000次/月<td>当月有效，每月发放</tr>", "")
FREE = ("<td>2.5元/千次<", "<td>免费<")


def test_beside_a_free_range_prices_change_and_ranges_do_not() -> None:
    book = read(NO_QUOTA, FREE, tail=f"{FROM}商品识别10千 - 30千次/月的价格调整为2.1元/千次。")
    assert prices(book)[1] == ((D1, None), [(0, "2.1"), (30_000, "2")])
    book = read(NO_QUOTA, FREE, tail=f"{FROM}商品识别的第一阶梯调整为10千 - 40千次/月。")
    assert whys(book) == ["a free range of calls comes before the tiers"]
    assert [f.where.clause is None for f in announced(book)] == [False]
    assert len(prices(book)) == 1


def test_notes_in_the_cells_beside_a_free_range() -> None:
    note = "<br>注：2027年1月1日起调整为"
    book = read(NO_QUOTA, FREE, ("2.2元/千次", f"2.2元/千次{note}2.1元/千次"))
    assert prices(book)[1] == ((D1, None), [(0, "2.1"), (30_000, "2")])
    book = read(NO_QUOTA, ("<td>2.5元/千次<", f"<td>免费{note}2.4元/千次<"))
    assert whys(book) == ["it does not say which tier it is about"]


@pytest.mark.parametrize(
    ("heads", "count"), [("0次以上/月", 1), ("0 - 10千次/月|10千次以上/月", 2)]
)
def test_a_price_without_a_tier_is_that_of_the_only_one(heads: str, count: int) -> None:
    table = f"| 接口名称|{heads}|\n|{'---|' * (count + 1)}\n|甲|{'|'.join(['2元/千次'] * count)}|"
    lead = "采用阶梯到达定价。结算顺序为：免费资源包 > 资源包 > 后付费。"
    text = f"## 价格\n\n{table}\n\n{lead}\n\n## 通知\n\n{FROM}价格调整为3元/千次。"
    book = read_page(text.encode(), "page")
    assert len(prices(book, "甲")) == (2 if count == 1 else 1)
    assert whys(book) == ([] if count == 1 else ["it does not say which tier it is about"])


@pytest.mark.parametrize("tier", ["第一阶梯", "第二阶梯"])
def test_a_tier_without_an_end_below_another_is_a_finding(tier: str) -> None:
    book = read(tail=f"{FROM}商品识别的{tier}调整为40千次以上/月。")
    assert whys(book) == ["the ranges of calls would not follow one another"]
    assert len(prices(book)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "商品识别的第三阶梯调整为30千 - 50千次/月。",
        f"商品识别的第一阶梯调整为0 - 12千次/月。{FROM}商品识别的第二阶梯调整为15千 - 30千次/月。",
        f"商品识别的第二阶梯调整为15千 - 30千次/月。{FROM}商品识别的第一阶梯调整为0 - 12千次/月。",
    ],
)
def test_tiers_that_would_not_follow_one_another_are_a_finding(said: str) -> None:
    book = read(tail=FROM + said)
    assert set(whys(book)) == {"the ranges of calls would not follow one another"}
    assert prices(book) == UNCHANGED


def test_two_tiers_of_one_day_one_by_its_place_and_one_by_its_range() -> None:
    said = (
        f"{FROM}商品识别第一档价格调整为2元/千次。",
        f"{FROM}商品识别10千-30千次/月价格调整为2元/千次。",
    )
    for tail in ("".join(said), "".join(reversed(said))):
        assert prices(read(tail=tail)) == [
            ((None, D1), NOW),
            ((D1, None), [(0, "2"), (10_000, "2"), (30_000, "2")]),
        ]
