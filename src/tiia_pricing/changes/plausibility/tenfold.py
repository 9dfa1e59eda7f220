"""Numbers that move tenfold or more, as a digit or a unit that was misread makes them move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook, Tier
from tiia_pricebook.messages import Message, say, say_as
from tiia_pricing.changes.detection.tier_alignment import align, moved
from tiia_pricing.changes.plausibility.hold import Hold

TENFOLD = 10

Fact = TypeVar("Fact", PayAsYouGo, Pack, FreeQuota)


def tenfold(old: PriceBook, new: PriceBook) -> Iterator[Hold]:
    """Yield the prices, bounds, free quotas and pack sizes that move tenfold, each told once.

    Of dated facts, the first and the last: what is announced is held as what holds is.
    """
    told = set()
    for latest in (False, True):
        for hold in (
            *_tables_moved(old, new, latest),
            *_packs_moved(old, new, latest),
            *_quotas_moved(old, new, latest),
        ):
            if (hold.id, hold.text) not in told:
                told.add((hold.id, hold.text))
                yield hold


def tables(book: PriceBook, latest: bool) -> dict[str, PayAsYouGo]:
    """Return each interface's price table; of dated ones the last, or the first."""
    chosen = {table.interface: table for table in _in_turn(book.pay_as_you_go, latest)}
    return {table.interface: chosen[table.interface] for table in book.pay_as_you_go}


def _in_turn(facts: Iterable[Fact], latest: bool) -> list[Fact]:
    """Dated facts in an order in which the one that counts comes last: the latest, or the first."""
    ordered = sorted(facts, key=lambda fact: str(fact.from_ or ""))
    return ordered if latest else ordered[::-1]


def _tables_moved(old: PriceBook, new: PriceBook, latest: bool) -> Iterator[Hold]:
    after = tables(new, latest)
    for name, before in tables(old, latest).items():
        if name in after:
            yield from _prices(before, after[name])
            yield from _bounds(before, after[name])


def _prices(before: PayAsYouGo, after: PayAsYouGo) -> Iterator[Hold]:
    """Compared at every bound of either table, so that a moved bound is no price of its own."""
    for calls in sorted({tier.from_calls for table in (before, after) for tier in table.tiers}):
        was, now = (_tier_at(table, calls) for table in (before, after))
        if _far(Fraction(was.price) / before.per_calls, Fraction(now.price) / after.per_calls):
            key = {"interfaces": [before.interface], "from_calls": calls}
            text = say(
                "calls of {name} from {calls:,} a month cost {was} yuan per {per:,} "
                "and cost {now} per {after:,} {when}",
                name=before.interface,
                calls=calls,
                was=was.price,
                per=before.per_calls,
                now=now.price,
                after=after.per_calls,
                when=_when(before, after),
            )
            yield Hold("price-tenfold", key, text)


def _bounds(before: PayAsYouGo, after: PayAsYouGo) -> Iterator[Hold]:
    """The bounds of tiers that both tables have, matched as changes are told."""
    for was, now in align(before.tiers, after.tiers):
        if was and now and moved(was, now) and _far(was.from_calls, now.from_calls):
            key = {"interfaces": [before.interface], "from_calls": was.from_calls}
            text = say(
                "a tier of {name} began at {was:,} calls a month and begins at {now:,} {when}",
                name=before.interface,
                was=was.from_calls,
                now=now.from_calls,
                when=_when(before, after),
            )
            yield Hold("bound-tenfold", key, text)


def _packs_moved(old: PriceBook, new: PriceBook, latest: bool) -> Iterator[Hold]:
    before, after = _packs(old, latest), _packs(new, latest)
    for key, pack in before.items():
        now = after.get(key)
        if now is not None and _far(Fraction(pack.price), Fraction(now.price)):
            yield _pack_price(pack, now)
    gone = [pack for key, pack in before.items() if key not in after]
    come = [pack for key, pack in after.items() if key not in before]
    for pack in gone:
        yield from (_pack_size(pack, now) for now in come if _resized(pack, now))


def _resized(pack: Pack, now: Pack) -> bool:
    """Whether a pack that came is one that went, its size misread: the price did not follow."""
    mine = pack.interface == now.interface and _far(pack.calls, now.calls)
    return mine and _far(Fraction(pack.price) / pack.calls, Fraction(now.price) / now.calls)


def _pack_price(pack: Pack, now: Pack) -> Hold:
    key = {"interfaces": [pack.interface], "calls": pack.calls}
    text = say(
        "the pack of {calls:,} calls of {name} cost {was:,} yuan and costs {now:,} {when}",
        calls=pack.calls,
        name=pack.interface,
        was=pack.price,
        now=now.price,
        when=_when(pack, now),
    )
    return Hold("price-tenfold", key, text)


def _pack_size(pack: Pack, now: Pack) -> Hold:
    key = {"interfaces": [pack.interface], "calls": pack.calls}
    text = say(
        "a pack of {name} for {was:,} yuan had {calls:,} calls, "
        "and one for {now:,} has {after:,} {when}",
        name=pack.interface,
        was=pack.price,
        calls=pack.calls,
        now=now.price,
        after=now.calls,
        when=_when(pack, now),
    )
    return Hold("pack-size-tenfold", key, text)


def _quotas_moved(old: PriceBook, new: PriceBook, latest: bool) -> Iterator[Hold]:
    after = _quotas(new, latest)
    for name, was in _quotas(old, latest).items():
        now = after.get(name)
        if now is not None and _far(was.calls, now.calls):
            text = say(
                "the free quota of {name} was {was:,} calls a month and is {now:,} {when}",
                name=name,
                was=was.calls,
                now=now.calls,
                when=_when(was, now),
            )
            yield Hold("quota-tenfold", {"interfaces": [name]}, text)


def _when(before: PayAsYouGo | Pack | FreeQuota, after: PayAsYouGo | Pack | FreeQuota) -> Message:
    """Since when the new number holds: from the day that is announced, or now."""
    if after.from_ in (None, before.from_):
        return say_as("since when", "now")
    return say_as("since when", "from {day} on", day=after.from_)


def _packs(book: PriceBook, latest: bool) -> dict[tuple[str, int], Pack]:
    """Each pack by interface and size; of dated ones the last, or the first."""
    chosen = {(p.interface, p.calls): p for p in _in_turn(book.packs, latest)}
    return {(p.interface, p.calls): chosen[p.interface, p.calls] for p in book.packs}


def _quotas(book: PriceBook, latest: bool) -> dict[str, FreeQuota]:
    """Each interface's free quota; of dated ones the last, or the first."""
    quotas = _in_turn(book.free_quotas, latest)
    return {name: quota for quota in quotas for name in quota.interfaces}


def _tier_at(table: PayAsYouGo, calls: int) -> Tier:
    return [tier for tier in table.tiers if tier.from_calls <= calls][-1]


def _far(was: Fraction | int, now: Fraction | int) -> bool:
    return was >= TENFOLD * now or now >= TENFOLD * was
