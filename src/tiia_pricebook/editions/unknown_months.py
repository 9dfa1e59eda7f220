"""Why a month of an interface cannot be billed: what the pages that are kept do not tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from tiia_pricebook.editions.dated_book import MONTH, Refused, Untold
from tiia_pricebook.editions.periods import Era, merged
from tiia_pricebook.editions.price_history import Page, PastPrices, PriceHistory, Standing
from tiia_pricebook.editions.priced_days import Spans
from tiia_pricebook.model import PriceBook

_UNPLACED: dict[Standing, str] = {
    "placed": "no page is kept of the months in which its prices hold",
    "withdrawn": "the prices that were announced were taken back before their day came",
    "undated": "no page says from when its prices hold",
    "contradicted": "an earlier page speaks against the day from which its prices hold",
    "page-undated": "the pages that price it are without a date",
}


def untold(
    history: PriceHistory, now: PriceBook, names: Iterable[str], times: Sequence[Era]
) -> tuple[Untold, ...]:
    """The months of ``names`` for which nothing tells a price, of each name in their order.

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
    expected = _expected(told, name, spans.told_months(now.known_from))
    why = partial(_refusal, history, told, trials, name, spans)
    return merged(
        Untold(name, era.from_, era.to, *why(era), expected)
        for era in times
        if not (any(prices.covers(era.month) for prices in told) if era.past else spans.told(era))
    )


def _refusal(
    history: PriceHistory,
    told: Sequence[PastPrices],
    trials: Iterable[tuple[Page, dt.date]],
    name: str,
    spans: Spans,
    era: Era,
) -> tuple[Refused, str]:
    """The error's id and message for the months of ``era``, none of which ``told`` covers."""
    for page, until in trials:
        if page.date and page.date < era.month_end and era.month < until:
            text = f"{name} is on free trial (公测) until {until}, says {page.cited}"
            return "month-on-trial", f"{text}; no price in {MONTH}"
    why = _why(history, told, era.month) if era.past else spans.why(era)
    text = f"no price of {name} is known for {MONTH}: {why}"
    return "month-before-book" if era.past and not era.priced else "price-unknown-then", text


def _trials(history: PriceHistory, name: str) -> Iterator[tuple[Page, dt.date]]:
    """The announcements, the latest first, by which an interface cost nothing until a day."""
    for line in history.lines:
        starts = {p.run.fact.from_ for p in line.prices if p.run.fact.interface == name}
        for trial in reversed(line.trials):
            if trial.fact.until in starts:
                yield history.pages[trial.first], trial.fact.until


def _why(history: PriceHistory, told: Sequence[PastPrices], first: dt.date) -> str:
    known = [prices for prices in told if prices.known]
    if not known:
        return _UNPLACED[told[0].standing] if told else "no older page names it"
    ended = [prices.known for prices in known if prices.known and prices.known.to <= first]
    if not ended:
        return f"its prices start on {min(str(prices.run.fact.from_) for prices in known)}"
    last = max(ended, key=lambda one: one.to)
    if last.ended_by is None:
        return f"the last page that is kept before the one in force is of {last.last_month}"
    page = history.pages[last.ended_by].cited
    still = any(prices.run.first <= last.ended_by <= prices.run.last for prices in told)
    return f"{page}, {'says otherwise' if still else 'names it no more'}"


def _expected(told: Iterable[PastPrices], name: str, now: Iterable[str]) -> str:
    """The months that can be billed; ``now`` are those of the book in force."""
    spans = [prices.known for prices in told if prices.known]
    months = [f"in {span.from_:%Y-%m} to {span.last_month}" for span in spans]
    months += now
    return f"usage of {name} {', or '.join(months)}" if months else f"no usage of {name}"
