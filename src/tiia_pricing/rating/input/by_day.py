"""Which calls are summed by day, and which by month.

Everybody's by day where a price or a quota changes or is shared. Those of an account that holds
packs of the interface, or tells the day of its activation, only in the months in which a pack
begins or ends or the account is activated: between such days only the sum matters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import DAY, Dated, Month, first_of_month, next_month
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.rating.book_tables import by_day
from tiia_pricing.rating.dialect import Dialect, literal

BITS = 63  # of a whole number of 64 without its sign
OTHER = BITS - 1
EVERY_BIT = 2**BITS - 1
_JOINED = "\nLEFT JOIN holders AS h ON h.account = r.account"


class DaySpan(Struct, frozen=True):
    """Days on which calls are summed by day for every account: ``[first, end)``."""

    first: dt.date | None
    end: dt.date | None


class ByDay(Struct, frozen=True):
    """Which calls are summed by day: those in ``spans``, and what ``holders`` has bits for.

    ``bits`` are those of names in the usage, where there are holders. Any other name is summed
    under ``OTHER``, which all holders have.
    """

    spans: Sequence[DaySpan]
    bits: Mapping[str, int] = {}


def days_by_day(book: PriceBook) -> list[DaySpan]:
    """Return where prices or quotas change or are shared.

    Between two changes one month stands for all.
    """
    cuts = sorted({edge for day in _turns(book) for edge in (first_of_month(day), next_month(day))})
    edges: list[dt.date | None] = [None, *cuts, None]
    found: list[DaySpan] = []
    for first, end in pairwise(edges):
        month = Month.of(first if first else end - DAY if end else dt.date(2000, 1, 1))
        if by_day(book, month):
            if found and found[-1].end == first:
                found[-1] = DaySpan(found[-1].first, end)
            else:
                found.append(DaySpan(first, end))
    return found


def _turns(book: PriceBook) -> set[dt.date]:
    """The days on which a fact of the book begins or ends."""
    facts: list[Dated] = [*book.free_quotas, *book.pay_as_you_go, *book.former_orders]
    if isinstance(book, DatedBook):
        facts += [*book.editions, *book.untold]
        facts += [fact for one in book.editions for fact in one.free_quotas]
        facts += [fact for one in book.editions for fact in one.pay_as_you_go]
    days = (book.known_from, *(day for fact in facts for day in (fact.from_, fact.to)))
    return {day for day in days if day}


def day_key(dialect: Dialect, days: ByDay) -> tuple[str, str]:
    """Return the day under which a row ``r`` is summed, and the join that this wants.

    One question after the other: an engine then asks the later ones of few rows.
    """
    month = dialect.month_start("r.day")
    spans = " OR ".join(map(_within, days.spans)) or "FALSE"
    if not days.bits:
        return f"CASE WHEN {spans} THEN r.day ELSE {month} END", ""
    whens = "".join(f" WHEN {literal(name)} THEN {bit}" for name, bit in days.bits.items())
    key = f"""\
CASE WHEN {spans} THEN r.day
    WHEN h.held IS NULL THEN {month}
    WHEN ((h.cut_months >> {month_bit("r.day")}) & 1) = 0 THEN {month}
    WHEN ((h.held >> CASE r.given{whens} ELSE {OTHER} END) & 1) = 0 THEN {month}
    ELSE r.day END"""
    return key, _JOINED


def is_by_day(days: ByDay, bit: str) -> tuple[str, str]:
    """Return whether a sum ``r`` is settled with the days of its calls, and the join for it.

    ``bit`` is that of its interface.
    """
    conditions = list(map(_within, days.spans))
    if days.bits:
        conditions.append(f"h.account IS NOT NULL AND ((h.held >> {bit}) & 1) = 1")
    return " OR ".join(conditions) or "FALSE", _JOINED if days.bits else ""


def month_bit(day: str) -> str:
    """Return the place of the bit of a day's month, as SQL; months of one place are 63 apart."""
    return f"((YEAR({day}) * 12 + MONTH({day})) % {BITS})"


def bits_of(book: PriceBook) -> dict[str, int]:
    """Return the bit of each name of the book's interfaces, as they are written there."""
    places = {one.name: place for place, one in enumerate(book.interfaces)}
    return {name: min(places[own], OTHER) for name, own in Names(book).known.items()}


def bit_of(interface: str) -> str:
    """Return the place of an interface's bit, as SQL."""
    return f"LEAST({interface}, {OTHER})"


def _within(span: DaySpan) -> str:
    bounds = [f"r.day >= {literal(span.first)}"] if span.first else []
    bounds += [f"r.day < {literal(span.end)}"] if span.end else []
    return f"({' AND '.join(bounds) or 'TRUE'})"
