"""The price book day by day: what is in force between two days on which anything changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from tiia_pricebook.calendar import DAY, Dated, holds
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.editions.in_force import InForce, in_force, orders
from tiia_pricing.publishing.site_data.price_tables import PriceTable, price_tables


class Days(InForce, frozen=True):
    """The days ``[from_, to)`` and all that is in force on them; ``None`` is an open end."""

    from_: dt.date | None = None
    to: dt.date | None = None

    @property
    def id(self) -> str:
        """The anchor of these days on the page of prices."""
        return f"on-{self.from_ or 'the-beginning'}"

    @property
    def last(self) -> dt.date | None:
        """The last of the days."""
        return self.to and self.to - DAY

    @property
    def price_tables(self) -> list[PriceTable]:
        """The prices, grouped as their page groups them."""
        return price_tables(self.tables)


def all_days(book: DatedBook) -> tuple[Days, ...]:
    """Return every day from the beginning to the end of time, in their order."""
    turns = sorted(set(_turns(book)))
    starts = [None, *turns]
    found: list[Days] = []
    for start, end in zip(starts, [*turns, None], strict=True):
        day = start or (turns[0] - DAY if turns else dt.date.max)
        own = Days(**structs.asdict(in_force(book, day)), from_=start, to=end)
        if found and structs.replace(found[-1], from_=start, to=end) == own:
            found[-1] = structs.replace(found[-1], to=end)
        else:
            found.append(own)
    return tuple(found)


def days_of(days: Iterable[Days], day: dt.date) -> Days:
    """Return the one of ``days`` that a day belongs to."""
    return next(one for one in days if holds(one, day))


def _turns(book: DatedBook) -> Iterator[dt.date]:
    """The days on which anything can change."""
    kinds: tuple[Sequence[Dated], ...]
    kinds = (book.pay_as_you_go, book.free_quotas, book.packs, orders(book))
    quotas = [quota for edition in book.editions for quota in edition.free_quotas]
    for facts in (*kinds, book.editions, book.untold, quotas):
        for fact in facts:
            yield from filter(None, (fact.from_, fact.to))
    yield from (day for one in book.only_seen for day in (one.not_before, one.day))
    if book.known_from:
        yield book.known_from
