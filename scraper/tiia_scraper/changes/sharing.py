"""Which interfaces share a free quota: 共享 and 各."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence

from msgspec.structs import replace

from tiia_pricing.pricebook import FreeQuota, PriceBook
from tiia_scraper.changes.model import Draft, Pair
from tiia_scraper.changes.quotaspans import Span, holds, quota_draft, time_key
from tiia_scraper.changes.rules import Level


class Sharing:
    """The pools of two books, each a list of interfaces, found once for all whom they meet."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._found: dict[Hashable, tuple[list[list[str]], list[list[str]]]] = {}

    def compare(self, name: str, span: Span) -> Draft:
        """The pools of before and after, of all whom ``name`` meets."""
        met = frozenset((*span.old.interfaces, *span.new.interfaces))
        pools = self._pools(met, span)
        level: Level = "breaking" if loses(span.old, span.new) else "notable"
        key = time_key(span.from_, span.to)
        draft = quota_draft("quota-sharing-changed", level, name, span, pools, key)
        # The pools know where they belong: the same quota in one cell or in two is one edit.
        return replace(draft, home=(*map(str, pools), span.from_, span.to))

    def _pools(self, met: frozenset[str], span: Span) -> tuple[list[list[str]], list[list[str]]]:
        key = (met, span.from_)
        if key not in self._found:
            names = [name for name in self._pair.names if name in met]
            before, after = (
                _pools(book, names, span.from_) for book in (self._pair.old, self._pair.new)
            )
            self._found[key] = (before, after)
        return self._found[key]


def _pools(book: PriceBook, names: Sequence[str], day: dt.date | None) -> list[list[str]]:
    """Who of ``names`` shares a quota with whom on ``day``."""
    drawn: dict[str, FreeQuota] = {}
    for quota in sorted(book.free_quotas, key=lambda quota: quota.from_ or dt.date.min):
        if holds(quota, day):
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
