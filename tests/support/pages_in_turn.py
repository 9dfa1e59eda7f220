"""Small pages of our own, accepted one after another: what they say, and from when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from support.books import CELL, tiers
from tiia_pricebook import (
    READINGS,
    FreeQuota,
    Interface,
    Pack,
    PayAsYouGo,
    PriceBook,
    SettlementOrder,
    Snapshot,
)
from tiia_pricebook.editions.compilation import Accepted
from tiia_pricebook.editions.dated_book import AcceptedPage, Dated


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def table(
    name: str, *steps: tuple[int, str], since: str | None = None, until: str | None = None
) -> PayAsYouGo:
    return PayAsYouGo(
        name, "reached", 1, tiers(*steps), None, None, from_=day(since), to=day(until)
    )


def quota(names: str, calls: int, since: str | None = None, until: str | None = None) -> FreeQuota:
    return FreeQuota(tuple(names.split()), calls, None, CELL, from_=day(since), to=day(until))


def pack(name: str, calls: int, price: str, **days: str | None) -> Pack:
    since, until = day(days.get("since")), day(days.get("until"))
    return Pack(name, calls, Decimal(price), None, CELL, CELL, from_=since, to=until)


def book(
    prices: Mapping[str, str] | Iterable[PayAsYouGo],
    quotas: Iterable[FreeQuota] = (),
    packs: Iterable[Pack] = (),
    order: SettlementOrder | None = None,
) -> PriceBook:
    """What a page says; ``prices`` by interface are those of every call."""
    if isinstance(prices, Mapping):
        prices = [table(name, (0, price)) for name, price in prices.items()]
    tables = tuple(prices)
    names = dict.fromkeys(one.interface for one in tables)
    return PriceBook(
        snapshot=Snapshot("00", "a page"),
        known_from=None,
        interfaces=tuple(Interface(name, None, CELL) for name in names),
        free_quotas=tuple(quotas),
        pay_as_you_go=tables,
        packs=tuple(packs),
        no_packs=(),
        settlement_order=order
        or SettlementOrder(("free-quota", "resource-pack", "pay-as-you-go"), None),
        clauses=(),
        findings=(),
        readings=tuple(replace(reading, clause=None) for reading in READINGS),
    )


def accepted(
    number: int,
    when: str,
    says: PriceBook,
    since: str | None = None,
    *,
    dated: Dated = "given",
    **days: str,
) -> Accepted:
    """Page ``number``, accepted on a day; what it says holds from ``since`` on."""
    page = AcceptedPage(
        file=f"page-{number}",
        sha256=f"{number}" * 64,
        source="ours",
        first_seen=on(days.get("first_seen", when)),
        accepted=on(when),
        from_=day(since),
        dated=dated,
        evidence="ours",
        not_before=day(days.get("not_before")),
    )
    return Accepted(page, says)


def prices(found: PriceBook, name: str) -> list[tuple[str, str, str]]:
    """First price, first day and first day after, of each table of an interface."""
    return [
        (str(one.tiers[0].price), *_days(one))
        for one in found.pay_as_you_go
        if one.interface == name
    ]


def free(found: PriceBook) -> list[tuple[str, int, str, str]]:
    """Interfaces, calls, first day and first day after, of each free quota."""
    return [(" ".join(one.interfaces), one.calls, *_days(one)) for one in found.free_quotas]


def _days(fact: Any) -> tuple[str, str]:
    return str(fact.from_ or ""), str(fact.to or "")
