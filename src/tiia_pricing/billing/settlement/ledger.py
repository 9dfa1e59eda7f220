"""An account put in order, and what free quota and packs take from it month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import Held, hold
from tiia_pricing.billing.settlement.month import Deduction, MonthUsage, PackCalls, deduct
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
        months = (
            (terms_of(account.book, month, choices, account.activated, usage.keys()), usage)
            for month, usage in account.usage.items()
        )
        deducted, left = deduct_months(months, held)
        return cls(deducted, held, left)


def deduct_months(
    months: Iterable[tuple[Terms, MonthUsage]],
    held: Sequence[Held],
    opening: Sequence[int] | None = None,
) -> tuple[list[tuple[Terms, list[Deduction]]], list[int]]:
    """Return every month's deductions, and what is left in each pack; the months rise.

    ``opening`` are the calls in each pack before the first month, where it is not what is held.
    """
    left = [pack.calls for pack in held] if opening is None else list(opening)
    coming = sorted(range(len(held)), key=lambda index: held[index].first, reverse=True)
    at_hand: list[int] = []
    deducted = []
    for terms, usage in months:
        while coming and held[coming[-1]].first < terms.month.end:
            at_hand.append(coming.pop())
        first = terms.month.first
        at_hand = sorted(one for one in at_hand if left[one] and held[one].covers_after(first))
        deductions, after = deduct(
            terms, usage, [held[one] for one in at_hand], [left[one] for one in at_hand]
        )
        for one, calls in zip(at_hand, after, strict=True):
            left[one] = calls
        deducted.append((terms, [_placed(deduction, at_hand) for deduction in deductions]))
    return deducted, left


def _placed(deduction: Deduction, at_hand: Sequence[int]) -> Deduction:
    """A deduction from the packs at hand, with their places among all."""
    if not deduction.packs:
        return deduction
    packs = [PackCalls(at_hand[one.held], one.calls, one.left) for one in deduction.packs]
    return replace(deduction, packs=packs)


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
        tuple(sorted(checked.purchases, key=_by_purchase)),
        checked.activated,
    )


def _by_purchase(pack: Purchase) -> tuple[dt.date, str, int, bool, int]:
    return (pack.day, pack.interface, pack.calls, pack.left is None, pack.left or 0)
