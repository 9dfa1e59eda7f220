"""The rules of days: no fact holds on no day, no two at once; settlement orders and doubts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from tiia_pricebook.calendar import Dated
from tiia_pricebook.messages import Message, say
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.validation.problem import Problem

BEGINNING = say("the beginning")


def intervals(book: PriceBook) -> Iterator[Problem]:
    """Yield facts that hold on no day, and those of one kind that hold at once."""
    groups: dict[tuple[str, str, int], list[tuple[str, Dated]]] = defaultdict(list)
    for index, quota in enumerate(book.free_quotas):
        for name in quota.interfaces:
            groups["quota", name, 0].append((f"$.free_quotas[{index}]", quota))
    for index, table in enumerate(book.pay_as_you_go):
        groups["tiers", table.interface, 0].append((f"$.pay_as_you_go[{index}]", table))
    for index, pack in enumerate(book.packs):
        groups["pack", pack.interface, pack.calls].append((f"$.packs[{index}]", pack))
    for key, members in groups.items():
        yield from _overlaps(partial(_fact, *key), members, book.known_from)


def _fact(kind: str, name: str, calls: int) -> Message:
    """What the facts of a group are, said only where some of them overlap."""
    if kind == "quota":
        return say("free quota of {name}", name=name)
    if kind == "tiers":
        return say("tiers of {name}", name=name)
    return say("pack of {calls} calls of {name}", calls=calls, name=name)


def _overlaps(
    what: Callable[[], str], members: Sequence[tuple[str, Dated]], known_from: dt.date | None
) -> Iterator[Problem]:
    """A fact without a first day holds from the book's own first day on."""
    for path, datum in members:
        if datum.from_ and datum.to and datum.from_ >= datum.to:
            text = say("[{from_}, {to}) holds no day", from_=datum.from_, to=datum.to)
            yield Problem("interval-not-empty", path, text)

    def start(datum: Dated) -> dt.date:
        within = known_from and (datum.to is None or known_from < datum.to)
        return datum.from_ or (known_from if within and known_from else dt.date.min)

    ordered = sorted(members, key=lambda member: start(member[1]))
    for (_, earlier), (path, later) in pairwise(ordered):
        if (earlier.to or dt.date.max) > start(later):
            text = say(
                "{name}: two facts hold at once from {day}",
                name=what(),
                day=later.from_ or BEGINNING,
            )
            yield Problem("intervals-do-not-overlap", path, text)


def settlement_order(book: PriceBook) -> Iterator[Problem]:
    """Yield orders that lack a step, or settle anything after pay-as-you-go."""
    yield from _steps("$.settlement_order.steps", book.settlement_order.steps)
    for index, order in enumerate(book.former_orders):
        yield from _steps(f"$.former_orders[{index}].steps", order.steps)
    orders = [(f"$.former_orders[{index}]", one) for index, one in enumerate(book.former_orders)]
    orders.append(("$.settlement_order", book.settlement_order))
    yield from _overlaps(lambda: say("settlement order"), orders, book.known_from)


def _steps(path: str, steps: Sequence[str]) -> Iterator[Problem]:
    if sorted(steps) != ["free-quota", "pay-as-you-go", "resource-pack"]:
        text = say("{steps} is not each of the three steps once", steps=list(steps))
        yield Problem("settlement-steps-once", path, text)
    elif steps[-1] != "pay-as-you-go":
        text = say("nothing can be settled after pay-as-you-go, which takes all that is left")
        yield Problem("pay-as-you-go-last", path, text)


def only_seen(book: PriceBook) -> Iterator[Problem]:
    """Yield doubts without a day, or about interfaces that are not declared."""
    names = {interface.name for interface in book.interfaces}
    for index, change in enumerate(book.only_seen):
        path = f"$.only_seen[{index}]"
        if change.not_before >= change.day:
            text = say(
                "{not_before} is not before {day}", not_before=change.not_before, day=change.day
            )
            yield Problem("doubt-has-days", path, text)
        for name in change.interfaces:
            if name not in names:
                text = say("{name!r} is not among the interfaces", name=name)
                yield Problem("interface-declared", path, text)
