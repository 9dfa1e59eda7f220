"""What is announced: facts that begin or end after the day on which the site was built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

from msgspec import Struct

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook, Source
from tiia_pricebook.calendar import DAY, holds

Kind = Literal["price", "quota", "pack"]
Place = tuple[str, int]
Coming = dict[Kind, dict[Place, "AnnouncedNumber"]]
Fact = TypeVar("Fact", FreeQuota, PayAsYouGo, Pack)


class AnnouncedNumber(Struct, frozen=True):
    """A number that changes on ``day``; ``None`` is none at all.

    ``at`` is where a tier begins or how many calls a pack has; ``source`` the cell that
    announces it, ``None`` for an end.
    """

    kind: Kind
    day: dt.date
    interfaces: tuple[str, ...]
    at: int
    old: Decimal | int | None
    new: Decimal | int | None
    source: Source | None
    per_calls: int = 0


def announced(book: PriceBook, today: dt.date) -> list[AnnouncedNumber]:
    """Return all that comes after ``today``, the earliest first."""
    found = [
        *_changes(book.pay_as_you_go, _prices, today),
        *_changes(book.free_quotas, _quota, today),
        *_changes(book.packs, _pack, today),
    ]
    return sorted(found, key=lambda one: one.day)


def coming(found: Iterable[AnnouncedNumber]) -> Coming:
    """Return what comes first for each tier, free quota and pack, by kind, interface and ``at``."""
    first: Coming = {"price": {}, "quota": {}, "pack": {}}
    for one in found:
        for name in one.interfaces:
            first[one.kind].setdefault((name, one.at), one)
    return first


class Number(Struct, frozen=True):
    """A number of a fact, the cell that states it, and for how many calls it counts."""

    value: Decimal | int
    source: Source
    per_calls: int = 0

    def like(self, other: Number | None) -> bool:
        """Return whether it says the same, wherever it stands."""
        return other is not None and (self.value, self.per_calls) == (other.value, other.per_calls)


Key = tuple[Kind, tuple[str, ...], int]
Numbers = dict[Key, Number]


def _prices(table: PayAsYouGo) -> Numbers:
    return {
        ("price", (table.interface,), tier.from_calls): Number(
            tier.price, tier.source, table.per_calls
        )
        for tier in table.tiers
    }


def _quota(quota: FreeQuota) -> Numbers:
    return {("quota", quota.interfaces, 0): Number(quota.calls, quota.source)}


def _pack(pack: Pack) -> Numbers:
    return {("pack", (pack.interface,), pack.calls): Number(pack.price, pack.source)}


def _changes(
    facts: Sequence[Fact], numbers: Callable[[Fact], Numbers], today: dt.date
) -> Iterator[AnnouncedNumber]:
    """The numbers that differ between the facts of a day to come and those of the day before."""
    days = {day for fact in facts for day in (fact.from_, fact.to) if day and day > today}
    for day in sorted(days):
        before: Numbers = _on(facts, numbers, day - DAY)
        after: Numbers = _on(facts, numbers, day)
        for key in dict.fromkeys([*after, *before]):
            was, now = before.get(key), after.get(key)
            if now is None or not now.like(was):
                yield _announced(key, day, was, now)


def _announced(key: Key, day: dt.date, was: Number | None, now: Number | None) -> AnnouncedNumber:
    kind, names, at = key
    old, new = (one.value if one else None for one in (was, now))
    source, per_calls = (now.source, now.per_calls) if now else (None, 0)
    return AnnouncedNumber(kind, day, names, at, old, new, source, per_calls)


def _on(facts: Iterable[Fact], numbers: Callable[[Fact], Numbers], day: dt.date) -> Numbers:
    return {
        key: number for fact in facts if holds(fact, day) for key, number in numbers(fact).items()
    }
