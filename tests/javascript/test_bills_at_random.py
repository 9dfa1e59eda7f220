"""Random accounts with bills that are right, or wrong in many ways: both languages say the same.

The months are those of today's page and of older ones, several APIs share them, and packs are
bought before and within them; each row may be changed as no single rule would change it.
"""

from __future__ import annotations

import datetime as dt
import random

import pytest

import frozen
from javascript.adapter import NODE
from javascript.reconciler import by_javascript, by_reference
from support.samples import examples
from support.vendor_bills import Row, export, other_product, precision, row
from tiia_pricebook.calendar import Month
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.reconciliation import reconcile

PRO = "车辆识别（增强版）"
TODAY = ["商品识别", "车辆识别", PRO, "智能裁剪", "宠物识别图片版"]
OLDER = ["商品识别", "智能裁剪"]
SIZES = (10_000, 100_000, 1_000_000)
BOUNDS = (0, 999, 1_000, 1_001, 10_000, 50_000, 1_000_000, 1_001_000, 3_001_000)
READINGS: tuple[dict[str, str], ...] = (
    *({}, {}, {"tier-basis": "gross"}, {"rounding": "down"}, {"partial-thousand": "round-up"}),
    *({"pack-start": "purchase-month"}, {"tier-mode": "progressive", "quota-change": "on-date"}),
)
DEDUCTED = "抵扣用量/时长（含资源包）"
GROUPS, EACH = examples(10), 32


@pytest.mark.skipif(NODE is None, reason="node is not installed")
@pytest.mark.parametrize("group", range(GROUPS))
def test_random_bills_get_the_same_verdicts(group: int) -> None:
    found = set()
    for number in range(EACH):
        rng = random.Random(group * EACH + number)  # noqa: S311 - bills to try, no secret
        found |= compared(rng)
    assert {"agrees", "differs", "missing-in-bill", "cannot-tell"} <= found


def compared(rng: random.Random) -> set[str]:
    """Hold both against each other on one account; the verdicts of its lines."""
    begins = rng.choice([Month(2020, 9), Month(2021, 2), Month(2022, 10), Month(2023, 4)])
    usage, packs = used(rng, begins), bought(rng, begins)
    readings = rng.choice(READINGS)
    given = export(*rows_of(rng, usage, packs, readings))
    theirs = by_javascript(frozen.dated(), given, usage, packs, readings)
    result = reconcile(frozen.dated(), given, usage, packs, readings=readings)
    assert theirs == by_reference(result)
    return {line.verdict for line in result.lines}


def used(rng: random.Random, begins: Month) -> list[Usage]:
    names = OLDER if begins < Month(2021, 6) else TODAY
    rows = []
    for _ in range(rng.randint(1, 7)):
        day = begins.first + dt.timedelta(days=rng.randrange(80))
        whole = rng.random() < 0.3
        calls = rng.choice(BOUNDS) + rng.choice((0, 0, 1, 500, rng.randrange(100_000)))
        when = Month.of(day).last if whole else day
        rows.append(Usage(when, rng.choice(names), calls, whole))
    return rows


def bought(rng: random.Random, begins: Month) -> list[Purchase]:
    if begins < Month(2022, 1) or rng.random() < 0.4:
        return []
    days = [begins.first + dt.timedelta(days=rng.randint(-300, 60)) for _ in range(2)]
    return [
        Purchase(
            day,
            PRO,
            size := rng.choice(SIZES),
            quantity=rng.choice((1, 1, 2)),
            left=size // 2 if Month.of(day) < Month(2022, 8) else None,
        )
        for day in days[: rng.choice((1, 2))]
    ]


def rows_of(
    rng: random.Random, usage: list[Usage], packs: list[Purchase], readings: dict[str, str]
) -> list[Row]:
    """The rows of a right bill under some readings, each left as it is or made wrong."""
    by = rng.choice((readings, *READINGS))
    rows = [other_product("1.25", 账单归属月=str(Month.of(usage[0].day)))]
    for month in bill(frozen.dated(), usage, packs, readings=by).months:
        for line in month.lines:
            rows += changed(rng, line, str(month.terms.month))
    if rng.random() < 0.2:
        rows.append(precision(rng.choice(("-0.25", "0.00500000", "-1.25"))))
    rng.shuffle(rows)
    return rows


def changed(rng: random.Random, line: Line, month: str) -> list[Row]:
    name, paid, cents = line.deduction.interface, line.deduction.paid, line.charge.cents
    when = {"账单归属月": month, "交易 ID": f"{month}{name}"}

    def charged(cents: int, calls: int = paid, **others: str) -> Row:
        return row(name, str(calls), f"{cents // 100}.{cents % 100:02d}", **when, **others)

    if rng.random() < 0.4:
        return [charged(cents)]
    part = paid // 3
    return rng.choice(
        [
            [],
            [charged(cents * 9 // 10, 折扣率="0.9", 组件原价=f"{cents / 100:.2f}")],
            [charged(cents * 1000)],
            [charged(cents - 1)],
            [charged(cents + 25)],
            [charged(cents, paid + 1000)],
            [{**charged(cents + 777), DEDUCTED: str(line.deduction.calls)}],
            [charged(cents // 3, part), charged(cents - cents // 3, paid - part)],
            [charged(cents), row(name, "", "-1.00", 交易类型="按量计费冲正", **when)],
            [charged(cents, 组件单价="0.003"), row("图像理解", "1", "5.00", **when)],
            [charged(cents * 3 // 2)],
        ]
    )
