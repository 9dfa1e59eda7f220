"""The new book as if what holds in it today, and did not hold in the old one, always had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook
from tiia_pricing.changes.impact.months_in_force import of_day, undated

_Single = TypeVar("_Single", PayAsYouGo, Pack)


def as_if_always(old: PriceBook, new: PriceBook, day: dt.date) -> PriceBook:
    """Return ``new`` with the facts of ``day`` that ``old`` has not on ``day`` open to the past.

    Facts that both have on that day, and all others, keep their days.
    """
    return replace(
        new,
        known_from=old.known_from,
        free_quotas=_quotas(old.free_quotas, new.free_quotas, day),
        pay_as_you_go=_single(old.pay_as_you_go, new.pay_as_you_go, day),
        packs=_single(old.packs, new.packs, day),
    )


def _single(old: Iterable[_Single], new: Iterable[_Single], day: dt.date) -> tuple[_Single, ...]:
    """Facts of one interface, or of one size of its packs."""
    facts = list(new)
    known = set(map(undated, of_day(old, day)))
    fresh = [one for one in of_day(facts, day) if one.from_ and undated(one) not in known]
    subjects = {_subject(one): one for one in fresh}
    return tuple(_opened(facts, subjects))


def _opened(facts: Iterable[_Single], subjects: dict[object, _Single]) -> Iterator[_Single]:
    for fact in facts:
        fresh = subjects.get(_subject(fact))
        if fresh is None or _is_later(fact, fresh):
            yield fact
        elif fact is fresh:
            yield replace(fact, from_=None)


def _is_later(fact: _Single, fresh: _Single) -> bool:
    return bool(fact.from_ and fresh.from_ and fact.from_ > fresh.from_)


def _subject(fact: PayAsYouGo | Pack) -> object:
    return (fact.interface, fact.calls) if isinstance(fact, Pack) else fact.interface


def _quotas(
    old: Iterable[FreeQuota], new: Iterable[FreeQuota], day: dt.date
) -> tuple[FreeQuota, ...]:
    """Quotas by interface: one that drew on another pool before draws on that of ``day``."""
    quotas = list(new)
    known = set(map(undated, of_day(old, day)))
    fresh = [one for one in of_day(quotas, day) if one.from_ and undated(one) not in known]
    found = [replace(one, from_=None) if one in fresh else one for one in quotas]
    for one in fresh:
        found = [_without(other, one) for other in found]
    return tuple(one for one in found if one.interfaces)


def _without(quota: FreeQuota, fresh: FreeQuota) -> FreeQuota:
    """A quota that ended before ``fresh`` began, without those who draw on that now."""
    if quota.to is None or fresh.from_ is None or quota.to > fresh.from_:
        return quota
    left = tuple(name for name in quota.interfaces if name not in fresh.interfaces)
    return replace(quota, interfaces=left)
