"""What is held until a person looks, and what is told at once."""

from __future__ import annotations

import pytest

from tiia_pricing.pricebook import PriceBook
from tiia_scraper import read_page
from tiia_scraper.plausible import implausible

TIERS = ("| 接口名称 | 0 - 100千次/月（不含100千次） | 100千次以上/月 |", "|---|---|---|")
ROWS = (
    "| 商品识别 | 2.5元/千次 | 2元/千次 |",
    "| 车辆识别 | 3元/千次 | 2.5元/千次 |",
    "| 智能裁剪 | 2元/千次 | 1.5元/千次 |",
)
PACKS = (
    "\n| 接口名称 | 资源包规格 | 资源包价格 |",
    "|---|---|---|",
    "| 车辆识别 | 1万次 | 700元/个 |",
)


def book(*edits: tuple[str, str]) -> PriceBook:
    text = "\n".join(("## 后付费\n", "采用阶梯到达定价。\n", *TIERS, *ROWS, *PACKS)) + "\n"
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return read_page(text.encode(), "page.md")


def held(*edits: tuple[str, str]) -> list[str]:
    return [hold.id for hold in implausible(book(), book(*edits))]


@pytest.mark.parametrize(
    ("old", "new"),
    [("2.5元/千次 | 2元", "24.9元/千次 | 2元"), ("3元/千次", "0.31元/千次"), ("700元", "6999元")],
    ids=["almost ten times", "a little over a tenth", "a pack at almost ten times"],
)
def test_a_price_that_moves_less_than_tenfold_is_told(old: str, new: str) -> None:
    assert held((old, new)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2.5元/千次 | 2元", "25元/千次 | 2元"),
        ("3元/千次", "0.3元/千次"),
        ("700元", "7000元"),
        ("700元", "70元"),
    ],
)
def test_a_price_that_moves_tenfold_is_held(old: str, new: str) -> None:
    assert held((old, new)) == ["price-tenfold"]


def test_a_unit_that_loses_its_thousand_holds_every_tier() -> None:
    (first, second) = implausible(book(), book(("3元/千次 | 2.5元/千次", "3元/次 | 2.5元/次")))
    assert first.key == {"interfaces": ["车辆识别"], "from_calls": 0}
    assert second.key == {"interfaces": ["车辆识别"], "from_calls": 100_000}
    assert first.text == (
        "calls of 车辆识别 from 0 a month cost 3 yuan per 1,000 and cost 3 per 1 now"
    )


def test_the_same_price_in_another_unit_is_no_move() -> None:
    assert held(("3元/千次 | 2.5元/千次", "30元/万次 | 25元/万次")) == []


def test_a_moved_bound_is_no_price_that_moves() -> None:
    assert held(("100千次", "900千次")) == []


def test_a_pack_of_another_size_is_no_price_that_moves() -> None:
    assert held(("1万次 | 700元", "100万次 | 65000元")) == []


def test_a_third_of_the_interfaces_gone_is_told() -> None:
    assert held((f"{ROWS[2]}\n", "")) == []


def test_over_a_third_of_the_interfaces_gone_is_held() -> None:
    (hold,) = implausible(book(), book((f"{ROWS[0]}\n", ""), (f"{ROWS[2]}\n", "")))
    assert hold.id == "interfaces-gone"
    assert hold.text == "2 of 3 interfaces are gone: 商品识别、智能裁剪"


def test_a_tier_table_that_shrinks_is_held() -> None:
    one_tier = (
        (TIERS[0], "| 接口名称 | 0次以上/月 |"),
        (TIERS[1], "|---|---|"),
        *((row, f"{row.rpartition('元/千次 |')[0].rpartition('|')[0]}|") for row in ROWS),
    )
    holds = implausible(book(), book(*one_tier))
    assert [(h.id, h.text) for h in holds] == [
        ("tier-table-shrinks", "商品识别 had 2 tiers and has 1"),
        ("tier-table-shrinks", "车辆识别 had 2 tiers and has 1"),
        ("tier-table-shrinks", "智能裁剪 had 2 tiers and has 1"),
    ]


def test_an_interface_that_stays_without_its_prices_is_held() -> None:
    (hold,) = implausible(book(), book((f"{ROWS[1]}\n", "")))
    assert (hold.id, hold.text) == ("tier-table-shrinks", "车辆识别 had 2 tiers and has 0")


def test_a_tier_that_becomes_free_is_held_in_both_directions() -> None:
    free = book(("3元/千次 | 2.5元/千次", "免费 | 2.5元/千次"))
    crossing = [h for h in implausible(book(), free) if h.id == "price-crosses-zero"]
    assert [hold.text for hold in crossing] == [
        "the first 100,000 calls of 车辆识别, a tier of its price table, are free now"
    ]
    back = [h for h in implausible(free, book()) if h.id == "price-crosses-zero"]
    assert [hold.text for hold in back] == [
        "the first 100,000 calls of 车辆识别, a tier of its price table, "
        "were free and cost something now"
    ]


def test_more_tiers_and_more_interfaces_are_told() -> None:
    assert [hold.id for hold in implausible(book((f"{ROWS[0]}\n", "")), book())] == []


def test_equal_books_hold_nothing(book: PriceBook) -> None:
    assert implausible(book, book) == ()
