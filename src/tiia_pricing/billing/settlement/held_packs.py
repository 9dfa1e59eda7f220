"""Prepaid resource packs (预付费资源包): what is sold, how long it lasts, whose turn it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import repeat

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import Pack, PriceBook
from tiia_pricebook.calendar import first_of_month, holds
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricebook.pack_validity import Validity, end_of, validity_of
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.usage.account import Purchase

MOST_LISTED = 1000


class Held(Struct, frozen=True):
    """A pack in a customer's hands, or several alike: calls on the days ``[first, end)``.

    ``end`` is ``None`` for a pack that never expires.
    """

    purchase: Purchase
    pack: Pack
    first: dt.date
    end: dt.date | None

    @property
    def quantity(self) -> int:
        """How many packs it is, used one after the other."""
        return self.purchase.quantity

    @property
    def opening(self) -> int:
        """The calls in each when the first month of usage begins: full, unless it is told."""
        left = self.purchase.left
        return self.pack.calls if left is None else left

    @property
    def calls(self) -> int:
        """The calls in all of them then."""
        return self.opening * self.quantity

    def covers(self, day: dt.date) -> bool:
        """Return whether calls on ``day`` can be taken from it."""
        return self.first <= day and self.covers_after(day)

    def covers_after(self, day: dt.date) -> bool:
        """Return whether it ends after ``day``."""
        return self.end is None or day < self.end


def hold(book: PriceBook, purchases: Iterable[Purchase], choices: Choices) -> list[Held]:
    """Return the packs bought, each with its days, in the order in which they are used.

    More than ``MOST_LISTED`` are not told apart: those bought on one day, of one size, are one
    with their number. Raises ``InputError`` for an interface that sells no packs and for a size
    not sold.
    """
    held = [_held(purchase, sold(book, purchase), choices) for purchase in _listed(purchases)]
    return sorted(held, key=_by_expiry if choices.pack_order == "earliest-expiry" else _by_purchase)


def _listed(purchases: Iterable[Purchase]) -> Iterator[Purchase]:
    """Each pack by itself, or where these are too many, those that are alike as one."""
    bought = list(purchases)
    if sum(purchase.quantity for purchase in bought) <= MOST_LISTED:
        for purchase in bought:
            yield from repeat(replace(purchase, quantity=1), purchase.quantity)
        return
    alike: dict[Purchase, int] = {}
    for purchase in bought:
        kind = replace(purchase, quantity=1)
        alike[kind] = alike.get(kind, 0) + purchase.quantity
    yield from (replace(kind, quantity=quantity) for kind, quantity in alike.items())


def sold(book: PriceBook, purchase: Purchase) -> Pack:
    """Return the pack of the price book that was bought (clause ``recognition-prepaid``)."""
    offered = [
        pack
        for pack in book.packs
        if pack.interface == purchase.interface and holds(pack, purchase.day)
    ]
    if not offered:
        raise _none_sold(book, purchase.interface)
    for pack in offered:
        if pack.calls == purchase.calls:
            return pack
    sizes = listed(f"{pack.size.text} ({pack.calls})" for pack in offered)
    raise InputError(
        "unknown-pack-size",
        say(
            "no pack of {calls} calls is sold for {interface}",
            calls=purchase.calls,
            interface=purchase.interface,
        ),
        expected=say("one of {sizes}", sizes=sizes),
    )


def _none_sold(book: PriceBook, interface: str) -> InputError:
    told = [say("no resource packs are sold for {interface}", interface=interface)]
    for exclusion in book.no_packs:
        if interface in exclusion.interfaces:
            clause = book.clause(exclusion.clause).text
            told.append(say("the page says: {clause}", clause=clause))
    sellers = dict.fromkeys(pack.interface for pack in book.packs)
    expected = (
        say("a pack for {names}", names=listed(sellers, " or ")) if sellers else say("no packs")
    )
    return InputError("packs-not-sold", listed(told, "; "), expected=expected)


def _held(purchase: Purchase, pack: Pack, choices: Choices) -> Held:
    whole_month = choices.pack_start == "purchase-month"
    first = first_of_month(purchase.day) if whole_month else purchase.day
    return Held(purchase, pack, first, _end(purchase.day, first, validity_of(pack)))


def _end(bought: dt.date, first: dt.date, validity: Validity) -> dt.date | None:
    """The end: months count from the first day covered, days always from the purchase.

    A pack of a few days that covers its whole first month would else end before it is bought.
    """
    return end_of(validity, first if validity.days is None else bought)


def _by_expiry(held: Held) -> tuple[dt.date, dt.date, int]:
    return (held.end or dt.date.max, held.purchase.day, held.pack.calls)


def _by_purchase(held: Held) -> tuple[dt.date, dt.date, int]:
    return (held.purchase.day, held.end or dt.date.max, held.pack.calls)
