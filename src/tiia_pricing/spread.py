"""How far the readings that the page leaves open can move a total.

Some readings decide what free quota and packs take, the others what the rest costs. Usage
is settled once for each combination of the first that can touch it, and priced under each
combination of the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from msgspec.structs import replace

from tiia_pricing.choices import Choices
from tiia_pricing.ledger import Account, Ledger
from tiia_pricing.pricebook import FreeQuota
from tiia_pricing.settlement import MonthUsage, price
from tiia_pricing.statement import Alternative, Spread

DEDUCTING = ("quota_change", "first_month", "shared_pool_order", "pack_order", "pack_start")
PRICING = ("tier_basis", "partial_thousand", "rounding")


def spread_of(account: Account, choices: Choices, chosen: Ledger, fixed: frozenset[str]) -> Spread:
    """The range of an account's total; the readings named in ``fixed`` stay as chosen.

    ``chosen`` is the ledger under ``choices``, settled already.
    """
    admissible = {
        reading.name.replace("-", "_"): reading.values
        for reading in account.book.readings
        if reading.name not in fixed
    }
    open_ = {
        name: admissible.get(name, (getattr(choices, name),))
        for name in (*PRICING, *_touching(account))
    }
    totals = dict(_totals(account, choices, chosen, open_))
    low = min(totals, key=lambda combination: totals[combination])
    high = max(totals, key=lambda combination: totals[combination])
    names = {name.replace("_", "-"): name for name in open_}
    return Spread(
        totals[low],
        totals[high],
        {name: getattr(low, field) for name, field in names.items()},
        {name: getattr(high, field) for name, field in names.items()},
        tuple(_alternatives(totals, choices, open_)),
    )


def _touching(account: Account) -> Iterator[str]:
    """The deducting readings that can make a difference to this usage at all."""
    quotas = account.book.free_quotas
    spans = [(month.first, month.end, usage) for month, usage in account.usage.items()]
    if any(_changes(quota, first, end) for quota in quotas for first, end, _ in spans):
        yield "quota_change"
    if account.activated.service or account.activated.interfaces:
        yield "first_month"
    if any(_shared(quota, *span) for quota in quotas for span in spans):
        yield "shared_pool_order"
    if len(account.purchases) > 1:
        yield "pack_order"
    if account.purchases:
        yield "pack_start"


def _changes(quota: FreeQuota, first: dt.date, end: dt.date) -> bool:
    return any(day is not None and first < day < end for day in (quota.from_, quota.to))


def _shared(pool: FreeQuota, first: dt.date, end: dt.date, usage: MonthUsage) -> bool:
    in_force = (pool.from_ is None or pool.from_ < end) and (pool.to is None or pool.to > first)
    return in_force and sum(name in usage for name in pool.interfaces) > 1


def _totals(
    account: Account, choices: Choices, chosen: Ledger, open_: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Choices, int]]:
    deducting = [name for name in DEDUCTING if name in open_]
    for values in product(*(open_[name] for name in deducting)):
        settled = replace(choices, **dict(zip(deducting, values, strict=True)))
        ledger = chosen if settled == choices else Ledger.of(account, settled)
        paid = [
            (terms, deduction)
            for terms, deductions in ledger.months
            for deduction in deductions
            if deduction.paid
        ]
        for prices in product(*(open_[name] for name in PRICING)):
            priced = replace(settled, **dict(zip(PRICING, prices, strict=True)))
            yield priced, sum(price(*entry, priced).cents for entry in paid)


def _alternatives(
    totals: Mapping[Choices, int], choices: Choices, open_: Mapping[str, Sequence[str]]
) -> Iterator[Alternative]:
    for field in choices.__struct_fields__:
        for value in open_.get(field, ()):
            cents = totals[replace(choices, **{field: value})]
            if cents != totals[choices]:
                yield Alternative(field.replace("_", "-"), value, cents)
