"""Links that open the calculator on an account: the fragment that its page reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.results.scenario_results import BilledAccount

# Characters that a fragment keeps for itself, or that a program ends a link at.
_ESCAPED = re.compile(r"[\s%&=#+\"'<>`\\^{|}]")


def link(book: PriceBook, month: Month, account: BilledAccount) -> str:
    """``calculator.html#month=…``: the calls of one month, with all packs of the account.

    The page has one month and no days: calls of a month are put together.
    """
    pairs = [
        ("month", str(month)),
        *((name, str(calls)) for name, calls in calls_in(month, account).items()),
        *(("pack", f"{key}@{day}") for key, day in _packs(book, account)),
        *((("activated", str(account.service)),) if account.service else ()),
        *_changed(book, account.readings),
    ]
    fragment = "&".join(f"{_escaped(key)}={_escaped(value)}" for key, value in pairs)
    return f"calculator.html#{fragment}"


def calls_in(month: Month, account: BilledAccount) -> dict[str, int]:
    """Return the calls of a month by interface."""
    calls: dict[str, int] = {}
    for row in account.usage:
        if Month.of(row.day) == month:
            calls[row.interface] = calls.get(row.interface, 0) + row.calls
    return calls


def _packs(book: PriceBook, account: BilledAccount) -> Iterator[tuple[str, str]]:
    """Of each row of packs its size, after its interface where several sell, and its day."""
    several = len({pack.interface for pack in book.packs}) > 1
    sizes = {(pack.interface, pack.calls): pack.size.text for pack in book.packs}
    for one in account.packs:
        size = sizes[one.interface, one.calls]
        left = "" if one.left is None else f":{one.left}"
        times = "" if one.quantity == 1 else f"*{one.quantity}"
        yield (f"{one.interface}:{size}" if several else size), f"{one.day}{left}{times}"


def _changed(book: PriceBook, readings: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    defaults = {reading.name: reading.default for reading in book.readings}
    return ((name, value) for name, value in readings.items() if value != defaults[name])


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: quote(match[0], safe=""), text)
