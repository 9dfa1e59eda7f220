"""What changes do to the bill of a customer: all of them, and each by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.choices import Choices, choose
from tiia_pricing.changes.change import Change
from tiia_pricing.changes.impact import MOST, TOO_MANY
from tiia_pricing.changes.impact.isolation import Books
from tiia_pricing.changes.impact.single_edits import NotAlone
from tiia_pricing.changes.own_bill.announced_days import announced_days
from tiia_pricing.changes.own_bill.as_if import as_if_always
from tiia_pricing.changes.own_bill.made_alone import BeforeAndAfter, made_alone
from tiia_pricing.changes.own_bill.moves import Move, OwnBill, OwnChange
from tiia_pricing.changes.own_bill.own_account import OwnAccount, OwnMonths, last_months
from tiia_pricing.changes.own_bill.settled import Settled, settled
from tiia_pricing.changes.own_bill.unpriced import announces_unread, cannot_be_priced
from tiia_pricing.changes.spelling import spelt_as

MOST_DAYS = 12


def own_bill(
    old: PriceBook,
    new: PriceBook,
    changes: Sequence[Change],
    account: OwnAccount,
    day: dt.date,
) -> OwnBill:
    """Return what ``changes``, as ``compare(old, new)`` gives them, do to the bill of ``account``.

    ``day`` is that of the check: what begins later is announced. What cannot
    be priced says why. Readings are those of the account, others at the defaults of the old book,
    in both. Raises ``InputError`` for changes that no comparison gives.
    """
    both = BeforeAndAfter(old, spelt_as(old, new))
    try:
        choices = choose(old, account.readings)
        months = last_months(account, old, choices)
    except InputError as error:
        return _unbilled(account, changes, error)
    asked = _Asked(both, Books.of(*both), account, choices, months, day)
    days = sorted({one for change in changes for one in announced_days(change, day)})
    past, *coming = (asked.all_changes(since).move for since in (None, *days[:MOST_DAYS]))
    each = (_alone(asked, change, sole=len(changes) == 1) for change in changes[:MOST])
    rest = (OwnChange(change, replace(past, why=TOO_MANY)) for change in changes[MOST:])
    return OwnBill(past, tuple(coming), (*each, *rest), account.readings)


class _Priced(NamedTuple):
    """A move, and what has no price after it: interfaces with the reason, packs."""

    move: Move
    gone: Mapping[str, str] = {}
    lent: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class _Asked:
    """Two books whose interfaces are spelt alike, and whose bill is asked for on which day."""

    both: BeforeAndAfter
    books: Books
    account: OwnAccount
    choices: Choices
    months: OwnMonths
    day: dt.date
    kept: dict[dt.date | None, _Priced] = field(default_factory=dict)

    @cached_property
    def used(self) -> set[str]:
        """The interfaces of the account."""
        names = {row.interface for row in self.months.usage}
        return names | {pack.interface for pack in self.months.packs}

    def all_changes(self, since: dt.date | None) -> _Priced:
        """All changes, on the last months or on those after an announced day."""
        both = self.both if since else BeforeAndAfter(self.both.old, self.always)
        return self.on(since, both)

    @cached_property
    def always(self) -> PriceBook:
        """The new book as if what holds today always had."""
        return as_if_always(*self.both, self.day)

    def no_change(self, since: dt.date | None) -> _Priced:
        """What is charged without any change."""
        if since not in self.kept:
            self.kept[since] = self.on(since, BeforeAndAfter(self.both.old, self.both.old))
        return self.kept[since]

    def on(self, since: dt.date | None, both: BeforeAndAfter) -> _Priced:
        """The last months, or as many after ``since``, by two books."""
        months = self.months
        try:
            if since:
                months = months.after(since)
            offers = self.account.offers
            before = settled(both.old, months, self.choices, (*self.both.new.packs, *offers))
            after = settled(both.new, months, self.choices, (*self.both.old.packs, *offers))
        except InputError as error:
            return _Priced(Move(months.first, months.last, since=since, why=error.message))
        return _compared(Move(months.first, months.last, since=since), before, after)


def _compared(move: Move, before: Settled, after: Settled) -> _Priced:
    """The two bills over the interfaces that have a price in both."""
    gone: dict[str, str] = {}
    left: dict[str, str] = {}
    old = new = 0
    for name in dict.fromkeys((*before.cents, *before.unpriced, *after.cents, *after.unpriced)):
        if why := after.why_not(name):
            left[name] = why
            gone |= {name: why} if not before.why_not(name) else {}
        elif before.why_not(name):
            left[name] = say("it had no price before")
        else:
            old, new = old + before.cents[name], new + after.cents[name]
    return _Priced(
        replace(move, old=old, new=new, left_out=left, packs=before.packs), gone, after.lent
    )


def _alone(asked: _Asked, change: Change, *, sole: bool) -> OwnChange:
    """One change by itself; the sole one is all that changed."""
    days = announced_days(change, asked.day)
    since = days[0] if days else None
    try:
        priced, differ = _priced_alone(asked, change, since, sole=sole)
    except NotAlone as error:
        return OwnChange(change, replace(asked.no_change(since).move, why=str(error)))
    why = announces_unread(change) or cannot_be_priced(
        change, differ=differ, gone=priced.gone, lent=priced.lent
    )
    return OwnChange(change, replace(priced.move, why=priced.move.why or why))


def _priced_alone(
    asked: _Asked, change: Change, since: dt.date | None, *, sole: bool
) -> tuple[_Priced, bool]:
    """What a change does, and whether it is one of numbers; raises ``NotAlone``."""
    if change.key["interfaces"] and not asked.used & _names(change):
        return asked.no_change(since), True
    if sole:
        return asked.all_changes(since), asked.both.differ
    both = made_alone(asked.books, change, since or asked.day)
    return asked.on(since, both), both.differ


def _names(change: Change) -> set[str]:
    return {name for one in (change, *change.consequences) for name in one.key["interfaces"]}


def _unbilled(account: OwnAccount, changes: Sequence[Change], error: InputError) -> OwnBill:
    days = [row.day for row in account.usage]
    failed = Move(Month.of(min(days)), Month.of(max(days)), why=error.message)
    return OwnBill(failed, (), tuple(OwnChange(change, failed) for change in changes))
