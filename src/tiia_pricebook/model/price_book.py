"""The price book: every fact of the vendor's page as a typed, dated, sourced datum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from msgspec import UNSET, Struct, UnsetType

from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.model.facts import (
    FreeQuota,
    Interface,
    NoPacks,
    OnlySeen,
    Pack,
    PayAsYouGo,
    SettlementOrder,
)
from tiia_pricebook.model.page_words import Clause, Finding, Unread
from tiia_pricebook.model.provenance import Snapshot
from tiia_pricebook.model.reading import Reading


class PriceBook(Struct, frozen=True, forbid_unknown_fields=True):
    """All that one page says, or several pages in turn, each fact with its days.

    ``known_from`` is the first day the book answers for. ``only_seen`` are changes whose day is
    not certain, ``former_orders`` the settlement orders of days before the last one's. ``unread``
    are the last page's words that are no fact and no clause; absent, they were not recorded.
    """

    snapshot: Snapshot
    known_from: dt.date | None
    interfaces: tuple[Interface, ...]
    free_quotas: tuple[FreeQuota, ...]
    pay_as_you_go: tuple[PayAsYouGo, ...]
    packs: tuple[Pack, ...]
    no_packs: tuple[NoPacks, ...]
    settlement_order: SettlementOrder
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]
    readings: tuple[Reading, ...]
    only_seen: tuple[OnlySeen, ...] = ()
    former_orders: tuple[SettlementOrder, ...] = ()
    unread: tuple[Unread, ...] | UnsetType = UNSET

    def in_month(self, first: dt.date, end: dt.date, names: Collection[str]) -> PriceBook:
        """The facts by which the month ``[first, end)`` of the interfaces in ``names`` is settled.

        Raises ``InputError`` for a month before the book's first day.
        """
        if self.known_from is not None and end <= self.known_from:
            raise InputError(
                "month-before-book",
                say("the price book knows no prices for {month}", month=Month.of(first)),
                expected=say("usage from {day} on", day=Month.of(self.known_from)),
            )
        return self

    def clause(self, id: str) -> Clause:
        """Return the clause with this slug; ``KeyError`` where the page has none."""
        for clause in self.clauses:
            if clause.id == id:
                return clause
        raise KeyError(id)
