"""Random wrong bills: each seeded cause is found, and no other that the same arithmetic denies.

The amounts are worked out here, from the tiers typed here: the calculator has no part in them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import frozen
from support.vendor_bills import export, row
from tiia_pricing import Purchase, Usage
from tiia_pricing.reconciliation import reconcile

Tiers = tuple[tuple[int, str], ...]
MAY = dt.date(2023, 5, 31)


def tiers(*prices: str, bounds: tuple[int, ...] = (0, 10**6, 3 * 10**6, 15 * 10**6)) -> Tiers:
    return tuple(zip(bounds, prices, strict=True))


PRICES: dict[str, Tiers] = {
    "商品识别": tiers("2.5", "2.2", "2", "1.5"),
    "车辆识别": tiers("3", "2.5", "2", "1.5"),
    "车辆识别（增强版）": tiers("75", "45", "35", "30"),
    "智能裁剪": tiers("2", "1.5", "1.2", "1"),
    "文件封识别": tiers("7", "6.5", "6", "5.5", bounds=(0, 3 * 10**6, 10**7, 15 * 10**6)),
    "宠物识别图片版": tiers("20", "18", "16", "14", bounds=(0, 10**4, 10**5, 10**6)),
}
FREE, FORMERLY_FREE = 1000, 10_000
NEVER_MORE = ("文件封识别", "宠物识别图片版")  # their quota was 1,000 before October 2022 too


def volume(prices: Tiers, reaching: int, paid: int) -> Fraction:
    price = [price for bound, price in prices if bound <= reaching][-1]
    return Fraction(price) * paid / 1000


def graduated(prices: Tiers, paid: int, earlier: int = 0) -> Fraction:
    """``earlier`` moves each bound so many calls down."""
    ends = [bound - earlier for bound, _ in prices[1:]] + [max(paid, 10**9)]
    amount, start = Fraction(), 0
    for (_, price), end in zip(prices, ends, strict=True):
        amount += Fraction(price) * max(0, min(paid, end) - start) / 1000
        start = max(start, end)
    return amount


def in_lower(prices: Tiers, paid: int) -> Fraction:
    price = [price for bound, price in prices if bound < paid or bound == 0][-1]
    return Fraction(price) * paid / 1000


def cents(amount: Fraction) -> Fraction:
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


Seed = Callable[[str, int], Fraction]
SEEDS: dict[str, Seed] = {
    "tier-progressive": lambda name, calls: graduated(PRICES[name], calls - FREE),
    "tier-progressive-by-number": lambda name, calls: graduated(PRICES[name], calls - FREE, 1),
    "tier-basis-gross": lambda name, calls: volume(PRICES[name], calls, calls - FREE),
    "tier-bound-in-lower": lambda name, calls: in_lower(PRICES[name], calls - FREE),
    "tier-first-only": lambda name, calls: volume(PRICES[name], 0, calls - FREE),
    "quota-not-applied": lambda name, calls: volume(PRICES[name], calls, calls),
    "quota-older": lambda name, calls: volume(PRICES[name], older(name, calls), older(name, calls)),
    "rounded-down": lambda name, calls: Fraction(floor(right(name, calls) * 100), 100),
    "partial-thousand": lambda name, calls: volume(
        PRICES[name], calls - FREE, -(-(calls - FREE) // 1000) * 1000
    ),
}


def older(name: str, calls: int) -> int:
    return max(0, calls - (FREE if name in NEVER_MORE else FORMERLY_FREE))


def right(name: str, calls: int) -> Fraction:
    return volume(PRICES[name], calls - FREE, calls - FREE)


def shown(amount: Fraction, digits: int) -> str:
    whole = floor(amount * 10**digits + Fraction(1, 2))
    return f"{Decimal(whole).scaleb(-digits):f}"


BOUNDS = st.sampled_from([10**4, 10**5, 10**6, 3 * 10**6, 10**7, 15 * 10**6])
CALLS = st.one_of(
    st.integers(FREE + 1, 3 * 10**7),
    st.builds(lambda bound, more: bound + FREE + more, BOUNDS, st.integers(-1100, 1100)),
)


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(sorted(SEEDS)), st.sampled_from(sorted(PRICES)), CALLS, st.booleans())
def test_a_seeded_cause_is_found_and_only_those_that_give_its_amount(
    seed: str, name: str, calls: int, exactly: bool
) -> None:
    digits = 8 if exactly and seed != "rounded-down" else 2
    billed = Fraction(shown(SEEDS[seed](name, calls), digits))
    assume(billed not in (cents(right(name, calls)), Fraction(shown(right(name, calls), digits))))
    fitting = {
        cause
        for cause, amount in SEEDS.items()
        if (found := amount(name, calls)) != right(name, calls) or cause == "rounded-down"
        if billed in (cents(found), Fraction(shown(found, digits)))
    }
    bill = export(row(name, "1", shown(billed, digits)))
    [line] = reconcile(frozen.book(), bill, [Usage(MAY, name, calls, whole_month=True)]).lines
    assert line.verdict == "differs"
    assert {cause.id for cause in line.causes} & SEEDS.keys() == fitting
    assert seed in fitting


@settings(max_examples=200, deadline=None)
@given(
    st.integers(200_000, 3 * 10**7),
    st.sampled_from([10_000, 100_000]),
    st.sampled_from(["pack-not-applied", "tier-basis-gross"]),
)
def test_a_seeded_cause_about_a_pack_is_found(calls: int, size: int, seed: str) -> None:
    """The pack of May takes its whole size from what the free calls left."""
    name = "车辆识别（增强版）"
    paid = calls - FREE - size
    amount = volume(PRICES[name], paid, paid)
    wrong = {
        "pack-not-applied": volume(PRICES[name], calls - FREE, calls - FREE),
        "tier-basis-gross": volume(PRICES[name], calls, paid),
    }
    assume(wrong[seed] != amount)
    usage = [Usage(dt.date(2023, 5, 20), name, calls)]
    packs = [Purchase(dt.date(2023, 5, 2), name, size)]
    bill = export(row(name, "1", shown(wrong[seed], 2)))
    [line] = reconcile(frozen.book(), bill, usage, packs).lines
    expected = {cause for cause, found in wrong.items() if found == wrong[seed]}
    assert {cause.id for cause in line.causes} & wrong.keys() == expected


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(PRICES)),
    st.integers(FREE + 1, 3 * 10**7),
    st.decimals("0.01", "0.99", places=6),
)
def test_a_discount_is_found(name: str, calls: int, discount: Decimal) -> None:
    amount = right(name, calls) * Fraction(discount)
    bill = export(row(name, str(calls - FREE), shown(amount, 8), 折扣率=str(discount)))
    [line] = reconcile(frozen.book(), bill, [Usage(MAY, name, calls, whole_month=True)]).lines
    assert line.causes[0].id == "discount"


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(PRICES)), st.integers(FREE + 1, 3 * 10**7), st.integers(0, 10**9))
def test_a_bill_that_nothing_explains_says_so(name: str, calls: int, more: int) -> None:
    """An amount that ends on the seventh decimal is none of the page's."""
    amount = right(name, calls) + more + Fraction(3, 10**7)
    bill = export(row(name, str(calls - FREE), shown(amount, 8)))
    [line] = reconcile(frozen.book(), bill, [Usage(MAY, name, calls, whole_month=True)]).lines
    assert [cause.id for cause in line.causes] == ["unexplained"]
