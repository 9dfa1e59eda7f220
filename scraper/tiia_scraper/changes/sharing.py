"""Which interfaces share a free quota: 共享 and 各."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tiia_pricing.pricebook import FreeQuota, PriceBook
from tiia_scraper.changes.model import Draft, Pair
from tiia_scraper.changes.quotaspans import Span, quota_at, quota_draft, quotas_of, time_key
from tiia_scraper.changes.rules import Level


def compare_sharing(name: str, span: Span, pair: Pair) -> Draft:
    """The pools of before and after, each a list of interfaces, of all whom ``name`` meets."""
    met = {*span.old.interfaces, *span.new.interfaces}
    names = [other for other in pair.names if other in met]
    pools = (_pools(pair.old, names, span), _pools(pair.new, names, span))
    level: Level = "breaking" if loses(span.old, span.new) else "notable"
    key = time_key(span.from_, span.to)
    draft = quota_draft("quota-sharing-changed", level, name, span, pools, key)
    # The pools know where they belong: the same quota in one cell or in two is one edit.
    return replace(draft, home=(*map(str, pools), span.from_, span.to))


def _pools(book: PriceBook, names: Sequence[str], span: Span) -> list[list[str]]:
    """Who of ``names`` shares a quota with whom, at the beginning of ``span``."""
    pools: list[list[str]] = []
    for name in names:
        quota = quota_at(quotas_of(book, name), span.from_)
        pool = [other for other in names if quota and other in quota.interfaces]
        if pool and pool not in pools:
            pools.append(pool)
    return pools


def loses(old: FreeQuota, new: FreeQuota) -> bool:
    """Whether someone has fewer free calls: an interface used alone, or all together."""
    sharers = len({*old.interfaces, *new.interfaces})
    before, after = (quota.calls * sharers // len(quota.interfaces) for quota in (old, new))
    return new.calls < old.calls or after < before
