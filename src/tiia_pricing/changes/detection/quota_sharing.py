"""Which interfaces share a free quota: 共享 and 各."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tiia_pricebook import FreeQuota, PriceBook
from tiia_pricing.changes.change import Draft, Pair
from tiia_pricing.changes.detection.quota_spans import Span, granted, quota_draft, time_key
from tiia_pricing.changes.kinds import Level


class _Pools(NamedTuple):
    """The pools of each book, and both as text, by which equal ones are known."""

    old: list[list[str]]
    new: list[list[str]]
    said: tuple[str, str]


class Sharing:
    """The pools of two books, each a list of interfaces, found once for all whom they meet."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._found: dict[Hashable, _Pools] = {}

    def compare(self, name: str, span: Span) -> Draft:
        """The pools of before and after, of all whom ``name`` meets."""
        pools = self._pools(span)
        level: Level = "breaking" if loses(span.old, span.new) else "notable"
        key = time_key(span.from_, span.to)
        draft = quota_draft("quota-sharing-changed", level, name, span, pools.said, key)
        # The pools know where they belong: the same quota in one cell or in two is one edit.
        home = (*pools.said, span.from_, span.to)
        return replace(draft, old=pools.old, new=pools.new, home=home)

    def _pools(self, span: Span) -> _Pools:
        key = (frozenset((*span.old.interfaces, *span.new.interfaces)), span.from_)
        if key not in self._found:
            met, day = key
            names = [name for name in self._pair.names if name in met]
            old, new = (_pools(book, names, day) for book in (self._pair.old, self._pair.new))
            self._found[key] = _Pools(old, new, (str(old), str(new)))
        return self._found[key]


def _pools(book: PriceBook, names: Sequence[str], day: dt.date | None) -> list[list[str]]:
    """Who of ``names`` shares a quota with whom on ``day``."""
    drawn: dict[str, FreeQuota] = {}
    for quota in sorted(book.free_quotas, key=lambda quota: quota.from_ or dt.date.min):
        if granted(quota, day):
            drawn |= {name: quota for name in quota.interfaces if name not in drawn}
    rank = {name: index for index, name in enumerate(names)}
    quotas = {id(drawn[name]): drawn[name] for name in names if name in drawn}
    pools = (
        sorted(rank.keys() & quota.interfaces, key=rank.__getitem__) for quota in quotas.values()
    )
    return [list(pool) for pool in dict.fromkeys(map(tuple, pools))]


def loses(old: FreeQuota, new: FreeQuota) -> bool:
    """Whether someone has fewer free calls: an interface used alone, or all together."""
    sharers = len({*old.interfaces, *new.interfaces})
    before, after = (quota.calls * sharers // len(quota.interfaces) for quota in (old, new))
    return new.calls < old.calls or after < before
