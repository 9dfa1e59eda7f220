"""Bills of months before a change are what they were, whatever the vendor changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tiia_pricebook import READINGS, load
from tiia_pricing import PriceBook, Purchase, Usage, bill
from tiia_pricing.billing.statement import statement_forms
from tiia_pricing.proposing import Checkout

from .conftest import Propose
from .test_kinds import ADDED, BOUND, QUOTA, REMOVED
from .trees import BOOK, edited

MONTHS = 100
SELLER = "车辆识别（增强版）"
SIZES = (10_000, 100_000, 1_000_000, 2_500_000)
CALLS = (0, 999, 1_000, 1_001, 10_999, 100_001, 1_000_999, 1_001_000, 3_001_001)
NAMES = (
    *("商品识别", "商品识别-微信识物版", "车辆识别", SELLER, "文件封识别", "宠物识别图片版"),
    *("智能裁剪", "图像质量评估", "图像清晰度增强"),
)
COLUMNS = ("interface", "calls", "free", "pack", "pay_as_you_go", "unit_price", "per_calls")
CHANGES = {
    "price": edited(("2.5元/千次", "2.6元/千次")),
    "bound": BOUND,
    "quota": QUOTA,
    "pack": edited(("730元", "740元")),
    "interface removed": REMOVED,
    "interface added": ADDED,
}
Account = tuple[list[Usage], list[Purchase], dict[str, str]]
FIRST, LAST = dt.date(2022, 10, 1), dt.date(2026, 10, 31)


def account(random: Random) -> Account:
    """Usage of a few interfaces in one month, with packs and readings."""
    first = (FIRST + dt.timedelta(random.randint(0, (LAST - FIRST).days))).replace(day=1)
    names = random.sample(NAMES, random.randint(1, 4))
    usage = [
        Usage(first.replace(day=random.randint(1, 28)), name, calls)
        for name in names
        for calls in (random.choice(CALLS), random.randint(0, 20_000_000))
    ]
    packs = [
        Purchase(first - dt.timedelta(random.randint(0, 300)), SELLER, random.choice(SIZES))
        for _ in range(random.randint(0, 2) if SELLER in names else 0)
    ]
    readings = {
        reading.name: random.choice(reading.values) for reading in READINGS if random.random() < 0.2
    }
    return usage, packs, readings


def told(
    book: PriceBook, usage: list[Usage], packs: list[Purchase], readings: dict[str, str]
) -> tuple[Any, ...]:
    """What a bill comes to: total, lines, packs and range."""
    found = statement_forms.as_dict(bill(book, usage, packs, readings=readings))
    lines = [
        (line["amount"], *(line[column] for column in COLUMNS))
        for month in found["months"]
        for line in month["lines"]
    ]
    spread = found["range"]
    return found["total"], lines, found["packs"], spread["low"], spread["high"]


@pytest.mark.parametrize("options", [("--effective", "2026-11-24"), ()], ids=["given", "seen"])
@pytest.mark.parametrize("page", CHANGES.values(), ids=CHANGES)
def test_months_before_a_change_cost_what_they_did(
    tree: Checkout, propose: Propose, page: str, options: tuple[str, ...]
) -> None:
    before = load(tree.root / BOOK)
    propose(page, *options)
    after = load(tree.root / BOOK)
    random = Random(20261124)  # noqa: S311
    for _ in range(MONTHS):
        given = account(random)
        assert told(after, *given) == told(before, *given), given


def test_it_can_tell(tree: Checkout, tmp_path: Path) -> None:
    """The comparison notices a price that is another one."""
    before = load(tree.root / BOOK)
    (tmp_path / "other.json").write_bytes(tree.read(BOOK).replace(b'"price": "7"', b'"price": "8"'))
    after = load(tmp_path / "other.json")
    given: Account = ([Usage(dt.date(2023, 5, 1), "文件封识别", 2_000)], [], {})
    assert told(before, *given)[0] == "7.00"
    assert told(after, *given)[0] == "8.00"
