"""Which interfaces share a free quota: 共享 and 各."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tiia_pricebook import FreeQuota
from tiia_pricing.changes.change import Draft
from tiia_pricing.changes.detection.quota_spans import Span, quota_at, quota_draft, time_key
from tiia_pricing.changes.kinds import Level
from tiia_pricing.changes.pair import ByInterface, Pair


class _Pools(NamedTuple):
    """The pools of each book, and both as text, by which equal ones are known."""

    old: list[list[str]]
    new: list[list[str]]
    said: tuple[str, str]


class Sharing:
    """The pools of two books, each a list of interfaces, found once for all whom they meet.

    A quota is known by its ``id``: to hash the names of all who share it would take as long for
    each of them.
    """

    def __init__(self, pair: Pair) -> None:
        self._facts = pair.facts
        self._rank = {name: rank for rank, name in enumerate(pair.names)}
        self._sharers: dict[int, frozenset[str]] = {}
        self._alike: dict[frozenset[str], frozenset[str]] = {}
        self._found: dict[Hashable, _Pools] = {}

    def changed(self, span: Span) -> bool:
        """Return whether others than before share the quota."""
        return self._sharing(span.old) is not self._sharing(span.new)

    def loses(self, old: FreeQuota, new: FreeQuota) -> bool:
        """Return whether someone has fewer free calls: an interface used alone, or all together."""
        if new.calls < old.calls:
            return True
        less, more = self._by_size(old, new)
        sharers = len(more if less <= more else less | more)
        before, after = (one.calls * sharers // len(one.interfaces) for one in (old, new))
        return after < before

    def compare(self, name: str, span: Span) -> Draft:
        """Return the pools of before and after, of all whom ``name`` meets."""
        pools = self._pools(span)
        level: Level = "breaking" if self.loses(span.old, span.new) else "notable"
        key = time_key(span.from_, span.to)
        draft = quota_draft("quota-sharing-changed", level, name, span, pools.said, key)
        # The pools know where they belong: the same quota in one cell or in two is one edit.
        home = (*pools.said, span.from_, span.to)
        return replace(draft, old=pools.old, new=pools.new, home=home)

    def _pools(self, span: Span) -> _Pools:
        key = (*self._met(span), span.from_)
        if key not in self._found:
            met = self._sharing(span.old) | self._sharing(span.new)
            names = sorted(self._rank.keys() & met, key=self._rank.__getitem__)
            old, new = (_pools(one, names, span.from_) for one in self._facts.values())
            self._found[key] = _Pools(old, new, (str(old), str(new)))
        return self._found[key]

    def _met(self, span: Span) -> tuple[int, ...]:
        """Both quotas, or the one whose interfaces have those of the other among them."""
        less, more = self._by_size(span.old, span.new)
        return (id(more),) if less <= more else (id(less), id(more))

    def _by_size(self, *quotas: FreeQuota) -> list[frozenset[str]]:
        """Who shares each of two quotas, the fewer first."""
        return sorted(map(self._sharing, quotas), key=len)

    def _sharing(self, quota: FreeQuota) -> frozenset[str]:
        """Who shares a quota; one object for all quotas that the same interfaces share."""
        if id(quota) not in self._sharers:
            names = frozenset(quota.interfaces)
            self._sharers[id(quota)] = self._alike.setdefault(names, names)
        return self._sharers[id(quota)]


def _pools(facts: ByInterface, names: Sequence[str], day: dt.date | None) -> list[list[str]]:
    """Who of ``names`` shares a quota with whom on ``day``."""
    drawn = (quota_at(facts.quotas.get(name, ()), day) for name in names)
    rank = {name: index for index, name in enumerate(names)}
    quotas = {id(quota): quota for quota in drawn if quota}
    pools = (
        sorted(rank.keys() & quota.interfaces, key=rank.__getitem__) for quota in quotas.values()
    )
    return [list(pool) for pool in dict.fromkeys(map(tuple, pools))]
