"""The rows of an account against the price book: names, counts, activation, packs on sale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.usage.account import (
    MAX_CALLS,
    MAX_QUANTITY,
    QUANTITIES,
    Activated,
    Purchase,
    Usage,
)
from tiia_pricing.billing.usage.known_names import Names


class Checked(NamedTuple):
    """Rows without fault; each usage row with its interface as the page names it."""

    usage: list[tuple[str, Usage]]
    purchases: list[Purchase]
    activated: Activated


def check_account(
    book: PriceBook,
    usage: Iterable[Usage],
    packs: Iterable[Purchase],
    activated: Activated,
    problems: Problems,
) -> Checked:
    """Check every row of an account; the faults are added to ``problems``, with their places."""
    names = Names(book)
    active = _activated(names, activated, problems)
    rows = list(_usage(names, usage, active, problems))
    first = min((Month.of(row.day) for _, row in rows), default=None)
    return Checked(rows, list(_purchases(names, packs, first, problems)), active)


def _activated(names: Names, activated: Activated, problems: Problems) -> Activated:
    dates: dict[str, dt.date] = {}
    for name, day in activated.interfaces.items():
        try:
            own = names.of(name)
        except InputError as error:
            problems.add(error, {"activated": name})
            continue
        if dates.setdefault(own, day) != day:  # by its name and by its action
            text = say("{name} is activated twice", name=own)
            twice = InputError("activated-twice", text, expected=say("one date each"))
            problems.add(twice, {"activated": name})
    return Activated(activated.service, dates)


def _usage(
    names: Names, usage: Iterable[Usage], activated: Activated, problems: Problems
) -> Iterator[tuple[str, Usage]]:
    for index, row in enumerate(usage):
        try:
            name = names.of(row.interface)
        except InputError as error:
            problems.add(error, row.place.where("interface", "usage", index))
            continue
        faulty = False
        for column, fault in _faults(row, name, activated):
            faulty = True
            problems.add(fault, row.place.where(column, "usage", index))
        if not faulty:
            yield name, row


def _faults(row: Usage, name: str, activated: Activated) -> Iterator[tuple[str, InputError]]:
    """The columns of a usage row that cannot be, each with its error."""
    if row.calls < 0:
        text = say("{calls} calls of {name} on {day}", calls=row.calls, name=name, day=row.day)
        yield (
            "calls",
            InputError("calls-negative", text, expected=say("a count of calls, 0 or more")),
        )
    if row.calls > MAX_CALLS:
        text = say("{calls} calls of {name} on {day}", calls=row.calls, name=name, day=row.day)
        yield (
            "calls",
            InputError(
                "calls-too-large", text, expected=say("at most {most} calls", most=MAX_CALLS)
            ),
        )
    day = activated.on(name)
    if day is not None and row.day < day:
        text = say(
            "calls of {name} on {day}, before it was activated on {activated}",
            name=name,
            day=row.day,
            activated=day,
        )
        expected = say("usage from {day} on", day=day)
        yield "date", InputError("usage-before-activation", text, expected=expected)


def _purchases(
    names: Names, packs: Iterable[Purchase], first: Month | None, problems: Problems
) -> Iterator[Purchase]:
    for index, pack in enumerate(packs):
        faults = list(_pack_faults(names, pack, first))
        for column, fault in faults:
            problems.add(fault, pack.place.where(column, "packs", index))
        if not faults:
            yield replace(pack, interface=names.of(pack.interface))


def _pack_faults(
    names: Names, pack: Purchase, first: Month | None
) -> Iterator[tuple[str, InputError]]:
    """The columns of a pack that cannot be, each with its error."""
    if not 1 <= pack.quantity <= MAX_QUANTITY:
        text = say("{quantity} packs", quantity=pack.quantity)
        yield "quantity", InputError("quantity-unreadable", text, expected=QUANTITIES)
    try:
        sold(names.book, replace(pack, interface=names.of(pack.interface)))
    except InputError as error:
        yield "calls" if error.id == "unknown-pack-size" else "interface", error
    if pack.left is None:
        return
    if not 0 <= pack.left <= pack.calls:
        text = say("{left} calls left in a pack of {calls}", left=pack.left, calls=pack.calls)
        yield (
            "left",
            InputError(
                "left-impossible", text, expected=say("0 to {calls} calls", calls=pack.calls)
            ),
        )
    elif first and Month.of(pack.day) >= first and pack.left != pack.calls:
        text = say(
            "{left} calls left before {first}, the first month of usage, in a pack of "
            "{calls} that was bought on {day}",
            left=pack.left,
            first=first,
            calls=pack.calls,
            day=pack.day,
        )
        expected = say("what is left only of packs bought before {first}", first=first)
        yield "left", InputError("left-impossible", text, expected=expected)
