"""What a book announces, taken apart from what holds until then.

A price table, a pack or a quota that ends on the day on which another of its kind begins is
followed by an announcement: of each price, bound or number of calls that differs. One that
ends without another is announced to be no longer offered. A quota whose own cell has both is
told by the ids of quotas, with its days in the key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec.structs import replace

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook, Source
from tiia_pricebook.pack_validity import validity_of

What = Literal["price", "bound", "pack", "quota", "end"]
Value = str | int | None


class AnnouncedValue(NamedTuple):
    """From ``date`` on, ``what`` of ``interface`` is ``value``, ``before`` until then.

    ``which`` is the number of the tier or the calls of the pack, ``from_calls`` where the tier
    begins today. ``value`` is ``None`` for what is no longer offered. ``leads`` governs it.
    """

    what: What
    interface: str
    which: int
    date: dt.date
    before: Value
    value: Value
    source: Source
    from_calls: int = 0
    lead: str | None = None

    @property
    def target(self) -> tuple[What, str, int]:
        """What is announced to change, whatever it becomes."""
        return (self.what, self.interface, self.which)


class Apart(NamedTuple):
    """A book without what it announces, and that."""

    book: PriceBook
    announced: tuple[AnnouncedValue, ...]


def apart(book: PriceBook) -> Apart:
    """Return what holds until something is announced, for ever, and what is announced.

    Tables that follow one another with another number of tiers, another unit or mode are no
    announcement of single prices: they stay as they are.
    """
    announced: list[AnnouncedValue] = []
    tables = list(_tables(book.pay_as_you_go, announced))
    ends = {one.interface: one.date for one in announced if one.what == "end"}
    packs = list(_packs(book.packs, ends, announced))
    quotas = list(_quotas(book.free_quotas, ends, announced))
    plain = replace(
        book, pay_as_you_go=tuple(tables), packs=tuple(packs), free_quotas=tuple(quotas)
    )
    return Apart(plain if announced else book, tuple(announced))


def _tables(tables: Sequence[PayAsYouGo], announced: list[AnnouncedValue]) -> Iterator[PayAsYouGo]:
    chains: dict[str, list[PayAsYouGo]] = {}
    for table in tables:
        chains.setdefault(table.interface, []).append(table)
    for chain in chains.values():
        ordered = sorted(chain, key=lambda table: table.from_ or dt.date.min)
        if not all(_follows(*pair) for pair in pairwise(ordered)):
            yield from chain
            continue
        first, last = ordered[0], ordered[-1]
        for before, after in pairwise(ordered):
            announced += _tiers(first, before, after)
        if last.to is not None:
            announced.append(_ended(last, last.to))
        yield replace(first, to=None)


def _follows(before: PayAsYouGo, after: PayAsYouGo) -> bool:
    same = (before.mode, before.per_calls, len(before.tiers))
    return before.to == after.from_ and same == (after.mode, after.per_calls, len(after.tiers))


def _tiers(first: PayAsYouGo, before: PayAsYouGo, after: PayAsYouGo) -> Iterator[AnnouncedValue]:
    date = after.from_ or dt.date.min
    tiers = zip(first.tiers, before.tiers, after.tiers, strict=True)
    for index, (now, old, new) in enumerate(tiers):
        rest = (now.from_calls, after.clause)
        at = (first.interface, index, date)
        if old.price != new.price:
            yield AnnouncedValue("price", *at, str(old.price), str(new.price), new.source, *rest)
        if old.from_calls != new.from_calls:
            yield AnnouncedValue("bound", *at, old.from_calls, new.from_calls, new.bound, *rest)


def _ended(table: PayAsYouGo, date: dt.date) -> AnnouncedValue:
    name, source = table.interface, table.tiers[0].source
    return AnnouncedValue("end", name, 0, date, name, None, source, 0, table.clause)


def _packs(
    packs: Iterable[Pack], ends: dict[str, dt.date], announced: list[AnnouncedValue]
) -> Iterator[Pack]:
    chains: dict[tuple[str, int], list[Pack]] = {}
    for pack in packs:
        chains.setdefault((pack.interface, pack.calls), []).append(pack)
    for (name, calls), chain in chains.items():
        ordered = sorted(chain, key=lambda pack: pack.from_ or dt.date.min)
        if not all(_same_but_priced(*both) for both in pairwise(ordered)):
            yield from chain
            continue
        first, last = ordered[0], ordered[-1]
        for before, after in pairwise(ordered):
            days = after.from_ or dt.date.min
            prices = (str(before.price), str(after.price))
            announced.append(
                AnnouncedValue("pack", name, calls, days, *prices, after.source, 0, after.clause)
            )
        if last.to is not None and last.to != ends.get(name):
            end = (last.to, str(last.price), None, last.source, 0, last.clause)
            announced.append(AnnouncedValue("pack", name, calls, *end))
        yield replace(first, to=None)


def _same_but_priced(before: Pack, after: Pack) -> bool:
    """Whether a pack follows another at once, and lasts as long."""
    return before.to == after.from_ and validity_of(before) == validity_of(after)


def _quotas(
    quotas: Iterable[FreeQuota], ends: dict[str, dt.date], announced: list[AnnouncedValue]
) -> Iterator[FreeQuota]:
    """The quotas of cells; those of sentences of one interface are announced."""
    kept: list[FreeQuota] = []
    for quota in sorted(quotas, key=lambda quota: quota.from_ or dt.date.min):
        before = _continued(kept, quota)
        if before is None:
            kept.append(quota)
            continue
        last = [one for one in announced if one.target == ("quota", quota.interfaces[0], 0)]
        was = last[-1].value if last else before.calls
        date = quota.from_ or dt.date.min
        says = (date, was, quota.calls, quota.source, 0, quota.clause)
        announced.append(AnnouncedValue("quota", quota.interfaces[0], 0, *says))
        kept[kept.index(before)] = replace(before, to=quota.to)
    for quota in kept:
        over = quota.to is not None and {quota.to} == {ends.get(n) for n in quota.interfaces}
        yield replace(quota, to=None) if over else quota


def _continued(kept: Iterable[FreeQuota], after: FreeQuota) -> FreeQuota | None:
    """The quota on which that of a sentence follows."""
    if after.source.table is not None or after.from_ is None:
        return None
    same = (q for q in kept if q.to == after.from_ and q.interfaces == after.interfaces)
    return next(same, None)
