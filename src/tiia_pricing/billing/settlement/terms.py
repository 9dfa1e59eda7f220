"""What a price book means for one account and one month: the facts in force, decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from tiia_pricebook import FreeQuota, PayAsYouGo, PriceBook, SettlementOrder, Step
from tiia_pricebook.calendar import Dated, Month, holds, holds_within
from tiia_pricing.billing.same_object import Same
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.tier_pricing import Ladder
from tiia_pricing.billing.usage.account import Activated

Fact = TypeVar("Fact", bound=Dated)


class Grant(Struct, frozen=True):
    """A free quota as one account has it: who draws on it, on the days ``[first, end)``.

    ``members`` stand in the order in which the reading ``shared-pool-order`` serves them;
    ``by_day`` says that the earlier day goes before that order.
    """

    quota: FreeQuota
    members: tuple[str, ...]
    first: dt.date
    end: dt.date
    by_day: bool


class Terms(Struct, frozen=True):
    """All that settling one month needs to know. ``book`` has the facts of that month.

    ``ladders`` has the first prices of the month by interface. Those that do not hold from its
    first day to its last stand in ``turns``, in their order in time.
    """

    book: PriceBook
    month: Month
    choices: Choices
    settlement: SettlementOrder
    order: Mapping[str, int]
    grants: tuple[Grant, ...]
    ladders: Mapping[str, Ladder]
    turns: Mapping[str, tuple[Ladder, ...]] = {}

    @property
    def steps(self) -> tuple[Step, ...]:
        """What settles calls, in its order."""
        return self.settlement.steps


def terms_of(
    book: PriceBook,
    month: Month,
    choices: Choices,
    activated: Activated,
    names: Collection[str] | None = None,
) -> Terms:
    """Return the terms of ``month`` for the interfaces in ``names``, by default all.

    Raises ``InputError`` for a month that the book does not answer for.
    """
    listed = (one.name for one in book.interfaces) if names is None else names
    if activated.service or activated.interfaces:
        return _terms(book, month, choices, activated, tuple(listed))
    return _terms_of_everybody(Same(book), month, choices, tuple(listed))


@lru_cache(maxsize=256)
def _terms_of_everybody(
    book: Same[PriceBook], month: Month, choices: Choices, names: tuple[str, ...]
) -> Terms:
    """The terms of all accounts that tell no day of activation: one is as the other."""
    return _terms(book.value, month, choices, Activated(), names)


def _terms(
    book: PriceBook, month: Month, choices: Choices, activated: Activated, wanted: tuple[str, ...]
) -> Terms:
    first = month.first
    facts = book.in_month(first, month.end, wanted)
    ladders, turns = _ladders(facts.pay_as_you_go, month, wanted)
    order = {interface.name: index for index, interface in enumerate(book.interfaces)}
    issued = {name: day for name in wanted if (day := _issue_day(activated, name, month, choices))}
    grants = _grants(facts.free_quotas, month, choices, issued)
    return Terms(
        facts,
        month,
        choices,
        _order(facts, month, choices),
        order,
        tuple(_served(grant, choices, order, ladders) for grant in grants),
        ladders,
        turns,
    )


def _ladders(
    tables: Iterable[PayAsYouGo], month: Month, wanted: Collection[str]
) -> tuple[dict[str, Ladder], dict[str, tuple[Ladder, ...]]]:
    """The first prices of each interface in a month, and those that hold for a part of it."""
    first, end = month.first, month.end
    found: dict[str, list[PayAsYouGo]] = {}
    for table in tables:
        if table.interface in wanted and holds_within(table, first, end):
            found.setdefault(table.interface, []).append(table)
    ladders, turns = {}, {}
    for name, own in found.items():
        if len(own) == 1 and holds(own[0], first) and holds(own[0], month.last):
            ladders[name] = Ladder.of(own[0])
            continue
        own.sort(key=lambda table: table.from_ or dt.date.min)
        turns[name] = tuple(map(Ladder.of, own))
        ladders[name] = turns[name][0]
    return ladders, turns


def _order(facts: PriceBook, month: Month, choices: Choices) -> SettlementOrder:
    """The settlement order of the month's first day, or of its last under ``whole-month-new``."""
    if not facts.former_orders:
        return facts.settlement_order
    day = month.last if choices.price_change == "whole-month-new" else month.first
    orders = (order for order in facts.former_orders if holds(order, day))
    return next(orders, facts.settlement_order)


def _issue_day(activated: Activated, name: str, month: Month, choices: Choices) -> dt.date | None:
    """When the month's free pack is issued (clause ``quota-granted-on-activation``)."""
    day, first = activated.on(name), month.first
    if day is None or day < first:
        return first
    if choices.first_month == "from-next-month" or day >= month.end:
        return None
    return day


def _grants(
    quotas: Iterable[FreeQuota], month: Month, choices: Choices, issued: Mapping[str, dt.date]
) -> list[Grant]:
    """Who draws on which quota: under ``at-issue`` on the one in force when it is issued,
    under ``on-date`` on each one for the days on which it holds."""
    at_issue = choices.quota_change == "at-issue"
    by_day = choices.shared_pool_order == "as-called"
    month_first, month_end = month.first, month.end
    grants = []
    for quota in quotas:
        first, end = month_first, month_end
        if not at_issue:
            first, end = max(first, quota.from_ or first), min(end, quota.to or end)
        members = tuple(
            name
            for name in quota.interfaces
            if name in issued and (first < end if not at_issue else holds(quota, issued[name]))
        )
        if members:
            grants.append(Grant(quota, members, first, end, by_day))
    return sorted(grants, key=lambda grant: grant.first)


def _served(
    grant: Grant, choices: Choices, order: Mapping[str, int], ladders: Mapping[str, Ladder]
) -> Grant:
    def first_price(name: str) -> Decimal:
        if name not in ladders:
            return Decimal(0)
        table = ladders[name].table
        return table.tiers[0].price / table.per_calls

    members = sorted(grant.members, key=order.__getitem__)
    if choices.shared_pool_order != "as-called":
        dearest = choices.shared_pool_order == "dearest-first"
        members.sort(key=first_price, reverse=dearest)
    return Grant(grant.quota, tuple(members), grant.first, grant.end, grant.by_day)
