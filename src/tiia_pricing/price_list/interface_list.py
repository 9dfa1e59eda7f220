"""The interfaces of a price book: their API actions, when they have prices, their free calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tiia_pricebook import FreeQuota, Interface, PriceBook, untrusted_text
from tiia_pricebook.calendar import DAY, Month, holds
from tiia_pricebook.messages import Message, Tell, listed, say, say_as
from tiia_pricing.price_list.price_list import priced_spans, span_in_words
from tiia_pricing.tables.text_table import table_lines


def as_dict(book: PriceBook) -> dict[str, Any]:
    """Return the interfaces as JSON; days are half-open, an absent end is null."""
    return {"interfaces": [_interface(book, one) for one in book.interfaces]}


def as_text(book: PriceBook, today: dt.date, tell: Tell = str) -> str:
    """Return the interfaces for people: those with a price today first, then those without."""
    own = list(book.interfaces)
    now = [one for one in own if _priced(book, one, today)]
    heads = (
        say_as("column", "name"),
        say_as("column", "API action"),
        say_as("column", "priced"),
        say_as("column", "free"),
    )
    rows = [_row(book, one, today) for one in (*now, *(one for one in own if one not in now))]
    table = [tuple(map(tell, row)) for row in (heads, *rows)]
    shared = (tell(one) for one in _shared(book, today))
    return untrusted_text.block([*table_lines(table, "<<<>"), "", *shared])


def _interface(book: PriceBook, interface: Interface) -> dict[str, Any]:
    name = interface.name
    return {
        "name": name,
        "action": interface.action,
        "priced": [_span(*span) for span in priced_spans(book, name)],
        "free_quotas": [
            {
                "calls": one.calls,
                "shared_with": [other for other in one.interfaces if other != name],
                **_span(one.from_, one.to),
            }
            for one in book.free_quotas
            if name in one.interfaces
        ],
    }


def _span(first: dt.date | None, end: dt.date | None) -> dict[str, str | None]:
    return {"from": str(first) if first else None, "to": str(end) if end else None}


def _priced(book: PriceBook, interface: Interface, day: dt.date) -> bool:
    tables = (one for one in book.pay_as_you_go if one.interface == interface.name)
    return any(holds(one, day) for one in tables)


def _row(book: PriceBook, interface: Interface, day: dt.date) -> tuple[str, str, str, str]:
    spans = priced_spans(book, interface.name)
    free = [one for one in book.free_quotas if interface.name in one.interfaces and holds(one, day)]
    return (
        interface.name,
        interface.action or "–",
        listed(_months(*one) for one in spans) if spans else "–",
        listed(f"{one.calls:,}" for one in free) if free else "–",
    )


def _months(first: dt.date | None, end: dt.date | None) -> str:
    """The days ``[first, end)`` in brief: ``2020-01 – 2021-05``, ``2022-10 –``."""
    start = "" if first is None else f"{Month.of(first) if first.day == 1 else first} "
    if end is None:
        return f"{start}–"
    return f"{start}– {Month.of(end - DAY) if end.day == 1 else end - DAY}"


def _shared(book: PriceBook, today: dt.date) -> Iterator[Message]:
    pools = [one for one in book.free_quotas if len(one.interfaces) > 1]
    yield from map(_pool, pools)
    if not any(holds(one, today) for one in pools):
        yield say("No interfaces share free calls today.")


def _pool(quota: FreeQuota) -> Message:
    return say(
        "{names} share {calls:,} free calls a month {days}.",
        names=listed(quota.interfaces),
        calls=quota.calls,
        days=span_in_words((quota.from_, quota.to)),
    )
