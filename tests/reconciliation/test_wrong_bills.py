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
from support.books import translator
from support.samples import examples
from support.vendor_bills import export, precision, row
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
# Each cause with the amounts that it can give.
SEEDS: dict[str, tuple[Seed, ...]] = {
    "tier-progressive": (lambda name, calls: graduated(PRICES[name], calls - FREE),),
    "tier-progressive-by-number": (lambda name, calls: graduated(PRICES[name], calls - FREE, 1),),
    "tier-basis-gross": (lambda name, calls: volume(PRICES[name], calls, calls - FREE),),
    "tier-bound-in-lower": (lambda name, calls: in_lower(PRICES[name], calls - FREE),),
    "tier-first-only": (lambda name, calls: volume(PRICES[name], 0, calls - FREE),),
    "quota-not-applied": (lambda name, calls: volume(PRICES[name], calls, calls),),
    "quota-older": (lambda name, calls: volume(PRICES[name], *[older(name, calls)] * 2),),
    "rounded-down": (lambda name, calls: Fraction(floor(right(name, calls) * 100), 100),),
    "partial-thousand": (
        lambda name, calls: volume(PRICES[name], calls - FREE, -(-(calls - FREE) // 1000) * 1000),
    ),
    "unit-thousandfold": (
        lambda name, calls: right(name, calls) * 1000,
        lambda name, calls: right(name, calls) / 1000,
        lambda name, calls: volume(PRICES[name], (calls - FREE) * 1000, calls - FREE) * 1000,
        lambda name, calls: volume(PRICES[name], (calls - FREE) // 1000, calls - FREE) / 1000,
    ),
    "unit-price-rounded": tuple(
        lambda name, calls, digits=digits: rounded_price(name, calls, digits)  # type: ignore[misc]
        for digits in (2, 3)
    ),
}


def rounded_price(name: str, calls: int, digits: int) -> Fraction:
    """The price of one call to so many decimals, two or three; the others are exact so."""
    price = right(name, calls) / (calls - FREE)
    rounded = Fraction(floor(price * 10**digits + Fraction(1, 2)), 10**digits)
    return (rounded or price) * (calls - FREE)


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


@settings(max_examples=examples(1000), deadline=None)
@given(
    st.sampled_from([(cause, seed) for cause, seeds in SEEDS.items() for seed in seeds]),
    st.sampled_from(sorted(PRICES)),
    CALLS,
    st.booleans(),
)
def test_a_seeded_cause_is_found_and_only_those_that_give_its_amount(
    seeded: tuple[str, Seed], name: str, calls: int, exactly: bool
) -> None:
    cause, seed = seeded
    digits = 8 if exactly and cause != "rounded-down" else 2
    billed = Fraction(shown(seed(name, calls), digits))
    assume(billed not in (cents(right(name, calls)), Fraction(shown(right(name, calls), digits))))
    assume(cents(billed) or cause != "unit-thousandfold")
    fitting = {
        other
        for other, amounts in SEEDS.items()
        for amount in amounts
        if (found := amount(name, calls)) != right(name, calls) or other == "rounded-down"
        if billed in (cents(found), Fraction(shown(found, digits)))
        if cents(found) or other != "unit-thousandfold"
    }
    bill = export(row(name, "1", shown(billed, digits)))
    [line] = reconcile(frozen.book(), bill, [Usage(MAY, name, calls, whole_month=True)]).lines
    assert line.verdict == "differs"
    assert {one.id for one in line.causes} & SEEDS.keys() == fitting
    assert cause in fitting


@settings(max_examples=examples(200), deadline=None)
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


@settings(max_examples=examples(200), deadline=None)
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


@settings(max_examples=examples(200), deadline=None)
@given(st.sampled_from(sorted(PRICES)), st.integers(FREE + 1, 3 * 10**7), st.integers(0, 10**9))
def test_a_bill_that_nothing_explains_says_so(name: str, calls: int, more: int) -> None:
    """An amount that ends on the seventh decimal is none of the page's."""
    amount = right(name, calls) + more + Fraction(3, 10**7)
    bill = export(row(name, str(calls - FREE), shown(amount, 8)))
    [line] = reconcile(frozen.book(), bill, [Usage(MAY, name, calls, whole_month=True)]).lines
    assert [cause.id for cause in line.causes] == ["unexplained"]


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(31_000, 10**6), st.booleans())
def test_a_price_of_another_time_is_found(calls: int, newer: bool) -> None:
    """Before July 3 yuan per 10,000, 2.5 from 100,000; then 4 for all. 30,000 are free."""
    paid, day = calls - 30_000, dt.date(2024, 6, 30) if newer else dt.date(2024, 7, 31)
    before = Fraction(3 if paid < 100_000 else Fraction(5, 2)) * paid / 10_000
    amounts = {True: Fraction(4) * paid / 10_000, False: before}
    bill = export(row("Text", "1", shown(amounts[newer], 8), 账单归属月=f"{day:%Y-%m}"))
    [line] = reconcile(translator(), bill, [Usage(day, "Text", calls, whole_month=True)]).lines
    found = {cause.id for cause in line.causes}
    assert found & {"price-older", "price-newer"} == {"price-newer" if newer else "price-older"}


@settings(max_examples=examples(200), deadline=None)
@given(
    st.integers(FREE + 1, 10**7),
    st.integers(FREE + 1, 10**7),
    st.sampled_from(["paid-in-another-month", "reversed", "precision-adjustment"]),
)
def test_what_the_bill_itself_shows_is_found(calls: int, others: int, seed: str) -> None:
    name, june = "智能裁剪", dt.date(2023, 6, 30)
    ours, other = cents(right(name, calls)), cents(right(name, others))
    assume(abs(ours - other) > Fraction(1, 100) and other != 0)
    usage = [
        Usage(MAY, name, others, whole_month=True),
        Usage(june, name, calls, whole_month=True),
    ]
    month = {"账单归属月": "2023-06"}
    rows = {
        "paid-in-another-month": [row(name, "1", shown(other, 2), **month)],
        "reversed": [
            row(name, "1", shown(ours, 2), **month, **{"交易 ID": "T"}),
            row(name, "", f"-{shown(other, 2)}", 交易类型="按量计费冲正", **month),
        ],
        "precision-adjustment": [
            row(name, "1", shown(ours + Fraction(69, 100), 2), **month),
            precision("-0.69", **month),
        ],
    }[seed]
    [line] = reconcile(frozen.book(), export(*rows), usage).lines
    assert line.causes[0].id == seed


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(0, 18), st.integers(12_001, 90_000), st.booleans())
def test_a_pack_that_ends_on_another_day_is_found(day: int, calls: int, late: bool) -> None:
    """It covers the days before 20 November 2023; calls are made on one day of the month.

    Had it begun with its month of purchase (``pack-start``), it would end with October.
    """
    name, november = "车辆识别（增强版）", {"账单归属月": "2023-11"}
    when = dt.date(2023, 11, 1) + dt.timedelta(days=day + (19 if late and day < 11 else 0))
    ended = when >= dt.date(2023, 11, 20)
    wrong = 0 if ended else Fraction(75 * (calls - FREE), 1000)
    packs = [Purchase(dt.date(2022, 11, 20), name, 100_000, left=100_000)]
    bill = export(row(name, "1", shown(Fraction(wrong), 8), **november))
    [line] = reconcile(frozen.book(), bill, [Usage(when, name, calls)], packs).lines
    expected = {"pack-after-expiry"} if ended else {"pack-expired", "pack-start"}
    assert {cause.id for cause in line.causes} - {"pack-not-applied"} == expected
