"""Announced changes that a page has carried out: its own words date what its tables say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from tiia_pricebook import Fact, FreeQuota, Pack, PayAsYouGo
from tiia_scraper.extraction import CarriedOut

Key = tuple[str, str, int]

_QUOTED = 80


def day_carried_out(
    new: Sequence[Fact], gone: Sequence[Fact], carried_out: Iterable[CarriedOut], seen: dt.date
) -> tuple[dt.date, str] | None:
    """Return the one day from which all these changes hold, as the page says, and its words.

    ``new`` begin where ``gone`` end. ``None`` where the page does not date each of them, or by
    days of which one is not after ``seen``, when the page before was there.
    """
    wanted = set(_keys(new, gone))
    about = [one for one in carried_out if _key(one) in wanted]
    days = {one.date for one in about}
    if not wanted or wanted != {_key(one) for one in about} or len(days) != 1:
        return None
    return (about[0].date, quoted(about[0].text)) if about[0].date > seen else None


def quoted(text: str) -> str:
    """Return the words of a page, cut where they are many."""
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"


def _key(one: CarriedOut) -> Key:
    return one.kind, one.interface, one.tier


def _keys(new: Sequence[Fact], gone: Sequence[Fact]) -> Iterator[Key]:
    """What changes; what an announcement of a price or a quota does not bring has tier -1."""
    before, after = dict(_parts(gone)), dict(_parts(new))
    for key in before.keys() | after.keys():
        old, now = before.get(key), after.get(key)
        if isinstance(old, PayAsYouGo) and isinstance(now, PayAsYouGo):
            yield from _tiers(old, now)
        else:
            yield key if old and now else (*key[:2], -1)


def _parts(facts: Iterable[Fact]) -> Iterator[tuple[Key, Fact]]:
    for fact in facts:
        if isinstance(fact, FreeQuota):
            yield from ((("free_quotas", name, 0), fact) for name in fact.interfaces)
        elif isinstance(fact, Pack):
            yield ("packs", fact.interface, fact.calls), fact
        else:
            yield ("pay_as_you_go", fact.interface, 0), fact


def _tiers(old: PayAsYouGo, now: PayAsYouGo) -> Iterator[Key]:
    bounds = [[tier.from_calls for tier in table.tiers] for table in (old, now)]
    if bounds[0] != bounds[1] or (old.mode, old.per_calls) != (now.mode, now.per_calls):
        yield "pay_as_you_go", now.interface, -1
        return
    for number, (one, other) in enumerate(zip(old.tiers, now.tiers, strict=True)):
        if one.price != other.price:
            yield "pay_as_you_go", now.interface, number
