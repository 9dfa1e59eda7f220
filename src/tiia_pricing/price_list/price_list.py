"""A price book and a day → what each interface costs on that day, and where each number stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from tiia_pricebook import Fact, FreeQuota, Interface, Pack, PayAsYouGo, PriceBook, Source
from tiia_pricebook.calendar import DAY, first_of_month, holds
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.editions.in_force import InForce, in_force
from tiia_pricebook.editions.priced_days import Span, joined
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, listed, say


class ApiPrices(Struct, frozen=True):
    """What one interface costs; ``no_packs`` is the clause that says that none are sold."""

    interface: Interface
    table: PayAsYouGo | None
    quotas: tuple[FreeQuota, ...]
    packs: tuple[Pack, ...]
    no_packs: str | None

    def facts(self) -> Iterator[Fact]:
        """Yield the free quotas, the prices, and the packs."""
        yield from self.quotas
        if self.table:
            yield self.table
        yield from self.packs


class PageRead(Struct, frozen=True):
    """A page that numbers stand on: its name, where it came from, and when it was read.

    An older page has its day in its name, and neither.
    """

    name: str
    source: str | None = None
    read_on: dt.date | None = None


class PriceList(Struct, frozen=True):
    """What is in force on ``day``: for all interfaces, or for those that were asked for."""

    book: PriceBook
    day: dt.date
    in_force: InForce
    apis: tuple[ApiPrices, ...]
    whole: bool

    @property
    def first_day(self) -> dt.date | None:
        """The first day for which the book knows what it states without a day."""
        return self.in_force.edition or self.book.known_from

    def page(self, source: Source) -> PageRead:
        """Return the page that a number stands on."""
        pages = self.book.pages if isinstance(self.book, DatedBook) else ()
        for page in reversed(pages):
            if not source.page or source.page == page.file:
                return PageRead(page.file, page.source, page.first_seen)
        return PageRead(source.page or self.book.snapshot.source)

    def facts(self) -> Iterator[Fact]:
        """Yield the facts of all interfaces."""
        for api in self.apis:
            yield from api.facts()

    def pages(self) -> list[PageRead]:
        """Return the pages that any of the numbers stands on, each once."""
        numbers = (
            number
            for fact in self.facts()
            for number in (fact.tiers if isinstance(fact, PayAsYouGo) else (fact,))
        )
        return list(dict.fromkeys(self.page(number.source) for number in numbers))


def not_before(book: PriceBook, name: str, fact: Fact) -> dt.date | None:
    """Return the day since which a fact may hold already that was only seen on its first day."""
    seen = (one for one in book.only_seen if one.day == fact.from_ and name in one.interfaces)
    return next((one.not_before for one in seen), None)


def tier_ends(table: PayAsYouGo) -> list[int | None]:
    """Return the first number of calls past each tier; ``None`` for the last one."""
    return [*(tier.from_calls for tier in table.tiers[1:]), None]


def price_list(book: PriceBook, day: dt.date, names: Collection[str] = ()) -> PriceList:
    """List the prices of a day, those of ``names`` alone where there are any.

    Raises ``InputError`` where no page tells them.
    """
    found = in_force(book, day)
    priced = _priced(found)
    if refused := [name for name in names if name not in priced]:
        raise _refusal(book, day, refused[0])
    if found.told == "nothing":
        text = say("the price book knows no prices of {day}", day=day)
        raise InputError("day-not-priced", text, expected=_days_known(book))
    wanted = names or priced
    apis = (_api(book, found, one) for one in book.interfaces if one.name in wanted)
    return PriceList(book, day, found, tuple(apis), whole=not names)


def _refusal(book: PriceBook, day: dt.date, name: str) -> InputError:
    """Why an interface has no price on a day, as a bill of that month says it."""
    first = first_of_month(day)
    rows = book.untold if isinstance(book, DatedBook) else ()
    for row in rows:
        if row.interface == name and holds(row, first):
            return row.refusal(first)
    text = say("the price book knows no price of {name} on {day}", name=name, day=day)
    return InputError("day-not-priced", text, expected=_days_told(priced_spans(book, name)))


def _priced(found: InForce) -> set[str]:
    free = (name for quota in found.quotas for name in quota.interfaces)
    return {table.interface for table in found.tables} | set(free)


def _api(book: PriceBook, found: InForce, interface: Interface) -> ApiPrices:
    name = interface.name
    none_sold = (one.clause for one in book.no_packs if name in one.interfaces)
    return ApiPrices(
        interface,
        next((one for one in found.tables if one.interface == name), None),
        tuple(one for one in found.quotas if name in one.interfaces),
        tuple(one for one in found.packs if one.interface == name),
        next(none_sold, None) if found.told == "page" else None,
    )


def priced_spans(book: PriceBook, name: str) -> list[Span]:
    """The days ``[from, to)`` for which the book has a price of an interface, in their order."""
    editions = book.editions if isinstance(book, DatedBook) else ()
    older = [(one.from_, one.to) for one in editions if name in one.interfaces]
    own = [
        (max(filter(None, (table.from_, book.known_from)), default=None), table.to)
        for table in book.pay_as_you_go
        if table.interface == name
    ]
    return list(joined([*older, *own]))


def _days_known(book: PriceBook) -> Message:
    editions = book.editions if isinstance(book, DatedBook) else ()
    older: list[Span] = [(one.from_, one.to) for one in editions]
    return _days_told([*joined(older), (book.known_from, None)])


def _days_told(spans: Iterable[Span]) -> Message:
    return say("a day {spans}", spans=listed(map(span_in_words, spans), ", or "))


def span_in_words(span: Span) -> Message:
    """Return the days of a span as people say them: ``2020-01-01 to 2021-05-31``, ``from … on``."""
    first, end = span
    if first and end:
        return say("from {first} to {last}", first=first, last=end - DAY)
    if end:
        return say("until {last}", last=end - DAY)
    return say("from {first} on", first=first) if first else say("at any time")
