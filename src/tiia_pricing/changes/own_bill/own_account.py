"""A customer's own usage and packs, and the twelve months of them that are billed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import Pack, PriceBook
from tiia_pricebook.calendar import Month, month_from, months_later
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.ledger import Ledger, ordered
from tiia_pricing.billing.statement.statement import list_packs
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.account_checks import check_account
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.tables import TableNote

NO_READINGS: Mapping[str, str] = MappingProxyType({})
MOST_MONTHS = 12
_LAST_YEAR = dt.MAXYEAR - 1


class OwnAccount(Struct, frozen=True):
    """All usage and packs of a customer, the interfaces by the page's names.

    ``offers`` are packs as they were sold, for those that a book sells no more; ``notes`` what
    its owner should be told of its files. ``readings`` are those that its owner fixed.
    """

    usage: tuple[Usage, ...]
    packs: tuple[Purchase, ...] = ()
    activated: Activated = Activated()
    offers: tuple[Pack, ...] = ()
    notes: tuple[TableNote, ...] = ()
    readings: Mapping[str, str] = NO_READINGS


class OwnMonths(Struct, frozen=True):
    """The months from ``first`` to ``last``; packs bought before say what was left then."""

    first: Month
    last: Month
    usage: tuple[Usage, ...]
    packs: tuple[Purchase, ...]
    activated: Activated

    @property
    def count(self) -> int:
        """How many months they are."""
        return _number(self.last) - _number(self.first) + 1

    def after(self, day: dt.date) -> OwnMonths:
        """The same calls and packs in as many months, the first that begins on ``day`` or later.

        Raises ``InputError`` where the calendar ends before them.
        """
        if day.year >= _LAST_YEAR:
            text = say("the calendar has no year of months after {day}", day=day)
            expected = say("a day before {year}", year=_LAST_YEAR)
            raise InputError("date-unreadable", text, expected=expected)
        first = Month.of(month_from(day))
        by = _number(first) - _number(self.first)
        return OwnMonths(
            first,
            Month.of(months_later(self.last.first, by)),
            tuple(replace(row, day=_later(row, by)) for row in self.usage),
            tuple(replace(pack, day=months_later(pack.day, by)) for pack in self.packs),
            self.activated,
        )


def left_untold(account: OwnAccount) -> list[Purchase]:
    """Return the packs of which nobody says what was left when the first month of usage began."""
    first = min(Month.of(row.day) for row in account.usage)
    return [pack for pack in account.packs if pack.left is None and Month.of(pack.day) < first]


def last_months(account: OwnAccount, book: PriceBook, choices: Choices) -> OwnMonths:
    """Return the last twelve months of the usage, or all where they are fewer.

    What earlier usage left in the packs is settled by ``book``. Raises ``InputError``.
    """
    months = [Month.of(row.day) for row in account.usage]
    last = max(months)
    first = max(min(months), _month(_number(last) - MOST_MONTHS + 1))
    packs = account.packs
    if packs and min(months) < first:
        packs = _as_they_were(account, first, book, choices)
    usage = tuple(row for row in account.usage if first <= Month.of(row.day))
    return OwnMonths(first, last, usage, packs, account.activated)


def _as_they_were(
    account: OwnAccount, first: Month, book: PriceBook, choices: Choices
) -> tuple[Purchase, ...]:
    """The packs, those that were bought before ``first`` with what was left then."""
    names = Names(book)
    earlier = [
        row for row in account.usage if Month.of(row.day) < first and names.has(row.interface)
    ]
    before = [p for p in account.packs if Month.of(p.day) < first and names.has(p.interface)]
    others = [p for p in account.packs if p not in before]
    whole = replace(book, known_from=None, packs=(*book.packs, *account.offers))
    problems = Problems()
    checked = check_account(whole, earlier, before, account.activated, problems)
    problems.raise_any()
    ledger = Ledger.of(ordered(whole, checked), choices)
    kept = list_packs(ledger.held, ledger.left)
    was = (replace(one.held.purchase, quantity=one.quantity, left=one.left) for one in kept)
    return (*was, *others)


def _later(row: Usage, months: int) -> dt.date:
    day = months_later(row.day, months)
    return Month.of(day).last if row.whole_month else day


def _number(month: Month) -> int:
    return month.year * 12 + month.number - 1


def _month(number: int) -> Month:
    return Month(number // 12, number % 12 + 1)
