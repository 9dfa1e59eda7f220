"""Eras: runs of months in which all that older pages tell stays the same.

What is told of a month, and why nothing is, changes on few days: on those of the pages, on
those from which and until which prices are known, and on those that end a free trial. Between
two of them one month stands for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook.calendar import DAY, first_of_month, month_from, next_month
from tiia_pricebook.editions.dated_book import Edition, Untold
from tiia_pricebook.editions.price_history import PriceHistory
from tiia_pricebook.model.facts import FreeQuota

Spanning = TypeVar("Spanning", Edition, Untold, FreeQuota)


class Era(Struct, frozen=True):
    """The months whose first day lies in ``[from_, to)``; ``None`` is an open end.

    ``month`` is the first day of one of them. ``past`` says that they come before the book
    in force, ``priced`` that some older price is known for them.
    """

    from_: dt.date | None
    to: dt.date | None
    month: dt.date
    month_end: dt.date
    past: bool
    priced: bool


def eras(history: PriceHistory, known_from: dt.date, coming: Iterable[dt.date] = ()) -> list[Era]:
    """The eras from the beginning to the end of time; ``known_from`` begins the book in force.

    ``coming`` are the days on which interfaces of that book come or go.
    """
    now = first_of_month(known_from)
    within = (month for day in coming for month in (first_of_month(day), month_from(day)))
    turns = sorted({now, *_turns(history), *(month for month in within if month > now)})
    known = [prices for line in history.lines for prices in line.prices if prices.known]

    def era(from_: dt.date | None, to: dt.date | None, month: dt.date) -> Era:
        priced = any(prices.covers(month) for prices in known)
        return Era(from_, to, month, next_month(month), to is not None and to <= now, priced)

    return [
        era(None, turns[0], first_of_month(turns[0] - DAY)),
        *(era(start, end, start) for start, end in pairwise(turns)),
        era(turns[-1], None, turns[-1]),
    ]


def _turns(history: PriceHistory) -> Iterator[dt.date]:
    """The first days of the months in which something can change.

    A page is in force for the whole month of its day; prices are known, and trials last, for
    whole months.
    """
    for line in history.lines:
        known = [prices.known for prices in line.prices if prices.known]
        said = [trial.first for trial in line.trials]
        for number in (*said, *(line.pages if known else ())):
            if day := history.pages[number].date:
                yield first_of_month(day)
        ends = (trial.fact.until for trial in line.trials)
        for day in (*ends, *(span.from_ for span in known), *(span.to for span in known)):
            yield month_from(day)


def merged(data: Iterable[Spanning]) -> tuple[Spanning, ...]:
    """Return ``data`` with each run of neighbours that differ in their days alone as one datum.

    Where a fact stands is part of it here: data of two pages stay two.
    """
    found: list[Spanning] = []
    for datum in data:
        if found and _continues(found[-1], datum):
            found[-1] = replace(found[-1], to=datum.to)
        else:
            found.append(datum)
    return tuple(found)


def _continues(last: Spanning, datum: Spanning) -> bool:
    if last.to is None or last.to != datum.from_:
        return False
    widened = replace(datum, from_=last.from_, to=last.to)
    return msgspec.json.encode(widened) == msgspec.json.encode(last)
