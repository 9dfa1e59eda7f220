"""Accounts with packs of which nobody says what is left, so small that every state can be billed.

The books have one to three prices in a month, graduated and reached, a pool of free calls, and
packs of two lengths; every reading is fixed.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from support.books import CELL, tiers, translator
from tiia_pricebook import FreeQuota, Mode, Pack, PayAsYouGo, PriceBook, SettlementOrder
from tiia_pricing import Purchase, Usage, bill

MONTHS = {40: 12, 25: 4}  # how long a pack of so many calls lasts
BOUGHT = ("2024-03-10", "2024-05-20", "2024-02-28")  # that of February may end within June
TURNS = ("2024-06-08", "2024-06-17", "2024-07-11")
FREE_FIRST = SettlementOrder(("free-quota", "resource-pack", "pay-as-you-go"), None)
PACKS_FIRST = SettlementOrder(("resource-pack", "free-quota", "pay-as-you-go"), None)
KINDS = ("free quota first", "packs first", "pool first", "packs before a pool")


class Untold(NamedTuple):
    """An account: of the packs ``before`` nobody says what is left; those ``then`` are full."""

    book: PriceBook
    usage: Sequence[Usage]
    before: Sequence[Purchase]
    then: Sequence[Purchase]
    readings: Mapping[str, str]

    def ends(self) -> tuple[int, int]:
        """Return the least and the greatest total of all states, in cents, each billed as told."""
        bills = (
            bill(self.book, self.usage, packs, readings=self.readings) for packs in self.states()
        )
        totals = [one.cents for one in bills]
        return min(totals), max(totals)

    def states(self) -> Iterator[Sequence[Purchase]]:
        """Yield the packs with each number of calls left: those used last are the last to end."""
        expiring = self.readings["pack-order"] == "earliest-expiry"
        used = sorted(self.before, key=_end if expiring else _day)
        for left in range(sum(pack.calls for pack in used) + 1):
            after = 0
            told = []
            for pack in reversed(used):
                told.append(replace(pack, left=min(max(left - after, 0), pack.calls)))
                after += pack.calls
            yield (*told, *self.then)


def _day(pack: Purchase) -> dt.date:
    return pack.day


def _end(pack: Purchase) -> dt.date:
    return pack.day + dt.timedelta(30 * MONTHS[pack.calls])


def untold(seed: int, kind: str) -> Untold:
    """Return a random account of its own book, of one of ``KINDS``."""
    pool = "pool" in kind
    dice = random.Random(seed)  # noqa: S311 - no secret
    book = replace(
        translator(),
        known_from=None,
        free_quotas=_quotas(dice, pool=pool),
        pay_as_you_go=(*_tables(dice, "Text"), *_tables(dice, "Speech")),
        packs=tuple(
            Pack("Text", calls, Decimal(20), None, CELL, CELL, months=months)
            for calls, months in MONTHS.items()
        ),
        settlement_order=PACKS_FIRST if kind.startswith("packs") else FREE_FIRST,
    )
    readings = {one.name: dice.choice(one.values) for one in book.readings}
    before = [
        Purchase(dt.date.fromisoformat(day), "Text", dice.choice((25, 40)))
        for day in dice.sample(BOUGHT, dice.choice((1, 1, 2)))
    ]
    then = [Purchase(dt.date(2024, 6, 20), "Text", 25)] if dice.random() < 0.2 else []
    return Untold(book, list(_usage(dice, pool=pool)), before, then, readings)


def _quotas(dice: random.Random, *, pool: bool) -> tuple[FreeQuota, ...]:
    names = ("Text", "Speech") if pool else ("Text",)
    return (FreeQuota(names, dice.choice((3, 11)), None, CELL),) if dice.random() < 0.6 else ()


def _tables(dice: random.Random, name: str) -> Iterator[PayAsYouGo]:
    """The prices of an interface: on end in time."""
    days = sorted(dice.sample(TURNS, dice.choice((0, 0, 1, 2, 3))))
    ends = [None, *map(dt.date.fromisoformat, days), None]
    for first, end in pairwise(ends):
        bounds = [0, *sorted(dice.sample(range(2, 80), dice.choice((0, 1, 2))))]
        steps = [(bound, f"{dice.randint(1, 900) / 100:.2f}") for bound in bounds]
        mode: Mode = "progressive" if dice.random() < 2 / 3 else "reached"
        assumed = "assumed" if dice.random() < 0.2 else UNSET
        per = dice.choice((1, 7, 10, 1000))
        made = PayAsYouGo(name, mode, per, tiers(*steps), None, None, from_=first, to=end)
        upper = [
            replace(tier, bound_in=dice.choice(("lower", "upper"))) if index else tier
            for index, tier in enumerate(made.tiers)
        ]
        yield replace(made, tiers=tuple(upper), mode_certainty=assumed)


def _usage(dice: random.Random, *, pool: bool) -> Iterator[Usage]:
    for month in (6, 7, 8)[: dice.choice((1, 1, 2, 3))]:
        for _ in range(dice.choice((1, 2, 4))):
            name = dice.choice(("Text", "Text", "Speech")) if pool else "Text"
            yield Usage(dt.date(2024, month, dice.randint(1, 28)), name, dice.randint(0, 45))
