"""Which facts of a book are in force in a month, and which months show a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook
from tiia_pricebook.calendar import DAY, Dated, Month, holds

ANY = Month(2000, 1)
MOST = 12

_Dated = TypeVar("_Dated", FreeQuota, PayAsYouGo, Pack)


def in_force(book: PriceBook, day: dt.date) -> PriceBook:
    """Return ``book`` with the facts that hold on ``day`` alone, and none of their dates."""
    return replace(
        book,
        known_from=None,
        free_quotas=tuple(map(undated, of_day(book.free_quotas, day))),
        pay_as_you_go=tuple(map(undated, of_day(book.pay_as_you_go, day))),
        packs=tuple(packs_of_day(book.packs, day)),
    )


def packs_of_day(packs: Iterable[Pack], day: dt.date) -> Iterator[Pack]:
    """Yield the packs sold on ``day``, undated.

    They last a month at the least: for one month, how much longer is no matter.
    """
    bare = {"months": None, "days": UNSET, "endless": UNSET}
    return (replace(undated(pack), **bare) for pack in of_day(packs, day))


def of_day(facts: Iterable[_Dated], day: dt.date) -> Iterator[_Dated]:
    """Yield those of ``facts`` that hold on ``day``."""
    return (fact for fact in facts if holds(fact, day))


def undated(fact: _Dated) -> _Dated:
    """Return ``fact`` with both ends open."""
    return replace(fact, from_=None, to=None)


def months(old: PriceBook, new: PriceBook) -> list[Month]:
    """Return the months to price, the latest first.

    The first of them has all dated facts of both books behind it. The others come before
    one of the dates each, at most a dozen, as far back as both books know. Empty where no
    month of the calendar comes after the dates; ``ANY`` where there are none.
    """
    known = max(book.known_from or dt.date.min for book in (old, new))
    days = sorted(_days(old) | _days(new) | ({known} - {dt.date.min}))
    if not days:
        return [ANY]
    latest = max(days[-1], _on_a_first(days[-1]))
    if latest.year >= dt.MAXYEAR:
        return []
    whole = not _at_issue(old)
    before = [_before(day, whole=whole) for day in days[:-MOST:-1] if day.year > 1]
    told = [m for m in before if m.end > known and not (whole and _parted(m, days))]
    return list(dict.fromkeys([Month.of(latest), *told]))


def _days(book: PriceBook) -> set[dt.date]:
    facts: tuple[Dated, ...] = (*book.free_quotas, *book.pay_as_you_go, *book.packs)
    return {day for fact in facts for day in (fact.from_, fact.to) if day}


def _on_a_first(day: dt.date) -> dt.date:
    """The first day of a month on or after ``day``, in the last year of the calendar ``day``."""
    month = Month.of(day)
    return day if day == month.first or day.year == dt.MAXYEAR else month.end


def _at_issue(book: PriceBook) -> bool:
    """Whether the quota of a month is that of its first day, whatever comes later in it."""
    return any((r.name, r.default) == ("quota-change", "at-issue") for r in book.readings)


def _before(day: dt.date, *, whole: bool) -> Month:
    """The last month that begins before ``day``, or where ``whole``, that ends before it."""
    month = Month.of(day - DAY)
    return Month.of(month.first - DAY) if whole and day != month.end else month


def _parted(month: Month, days: Iterable[dt.date]) -> bool:
    """Whether something changes within ``month``."""
    return any(month.first < day < month.end for day in days)
