"""Billing the account again with one rule changed: what would each month and API cost then.

A rule is changed in every month, as somebody who settles by it does; or in one month alone,
after others that were settled rightly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import Held, hold
from tiia_pricing.billing.settlement.ledger import Account, deduct_months
from tiia_pricing.billing.settlement.month import Deduction, MonthUsage, price
from tiia_pricing.billing.settlement.terms import Terms, terms_of
from tiia_pricing.billing.settlement.tier_pricing import Charge, Part, exact
from tiia_pricing.reconciliation.line_key import LineKey

ChangeFacts = Callable[[PriceBook, Month], PriceBook]


class Rebilled(Struct, frozen=True):
    """What calls cost: exactly, in yuan, and in whole cents; and how they come to be paid."""

    exact: Fraction
    cents: int
    deduction: Deduction
    charge: Charge
    terms: Terms

    @property
    def paid(self) -> int:
        """The calls that are paid for."""
        return self.deduction.paid


class RuleChange(Struct, frozen=True, eq=False):
    """One rule billed otherwise: the id of the cause, and what is changed.

    ``facts`` changes the price book of a month, ``held`` the packs, ``choices`` readings.
    ``said`` has the figures that the cause's sentence wants, ``reading`` the ``NAME=VALUE`` that
    it is. ``by_day`` changes nothing, but tells what is paid on each day.
    """

    cause: str
    facts: ChangeFacts | None = None
    choices: Mapping[str, str] = {}
    held: Callable[[Sequence[Held]], Sequence[Held]] | None = None
    said: Mapping[str, str] = {}
    reading: str | None = None
    by_day: bool = False


class Rebilling:
    """An account and its readings, billed under changes; each is billed once."""

    def __init__(self, account: Account, choices: Choices) -> None:
        self.account, self.choices = account, choices
        self.named = frozenset(name for usage in account.usage.values() for name in usage)
        self._terms: dict[tuple[RuleChange | None, Month], Terms] = {}
        self._everywhere: dict[RuleChange | None, Mapping[LineKey, Rebilled]] = {}
        self._alone: dict[tuple[RuleChange, Month], Mapping[LineKey, Rebilled]] = {}

    def amounts(self, change: RuleChange | None = None) -> Mapping[LineKey, Rebilled]:
        """Return every line with ``change`` in all months; without one, as it is to be."""
        if change not in self._everywhere:
            months = [(self.terms(month, change), usage) for month, usage in self._usage()]
            held = self._held(change)
            self._everywhere[change] = self._settled(months, held, change)
        return self._everywhere[change]

    def amount_alone(self, change: RuleChange, key: LineKey) -> Rebilled | None:
        """Return one line with ``change`` in its month alone.

        ``None`` where that cannot be, and without packs: then months do not touch each other.
        """
        packs = any(one.interface == key[1] for one in self.account.purchases)
        if change.held or not packs:
            return None
        at = (change, key[0])
        if at not in self._alone:
            months = [
                (self.terms(month, change if month == key[0] else None), usage)
                for month, usage in self._usage()
                if month <= key[0]
            ]
            self._alone[at] = self._settled(months, self._held(None), change, key[0])
        return self._alone[at].get(key)

    def terms(self, month: Month, change: RuleChange | None = None) -> Terms:
        """Return the terms of a month with usage."""
        if (change, month) not in self._terms:
            names = self.account.usage[month].keys()
            book = facts_of(self.account.book, month, names)
            if change and change.facts:
                book = change.facts(book, month)
            choices, active = self._choices(change), self.account.activated
            terms = terms_of(book, month, choices, active, names)
            by_day = change is not None and change.by_day
            self._terms[change, month] = _turning(terms) if by_day else terms
        return self._terms[change, month]

    def _usage(self) -> Iterable[tuple[Month, MonthUsage]]:
        return self.account.usage.items()

    def _choices(self, change: RuleChange | None) -> Choices:
        return replace(self.choices, **change.choices) if change else self.choices

    def _held(self, change: RuleChange | None) -> Sequence[Held]:
        held = hold(self.account.book, self.account.purchases, self._choices(change))
        return change.held(held) if change and change.held else held

    def _settled(
        self,
        months: Sequence[tuple[Terms, MonthUsage]],
        held: Sequence[Held],
        change: RuleChange | None,
        only: Month | None = None,
    ) -> Mapping[LineKey, Rebilled]:
        deducted, _ = deduct_months(months, held)
        return {
            (terms.month, deduction.interface): amount
            for terms, deductions in deducted
            if only in (None, terms.month)
            for deduction in deductions
            if (amount := _amount(terms, deduction))
        }


def _turning(terms: Terms) -> Terms:
    """Terms under which deductions tell what each day leaves to pay."""
    days = {name: (ladder,) for name, ladder in terms.ladders.items()}
    return replace(terms, turns={**days, **terms.turns})


def facts_of(book: PriceBook, month: Month, names: Iterable[str]) -> PriceBook:
    """Return the facts of one month, as a book that answers for every month."""
    facts = book.in_month(month.first, month.end, frozenset(names))
    fields = {name: getattr(facts, name) for name in PriceBook.__struct_fields__}
    return PriceBook(**fields | {"known_from": None})


def _amount(terms: Terms, deduction: Deduction) -> Rebilled | None:
    """What a deduction leaves to pay; ``None`` where it has no price."""
    try:
        charge = price(terms, deduction, terms.choices)
    except InputError as error:
        if error.id != "price-missing":
            raise
        return None
    return Rebilled(_exact(terms, deduction, charge), charge.cents, deduction, charge, terms)


def _exact(terms: Terms, deduction: Deduction, charge: Charge) -> Fraction:
    if not charge.parts:
        return Fraction()
    if charge.shares:
        return sum((exact(one.ladder.table, one.parts) for one in charge.shares), Fraction())
    parts: tuple[Part, ...] = charge.parts
    return exact(terms.ladders[deduction.interface].table, parts)
