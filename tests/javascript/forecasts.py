"""Random forecasts on random price books: tiers, packs and readings of every kind."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from support.books import CELL, tiers, translator
from tiia_pricebook import (
    READINGS,
    FreeQuota,
    Mode,
    Pack,
    PayAsYouGo,
    PriceBook,
    SettlementOrder,
)
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage

NAMES = ("Text", "Speech")
MOVING = (
    *("tier-basis", "partial-thousand", "rounding", "tier-mode", "progressive-bound"),
    *("price-change", "first-month", "shared-pool-order", "pack-order", "pack-start"),
)
CHANGE = dt.date(2026, 3, 15)
LASTING: tuple[dict[str, Any], ...] = (
    *({"months": 12},) * 4,
    *({"months": months} for months in (1, 2, 6)),
    {"days": 40},
    {"endless": True},
)


class Forecasted(Struct, frozen=True):
    """A book, and what is to be planned by it."""

    book: PriceBook
    usage: tuple[Usage, ...]
    owned: tuple[Purchase, ...]
    readings: dict[str, str]
    activated: Activated

    def account(self) -> dict[str, Any]:
        """The account as the JavaScript takes it."""
        return {
            "usage": [
                {"date": str(row.day)[:7], "interface": row.interface, "calls": row.calls}
                for row in self.usage
            ],
            "packs": [
                {
                    "purchased_on": str(one.day),
                    "interface": one.interface,
                    "calls": one.calls,
                    "left": one.left,
                }
                for one in self.owned
            ],
            "readings": self.readings,
            "activated": {
                "service": str(self.activated.service) if self.activated.service else None
            },
        }


def forecasted(seed: int) -> Forecasted:
    """The forecast of a seed."""
    chance = random.Random(seed)  # noqa: S311 - forecasts to try, no secret
    book = _book(chance)
    months = chance.randint(1, 7)
    names = NAMES if not chance.randrange(4) else NAMES[:1]
    scale = chance.choice((20, 200))
    usage = tuple(
        Usage(_first(month), name, chance.choice((0, *(chance.randint(0, scale),) * 4)), True)
        for month in range(months)
        for name in names
    )
    readings = {
        one.name: chance.choice(one.values)
        for one in READINGS
        if one.name in MOVING and not chance.randrange(5)
    }
    service = None if chance.randrange(6) else dt.date(2026, 1, 1)
    return Forecasted(book, usage, _owned(chance, book), readings, Activated(service))


def _first(month: int) -> dt.date:
    return dt.date(2026, 1 + month, 1)


def _book(chance: random.Random) -> PriceBook:
    quota = FreeQuota(NAMES[: chance.randint(1, 2)], chance.randint(1, 15), None, CELL)
    dear = 10**14 if not chance.randrange(10) else 1  # more than a float holds exactly
    tables = [_table(chance, name, dear) for name in NAMES]
    if not chance.randrange(5):
        sooner, later = replace(tables[0], to=CHANGE), _table(chance, "Text", dear)
        tables[:1] = [sooner, replace(later, from_=CHANGE)]
    steps = ["free-quota", "resource-pack", "pay-as-you-go"]
    if not chance.randrange(8):
        steps[:2] = ["resource-pack", "free-quota"]
    return replace(
        translator(),
        known_from=None,
        free_quotas=(quota,) if chance.randrange(4) else (),
        pay_as_you_go=tuple(tables),
        packs=tuple(_packs(chance, dear)),
        settlement_order=SettlementOrder(tuple(steps), None),  # type: ignore[arg-type]
    )


def _table(chance: random.Random, name: str, dear: int) -> PayAsYouGo:
    bounds = [0, *sorted(chance.sample(range(2, 40), chance.randint(0, 3)))]
    digits = chance.choice((0, 1, 3))
    priced = [
        (bound, f"{Decimal(chance.randint(1, 900) * dear).scaleb(-digits):f}") for bound in bounds
    ]
    steps = tuple(
        replace(tier, bound_in="upper") if number and not chance.randrange(3) else tier
        for number, tier in enumerate(tiers(*priced))
    )
    mode: Mode = chance.choice(("reached", "reached", "progressive"))
    table = PayAsYouGo(name, mode, chance.choice((1, 1, 3, 10)), steps, None, None)
    return table if chance.randrange(6) else replace(table, mode_certainty="assumed")


def _packs(chance: random.Random, dear: int) -> list[Pack]:
    lasts = chance.choice(LASTING)
    packs = []
    for name in NAMES[: chance.randint(1, 2)]:
        for size in sorted(chance.sample(range(2, 30), chance.randint(0, 4))):
            lasting = lasts if chance.randrange(12) else chance.choice(LASTING)
            price = Decimal(chance.randint(1, 500) * size * dear) / chance.choice((1, 10, 8))
            if chance.randrange(8):
                days: dict[str, Any] = {}
            else:
                days = {chance.choice(("from_", "to")): _first(chance.randint(0, 4))}
            packs.append(Pack(name, size, price, None, CELL, CELL, **lasting, **days))
    return packs


def _owned(chance: random.Random, book: PriceBook) -> tuple[Purchase, ...]:
    sold = [pack for pack in book.packs if pack.from_ is None and pack.to is None]
    if not sold or chance.randrange(3):
        return ()
    some = chance.choices(sold, k=chance.randint(1, 2))
    days = (dt.date(2025, 12, 5), dt.date(2025, 6, 1), dt.date(2026, 1, 1))
    return tuple(_purchase(chance, pack, chance.choice(days)) for pack in some)


def _purchase(chance: random.Random, pack: Pack, day: dt.date) -> Purchase:
    left = chance.choice((None, chance.randint(0, pack.calls)))
    return Purchase(day, pack.interface, pack.calls, left=left if day.year < 2026 else None)
