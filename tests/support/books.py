"""Two small price books of our own, as unlike the vendor's as the model allows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from tiia_pricebook import (
    READINGS,
    FreeQuota,
    Interface,
    Pack,
    PayAsYouGo,
    PriceBook,
    SettlementOrder,
    Snapshot,
    Source,
    Tier,
)

CELL = Source("a cell", 0, 0, 0)


def tiers(*steps: tuple[int, str]) -> tuple[Tier, ...]:
    return tuple(Tier(bound, Decimal(price), CELL, CELL) for bound, price in steps)


def scanner() -> PriceBook:
    """Progressive tiers priced by the single page, upper bounds in (``≤ 100``), packs of six months
    and of a year, and packs used before the free quota."""
    return PriceBook(
        snapshot=Snapshot("00", "scanner"),
        known_from=None,
        interfaces=(Interface("Scan", "ScanPage", CELL),),
        free_quotas=(FreeQuota(("Scan",), 10, None, CELL),),
        pay_as_you_go=(
            PayAsYouGo("Scan", "progressive", 1, tiers((0, "0.5"), (101, "0.25")), None, None),
        ),
        packs=(
            Pack("Scan", 50, Decimal("20"), None, CELL, CELL, months=6),
            Pack("Scan", 100, Decimal("35"), None, CELL, CELL, months=12),
        ),
        no_packs=(),
        settlement_order=SettlementOrder(("resource-pack", "free-quota", "pay-as-you-go"), None),
        clauses=(),
        findings=(),
        readings=tuple(msgspec.structs.replace(reading, clause=None) for reading in READINGS),
    )


def translator() -> PriceBook:
    """Reached tiers priced by ten thousand, lower bounds in, prices that change with a date, and a
    pool of free calls for two interfaces of different price."""
    change = dt.date(2024, 7, 1)
    return PriceBook(
        snapshot=Snapshot("00", "translator"),
        known_from=dt.date(2024, 1, 1),
        interfaces=(Interface("Text", None, CELL), Interface("Speech", None, CELL)),
        free_quotas=(FreeQuota(("Text", "Speech"), 30_000, None, CELL),),
        pay_as_you_go=(
            PayAsYouGo(
                "Text", "reached", 10_000, tiers((0, "3"), (100_000, "2.5")), None, None, to=change
            ),
            PayAsYouGo("Text", "reached", 10_000, tiers((0, "4")), None, None, from_=change),
            PayAsYouGo("Speech", "reached", 10_000, tiers((0, "9")), None, None),
        ),
        packs=(),
        no_packs=(),
        settlement_order=SettlementOrder(("free-quota", "resource-pack", "pay-as-you-go"), None),
        clauses=(),
        findings=(),
        readings=tuple(msgspec.structs.replace(reading, clause=None) for reading in READINGS),
    )
