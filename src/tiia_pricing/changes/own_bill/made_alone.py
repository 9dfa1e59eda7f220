"""The facts of a day with and without one change, packs with how long they last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from tiia_pricebook import Pack, PriceBook, Tier
from tiia_pricebook.pack_validity import validity_of
from tiia_pricing.changes.change import Change
from tiia_pricing.changes.impact.isolation import Books, with_change
from tiia_pricing.changes.impact.months_in_force import in_force, of_day
from tiia_pricing.changes.impact.single_edits import Edits

_VALIDITY = ("pack-validity-shortened", "pack-validity-extended")
_Key = tuple[str, int]


class BeforeAndAfter(NamedTuple):
    """Two price books."""

    old: PriceBook
    new: PriceBook

    @property
    def differ(self) -> bool:
        """Whether a number or a name that a bill is made of is another."""
        return facts(self.old) != facts(self.new)


def made_alone(books: Books, change: Change, day: dt.date) -> BeforeAndAfter:
    """Return the facts that the old book has on ``day``, and the same with ``change``.

    Raises ``NotAlone`` where the change makes no price book without the others.
    """
    before = in_force(books.old, day)
    after = with_change(books, change, before, day)
    old, new = (_by_size(book, day) for book in (books.old, books.new))
    edits = Edits.of(change)
    lasting = {
        key: new[key] if key in new and (key not in old or _lasts(edits, key)) else old[key]
        for key in {*old, *new}
    }
    return BeforeAndAfter(_with_validity(before, old), _with_validity(after, lasting))


def facts(book: PriceBook) -> Hashable:
    """Return what bills are made of: no words, and not where anything stands."""
    return (
        tuple(one.name for one in book.interfaces),
        tuple((one.interfaces, one.calls, one.from_, one.to) for one in book.free_quotas),
        tuple(
            (one.interface, one.mode, one.per_calls, one.from_, one.to, _tiers(one.tiers))
            for one in book.pay_as_you_go
        ),
        tuple(
            (one.interface, one.calls, one.price, validity_of(one), one.from_, one.to)
            for one in book.packs
        ),
        book.settlement_order.steps,
    )


def _tiers(tiers: Iterable[Tier]) -> Hashable:
    return tuple((one.from_calls, one.price, one.bound_in) for one in tiers)


def _by_size(book: PriceBook, day: dt.date) -> dict[_Key, Pack]:
    return {(pack.interface, pack.calls): pack for pack in of_day(book.packs, day)}


def _lasts(edits: Edits, key: _Key) -> bool:
    """Whether how long the pack lasts is part of the edits, of its size or of all."""
    name, calls = key
    return any(edits.has(_VALIDITY, name, calls=which) for which in (calls, None))


def _with_validity(book: PriceBook, known: dict[_Key, Pack]) -> PriceBook:
    """``book`` with packs that last as long as ``known`` says."""
    packs = []
    for pack in book.packs:
        one = known[pack.interface, pack.calls]
        packs.append(replace(pack, months=one.months, days=one.days, endless=one.endless))
    return replace(book, packs=tuple(packs))
