"""The past of a price book, compiled: what the history of its pages tells of every month.

Older facts stay apart from those in force: a month is settled by one or the other, whole, and
what no page tells is refused with the reason. How far the pages reach is no date of effect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec.structs import asdict, replace

from tiia_pricebook.calendar import DAY
from tiia_pricebook.editions.dated_book import DatedBook, Edition
from tiia_pricebook.editions.facts_in_time import cited_pack, on_page
from tiia_pricebook.editions.periods import Era, eras, merged
from tiia_pricebook.editions.price_history import Line, PriceHistory, SeenPage
from tiia_pricebook.editions.priced_days import Spans
from tiia_pricebook.editions.unknown_months import untold
from tiia_pricebook.errors import BookInvalid
from tiia_pricebook.messages import listed, say
from tiia_pricebook.model.facts import FreeQuota, Interface, Pack, PayAsYouGo
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.model.provenance import Snapshot, Source


def with_past(book: PriceBook, history: PriceHistory) -> PriceBook:
    """Return ``book`` with the older facts of ``history``.

    A book that answers for every month itself stays as it is, and so does one of which no older
    price is known. Raises ``BookInvalid`` where more than one line of the history has prices for
    months, and where a page that prices months has no settlement order.
    """
    telling = [line for line in history.lines if any(prices.known for prices in line.prices)]
    if len(telling) > 1:
        text = say(
            "{names} both give prices of months",
            names=listed((line.name for line in telling), " and "),
        )
        expected = say("prices of months from one line of pages alone")
        raise BookInvalid("history-two-lines", text, expected=expected)
    if not telling or book.known_from is None:
        return book
    line = _cited(telling[0], history.pages)
    interfaces = (*book.interfaces, *_older(book, history))
    times = eras(history, book.known_from, _coming(book))
    told = (_edition(line, history.pages, era, interfaces) for era in times if era.past)
    editions = merged(edition for edition in told if edition)
    facts = {
        "interfaces": interfaces,
        "free_quotas": (*book.free_quotas, *_quotas(editions)),
        "packs": (*_packs(line, history.pages), *book.packs),
        "editions": editions,
        "untold": untold(history, book, [one.name for one in interfaces], times),
    }
    return (
        replace(book, **facts) if isinstance(book, DatedBook) else DatedBook(**asdict(book) | facts)
    )


def without_past(book: PriceBook) -> PriceBook:
    """Return the facts from the first day of a book on, as a book without a past.

    What it says of days before that one stood on older pages. A book without a past is that of
    one page, so no source of it names another.
    """
    if not isinstance(book, DatedBook) or (first := book.known_from) is None:
        return book
    kinds = ("free_quotas", "pay_as_you_go", "packs")
    facts = {
        kind: tuple(one for one in getattr(book, kind) if one.to is None or first < one.to)
        for kind in kinds
    }
    named = {table.interface for table in facts["pay_as_you_go"]}
    named.update(*(quota.interfaces for quota in facts["free_quotas"]))
    interfaces = tuple(one for one in book.interfaces if one.name in named)
    own = {name: getattr(book, name) for name in PriceBook.__struct_fields__}
    plain = PriceBook(**own | facts | {"interfaces": interfaces})
    return on_page(plain, lambda _: None)


def _coming(book: PriceBook) -> Iterator[dt.date]:
    """The days on which interfaces of the book get their first price or lose their last one."""
    for interface in book.interfaces:
        for span in Spans.of(book, interface.name).days:
            yield from filter(None, span)


def _edition(
    line: Line, pages: Sequence[SeenPage], era: Era, interfaces: Iterable[Interface]
) -> Edition | None:
    """What the page in force says of the interfaces whose prices are known in an era."""
    tables = tuple(prices.run.fact for prices in line.prices if prices.covers(era.month))
    if not tables or era.from_ is None or era.to is None:
        return None
    page = _in_force(line, pages, era.month_end)
    names = {table.interface for table in tables}
    quotas = (run.fact for run in line.quotas if run.first <= page <= run.last)
    orders = [run.fact for run in line.orders if run.first <= page <= run.last]
    if not orders:
        text = say(
            "{page} prices months and says no settlement order", page=pages[page].citation.in_words
        )
        expected = say("a settlement order on each page that prices months")
        raise BookInvalid("history-without-order", text, expected=expected)
    return Edition(
        era.from_,
        era.to,
        Snapshot(pages[page].sha256, pages[page].cited),
        tuple(one.name for one in interfaces if one.name in names),
        tuple(quota for quota in quotas if names & set(quota.interfaces)),
        tables,
        orders[0],
    )


def _in_force(line: Line, pages: Sequence[SeenPage], end: dt.date) -> int:
    """The last page of ``line`` dated before ``end``, else its first."""
    dated = [number for number in line.pages if pages[number].date]
    by_then = [number for number in dated if (pages[number].date or end) < end]
    return by_then[-1] if by_then else dated[0]


def _older(book: PriceBook, history: PriceHistory) -> Iterator[Interface]:
    """The interfaces that only older pages name, in the order in which they came."""
    seen = {interface.name for interface in book.interfaces}
    for line in history.lines:
        for prices in line.prices:
            fact = prices.run.fact
            if fact.interface not in seen:
                seen.add(fact.interface)
                page = history.pages[prices.run.first]
                yield Interface(fact.interface, None, _on(page, fact.tiers[0].source))


def _quotas(editions: Iterable[Edition]) -> tuple[FreeQuota, ...]:
    """The free quotas of the editions, each within the months for which it is known."""
    known = (_within(edition, quota) for edition in editions for quota in edition.free_quotas)
    return merged(sorted(filter(None, known), key=lambda quota: (quota.interfaces, quota.from_)))


def _within(edition: Edition, quota: FreeQuota) -> FreeQuota | None:
    first = max(edition.from_, quota.from_ or edition.from_)
    end = min(edition.to, quota.to or edition.to)
    return replace(quota, from_=first, to=end) if first < end else None


def _packs(line: Line, pages: Sequence[SeenPage]) -> Iterator[Pack]:
    """The packs that were sold in the months whose prices are known, and only then."""
    for prices in line.prices:
        if known := prices.known:
            page = _in_force(line, pages, known.from_ + DAY)
            for run in line.packs:
                same = run.fact.interface == prices.run.fact.interface
                if same and run.first <= page <= run.last:
                    yield replace(run.fact, from_=known.from_, to=known.to)


def _cited(line: Line, pages: Sequence[SeenPage]) -> Line:
    """The line with every source naming the page that its cell stands on."""

    def tiers(table: PayAsYouGo, page: SeenPage) -> PayAsYouGo:
        cited = tuple(
            replace(tier, source=_on(page, tier.source), bound=_on(page, tier.bound))
            for tier in table.tiers
        )
        return replace(table, tiers=cited)

    return replace(
        line,
        prices=tuple(
            replace(
                prices,
                run=replace(prices.run, fact=tiers(prices.run.fact, pages[prices.run.first])),
            )
            for prices in line.prices
            if prices.known
        ),
        quotas=tuple(
            replace(run, fact=replace(run.fact, source=_on(pages[run.first], run.fact.source)))
            for run in line.quotas
        ),
        packs=tuple(
            replace(
                run,
                fact=cited_pack(run.fact, partial(_on, pages[run.first])),
            )
            for run in line.packs
        ),
    )


def _on(page: SeenPage, source: Source) -> Source:
    return replace(source, page=page.cited)
