"""Each cause by a made bill: the wrong amount is worked out by hand, from the page's own tiers.

The tiers of 商品识别 are 2.5, 2.2 from 1,000,000, 2 from 3,000,000 and 1.5 from 15,000,000 yuan
per 1,000; of 车辆识别 3, 2.5, 2, 1.5; of 车辆识别（增强版） 75, 45, 35, 30. 1,000 calls a month are
free; until 24 October 2022 it was 10,000.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

import frozen
from support.books import translator
from support.vendor_bills import Row, export, other_product, precision, row
from tiia_pricebook import PriceBook
from tiia_pricing import Purchase, Usage
from tiia_pricing.reconciliation import reconcile
from tiia_pricing.reconciliation.result import ReconciledLine, Reconciliation

GOODS, CAR, PRO = "商品识别", "车辆识别", "车辆识别（增强版）"
MAY = dt.date(2023, 5, 31)
JUNE = dt.date(2023, 6, 30)


def month(interface: str, calls: int, day: dt.date = MAY) -> Usage:
    return Usage(day, interface, calls, whole_month=True)


def on(day: str, interface: str, calls: int) -> Usage:
    return Usage(dt.date.fromisoformat(day), interface, calls)


def pack(day: str, calls: int, left: int | None = None) -> Purchase:
    return Purchase(dt.date.fromisoformat(day), PRO, calls, left=left)


@dataclass(frozen=True)
class Made:
    """A bill that is wrong in one line, and the causes that are to be found, in their order."""

    causes: tuple[str, ...]
    usage: Sequence[Usage]
    bill: Sequence[Row]
    packs: Sequence[Purchase] = ()
    book: PriceBook = field(default_factory=frozen.book)

    def __str__(self) -> str:
        return "+".join(self.causes)


NOVEMBER = {"账单归属月": "2023-11"}
MADE = [
    # 1,000,000 x 2.5 / 1,000 + 1,000,000 x 2.2 / 1,000; by number 4,699.9997, in cents the same
    Made(
        ("tier-progressive", "tier-progressive-by-number"),
        [month(GOODS, 2_001_000)],
        [row(GOODS, "2000000", "4700.00")],
    ),
    # 999,999 x 2.5 / 1,000 + 1,000,001 x 2.2 / 1,000
    Made(
        ("tier-progressive-by-number",),
        [month(GOODS, 2_001_000)],
        [row(GOODS, "2000000", "4699.9997")],
    ),
    # 999,500 calls are paid, all 1,000,500 reach 2.2: 999,500 x 2.2 / 1,000
    Made(
        ("tier-basis-gross",),
        [month(GOODS, 1_000_500)],
        [row(GOODS, "999500", "2198.90")],
    ),
    # 3,000,000 paid calls at 2.2, the tier below their bound
    Made(
        ("tier-bound-in-lower",),
        [month(GOODS, 3_001_000)],
        [row(GOODS, "3000000", "6600.00")],
    ),
    # 2,000,000 x 2.5 / 1,000
    Made(("tier-first-only",), [month(GOODS, 2_001_000)], [row(GOODS, "2000000", "5000.00")]),
    # 50,000 x 2.5 / 1,000
    Made(("quota-not-applied",), [month(GOODS, 50_000)], [row(GOODS, "50000", "125.00")]),
    # (50,000 - 10,000) x 2.5 / 1,000
    Made(("quota-older",), [month(GOODS, 50_000)], [row(GOODS, "40000", "100.00")]),
    # 600 of 1,000 free calls go to 车辆识别: (5,000 - 400) x 75 / 1,000
    Made(
        ("quota-shared",),
        [month(CAR, 600), month(PRO, 5000)],
        [row(CAR, "0", "0.00"), row(PRO, "4600", "345.00")],
    ),
    # 600 of May's 1,000 are left: (50,000 - 1,600) x 2.5 / 1,000
    Made(
        ("quota-carried-over",),
        [month(GOODS, 400), month(GOODS, 50_000, JUNE)],
        [row(GOODS, "0", "0.00"), row(GOODS, "48400", "121.00", 账单归属月="2023-06")],
    ),
    # (200,000 - 1,000) x 75 / 1,000
    Made(
        ("pack-not-applied",),
        [month(PRO, 200_000)],
        [row(PRO, "199000", "14925.00")],
        [pack("2023-05-01", 100_000)],
    ),
    # In May the newer pack gave 60,000 and has 40,000 left: (81,000 - 1,000 - 40,000) x 75 / 1,000
    Made(
        ("pack-order", "pack-not-applied"),
        [
            on("2023-04-03", PRO, 21_000),
            on("2023-05-20", PRO, 61_000),
            on("2023-11-20", PRO, 81_000),
        ],
        [
            row(PRO, "0", "0.00", 账单归属月="2023-04"),
            row(PRO, "0", "0.00"),
            row(PRO, "40000", "3000.00", **NOVEMBER),
        ],
        [pack("2022-11-10", 100_000, left=100_000), pack("2023-05-01", 100_000)],
    ),
    # The pack of 20 November 2022 covers 19 November 2023; without it 30,000 x 75 / 1,000
    Made(
        ("pack-expired",),
        [on("2023-11-05", PRO, 21_000), on("2023-11-19", PRO, 30_000)],
        [row(PRO, "30000", "2250.00", **NOVEMBER)],
        [pack("2022-11-20", 100_000, left=100_000)],
    ),
    # It ended on the 20th: 49,000 calls of the 25th are to be paid, and none is
    Made(
        ("pack-after-expiry",),
        [on("2023-11-25", PRO, 50_000)],
        [row(PRO, "0", "0.00", **NOVEMBER)],
        [pack("2022-11-20", 100_000, left=100_000)],
    ),
    # 4 yuan per 10,000 since July, 3 before: 50,000 calls less 30,000 free ones
    Made(
        ("price-older",),
        [month("Text", 50_000, dt.date(2024, 8, 31))],
        [row("Text", "20000", "6.00", 账单归属月="2024-08")],
        book=translator(),
    ),
    Made(
        ("price-newer",),
        [month("Text", 50_000, dt.date(2024, 6, 30))],
        [row("Text", "20000", "8.00", 账单归属月="2024-06")],
        book=translator(),
    ),
    # 1,503 x 2.5 / 1,000 = 3.7575
    Made(("rounded-down",), [month(GOODS, 2503)], [row(GOODS, "1503", "3.75")]),
    # 503 x 2.5 / 1,000 = 1.2575, three times 1.26; together 3.7725
    Made(
        ("rounded-per-day",),
        [on("2023-05-01", GOODS, 1503), on("2023-05-02", GOODS, 503), on("2023-05-03", GOODS, 503)],
        [row(GOODS, "1509", "3.78")],
    ),
    # 999,000 x 2.5 / 1,000 on the first day, 500,000 x 2.2 / 1,000 on the second
    Made(
        ("tier-running",),
        [on("2023-05-01", GOODS, 1_000_000), on("2023-05-02", GOODS, 500_000)],
        [row(GOODS, "999000", "2497.50"), row(GOODS, "500000", "1100.00")],
    ),
    # The same by the rows of the bill, where the usage gives the month alone
    Made(
        ("tier-running",),
        [month(GOODS, 1_500_000)],
        [row(GOODS, "999000", "2497.50"), row(GOODS, "500000", "1100.00")],
    ),
    # 49,000 x 2.5, not by thousands
    Made(("unit-thousandfold",), [month(GOODS, 50_000)], [row(GOODS, "49000", "122500.00")]),
    # 49,000,000 calls would reach 1.5: 49,000 x 1.5
    Made(("unit-thousandfold",), [month(GOODS, 50_000)], [row(GOODS, "49000", "73500.00")]),
    # 0.1225, a thousandth
    Made(("unit-thousandfold",), [month(GOODS, 50_000)], [row(GOODS, "49000", "0.12")]),
    # 0.0025 yuan a call, rounded to 0.003: 49,000 x 0.003
    Made(("unit-price-rounded",), [month(GOODS, 50_000)], [row(GOODS, "49000", "147.00")]),
    # 122.50 + 0.69, which the account is given back
    Made(
        ("precision-adjustment",),
        [month(GOODS, 50_000)],
        [row(GOODS, "49000", "123.19"), precision("-0.69")],
    ),
    # May's 49,000 x 2.5 / 1,000 in June
    Made(
        ("paid-in-another-month",),
        [month(GOODS, 50_000), month(GOODS, 90_000, JUNE)],
        [row(GOODS, "49000", "122.50"), row(GOODS, "49000", "122.50", 账单归属月="2023-06")],
    ),
    Made(
        ("reversed",),
        [month(GOODS, 50_000)],
        [
            row(GOODS, "49000", "122.50", **{"交易 ID": "T1"}),
            row(GOODS, "", "-122.50", 交易类型="按量计费冲正", **{"关联交易单据 ID": "T1"}),
        ],
    ),
    # 122.50 x 0.9
    Made(("discount",), [month(GOODS, 50_000)], [row(GOODS, "49000", "110.25", 折扣率="0.9")]),
    Made(
        ("discount",),
        [month(GOODS, 50_000)],
        [row(GOODS, "49000", "99.00", 组件原价="122.50")],
    ),
    Made(("unexplained",), [month(GOODS, 50_000)], [row(GOODS, "49000", "123.45")]),
    # The month before has no calls: (50,000 - 2,000) x 2.5 / 1,000
    Made(("quota-carried-over",), [month(GOODS, 50_000)], [row(GOODS, "48000", "120.00")]),
    # 61,234 x 2.5 / 1,000: the bill counts other calls
    Made(("calls-differ",), [month(GOODS, 50_000)], [row(GOODS, "61234", "153.085")]),
    # Whole thousands: 2 x 2.5
    Made(("partial-thousand",), [month(GOODS, 2503)], [row(GOODS, "1503", "5.00")]),
]


def reconciled(made: Made) -> Reconciliation:
    return reconcile(made.book, export(*made.bill), made.usage, made.packs)


def different(result: Reconciliation) -> list[ReconciledLine]:
    return [line for line in result.lines if line.verdict != "agrees" and line.interface != CAR]


@pytest.mark.parametrize("made", MADE, ids=str)
def test_a_wrong_bill_is_explained_by_its_cause(made: Made) -> None:
    result = reconciled(made)
    [line] = different(result)
    assert line.verdict == "differs"
    assert tuple(cause.id for cause in line.causes) == made.causes
    assert not result.agrees


def test_every_cause_of_the_contract_has_its_bill() -> None:
    contract = (
        "tier-progressive tier-progressive-by-number tier-basis-gross tier-bound-in-lower "
        "tier-first-only quota-not-applied quota-older quota-shared quota-carried-over "
        "pack-not-applied pack-order pack-expired pack-after-expiry price-older price-newer "
        "rounded-down rounded-per-day unit-thousandfold unit-price-rounded precision-adjustment "
        "paid-in-another-month reversed discount unexplained"
    )
    assert set(contract.split()) <= {made.causes[0] for made in MADE}


def test_causes_that_fit_are_all_named() -> None:
    """1,000,000 paid calls at 2.5: below their bound, the first tier's, or graduated."""
    usage, bill = [month(GOODS, 1_001_000)], [row(GOODS, "1000000", "2500.00")]
    [line] = different(reconciled(Made((), usage, bill)))
    assert [cause.id for cause in line.causes] == [
        "tier-progressive",
        "tier-progressive-by-number",
        "tier-bound-in-lower",
        "tier-first-only",
    ]


def test_two_causes_that_fit_only_together_say_so() -> None:
    """All 1,000,509 calls reach 2.2, and 999,509 x 2.2 / 1,000 = 2,198.9198 is cut off."""
    usage, bill = [month(GOODS, 1_000_509)], [row(GOODS, "999509", "2198.91")]
    [line] = different(reconciled(Made((), usage, bill)))
    assert [(cause.id, cause.together) for cause in line.causes] == [
        ("tier-basis-gross", ("rounded-down",)),
        ("rounded-down", ("tier-basis-gross",)),
    ]


def test_graduated_prices_that_count_free_calls_are_two_causes() -> None:
    """The free 1,000 fill the first tier: 999,000 x 2.5 / 1,000 + 1,001,000 x 2.2 / 1,000."""
    usage, bill = [month(GOODS, 2_001_000)], [row(GOODS, "2000000", "4699.70")]
    [line] = different(reconciled(Made((), usage, bill)))
    assert [(cause.id, cause.together) for cause in line.causes][:2] == [
        ("tier-progressive", ("tier-basis-gross",)),
        ("tier-basis-gross", ("tier-progressive",)),
    ]


def test_the_calls_that_the_bill_charges_decide_between_causes() -> None:
    """Nothing free, or a shared quota used up: the bill's own calls fit both; the page's order."""
    usage = [month(CAR, 5000), month(PRO, 5000)]
    bill = [row(CAR, "4000", "12.00"), row(PRO, "5000", "375.00")]
    result = reconcile(frozen.book(), export(*bill), usage)
    assert [[cause.id for cause in line.causes] for line in result.lines] == [
        [],
        ["quota-shared", "quota-not-applied"],
    ]


def test_a_reading_that_the_bill_settles_is_offered() -> None:
    usage, bill = [month(GOODS, 1_000_500)], [row(GOODS, "999500", "2198.90"), other_product("1")]
    result = reconcile(frozen.book(), export(*bill), usage)
    assert [(one.name, one.value, one.chosen) for one in result.settled if not one.chosen] == [
        ("tier-basis", "gross", False)
    ]
    assert result.lines[0].causes[0].reading == "tier-basis=gross"
    by_it = reconcile(frozen.book(), export(*bill), usage, readings={"tier-basis": "gross"})
    assert by_it.agrees
    assert ("tier-basis", "gross", True) in [(s.name, s.value, s.chosen) for s in by_it.settled]
