"""On which days the book in force prices an interface: it may come, go, and come again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tiia_pricebook.calendar import DAY, Month, first_of_month, month_from
from tiia_pricebook.editions.why_untold import Billable, Why
from tiia_pricebook.model.price_book import PriceBook

if TYPE_CHECKING:
    from tiia_pricebook.editions.periods import Era

Span = tuple[dt.date | None, dt.date | None]


class Spans(Struct, frozen=True):
    """The days ``[from, to)`` on which an interface has a price, in their order.

    One that the book names and never prices, a free one say, is there on all days.
    """

    days: tuple[Span, ...]

    @classmethod
    def of(cls, book: PriceBook, name: str) -> Spans:
        """Return the spans of an interface; none where the book does not name it."""
        own = [(table.from_, table.to) for table in book.pay_as_you_go if table.interface == name]
        if not own and any(interface.name == name for interface in book.interfaces):
            own = [(None, None)]
        return cls(tuple(joined(own)))

    def told(self, era: Era) -> bool:
        """Return whether the months of an era have a day with a price."""
        return any(
            (start is None or start < era.month_end) and (end is None or era.month < end)
            for start, end in self.days
        )

    def why(self, era: Era) -> Why:
        """Return why the months of an era, none of which is told, have no price."""
        if not self.days:
            return Why("unpriced")
        begun = [end for _, end in self.days if end and end <= era.month]
        if begun:
            return Why("ended", day=max(begun))
        return Why("starts", day=self.days[0][0])

    def months(self, known_from: dt.date | None) -> list[Span]:
        """Return the months that have a day with a price, from the month of ``known_from`` on.

        Those that follow each other, or are one month, are one span: a gap within a month is none.
        """
        first = first_of_month(known_from) if known_from else dt.date.min
        whole = (
            (
                max(first_of_month(start), first) if start else first,
                month_from(end) if end else None,
            )
            for start, end in self.days
        )
        return list(joined(whole))

    def told_months(self, known_from: dt.date | None) -> Iterator[Billable]:
        """Yield the same as months that can be billed."""
        for first, end in self.months(known_from):
            begin = Month.of(first or dt.date.min)
            yield Billable(str(begin), str(Month.of(end - DAY)) if end else None)


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in the order of their days, those that meet or share days as one."""
    current: Span | None = None
    for span in sorted(spans, key=lambda one: one[0] or dt.date.min):
        if current and (current[1] is None or (span[0] and span[0] <= current[1])):
            current = (current[0], span[1] and current[1] and max(current[1], span[1]))
            continue
        if current:
            yield current
        current = span
    if current:
        yield current
