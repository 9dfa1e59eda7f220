"""A price book that reaches back: the book in force, and the months that older pages tell.

Older facts stay apart from those in force: a month is settled by one or the other, whole, and
what no page tells is refused with the reason. How far the pages reach is no date of effect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import asdict, replace

from tiia_pricing.errors import BookInvalid
from tiia_pricing.pricebook.history import Line, Page, PriceHistory, shipped_history
from tiia_pricing.pricebook.model import (
    Interface,
    Pack,
    PageSource,
    PayAsYouGo,
    PriceBook,
    Snapshot,
    Source,
)
from tiia_pricing.pricebook.untold import refusal


class PastBook(PriceBook, frozen=True):
    """The book in force, ``now``, and for months before its first day what ``line`` tells.

    Its interfaces are those in force and all that ``history`` names; its free quotas and
    packs those in force and the older ones; what else it has is in force.
    """

    now: PriceBook
    history: PriceHistory
    line: Line

    def in_month(self, first: dt.date, end: dt.date, names: Collection[str]) -> PriceBook:
        """The facts by which the month ``[first, end)`` of ``names`` is settled.

        Raises ``InputError`` where no page tells them, with the reason.
        """
        past = self.now.known_from is not None and end <= self.now.known_from
        book = self._told(first, end) if past else self.now
        told = {interface.name for interface in book.interfaces}
        for name in sorted(names):
            if name not in told:
                raise refusal(self.history, self.now, name, first, end)
        return book

    def _told(self, first: dt.date, end: dt.date) -> PriceBook:
        """What the page in force in a month says of the interfaces whose prices are known."""
        page = _in_force(self.line, self.history.pages, end)
        tables = [prices.run.fact for prices in self.line.prices if prices.covers(first)]
        names = {table.interface for table in tables}
        quotas = [run.fact for run in self.line.quotas if run.first <= page <= run.last]
        orders = [run.fact for run in self.line.orders if run.first <= page <= run.last]
        return replace(
            self.now,
            snapshot=Snapshot(self.history.pages[page].sha256, self.history.pages[page].cited),
            interfaces=tuple(item for item in self.interfaces if item.name in names),
            free_quotas=tuple(quota for quota in quotas if names & set(quota.interfaces)),
            pay_as_you_go=tuple(tables),
            settlement_order=orders[0],
        )


def _in_force(line: Line, pages: Sequence[Page], end: dt.date) -> int:
    """The last page of ``line`` dated before ``end``, else its first."""
    dated = [number for number in line.pages if pages[number].date]
    by_then = [number for number in dated if (pages[number].date or end) < end]
    return by_then[-1] if by_then else dated[0]


def with_past(book: PriceBook, history: PriceHistory | None = None) -> PriceBook:
    """``book`` with the older facts of ``history``, by default of the one that is shipped.

    Raises ``BookInvalid`` where more than one line of the history has prices for months.
    """
    history = history or shipped_history()
    telling = [line for line in history.lines if any(prices.known for prices in line.prices)]
    if len(telling) > 1:
        text = f"{' and '.join(line.name for line in telling)} both tell prices of months"
        raise BookInvalid("history-two-lines", text)
    if not telling:
        return book
    line = _cited(telling[0], history.pages)
    names = {prices.run.fact.interface for prices in line.prices if prices.known}
    return PastBook(
        **asdict(book)
        | {
            "interfaces": (*book.interfaces, *_older(book, history)),
            "free_quotas": (
                *book.free_quotas,
                *(run.fact for run in line.quotas if names & set(run.fact.interfaces)),
            ),
            "packs": (*_packs(line, history.pages), *book.packs),
        },
        now=book,
        history=history,
        line=line,
    )


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


def _packs(line: Line, pages: Sequence[Page]) -> Iterator[Pack]:
    """The packs that were sold in the months whose prices are known, and only then."""
    for prices in line.prices:
        if known := prices.known:
            page = _in_force(line, pages, known.from_ + dt.timedelta(days=1))
            for run in line.packs:
                same = run.fact.interface == prices.run.fact.interface
                if same and run.first <= page <= run.last:
                    yield replace(run.fact, from_=known.from_, to=known.to)


def _cited(line: Line, pages: Sequence[Page]) -> Line:
    """The line with every source naming the page that its cell stands on."""

    def tiers(table: PayAsYouGo, page: Page) -> PayAsYouGo:
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
        ),
        quotas=tuple(
            replace(run, fact=replace(run.fact, source=_on(pages[run.first], run.fact.source)))
            for run in line.quotas
        ),
        packs=tuple(
            replace(run, fact=replace(run.fact, source=_on(pages[run.first], run.fact.source)))
            for run in line.packs
        ),
    )


def _on(page: Page, source: Source) -> PageSource:
    return PageSource(**asdict(source), page=page.cited)
