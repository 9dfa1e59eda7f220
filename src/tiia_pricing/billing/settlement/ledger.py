"""An account put in order, and what free quota and packs take from it month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import Held, hold
from tiia_pricing.billing.settlement.month import Deduction, MonthUsage, deduct
from tiia_pricing.billing.settlement.terms import Terms, terms_of
from tiia_pricing.billing.usage.account import Activated, Purchase
from tiia_pricing.billing.usage.account_checks import Checked


class Account(Struct, frozen=True):
    """An account's input, checked and put in order: nothing in it depends on row order."""

    book: PriceBook
    usage: Mapping[Month, MonthUsage]
    whole_months: frozenset[tuple[Month, str]]
    purchases: tuple[Purchase, ...]
    activated: Activated


class Ledger(Struct, frozen=True):
    """Every month's deductions under one choice of readings, and the packs at the end."""

    months: Sequence[tuple[Terms, Sequence[Deduction]]]
    held: Sequence[Held]
    left: Sequence[int]

    @classmethod
    def of(cls, account: Account, choices: Choices) -> Ledger:
        """Deduct free quota and packs, month after month."""
        held = hold(account.book, account.purchases, choices)
        left = [pack.pack.calls for pack in held]
        months = []
        for month, usage in account.usage.items():
            terms = terms_of(account.book, month, choices, account.activated, usage.keys())
            deductions, left = deduct(terms, usage, held, left)
            months.append((terms, deductions))
        return cls(months, held, left)


def ordered(book: PriceBook, checked: Checked) -> Account:
    """Put the rows of an account in order."""
    months: dict[Month, dict[str, dict[dt.date, int]]] = {}
    whole = set()
    for name, row in checked.usage:
        month = Month.of(row.day)
        days = months.setdefault(month, {}).setdefault(name, {})
        days[row.day] = days.get(row.day, 0) + row.calls
        if row.whole_month:
            whole.add((month, name))
    return Account(
        book,
        {
            month: {name: tuple(sorted(days.items())) for name, days in interfaces.items()}
            for month, interfaces in sorted(months.items())
        },
        frozenset(whole),
        tuple(sorted(checked.purchases, key=lambda pack: (pack.day, pack.interface, pack.calls))),
        checked.activated,
    )
