"""The feed of a watched page: what its archive says was changed, with what each change costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from tiia_pricing.errors import BookInvalid
from tiia_pricing.feed import Entry, atom, entries_of
from tiia_pricing.impact import impacts, together
from tiia_pricing.pricebook import PriceBook, loads
from tiia_scraper.archive import Archive, Check

TITLE = "Price changes of Tencent Cloud image analysis (TIIA)"
MOST_CHECKS = 100


def feed_of(archive: Archive, checks: Iterable[Check], link: str) -> bytes:
    """The feed, at ``link``, of the last hundred checks that found a change.

    Held changes, better readers and failures are not in it: what is told there is a price.
    """
    seen = list(checks)
    changed = [check for check in seen if check.outcome == "changed"][-MOST_CHECKS:]
    entries = [entry for check in changed for entry in _entries(archive, check)]
    started = seen[0].at if seen else dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return atom(entries, title=TITLE, updated=started, link=link, author="tiia-pricing")


def _entries(archive: Archive, check: Check) -> Iterator[Entry]:
    try:
        old, new = (_book(archive, digest) for digest in (check.against, check.book))
    except BookInvalid:  # of a former schema: told without its costs
        yield from entries_of(check.changes, (), check.at)
        return
    priced = impacts(old, new, check.changes)
    total = together(old, new)
    yield from entries_of(check.changes, priced, check.at, together=total, link=check.final_url)


def _book(archive: Archive, digest: str | None) -> PriceBook:
    return loads(archive.get(str(digest)), name=f"object {digest}")
