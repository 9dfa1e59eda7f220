"""Why a month of an interface cannot be billed: what the pages that are kept do not tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tiia_pricing.errors import InputError
from tiia_pricing.pricebook.history import PastPrices, PriceHistory, Run, Standing, Trial
from tiia_pricing.pricebook.model import PriceBook

_UNPLACED: dict[Standing, str] = {
    "placed": "no page is kept of the months in which its prices hold",
    "withdrawn": "the prices that were announced were taken back before their day came",
    "undated": "no page says from when its prices hold",
    "contradicted": "an earlier page speaks against the day from which its prices hold",
    "page-undated": "the pages that price it are without a date",
}


def refusal(
    history: PriceHistory, now: PriceBook, name: str, first: dt.date, end: dt.date
) -> InputError:
    """The error for an interface whose price nothing tells for the month ``[first, end)``."""
    month, expected = f"{first:%Y-%m}", _expected(history, now, name)
    if trial := next(_trials(history, name, first, end), None):
        page = history.pages[trial.first].cited
        text = f"{name} is on free trial (公测) until {trial.fact.until}, says {page}"
        return InputError("month-on-trial", f"{text}; no price in {month}", expected=expected)
    before = now.known_from is not None and end <= now.known_from
    why = _why(history, name, first) if before else "the page in force does not name it"
    text = f"no price of {name} is known for {month}: {why}"
    some = any(prices.covers(first) for line in history.lines for prices in line.prices)
    id = "month-before-book" if before and not some else "price-unknown-then"
    return InputError(id, text, expected=expected)


def _trials(history: PriceHistory, name: str, first: dt.date, end: dt.date) -> Iterator[Run[Trial]]:
    """The announcements, the latest first, by which an interface cost nothing in a month."""
    for line in history.lines:
        starts = {p.run.fact.from_ for p in line.prices if p.run.fact.interface == name}
        for trial in reversed(line.trials):
            said = history.pages[trial.first].date
            if trial.fact.until in starts and said and said < end and first < trial.fact.until:
                yield trial


def _why(history: PriceHistory, name: str, first: dt.date) -> str:
    told = list(_prices(history, name))
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


def _expected(history: PriceHistory, now: PriceBook, name: str) -> str:
    """The months that can be billed."""
    spans = [prices.known for prices in _prices(history, name) if prices.known]
    months = [f"in {span.from_:%Y-%m} to {span.last_month}" for span in spans]
    if now.known_from and any(interface.name == name for interface in now.interfaces):
        months.append(f"from {now.known_from:%Y-%m} on")
    return f"usage of {name} {', or '.join(months)}" if months else f"no usage of {name}"


def _prices(history: PriceHistory, name: str) -> Iterator[PastPrices]:
    for line in history.lines:
        yield from (prices for prices in line.prices if prices.run.fact.interface == name)
