"""Changes that a person must look at before anybody is told: they look like a misreading.

A vendor does at times what is held here. Then a person accepts the page, and it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tiia_pricebook import PayAsYouGo, PriceBook
from tiia_pricebook.messages import Message, phrase, say
from tiia_pricing.changes.plausibility.hold import Hold
from tiia_pricing.changes.plausibility.tenfold import tables, tenfold

__all__ = ["Hold", "implausible"]

MOST_GONE = Fraction(1, 3)
_FREE_NOW = phrase("the first {calls:,} calls of {name}, a tier of its price table, are free now")
_FREE_NO_MORE = phrase(
    "the first {calls:,} calls of {name}, a tier of its price table, "
    "were free and cost something now"
)


def implausible(old: PriceBook, new: PriceBook) -> tuple[Hold, ...]:
    """Everything about the step from ``old`` to ``new`` that is held; empty where it is told.

    * ``interfaces-gone``: over a third of the interfaces;
    * ``tier-table-shrinks``: an interface that stays has fewer tiers, or none;
    * ``price-crosses-zero``: calls that cost something are free (免费), or the reverse;
    * ``price-tenfold``: a call, at any volume, or a pack costs ten times as much or a tenth;
    * ``bound-tenfold``, ``quota-tenfold``, ``pack-size-tenfold``: a tier begins, a free quota
      has, or a pack at hardly another price holds ten times as many calls or a tenth.
    """
    return (*_gone(old, new), *_shrunk(old, new), *_zero(old, new), *tenfold(old, new))


def _gone(old: PriceBook, new: PriceBook) -> Iterator[Hold]:
    names = [interface.name for interface in old.interfaces]
    left = {interface.name for interface in new.interfaces}
    gone = [name for name in names if name not in left]
    if Fraction(len(gone), len(names)) > MOST_GONE:
        text = say(
            "{gone} of {all} interfaces are gone: {names}",
            gone=len(gone),
            all=len(names),
            names="、".join(gone),
        )
        yield Hold("interfaces-gone", {"interfaces": gone}, text)


def _shrunk(old: PriceBook, new: PriceBook) -> Iterator[Hold]:
    after = _latest(new)
    kept = {interface.name for interface in new.interfaces}
    for name, table in _latest(old).items():
        before, now = len(table.tiers), len(after[name].tiers) if name in after else 0
        if name in kept and now < before:
            text = say("{name} had {before} tiers and has {now}", name=name, before=before, now=now)
            yield Hold("tier-table-shrinks", {"interfaces": [name]}, text)


def _zero(old: PriceBook, new: PriceBook) -> Iterator[Hold]:
    before, after = _free_bands(old), _free_bands(new)
    for name in _latest(old).keys() & _latest(new).keys():
        if (name in before) != (name in after):
            calls = after.get(name) or before[name]
            template = _FREE_NOW if name in after else _FREE_NO_MORE
            text = Message(template, {"calls": calls, "name": name})
            yield Hold("price-crosses-zero", {"interfaces": [name]}, text)


def _latest(book: PriceBook) -> dict[str, PayAsYouGo]:
    """Each interface's price table; of dated ones the last."""
    return tables(book, latest=True)


def _free_bands(book: PriceBook) -> dict[str, int]:
    """The interfaces whose price table begins with a tier priced 免费, and its calls."""
    tables = {name: table.tiers[0].source.table for name, table in _latest(book).items()}
    return {
        name: quota.calls
        for quota in book.free_quotas
        for name in quota.interfaces
        if quota.source.table is not None and tables.get(name) == quota.source.table
    }
