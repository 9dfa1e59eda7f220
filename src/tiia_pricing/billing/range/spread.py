"""How far the readings that the page leaves open can move a total.

Some readings decide what free quota and packs take, the others what the rest costs. Usage
is settled once for each combination of the first that can touch it, and priced under each
combination of the second. A change whose day is not certain is tried on each day on which it
may have come, and packs bought before with all that may be left in them: that moves the ends
of the range, and no reading.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from tiia_pricebook import FreeQuota, PriceBook
from tiia_pricebook.calendar import holds_within
from tiia_pricing.billing.range.earlier_packs import used_before
from tiia_pricing.billing.range.only_seen import possible_books
from tiia_pricing.billing.range.paid_lines import Costs, PaidLine, cents_of, paid_lines
from tiia_pricing.billing.range.tier_modes import touching_tiers
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.ledger import Account, Ledger
from tiia_pricing.billing.settlement.month import MonthUsage
from tiia_pricing.billing.statement.statement import Alternative, Spread

DEDUCTING = ("quota_change", "first_month", "shared_pool_order", "pack_order", "pack_start")
PRICING = (
    "tier_basis",
    "partial_thousand",
    "rounding",
    "price_change",
    "tier_mode",
    "progressive_bound",
)
ALWAYS = ("tier_basis", "partial_thousand", "rounding")
READINGS = (*PRICING, *DEDUCTING)

Open = Mapping[str, Sequence[str]]


class Total(NamedTuple):
    """A total under one combination of readings, and how far packs bought before can move it."""

    choices: Choices
    cents: int
    low: int
    high: int


def spread_of(account: Account, choices: Choices, chosen: Ledger, fixed: frozenset[str]) -> Spread:
    """Return the range of an account's total; the readings named in ``fixed`` stay as chosen.

    ``chosen`` is the ledger under ``choices``, settled already.
    """
    admissible = {
        reading.name.replace("-", "_"): reading.values
        for reading in account.book.readings
        if reading.name not in fixed
    }
    modes = admissible.get("tier_mode", (choices.tier_mode,))

    def opened(one: Account) -> Open:
        names = (*ALWAYS, *_touching(one), *touching_tiers(one, modes))
        return {name: admissible.get(name, (getattr(choices, name),)) for name in names}

    open_ = opened(account)
    totals = list(_totals(account, choices, chosen, open_))
    moved = [replace(account, book=book) for book in possible_books(account)]
    others = [(one, opened(one)) for one in moved]
    every = [*totals, *_on_other_days(others, choices)]
    low, high = min(every, key=attrgetter("low")), max(every, key=attrgetter("high"))
    open_anywhere = {*open_}.union(*(own for _, own in others))
    names = {name.replace("_", "-"): name for name in READINGS if name in open_anywhere}
    return Spread(
        low.low,
        high.high,
        {name: getattr(low.choices, field) for name, field in names.items()},
        {name: getattr(high.choices, field) for name, field in names.items()},
        tuple(_alternatives({one.choices: one.cents for one in totals}, choices, open_)),
    )


def _on_other_days(others: Iterable[tuple[Account, Open]], choices: Choices) -> Iterator[Total]:
    """The totals where a change that was only seen came on an earlier day than it was seen.

    There it may lie within a month that it does not touch on its own day, so that other
    readings are open.
    """
    for moved, open_ in others:
        yield from _totals(moved, choices, Ledger.of(moved, choices), open_)


def _touching(account: Account) -> Iterator[str]:
    """The readings, beside those that always can, that can make a difference to this usage."""
    quotas = account.book.free_quotas
    spans = [(month.first, month.end, usage) for month, usage in account.usage.items()]
    if any(_turns(account.book, *span) for span in spans) or _order_turns(account):
        yield "price_change"
    days = {day for quota in quotas for day in (quota.from_, quota.to) if day}
    if any(first < day < end for day in days for first, end, _ in spans):
        yield "quota_change"
    if account.activated.service or account.activated.interfaces:
        yield "first_month"
    pools = [quota for quota in quotas if len(quota.interfaces) > 1]
    if any(_shared(pool, *span) for pool in pools for span in spans):
        yield "shared_pool_order"
    if sum(purchase.quantity for purchase in account.purchases) > 1:
        yield "pack_order"
    if account.purchases:
        yield "pack_start"


def _turns(book: PriceBook, first: dt.date, end: dt.date, usage: MonthUsage) -> bool:
    """Whether an interface with usage has more than one price table in a month."""
    tables = Counter(
        table.interface
        for table in book.pay_as_you_go
        if table.interface in usage and holds_within(table, first, end)
    )
    return any(count > 1 for count in tables.values())


def _order_turns(account: Account) -> bool:
    """Whether the settlement order changes within a month: the reading decides on it too."""
    days = [order.to for order in account.book.former_orders]
    return any(day and month.first < day < month.end for month in account.usage for day in days)


def _shared(pool: FreeQuota, first: dt.date, end: dt.date, usage: MonthUsage) -> bool:
    return holds_within(pool, first, end) and sum(name in usage for name in pool.interfaces) > 1


def _totals(account: Account, choices: Choices, chosen: Ledger, open_: Open) -> Iterator[Total]:
    """The total under each combination of the open readings.

    A combination under which calls have no price gives none.
    """
    deducting = ["price_change"] if _order_turns(account) else []
    deducting += [name for name in DEDUCTING if name in open_]
    pricing = [name for name in PRICING if name in open_ and name not in deducting]
    for values in product(*(open_[name] for name in deducting)):
        settled = replace(choices, **dict(zip(deducting, values, strict=True)))
        ledger = chosen if settled == choices else Ledger.of(account, settled)
        paid = paid_lines(ledger)
        emptier = [[paid_lines(one) for one in used] for used in used_before(account, ledger)]
        for prices in product(*(open_[name] for name in pricing)):
            priced = replace(settled, **dict(zip(pricing, prices, strict=True)))
            known: Costs = {}
            cents = cents_of(paid, priced, known)
            if cents is not None:
                yield _reaching(priced, cents, emptier, known)


def _reaching(
    choices: Choices,
    cents: int,
    emptier: Iterable[Iterable[Sequence[PaidLine]]],
    known: Costs,
) -> Total:
    """A total with its ends: free quota comes before packs, so interfaces move it by themselves."""
    low = high = cents
    for one in emptier:
        totals = [total for paid in one if (total := cents_of(paid, choices, known)) is not None]
        low += min([cents, *totals]) - cents
        high += max([cents, *totals]) - cents
    return Total(choices, cents, low, high)


def _alternatives(
    totals: Mapping[Choices, int], choices: Choices, open_: Open
) -> Iterator[Alternative]:
    for field in choices.__struct_fields__:
        for value in open_.get(field, ()):
            cents = totals.get(replace(choices, **{field: value}), totals[choices])
            if cents != totals[choices]:
                yield Alternative(field.replace("_", "-"), value, cents)
