"""What is held until a person looks, and what is told at once."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from tiia_pricebook import FreeQuota, PriceBook, Source
from tiia_pricing.changes.plausibility.plausible import implausible
from tiia_pricing.locale import tell_in
from tiia_scraper import read_page

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


def with_quota(calls: int) -> PriceBook:
    quota = FreeQuota(("车辆识别",), calls, None, Source("a cell", 0, 0, 0))
    return replace(book(), free_quotas=(quota,))


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


@pytest.mark.parametrize(
    ("old", "new", "bound"), [("100千次", "1000千次", "1,000,000"), ("100千次", "10千次", "10,000")]
)
def test_a_bound_that_moves_tenfold_is_held(old: str, new: str, bound: str) -> None:
    holds = implausible(book(), book((old, new)))
    assert [hold.id for hold in holds] == ["bound-tenfold"] * 3
    assert holds[0].key == {"interfaces": ["商品识别"], "from_calls": 100_000}
    assert holds[0].text == (
        f"a tier of 商品识别 began at 100,000 calls a month and begins at {bound} now"
    )


@pytest.mark.parametrize(("old", "new"), [("100千次", "999千次"), ("100千次", "11千次")])
def test_a_bound_that_moves_less_than_tenfold_is_told(old: str, new: str) -> None:
    assert held((old, new)) == []


@pytest.mark.parametrize(
    ("calls", "ids"),
    [(10_000, ["quota-tenfold"]), (100, ["quota-tenfold"]), (9_999, []), (101, [])],
)
def test_a_free_quota_that_moves_tenfold_is_held(calls: int, ids: list[str]) -> None:
    old, new = with_quota(1_000), with_quota(calls)
    holds = implausible(old, new)
    assert [hold.id for hold in holds] == ids
    for hold in holds:
        assert hold.key == {"interfaces": ["车辆识别"]}
        assert hold.text == (
            f"the free quota of 车辆识别 was 1,000 calls a month and is {calls:,} now"
        )


def test_a_quota_that_is_announced_to_move_tenfold_is_held() -> None:
    day = dt.date(2026, 12, 1)
    [quota] = with_quota(1_000).free_quotas
    later = replace(quota, calls=100, from_=day)
    new = replace(with_quota(1_000), free_quotas=(replace(quota, to=day), later))
    [hold] = implausible(with_quota(1_000), new)
    assert (hold.id, hold.text) == (
        "quota-tenfold",
        "the free quota of 车辆识别 was 1,000 calls a month and is 100 from 2026-12-01 on",
    )


def test_a_hold_says_in_chinese_since_when() -> None:
    day = dt.date(2026, 12, 1)
    [quota] = with_quota(1_000).free_quotas
    later = replace(quota, calls=100, from_=day)
    announced = replace(with_quota(1_000), free_quotas=(replace(quota, to=day), later))
    [now] = implausible(with_quota(1_000), with_quota(10_000))
    [then] = implausible(with_quota(1_000), announced)
    assert tell_in("zh")(now.text) == "车辆识别的免费额度原为每月 1,000 次，现在为 10,000 次"
    assert tell_in("zh")(then.text) == "车辆识别的免费额度原为每月 1,000 次，2026-12-01 起为 100 次"


def test_a_quota_that_was_dated_before_is_no_move() -> None:
    day = dt.date(2022, 10, 24)
    [quota] = with_quota(10_000).free_quotas
    both = (replace(quota, to=day), replace(quota, calls=1_000, from_=day))
    dated = replace(with_quota(10_000), free_quotas=both)
    assert implausible(dated, dated) == ()


@pytest.mark.parametrize(("size", "calls"), [("10万次", "100,000"), ("1000次", "1,000")])
def test_a_pack_whose_size_moves_tenfold_at_its_price_is_held(size: str, calls: str) -> None:
    [hold] = implausible(book(), book(("1万次", size)))
    assert (hold.id, hold.key) == (
        "pack-size-tenfold",
        {"interfaces": ["车辆识别"], "calls": 10_000},
    )
    assert hold.text == (
        f"a pack of 车辆识别 for 700 yuan had 10,000 calls, and one for 700 has {calls} now"
    )


def test_a_pack_whose_size_moves_less_than_tenfold_is_told() -> None:
    assert held(("1万次", "9万次")) == []


def test_a_third_of_the_interfaces_gone_is_told() -> None:
    assert held((f"{ROWS[2]}\n", "")) == []


def test_over_a_third_of_the_interfaces_gone_is_held() -> None:
    (hold,) = implausible(book(), book((f"{ROWS[0]}\n", ""), (f"{ROWS[2]}\n", "")))
    assert hold.id == "interfaces-gone"
    assert hold.text == "2 of 3 interfaces are gone: 商品识别、智能裁剪"
    assert hold.key == {"interfaces": ["商品识别", "智能裁剪"]}


def test_a_tier_table_that_shrinks_is_held() -> None:
    one_tier = (
        (f"{TIERS[0]}\n{TIERS[1]}", "| 接口名称 | 0次以上/月 |\n|---|---|"),
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
    assert hold.key == {"interfaces": ["车辆识别"]}


def test_a_tier_that_becomes_free_is_held_in_both_directions() -> None:
    free = book(("3元/千次 | 2.5元/千次", "免费 | 2.5元/千次"))
    crossing = [h for h in implausible(book(), free) if h.id == "price-crosses-zero"]
    assert [hold.key for hold in crossing] == [{"interfaces": ["车辆识别"]}]
    assert [hold.text for hold in crossing] == [
        "the first 100,000 calls of 车辆识别, a tier of its price table, are free now"
    ]
    back = [h for h in implausible(free, book()) if h.id == "price-crosses-zero"]
    assert [hold.text for hold in back] == [
        "the first 100,000 calls of 车辆识别, a tier of its price table, "
        "were free and cost something now"
    ]


def test_a_pack_that_moves_tenfold_is_told_with_both_prices() -> None:
    (hold,) = implausible(book(), book(("700元", "7000元")))
    assert hold.key == {"interfaces": ["车辆识别"], "calls": 10_000}
    assert hold.text == "the pack of 10,000 calls of 车辆识别 cost 700 yuan and costs 7,000 now"


def test_a_new_interface_that_begins_with_free_calls_crosses_nothing() -> None:
    fresh = "| 图像标签 | 免费 | 2元/千次 |\n"
    more = book((f"{ROWS[0]}\n", f"{ROWS[0]}\n{fresh}"))
    assert [hold.id for hold in implausible(book(), more)] == []
    assert [hold.id for hold in implausible(more, book())] == []


def test_a_quota_in_prose_beside_prices_is_no_free_tier() -> None:
    quota = ("采用阶梯到达定价。", "采用阶梯到达定价。每月可以免费享受10,000次的接口调用。")
    assert held(quota) == []


def test_a_quota_in_a_table_of_its_own_is_no_free_tier() -> None:
    table = "## 免费额度\n\n| 接口名称 | 免费额度 |\n|---|---|\n| 商品识别 | 1000次/月 |\n\n"
    assert held(("## 后付费\n", f"{table}## 后付费\n")) == []


def test_of_dated_prices_the_last_are_compared() -> None:
    """From 2027 on everything costs a tenth: no change, where both books say so."""
    (first, *others) = book().pay_as_you_go
    day = dt.date(2027, 1, 1)
    tenth = tuple(replace(tier, price=tier.price / 10) for tier in first.tiers)
    dated = (replace(first, from_=day, tiers=tenth), replace(first, to=day), *others)
    later = replace(book(), pay_as_you_go=dated)
    other_order = replace(book(), pay_as_you_go=(dated[1], dated[0], *others))
    assert implausible(later, other_order) == implausible(other_order, later) == ()
    assert [hold.id for hold in implausible(book(), later)] == ["price-tenfold"] * 2
    assert [hold.id for hold in implausible(book(), other_order)] == ["price-tenfold"] * 2


def test_a_table_that_shrinks_from_a_day_on_is_held() -> None:
    before = book()
    first, *others = before.pay_as_you_go
    day = dt.date(2027, 1, 1)
    later = replace(first, from_=day, tiers=first.tiers[:1])
    after = replace(before, pay_as_you_go=(later, replace(first, to=day), *others))
    assert [hold.text for hold in implausible(before, after)] == ["商品识别 had 2 tiers and has 1"]


def test_a_pack_of_another_interface_is_no_pack_of_another_size() -> None:
    assert held(("| 车辆识别 | 1万次 |", "| 商品识别 | 10万次 |")) == []


def test_more_tiers_and_more_interfaces_are_told() -> None:
    assert [hold.id for hold in implausible(book((f"{ROWS[0]}\n", "")), book())] == []


def test_equal_books_hold_nothing(book: PriceBook) -> None:
    assert implausible(book, book) == ()


NOTE = "注：2027年1月1日起将调整为"


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (
            "2.5元/千次 | 2元",
            f"2.5元/千次 {NOTE}25元/千次 | 2元",
            "calls of 商品识别 from 0 a month cost 2.5 yuan per 1,000 and cost 25 per 1,000 "
            "from 2027-01-01 on",
        ),
        (
            "700元/个",
            f"700元/个 {NOTE}70元/个",
            "the pack of 10,000 calls of 车辆识别 cost 700 yuan and costs 70 from 2027-01-01 on",
        ),
    ],
)
def test_an_announced_price_is_held_as_the_price_would_be(old: str, new: str, text: str) -> None:
    (hold,) = implausible(book(), book((old, new)))
    assert (hold.id, hold.text) == ("price-tenfold", text)
    assert implausible(book((old, new)), book((old, new))) == ()


def test_an_announced_price_hides_no_other() -> None:
    announced = ("2.5元/千次 | 2元", f"25元/千次 {NOTE}2.6元/千次 | 2元")
    assert held(announced) == ["price-tenfold"]
