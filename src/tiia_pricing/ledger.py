"""An account put in order, and what free quota and packs take from it month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from tiia_pricing.account import MAX_CALLS, Activated, Month, Purchase, Usage
from tiia_pricing.choices import Choices
from tiia_pricing.errors import InputError
from tiia_pricing.names import canonical
from tiia_pricing.packs import Held, hold, sold
from tiia_pricing.pricebook import PriceBook
from tiia_pricing.settlement import Deduction, MonthUsage, deduct
from tiia_pricing.terms import Terms, terms_of


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


def open_account(
    book: PriceBook, usage: Iterable[Usage], packs: Iterable[Purchase], activated: Activated
) -> Account:
    """Check an account's input and put it in order; raises ``InputError``."""
    dates = {canonical(book, name): day for name, day in activated.interfaces.items()}
    active = Activated(activated.service, dates)
    months: dict[Month, dict[str, dict[dt.date, int]]] = {}
    whole = set()
    for row in usage:
        name = canonical(book, row.interface)
        _check_row(row, name, active)
        month = Month.of(row.day)
        days = months.setdefault(month, {}).setdefault(name, {})
        days[row.day] = days.get(row.day, 0) + row.calls
        if row.whole_month:
            whole.add((month, name))
    purchases = [Purchase(pack.day, canonical(book, pack.interface), pack.calls) for pack in packs]
    for purchase in purchases:
        sold(book, purchase)
    return Account(
        book,
        {
            month: {name: tuple(sorted(days.items())) for name, days in interfaces.items()}
            for month, interfaces in sorted(months.items())
        },
        frozenset(whole),
        tuple(sorted(purchases, key=lambda pack: (pack.day, pack.interface, pack.calls))),
        active,
    )


def _check_row(row: Usage, name: str, activated: Activated) -> None:
    if row.calls < 0:
        text = f"{row.calls} calls of {name} on {row.day}"
        raise InputError("calls-negative", text, expected="a count of calls, 0 or more")
    if row.calls > MAX_CALLS:
        text = f"{row.calls} calls of {name} on {row.day}"
        raise InputError("calls-too-large", text, expected=f"at most {MAX_CALLS} calls")
    day = activated.on(name)
    if day is not None and row.day < day:
        text = f"calls of {name} on {row.day}, before it was activated on {day}"
        raise InputError("usage-before-activation", text, expected=f"usage from {day} on")
