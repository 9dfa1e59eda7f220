"""How names and days are spelt: white space and full-width forms make no other interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.vocabulary import fold


def plain(text: str) -> str:
    """Return ``text`` without white space and full-width forms."""
    return squeeze(fold(text))


def day_as_written(day: dt.date) -> str:
    """Return a day as the vendor writes it: 2027年1月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def spelt_as(old: PriceBook, new: PriceBook) -> PriceBook:
    """Return ``new`` with the names of ``old`` where they differ in their spelling alone."""
    before = [interface.name for interface in old.interfaces]
    after = [interface.name for interface in new.interfaces]
    same = {*before} & {*after}
    known = {plain(name): name for name in before if name not in same}
    names = {n: n if n in same else known.pop(plain(n), n) for n in after}
    if all(name == other for name, other in names.items()):
        return new

    def spelt(listed: Iterable[str]) -> tuple[str, ...]:
        return tuple(names[name] for name in listed)

    return replace(
        new,
        interfaces=tuple(replace(one, name=names[one.name]) for one in new.interfaces),
        free_quotas=tuple(replace(q, interfaces=spelt(q.interfaces)) for q in new.free_quotas),
        pay_as_you_go=tuple(
            replace(table, interface=names[table.interface]) for table in new.pay_as_you_go
        ),
        packs=tuple(replace(pack, interface=names[pack.interface]) for pack in new.packs),
        no_packs=tuple(replace(said, interfaces=spelt(said.interfaces)) for said in new.no_packs),
    )
