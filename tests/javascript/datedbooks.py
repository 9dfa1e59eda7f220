"""Random price books whose facts change on days, some of them only seen, and accounts on them."""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from conformance import books
from tiia_pricebook import READINGS
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.editions.edition_validation import check_dated
from tiia_pricing.conformance.protocol.case import Activation, Book, Case, PackRow, UsageRow

Fact = dict[str, Any]

NAMES = ("甲", "乙", "丙")
FIRST, LAST = dt.date(2024, 2, 1), dt.date(2024, 4, 20)
KNOWN_FROM = "2024-03-01"
STEPS = ("free-quota", "resource-pack", "pay-as-you-go")
PRICES = ("0.0001", "0.05", "1", "1.15", "2.5", "3", "33.333", "75")
BOUNDS = (1, 10, 11, 999, 1000, 1001, 5_000, 10_001, 60_000)
LASTING: tuple[dict[str, str], ...] = (
    {},
    {"months": "1"},
    {"months": "6"},
    {"days": "30"},
    {"endless": "yes"},
)
CALLS = (0, 1, 7, 999, 1000, 1001, 9_999, 12_345, 60_001, 10**15)


class Dice(random.Random):
    """A seeded source of choices."""

    def often(self) -> bool:
        """True in two of three."""
        return self.random() < 2 / 3

    def rarely(self) -> bool:
        """True in one of eight."""
        return self.random() < 1 / 8

    def some(self, things: Sequence[str], least: int = 0, most: int = 3) -> list[str]:
        """Some of ``things`` in their order."""
        count = self.randint(least, min(most, len(things)))
        chosen = set(self.sample(range(len(things)), count))
        return [thing for index, thing in enumerate(things) if index in chosen]

    def day(self) -> str:
        """A day of spring, one in eight the first of its month."""
        day = FIRST + dt.timedelta(days=self.randrange((LAST - FIRST).days))
        return str(day.replace(day=1) if self.rarely() else day)


def dated_case(seed: int) -> tuple[Book, Case]:
    """A book on which prices, quotas and packs change, come or go, and an account on it."""
    dice = Dice(seed)
    names = NAMES[: dice.randint(1, 3)]
    days = sorted({dice.day() for _ in range(dice.randint(1, 3))})
    book = _book(dice, names, days)
    return book, _account(dice, names, days, book)


def _book(dice: Dice, names: Sequence[str], days: Sequence[str]) -> Book:
    book = books.of_tiers([row for name in names for row in _tiers(dice, name)])
    book["packs"] = [
        books.pack({"interface": names[0], "calls": str(size), "price": "10", **lasting})
        for size, lasting in zip((500, 20_000), dice.sample(LASTING, 2), strict=True)
        if dice.often()
    ]
    book["pay_as_you_go"] = _changed(dice, book["pay_as_you_go"], days, _prices, gaps=True)
    book["free_quotas"] = _quotas(dice, names, days)
    book["packs"] = _changed(dice, book["packs"], days, _pack_price, gaps=False)
    book["settlement_order"] = _order(dice)
    if dice.rarely():
        day = dice.choice(days)
        book["former_orders"] = [{**_order(dice), "from": None, "to": day}]
        book["settlement_order"] = {**_order(dice), "from": day, "to": None}
    if dice.often():
        book["only_seen"] = [_only_seen(dice, names, days) for _ in range(dice.randint(0, 2))]
    if dice.rarely():
        reading = next(one for one in book["readings"] if one["name"] == "price-change")
        reading["values"] = dice.sample(reading["values"], dice.randint(1, 3))
        reading["default"] = dice.choice(reading["values"])
    return _reaching_back(dice, book, days) if dice.rarely() else book


def _tiers(dice: Dice, name: str) -> list[dict[str, str]]:
    row = {
        "interface": name,
        "mode": dice.choice(["reached", "progressive"]),
        "per calls": dice.choice(["1", "1000", "1000", "10000"]),
    }
    row["certainty"] = dice.choice(["-", "assumed"]) if row["mode"] == "reached" else "-"
    bounds = sorted({0, *dice.sample(BOUNDS, dice.randint(0, 3))})
    sides = ["-", "lower", "upper"]
    return [
        {
            **row,
            "from calls": str(one),
            "price": dice.choice(PRICES),
            "bound in": dice.choice(sides) if one else "-",
        }
        for one in bounds
    ]


def _changed(
    dice: Dice,
    facts: Sequence[Fact],
    days: Sequence[str],
    change: Callable[[Dice, Fact], Fact],
    *,
    gaps: bool,
) -> list[Fact]:
    """Each of ``facts`` as several, one for each stretch between some of ``days``."""
    found = []
    for first in facts:
        fact, some = first, dice.some(days) if dice.often() else []
        own = []
        for start, end in zip([None, *some], [*some, None], strict=True):
            if start:
                fact = {**copy.deepcopy(fact), **change(dice, fact)}
            if not (gaps and some and dice.rarely()):
                own.append({**fact, "from": start, "to": end})
        found += own or [{**first, "from": None, "to": None}]
    dice.shuffle(found)
    return found


def _prices(dice: Dice, table: Fact) -> Fact:
    kind = dice.choice(["price", "price", "bound", "mode", "per_calls"])
    if kind == "mode":
        return {"mode": {"reached": "progressive", "progressive": "reached"}[table["mode"]]}
    if kind == "per_calls":
        return {"per_calls": dice.choice([1, 3, 700, 1000, 10_000])}
    tiers = copy.deepcopy(table["tiers"])
    at = dice.randrange(len(tiers))
    if kind == "bound" and at:
        tiers[at]["from_calls"] = tiers[at - 1]["from_calls"] + 1
    else:
        tiers[at]["price"] = dice.choice(PRICES)
    return {"tiers": tiers}


def _quotas(dice: Dice, names: Sequence[str], days: Sequence[str]) -> list[Fact]:
    """None, one pool, or a pool that becomes each interface's own on a day."""
    pool = {"interfaces": ", ".join(names), "calls": str(dice.randint(1, 3_000))}
    each = [{"interfaces": name, "calls": str(dice.randint(1, 3_000))} for name in names]
    kind = dice.choice(["none", "pool", "each", "pool-then-each"])
    if kind == "pool-then-each":
        day = dice.choice(days)
        rows = [{**pool, "to": day}, *({**row, "from": day} for row in each)]
        return [books.quota(row) for row in rows]
    plain = {"none": [], "pool": [pool], "each": each}[kind]
    quotas = [books.quota(row) for row in plain]
    return _changed(dice, quotas, days, _quota_calls, gaps=True)


def _quota_calls(dice: Dice, _: Fact) -> Fact:
    return {"calls": dice.randint(1, 3_000)}


def _pack_price(dice: Dice, pack: Fact) -> Fact:
    price = dice.choice(PRICES)
    if "endless" in pack:
        return {"price": price}
    if "days" in pack:
        return {"price": price, "days": dice.choice([7, 30, 365])}
    return {"price": price, "months": dice.choice([None, 1, 12])}


def _order(dice: Dice) -> Fact:
    first = dice.sample(STEPS[:2], 2) if dice.rarely() else STEPS[:2]
    return {"steps": [*first, STEPS[2]], "clause": dice.choice([None, "the-feature"])}


def _only_seen(dice: Dice, names: Sequence[str], days: Sequence[str]) -> Fact:
    day = dice.choice(days)
    before = dt.date.fromisoformat(day) - dt.timedelta(days=dice.randint(1, 62))
    since = before.replace(day=1) if dice.rarely() else before
    return {"day": day, "not_before": str(since), "interfaces": dice.some(names, 1)}


def _reaching_back(dice: Dice, book: Book, days: Sequence[str]) -> Book:
    """``book`` from March on; what was before is an edition, and before that nobody tells."""
    tables = {table["interface"]: table for table in book["pay_as_you_go"]}
    there = [_on_a_page({**table, "from": None, "to": None}) for table in tables.values()]
    edition = {
        "from": "2024-01-01",
        "to": KNOWN_FROM,
        "snapshot": {"sha256": "1" * 64, "source": "old.md"},
        "interfaces": list(tables),
        "free_quotas": [],
        "pay_as_you_go": _changed(dice, there, days, _prices, gaps=False),
        "settlement_order": _order(dice),
    }
    row = {"error": "price-unknown-then", "message": "{month} is too old", "expected": "later"}
    untold = [{**row, "interface": name, "from": None, "to": "2024-01-01"} for name in tables]
    whole = {**book, "known_from": KNOWN_FROM, "editions": [edition], "untold": untold}
    # A month without a price that nothing tells of makes no valid book.
    return book if check_dated(msgspec.convert(whole, DatedBook)) else whole


def _on_a_page(table: Fact) -> Fact:
    def there(tier: Fact) -> Fact:
        return {**tier, **{of: {**tier[of], "page": "old.md"} for of in ("source", "bound")}}

    return {**table, "tiers": [there(tier) for tier in table["tiers"]]}


def _account(dice: Dice, names: Sequence[str], days: Sequence[str], book: Book) -> Case:
    usage = [_usage(dice, names, days) for _ in range(dice.randint(1, 12))]
    first = min(row["date"] for row in usage)
    return {
        "book": None,
        "usage": usage,
        "packs": [
            _purchase(dice, book)
            for _ in range(dice.randint(0, 3))
            if book["packs"] and dice.often()
        ],
        "files": {},
        "readings": _readings(dice, book),
        "activated": _activated(dice, names, first),
    }


def _usage(dice: Dice, names: Sequence[str], days: Sequence[str]) -> UsageRow:
    near = dt.date.fromisoformat(dice.choice(days)) + dt.timedelta(days=dice.randint(-9, 9))
    day = str(near) if dice.often() else dice.day()
    calls = dice.choice(CALLS) if dice.often() else dice.randint(0, 100_000)
    return {"date": day[:7] if dice.rarely() else day, "interface": dice.choice(names),
            "calls": calls}  # fmt: skip


def _purchase(dice: Dice, book: Book) -> PackRow:
    pack = dice.choice(book["packs"])
    return {"purchased_on": dice.day(), "interface": pack["interface"],
            "calls": pack["calls"], "quantity": dice.randint(1, 2)}  # fmt: skip


def _readings(dice: Dice, book: Book) -> dict[str, str]:
    values = {reading["name"]: reading["values"] for reading in book["readings"]}
    names = dice.some([reading.name for reading in READINGS], most=4)
    return {name: dice.choice(values[name]) for name in names if dice.often()}


def _activated(dice: Dice, names: Sequence[str], first: str) -> Activation:
    day = f"{first[:7]}-01" if len(first) == len("2024-02") or dice.often() else first
    earlier = str(dt.date.fromisoformat(day) - dt.timedelta(days=dice.choice([0, 0, 20])))
    return {
        "service": earlier if dice.rarely() else None,
        "interfaces": {dice.choice(names): earlier} if not dice.often() else {},
    }
