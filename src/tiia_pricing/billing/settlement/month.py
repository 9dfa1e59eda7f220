"""Settling one month: free quota, then packs, then the tier reached (结算顺序).

The steps run in the order that the price book states. Each takes calls from what the
steps before it left, the earliest days first; pay-as-you-go takes all the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from operator import itemgetter

from msgspec import Struct

from tiia_pricebook import FreeQuota
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.price_change import charge_turns
from tiia_pricing.billing.settlement.terms import Grant, Terms
from tiia_pricing.billing.settlement.tier_pricing import NOTHING, Charge, charge

DayCalls = tuple[dt.date, int]
MonthUsage = Mapping[str, Sequence[DayCalls]]
Rest = dict[str, list[int]]


class FreeCalls(Struct, frozen=True, gc=False):
    """Calls of one interface that a free quota covered."""

    quota: FreeQuota
    calls: int


class PackCalls(Struct, frozen=True, gc=False):
    """Calls of one interface that a pack, or several alike, covered; and what was left then."""

    held: int
    calls: int
    left: int


class Deduction(Struct, frozen=True, gc=False):
    """One interface's calls of a month, less what free quota and packs took.

    ``paid`` is the rest, and ``paid_days`` the same by day where prices change in the month.
    """

    interface: str
    calls: int
    free: Sequence[FreeCalls]
    packs: Sequence[PackCalls]
    paid: int
    paid_days: Sequence[DayCalls] = ()


class Line(Struct, frozen=True, gc=False):
    """One interface and month of a statement: a deduction and what the rest costs."""

    deduction: Deduction
    charge: Charge


def settle(
    terms: Terms, usage: MonthUsage, held: Sequence[Held] = (), left: Sequence[int] = ()
) -> tuple[list[Line], list[int]]:
    """Settle a month: its lines in the page's order, and the calls left in each pack.

    ``usage`` has, for each interface, its days in rising order; ``held`` the packs in the
    order of use, ``left`` what each still holds. Raises ``InputError`` where calls are left
    to pay for which the book has no price.
    """
    deductions, left = deduct(terms, usage, held, left)
    return [
        Line(deduction, price(terms, deduction, terms.choices)) for deduction in deductions
    ], left


def price(terms: Terms, deduction: Deduction, choices: Choices) -> Charge:
    """Return what a deduction leaves to pay, at the terms' prices."""
    if not deduction.paid:
        return NOTHING
    ladder = terms.ladders.get(deduction.interface)
    if ladder is None:
        raise InputError(
            "price-missing",
            say(
                "the price book has no pay-as-you-go price of {interface} in {month}",
                interface=deduction.interface,
                month=terms.month,
            ),
            expected=say("calls of interfaces that the price book prices"),
        )
    if turns := terms.turns.get(deduction.interface):
        return charge_turns(
            turns, deduction.interface, deduction.calls, deduction.paid_days, choices
        )
    return charge(ladder, deduction.calls, deduction.paid, choices)


def deduct(
    terms: Terms, usage: MonthUsage, held: Sequence[Held] = (), left: Sequence[int] = ()
) -> tuple[list[Deduction], list[int]]:
    """Take free quota and packs from a month's calls, in the order that the book states."""
    rest = {
        name: [calls for _, calls in usage[name]]
        for name in sorted(usage, key=terms.order.__getitem__)
    }
    calls = {name: sum(days) for name, days in rest.items()}
    free: dict[str, list[FreeCalls]] = {}
    packs: dict[str, list[PackCalls]] = {}
    left = list(left)
    for step in terms.steps:
        if step == "free-quota":
            for grant in terms.grants:
                _draw_grant(grant, usage, rest, free)
        elif step == "resource-pack" and held:
            packs = _draw_packs(usage, rest, held, left)
    deductions = [
        Deduction(
            name,
            calls[name],
            free.get(name, ()),
            packs.get(name, ()),
            sum(days),
            _by_day(usage[name], days) if name in terms.turns else (),
        )
        for name, days in rest.items()
    ]
    return deductions, left


def _by_day(usage: Sequence[DayCalls], rest: Sequence[int]) -> list[DayCalls]:
    return [(day, calls) for (day, _), calls in zip(usage, rest, strict=True) if calls]


def _draw_grant(
    grant: Grant, usage: MonthUsage, rest: Rest, free: dict[str, list[FreeCalls]]
) -> None:
    """Take one quota from its members' calls, less what they already had free this month."""
    left = grant.quota.calls
    queue = []
    for name in grant.members:
        if name in rest:
            for drawn in free.get(name, ()):
                left -= drawn.calls
            for index, (day, _) in enumerate(usage[name]):
                if grant.first <= day < grant.end:
                    queue.append((day, name, index))
    if grant.by_day and len(grant.members) > 1:
        queue.sort(key=itemgetter(0))
    taken: dict[str, int] = {}
    for _, name, index in queue:
        take = min(left, rest[name][index])
        if take > 0:
            rest[name][index] -= take
            left -= take
            taken[name] = taken.get(name, 0) + take
    for name, calls in taken.items():
        free.setdefault(name, []).append(FreeCalls(grant.quota, calls))


def _draw_packs(
    usage: MonthUsage, rest: Rest, held: Sequence[Held], left: list[int]
) -> dict[str, list[PackCalls]]:
    """Take from the packs that cover each day, in their order; ``left`` goes down."""
    taken: dict[int, int] = {}
    for name in rest:
        mine = [
            (index, pack)
            for index, pack in enumerate(held)
            if pack.purchase.interface == name and left[index]
        ]
        for row, (day, _) in enumerate(usage[name] if mine else ()):
            calls = rest[name][row]
            for index, pack in mine if calls else ():
                take = min(calls, left[index])
                if take and pack.covers(day):
                    calls -= take
                    left[index] -= take
                    taken[index] = taken.get(index, 0) + take
                    if not calls:
                        break
            rest[name][row] = calls
            if mine and not left[mine[0][0]]:
                mine = [one for one in mine if left[one[0]]]
    drawn: dict[str, list[PackCalls]] = {}
    for index, calls in taken.items():
        name = held[index].purchase.interface
        drawn.setdefault(name, []).append(PackCalls(index, calls, left[index]))
    return drawn
