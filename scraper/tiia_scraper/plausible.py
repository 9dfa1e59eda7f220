"""Changes that a person must look at before anybody is told: they look like a misreading.

A vendor does at times what is held here. Then a person accepts the page, and it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from msgspec import Struct

from tiia_pricing.pricebook import Pack, PayAsYouGo, PriceBook, Tier

TENFOLD = 10
MOST_GONE = Fraction(1, 3)


class Hold(Struct, frozen=True):
    """Why a change is held: a rule's id, what it concerns, and a sentence with the numbers."""

    id: str
    key: dict[str, Any]
    text: str


def implausible(old: PriceBook, new: PriceBook) -> tuple[Hold, ...]:
    """Everything about the step from ``old`` to ``new`` that is held; empty where it is told.

    * ``interfaces-gone``: over a third of the interfaces;
    * ``tier-table-shrinks``: an interface that stays has fewer tiers, or none;
    * ``price-crosses-zero``: calls that cost something are free (免费), or the reverse;
    * ``price-tenfold``: a call, at any volume, or a pack costs ten times as much or a tenth.
    """
    return (*_gone(old, new), *_shrunk(old, new), *_zero(old, new), *_tenfold(old, new))


def _gone(old: PriceBook, new: PriceBook) -> Iterator[Hold]:
    names = [interface.name for interface in old.interfaces]
    left = {interface.name for interface in new.interfaces}
    gone = [name for name in names if name not in left]
    if Fraction(len(gone), len(names)) > MOST_GONE:
        text = f"{len(gone)} of {len(names)} interfaces are gone: {'、'.join(gone)}"
        yield Hold("interfaces-gone", {"interfaces": gone}, text)


def _shrunk(old: PriceBook, new: PriceBook) -> Iterator[Hold]:
    after = _latest(new)
    kept = {interface.name for interface in new.interfaces}
    for name, table in _latest(old).items():
        before, now = len(table.tiers), len(after[name].tiers) if name in after else 0
        if name in kept and now < before:
            text = f"{name} had {before} tiers and has {now}"
            yield Hold("tier-table-shrinks", {"interfaces": [name]}, text)


def _zero(old: PriceBook, new: PriceBook) -> Iterator[Hold]:
    before, after = _free_bands(old), _free_bands(new)
    for name in _latest(old).keys() & _latest(new).keys():
        if (name in before) != (name in after):
            calls = after.get(name) or before[name]
            verb = "are free now" if name in after else "were free and cost something now"
            text = f"the first {calls:,} calls of {name}, a tier of its price table, {verb}"
            yield Hold("price-crosses-zero", {"interfaces": [name]}, text)


def _tenfold(old: PriceBook, new: PriceBook) -> Iterator[Hold]:
    """Of dated prices, the first and the last: what is announced is held as what holds is."""
    told = set()
    for latest in (False, True):
        for hold in (*_tenfold_prices(old, new, latest), *_tenfold_packs(old, new, latest)):
            if (hold.id, hold.text) not in told:
                told.add((hold.id, hold.text))
                yield hold


def _tenfold_prices(old: PriceBook, new: PriceBook, latest: bool) -> Iterator[Hold]:
    after = _tables(new, latest)
    for name, before in _tables(old, latest).items():
        if name in after:
            yield from _tenfold_tiers(before, after[name])


def _tenfold_packs(old: PriceBook, new: PriceBook, latest: bool) -> Iterator[Hold]:
    after = _packs(new, latest)
    for key, pack in _packs(old, latest).items():
        now = after.get(key)
        if now is not None and _far(Fraction(pack.price), Fraction(now.price)):
            yield _tenfold_pack(pack, now)


def _tenfold_tiers(before: PayAsYouGo, after: PayAsYouGo) -> Iterator[Hold]:
    """Compared at every bound of either table, so that a moved bound is no price of its own."""
    for calls in sorted({tier.from_calls for table in (before, after) for tier in table.tiers}):
        was, now = (_tier_at(table, calls) for table in (before, after))
        if _far(Fraction(was.price) / before.per_calls, Fraction(now.price) / after.per_calls):
            key = {"interfaces": [before.interface], "from_calls": calls}
            when = _when(before, after)
            text = (
                f"calls of {before.interface} from {calls:,} a month cost {was.price} yuan per "
                f"{before.per_calls:,} and cost {now.price} per {after.per_calls:,} {when}"
            )
            yield Hold("price-tenfold", key, text)


def _tenfold_pack(pack: Pack, now: Pack) -> Hold:
    key = {"interfaces": [pack.interface], "calls": pack.calls}
    text = (
        f"the pack of {pack.calls:,} calls of {pack.interface} cost {pack.price:,} yuan "
        f"and costs {now.price:,} {_when(pack, now)}"
    )
    return Hold("price-tenfold", key, text)


def _when(before: PayAsYouGo | Pack, after: PayAsYouGo | Pack) -> str:
    """Since when the new price holds: from the day that is announced, or now."""
    return "now" if after.from_ in (None, before.from_) else f"from {after.from_} on"


def _latest(book: PriceBook) -> dict[str, PayAsYouGo]:
    """Each interface's price table; of dated ones the last."""
    return _tables(book, latest=True)


def _tables(book: PriceBook, latest: bool) -> dict[str, PayAsYouGo]:
    """Each interface's price table; of dated ones the last, or the first."""
    ordered = sorted(book.pay_as_you_go, key=lambda table: str(table.from_ or ""))
    chosen = {table.interface: table for table in (ordered if latest else reversed(ordered))}
    return {table.interface: chosen[table.interface] for table in book.pay_as_you_go}


def _packs(book: PriceBook, latest: bool) -> dict[tuple[str, int], Pack]:
    """Each pack by interface and size; of dated ones the last, or the first."""
    ordered = sorted(book.packs, key=lambda pack: str(pack.from_ or ""))
    chosen = {(p.interface, p.calls): p for p in (ordered if latest else reversed(ordered))}
    return {(p.interface, p.calls): chosen[p.interface, p.calls] for p in book.packs}


def _free_bands(book: PriceBook) -> dict[str, int]:
    """The interfaces whose price table begins with a tier priced 免费, and its calls."""
    tables = {name: table.tiers[0].source.table for name, table in _latest(book).items()}
    return {
        name: quota.calls
        for quota in book.free_quotas
        for name in quota.interfaces
        if quota.source.table is not None and tables.get(name) == quota.source.table
    }


def _tier_at(table: PayAsYouGo, calls: int) -> Tier:
    return [tier for tier in table.tiers if tier.from_calls <= calls][-1]


def _far(was: Fraction, now: Fraction) -> bool:
    return was >= TENFOLD * now or now >= TENFOLD * was
