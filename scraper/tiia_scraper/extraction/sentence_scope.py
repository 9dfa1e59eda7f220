"""Which interfaces a sentence speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from tiia_scraper.document.document import Sentence, Table
from tiia_scraper.extraction.tables.interface_tiers import TiersRead


class TiersInTable(NamedTuple):
    """The tiers of one interface and the table they stand in."""

    table: Table
    interface: str
    priced: TiersRead


class Scope:
    """The interfaces with prices on a page, by place."""

    def __init__(self, entries: Sequence[TiersInTable]) -> None:
        self.entries = entries

    def of(self, sentence: Sentence) -> tuple[str, ...]:
        """Return those of its table, of the tables nearest in its chapter, or of the page."""
        if sentence.table is not None:
            near = [e for e in self.entries if e.table.index == sentence.table]
        else:
            shared = [in_common(entry.table.path, sentence.path) for entry in self.entries]
            most = max(shared, default=0)
            near = [e for e, n in zip(self.entries, shared, strict=True) if n == most]
        return tuple(entry.interface for entry in near)


def in_common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many headings, outermost first, two places have in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
