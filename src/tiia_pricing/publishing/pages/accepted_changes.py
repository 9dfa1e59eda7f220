"""The changelog of prices: every upstream change that was accepted, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from tiia_pricebook.editions.compilation import Accepted
from tiia_pricebook.editions.dated_book import AcceptedPage
from tiia_pricing.changes import Change, compare


class Entry(Struct, frozen=True):
    """An accepted page, the SHA-256 of the page before it, and what changed between them."""

    page: AcceptedPage
    before: str
    changes: tuple[Change, ...]


def entries(accepted: Sequence[Accepted]) -> tuple[Entry, ...]:
    """What each accepted page changed, the newest first; nothing for the first page."""
    return tuple(
        Entry(new.page, old.page.sha256, compare(old.book, new.book))
        for old, new in reversed(list(pairwise(accepted)))
    )
