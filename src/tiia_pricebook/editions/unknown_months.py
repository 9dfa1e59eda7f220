"""Why a month of an interface cannot be billed: what the pages that are kept do not tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from tiia_pricebook.calendar import Month
from tiia_pricebook.editions.dated_book import MONTH, Refused, Untold
from tiia_pricebook.editions.periods import Era, merged
from tiia_pricebook.editions.price_history import PastPrices, PriceHistory, SeenPage
from tiia_pricebook.editions.priced_days import Spans
from tiia_pricebook.editions.why_untold import Billable, Why, usage_expected
from tiia_pricebook.messages import in_english
from tiia_pricebook.model.price_book import PriceBook


def untold(
    history: PriceHistory, now: PriceBook, names: Iterable[str], times: Sequence[Era]
) -> tuple[Untold, ...]:
    """Return the months of ``names`` for which nothing tells a price, of each name in their order.

    ``now`` is the book in force: it tells its interfaces in the months in which they have a
    price or come without one, and none of the others.
    """
    return tuple(row for name in names for row in _untold(history, now, name, times))


def _untold(
    history: PriceHistory, now: PriceBook, name: str, times: Iterable[Era]
) -> tuple[Untold, ...]:
    spans = Spans.of(now, name)
    told = [p for line in history.lines for p in line.prices if p.run.fact.interface == name]
    trials = list(_trials(history, name))
    months = tuple(_billable(told, spans.told_months(now.known_from)))
    refusal = partial(_refusal, history, told, trials, spans)
    return merged(
        _row(name, era, *refusal(era), months)
        for era in times
        if not (any(prices.covers(era.month) for prices in told) if era.past else spans.told(era))
    )


def _refusal(
    history: PriceHistory,
    told: Sequence[PastPrices],
    trials: Iterable[tuple[SeenPage, dt.date]],
    spans: Spans,
    era: Era,
) -> tuple[Refused, Why]:
    """The error's id and its reason for the months of ``era``, none of which ``told`` covers."""
    for page, until in trials:
        if page.date and page.date < era.month_end and era.month < until:
            return "month-on-trial", Why("on-trial", day=until, page=page.citation)
    why = _why(history, told, era.month) if era.past else spans.why(era)
    return "month-before-book" if era.past and not era.priced else "price-unknown-then", why


def _trials(history: PriceHistory, name: str) -> Iterator[tuple[SeenPage, dt.date]]:
    """The announcements, the latest first, by which an interface cost nothing until a day."""
    for line in history.lines:
        starts = {p.run.fact.from_ for p in line.prices if p.run.fact.interface == name}
        for trial in reversed(line.trials):
            if trial.fact.until in starts:
                yield history.pages[trial.first], trial.fact.until


def _why(history: PriceHistory, told: Sequence[PastPrices], first: dt.date) -> Why:
    known = [prices for prices in told if prices.known]
    if not known:
        return Why(told[0].standing if told else "older-unpriced")
    ended = [prices.known for prices in known if prices.known and prices.known.to <= first]
    if not ended:
        starts = (prices.run.fact.from_ for prices in known)
        return Why("starts", day=min(filter(None, starts)))
    last = max(ended, key=lambda one: one.to)
    if last.ended_by is None:
        return Why("last-page", month=last.last_month)
    page = history.pages[last.ended_by].citation
    still = any(prices.run.first <= last.ended_by <= prices.run.last for prices in told)
    return Why("says-otherwise" if still else "priced-no-more", page=page)


def _billable(told: Iterable[PastPrices], now: Iterable[Billable]) -> Iterator[Billable]:
    """The months that can be billed; ``now`` are those of the book in force."""
    spans = (prices.known for prices in told if prices.known)
    yield from (Billable(str(Month.of(span.from_)), span.last_month) for span in spans)
    yield from now


def _row(name: str, era: Era, error: Refused, why: Why, months: tuple[Billable, ...]) -> Untold:
    message = in_english(why.refusal(name, MONTH))
    expected = in_english(usage_expected(name, months))
    return Untold(name, era.from_, era.to, error, message, expected, why, months)
