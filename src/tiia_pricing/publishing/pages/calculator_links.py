"""Links that open the calculator on an account: the fragment that its page reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.results.scenario_results import BilledAccount

# Chat programs end a link at these, or take them for a change of type.
_SIGNS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "._~"})


def link(book: PriceBook, month: Month, account: BilledAccount) -> str:
    """Return ``calculator.html#month=…``: the calls of one month, with all packs of the account.

    The page has one month and no days: calls of a month are put together.
    """
    pairs = [
        ("month", str(month)),
        *((_in_link(book, name), str(calls)) for name, calls in calls_in(month, account).items()),
        *_packs(book, account),
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
    """Of each row of packs its calls, after its interface where several sell, and its day."""
    several = len({pack.interface for pack in book.packs}) > 1
    for one in account.packs:
        seller = f"{_in_link(book, one.interface)}-" if several else ""
        yield "pack", f"{seller}{one.calls}"
        yield "day", str(one.day)
        if one.quantity != 1:
            yield "count", str(one.quantity)
        if one.left is not None:
            yield "left", str(one.left)


def _in_link(book: PriceBook, name: str) -> str:
    """What a link calls an interface: its API action, where that is its alone."""
    action = next((one.action for one in book.interfaces if one.name == name), None)
    return action if action and Names(book).known[action] == name else name


def _changed(book: PriceBook, readings: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    defaults = {reading.name: reading.default for reading in book.readings}
    return ((name, value) for name, value in readings.items() if value != defaults[name])


def _escaped(text: str) -> str:
    return quote(text, safe="").translate(_SIGNS)
