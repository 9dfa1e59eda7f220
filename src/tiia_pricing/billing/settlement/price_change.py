"""Pricing a month in which prices change, come or go (reading ``price-change``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tiia_pricebook.calendar import holds
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.tier_pricing import Charge, Ladder, charge_shares


def charge_turns(
    turns: Sequence[Ladder],
    interface: str,
    calls: int,
    paid_days: Sequence[tuple[dt.date, int]],
    choices: Choices,
) -> Charge:
    """Price the paid calls of a month whose tables are ``turns``, in their order in time.

    Under ``by-day`` each call takes the table of its day, and one of a day without a table
    raises ``InputError``; under the other values the last or the first table prices all.
    """
    if choices.price_change != "by-day":
        ladder = turns[-1] if choices.price_change == "whole-month-new" else turns[0]
        return charge_shares([(ladder, sum(count for _, count in paid_days))], calls, choices)
    counts = dict.fromkeys(range(len(turns)), 0)
    for day, count in paid_days:
        counts[_turn_of(day, turns, interface)] += count
    priced = [(turns[index], count) for index, count in counts.items() if count]
    return charge_shares(priced, calls, choices)


def _turn_of(day: dt.date, turns: Sequence[Ladder], interface: str) -> int:
    for index, ladder in enumerate(turns):
        if holds(ladder.table, day):
            return index
    spans = listed(_days(ladder) for ladder in turns)
    raise InputError(
        "price-missing",
        say(
            "the price book has no pay-as-you-go price of {interface} on {day}",
            interface=interface,
            day=day,
        ),
        expected=say("calls on days that have a price: {spans}", spans=spans),
    )


def _days(ladder: Ladder) -> str:
    """The days of a table that does not hold on all: one that does leaves no day without."""
    table = ladder.table
    if table.from_ and table.to:
        return say("from {first} until {end}, exclusive", first=table.from_, end=table.to)
    if table.from_:
        return say("from {first}", first=table.from_)
    return say("until {end}, exclusive", end=table.to)
