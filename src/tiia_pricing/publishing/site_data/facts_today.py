"""Today's facts: those in force on the day of the build, as the newest page states them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook
from tiia_pricebook.calendar import holds

Fact = TypeVar("Fact", FreeQuota, PayAsYouGo, Pack)


def todays(book: PriceBook, newest: PriceBook, day: dt.date) -> PriceBook:
    """Return the newest page's book with the facts in force on ``day`` alone, none with an end.

    What the newest page states as well stands on that page, not on the one that said it first.
    """
    orders = [one for one in (*book.former_orders, book.settlement_order) if holds(one, day)]
    tables = _here(book.pay_as_you_go, newest.pay_as_you_go, day)
    quotas = _here(book.free_quotas, newest.free_quotas, day)
    named = {interface.name for interface in newest.interfaces}
    kept = {table.interface for table in tables} - named
    return replace(
        newest,
        interfaces=(*newest.interfaces, *(one for one in book.interfaces if one.name in kept)),
        pay_as_you_go=tables,
        free_quotas=quotas,
        packs=_here(book.packs, newest.packs, day),
        settlement_order=orders[0] if orders else newest.settlement_order,
    )


def _here(facts: Iterable[Fact], own: Sequence[Fact], day: dt.date) -> tuple[Fact, ...]:
    """The facts of a day, each as the newest page states it where it does."""
    found = []
    for fact in (one for one in facts if holds(one, day)):
        said = next((one for one in own if _bare(one) == _bare(fact)), fact)
        found.append(replace(said, from_=fact.from_, to=None))
    return tuple(found)


def _bare(fact: Fact) -> Fact:
    """What a fact says, without its days, its clauses, and since when it is known."""
    bare = replace(fact, from_=None, to=None, clause=None, known_since=UNSET)
    return replace(bare, mode_clause=None) if isinstance(bare, PayAsYouGo) else bare


def ended_quotas(book: PriceBook, day: dt.date) -> list[FreeQuota]:
    """Return the free quotas of accepted pages that have ended by a day."""
    first = book.known_from or dt.date.min
    return [one for one in book.free_quotas if one.to and first < one.to <= day]
