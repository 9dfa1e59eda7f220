"""Months that the price book cannot bill, told by the rows that ask for them.

Settling a month fails as a whole, at its first interface. Here each month and interface is
tried by itself, so that one error names every row for which there is no price.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tiia_pricebook.calendar import Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import hold
from tiia_pricing.billing.settlement.ledger import Account, deduct_months
from tiia_pricing.billing.settlement.month import Deduction, price
from tiia_pricing.billing.settlement.terms import Terms, terms_of
from tiia_pricing.billing.usage.account import Purchase, Usage
from tiia_pricing.billing.usage.known_names import Names


class RefusedUsage(NamedTuple):
    """Usage that cannot be billed: of one month and interface, or of one day of it."""

    month: Month
    interface: str
    column: str
    error: InputError
    day: dt.date | None = None


class GivenRows(NamedTuple):
    """The rows of an account as they were given, in their order."""

    usage: Sequence[Usage]
    packs: Sequence[Purchase]


def with_rows(
    account: Account, choices: Choices, given: GivenRows, error: InputError
) -> InputError:
    """Return the error of settling ``account``, with every row that cannot be settled.

    ``error`` itself where no row is to blame.
    """
    problems = Problems()
    add_refused(account, choices, given, problems)
    return problems.led_by(error) if problems else error


def add_refused(account: Account, choices: Choices, given: GivenRows, problems: Problems) -> None:
    """Add to ``problems`` the rows that ``account`` has and that cannot be settled."""
    names = Names(account.book)
    late = Problems()
    _late_packs(account, names, choices, given.packs, late)
    for error in late.kept:
        problems.add(error, error.where)
    if late:
        return
    rows = _rows_by_line(names, given.usage)
    for refused in _refused(account, choices):
        for index in rows.get((refused.month, refused.interface), ()):
            row = given.usage[index]
            if refused.day in (None, row.day):
                problems.add(refused.error, row.place.where(refused.column, "usage", index))


def _late_packs(
    account: Account,
    names: Names,
    choices: Choices,
    packs: Sequence[Purchase],
    problems: Problems,
) -> None:
    """Packs that would last beyond the calendar."""
    bought = set(account.purchases)
    for index, pack in enumerate(packs):
        name = names.known.get(pack.interface, pack.interface)
        purchase = replace(pack, interface=name)
        try:
            hold(account.book, [purchase] if purchase in bought else [], choices)
        except InputError as error:
            problems.add(error, pack.place.where("purchased_on", "packs", index))


def _rows_by_line(names: Names, usage: Sequence[Usage]) -> Mapping[tuple[Month, str], list[int]]:
    """The rows of each month and interface, by their place."""
    rows: dict[tuple[Month, str], list[int]] = {}
    for index, row in enumerate(usage):
        if name := names.known.get(row.interface):
            rows.setdefault((Month.of(row.day), name), []).append(index)
    return rows


def _refused(account: Account, choices: Choices) -> Iterator[RefusedUsage]:
    """The months and interfaces in the order in which settling meets them."""
    settled: list[tuple[Terms, list[str]]] = []
    for month, usage in account.usage.items():
        told: list[str] = []
        for name in sorted(usage):
            try:
                terms_of(account.book, month, choices, account.activated, {name})
                told.append(name)
            except InputError as error:
                yield RefusedUsage(month, name, "date", error)
        if told:
            terms = terms_of(account.book, month, choices, account.activated, told)
            settled.append((terms, told))
    told_usage = (
        (terms, {name: account.usage[terms.month][name] for name in told})
        for terms, told in settled
    )
    deducted, _ = deduct_months(told_usage, hold(account.book, account.purchases, choices))
    for terms, deductions in deducted:
        for deduction in deductions:
            yield from _unpriced(account, terms, deduction, choices)


def _unpriced(
    account: Account, terms: Terms, deduction: Deduction, choices: Choices
) -> Iterator[RefusedUsage]:
    """The paid calls of one interface and month that have no price, day by day in a change."""
    month, name = terms.month, deduction.interface
    if name not in terms.turns:
        try:
            price(terms, deduction, choices)
        except InputError as error:
            sold = any(table.interface == name for table in account.book.pay_as_you_go)
            yield RefusedUsage(month, name, "date" if sold else "interface", error)
        return
    for day, calls in deduction.paid_days:
        alone = Deduction(name, deduction.calls, (), (), calls, ((day, calls),))
        try:
            price(terms, alone, choices)
        except InputError as error:
            yield RefusedUsage(month, name, "date", error, day)
