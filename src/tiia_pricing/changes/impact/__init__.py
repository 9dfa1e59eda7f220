"""Impact: what each change of the vendor's prices does to a bill.

Each change is priced by itself: the bill under the old book against the bill under the old
book in which that change alone is made, with what follows from it. What all changes do
together is told too. The bills are those of the reference usage profiles: each interface
used by itself for one month, with the volumes of ``VOLUMES``; where it sells packs, once
more with the largest pack not above the volume, bought on the first of the month. Of a
pack whose price changed the effect is that price, which is in no bill. Interfaces that
share a free quota in one book alone are priced together as well.

The month is the first with all dated facts of both books behind it; a change that is not
felt there (of a quota that ended, say) is priced in the latest month that feels it. The
readings are at the defaults of the old book in both, since readings are ours. Wording,
findings, and how long a pack lasts, have no effect on these bills.
"""

from __future__ import annotations

from collections.abc import Sequence

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.choices import Choices, choose
from tiia_pricing.changes import Change
from tiia_pricing.changes.impact.effects import Effect, Impact, Together, worst_first
from tiia_pricing.changes.impact.isolation import Books, with_change
from tiia_pricing.changes.impact.months_in_force import ANY, in_force, months
from tiia_pricing.changes.impact.single_edits import NotAlone
from tiia_pricing.changes.impact.usage_profiles import VOLUMES, Side, effects_between

__all__ = ["VOLUMES", "Effect", "Impact", "Together", "impacts", "together"]

MOST = 200
_NO_MONTH = say("no month of the calendar comes after the dates in the books")
TOO_MANY = say("only the first {most} changes are priced by themselves", most=MOST)


def impacts(old: PriceBook, new: PriceBook, changes: Sequence[Change]) -> tuple[Impact, ...]:
    """What each of ``changes``, as ``compare(old, new)`` gives them, does alone, in their order.

    Pure, and total: what cannot be priced has no effects and says why.
    """
    found = months(old, new)
    if not found:
        return tuple(Impact(change, (), why=_NO_MONTH) for change in changes)
    choices = choose(old, {})
    sides = [(month, Side.of(in_force(old, month.first))) for month in found]
    books = Books.of(old, new)
    priced = [_alone(books, change, choices, sides) for change in changes[:MOST]]
    rest = (Impact(change, (), why=TOO_MANY) for change in changes[MOST:])
    return (*priced, *rest)


def together(old: PriceBook, new: PriceBook) -> Together:
    """Return what all changes from ``old`` to ``new`` do together."""
    found = months(old, new)
    if not found:
        return Together((), why=_NO_MONTH)
    month = found[0]
    sides = [Side.of(in_force(book, month.first)) for book in (old, new)]
    effects = effects_between(sides[0], sides[1], choose(old, {}), month)
    return Together(worst_first(effects), _named(month))


def _alone(
    books: Books, change: Change, choices: Choices, sides: Sequence[tuple[Month, Side]]
) -> Impact:
    """The effects of one change in the latest month that feels it."""
    try:
        for month, before in sides:
            after = Side.of(with_change(books, change, before.book, month.first))
            effects = worst_first(effects_between(before, after, choices, month))
            if effects:
                return Impact(change, effects, _named(month))
    except NotAlone as error:
        return Impact(change, (), why=str(error))
    return Impact(change, (), _named(sides[0][0]))


def _named(month: Month) -> Month | None:
    return None if month is ANY else month
