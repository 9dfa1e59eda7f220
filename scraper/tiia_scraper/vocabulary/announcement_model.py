"""What an announcement says: from which day on what of which interface is what."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from tiia_scraper.vocabulary.announcement_phrases import Monthly, PackPrice, Percent
from tiia_scraper.vocabulary.bounds import Band
from tiia_scraper.vocabulary.prices import UnitPrice

What = Literal["price", "quota", "bound", "end"]
Value = UnitPrice | PackPrice | Percent | Monthly | Band
TierNamed = Band | int

WHAT: dict[type[Value], What] = {
    UnitPrice: "price",
    PackPrice: "price",
    Percent: "price",
    Monthly: "quota",
    Band: "bound",
}
WORDS: dict[What, set[str]] = {
    "price": {"price", "pack", "tier"},
    "quota": {"quota"},
    "bound": {"tier"},
    "end": {"pack"},
}


class ChangeSaid(NamedTuple):
    """From ``date`` on, something of ``names`` is ``new``; ``None`` is no longer offered.

    ``tier`` is its range of calls or its number from 0, ``size`` the calls of a pack; what the
    text leaves out is empty or ``None``. ``pack`` says that it is about packs, ``each`` that
    each interface has the value by itself, ``rises`` what the verb says of the direction.
    """

    date: dt.date
    names: tuple[str, ...]
    what: What
    new: Value | None
    old: Value | None = None
    tier: TierNamed | None = None
    size: int | None = None
    pack: bool = False
    each: bool = False
    rises: bool | None = None
