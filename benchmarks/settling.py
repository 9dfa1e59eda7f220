"""Settling one month of nine interfaces, without the explanation rendered."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from tiia_pricebook import default_book
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.month import settle
from tiia_pricing.billing.settlement.terms import terms_of
from tiia_pricing.billing.usage.account import Activated


def measure(rounds: int) -> dict[str, str]:
    """Months of nine interfaces settled in a second, the best and the median round."""
    book = default_book()
    terms = terms_of(book, Month(2023, 5), choose(book, {}), Activated())
    day = dt.date(2023, 5, 31)
    usage = {interface.name: ((day, 1_500_000),) for interface in book.interfaces}
    rates = sorted(_rate(lambda: settle(terms, usage)) for _ in range(rounds))
    return {
        "settlements a second, median (aim 20000)": f"{rates[len(rates) // 2]:.0f}",
        "settlements a second, best": f"{rates[-1]:.0f}",
    }


def _rate(settlement: Callable[[], object]) -> float:
    count = 5_000
    begin = time.perf_counter()
    for _ in range(count):
        settlement()
    return count / (time.perf_counter() - begin)
