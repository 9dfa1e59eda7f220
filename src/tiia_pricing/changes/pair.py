"""The two books that are compared, and their facts by the interface that they are of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook
from tiia_pricing.changes.change import Side
from tiia_pricing.changes.spelling import spelt_as

PackKey = tuple[int, dt.date | None, dt.date | None]


@dataclass(frozen=True)
class ByInterface:
    """The facts of a book by the name of the interface that they are of, the earliest first."""

    book: PriceBook

    @cached_property
    def tiers(self) -> dict[str, list[PayAsYouGo]]:
        """The tables of tiers."""
        found: dict[str, list[PayAsYouGo]] = {}
        for table in sorted(self.book.pay_as_you_go, key=_begins):
            found.setdefault(table.interface, []).append(table)
        return found

    @cached_property
    def quotas(self) -> dict[str, list[FreeQuota]]:
        """The free quotas."""
        found: dict[str, list[FreeQuota]] = {}
        for quota in sorted(self.book.free_quotas, key=_begins):
            for name in dict.fromkeys(quota.interfaces):
                found.setdefault(name, []).append(quota)
        return found

    @cached_property
    def packs(self) -> dict[str, dict[PackKey, Pack]]:
        """The packs by size and days, in the order of the book."""
        found: dict[str, dict[PackKey, Pack]] = {}
        for pack in self.book.packs:
            found.setdefault(pack.interface, {})[pack.calls, pack.from_, pack.to] = pack
        return found

    @cached_property
    def granted(self) -> dict[int | None, set[str]]:
        """The interfaces that have a free quota in each table of the page."""
        found: dict[int | None, set[str]] = {}
        for quota in self.book.free_quotas:
            found.setdefault(quota.source.table, set()).update(quota.interfaces)
        return found

    def priced(self, names: Iterable[str]) -> set[int | None]:
        """Return the tables of the page with a price of one of ``names``."""
        return {one.tiers[0].source.table for name in names for one in self.tiers.get(name, ())}

    def free(self, names: Iterable[str]) -> set[int | None]:
        """Return the tables of the page with a free quota of one of ``names``."""
        return {one.source.table for name in names for one in self.quotas.get(name, ())}


@dataclass(frozen=True)
class Pair:
    """The two books; ``kept`` are the interfaces in both, ``names`` all, in page order."""

    old: PriceBook
    new: PriceBook
    kept: tuple[str, ...]
    names: tuple[str, ...]

    @cached_property
    def facts(self) -> dict[Side, ByInterface]:
        """The facts of each book."""
        return {"old": ByInterface(self.old), "new": ByInterface(self.new)}

    @cached_property
    def priced_in_both(self) -> dict[Side, set[int | None]]:
        """The tables of each book with a price of an interface that has one in both."""
        names = self.facts["old"].tiers.keys() & self.facts["new"].tiers.keys()
        return {side: facts.priced(names) for side, facts in self.facts.items()}

    @cached_property
    def free_in_both(self) -> dict[Side, set[int | None]]:
        """The tables of each book with a free quota of an interface that has one in both."""
        names = self.facts["old"].quotas.keys() & self.facts["new"].quotas.keys()
        return {side: facts.free(names) for side, facts in self.facts.items()}


def pair_up(old: PriceBook, new: PriceBook) -> Pair:
    """Return the two books and the names of their interfaces, both spelt as the old book does."""
    new = spelt_as(old, new)
    before = [interface.name for interface in old.interfaces]
    after = [interface.name for interface in new.interfaces]
    both = {*before} & {*after}
    kept = tuple(name for name in before if name in both)
    return Pair(old, new, kept, tuple(dict.fromkeys(before + after)))


def _begins(fact: PayAsYouGo | FreeQuota) -> dt.date:
    return fact.from_ or dt.date.min
