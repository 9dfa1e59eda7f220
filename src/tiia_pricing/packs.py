"""Prepaid resource packs (预付费资源包): what is sold, how long it lasts, whose turn it is."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable

from msgspec import Struct

from tiia_pricing.account import DATES, Purchase
from tiia_pricing.choices import Choices
from tiia_pricing.errors import InputError
from tiia_pricing.pricebook import Pack, PriceBook
from tiia_pricing.terms import holds


class Held(Struct, frozen=True):
    """A pack in a customer's hands: it covers calls on the days ``[first, end)``."""

    purchase: Purchase
    pack: Pack
    first: dt.date
    end: dt.date


def hold(book: PriceBook, purchases: Iterable[Purchase], choices: Choices) -> list[Held]:
    """The packs bought, each with its days, in the order in which they are used.

    Raises ``InputError`` for an interface that sells no packs and for a size not sold.
    """
    held = [_held(purchase, sold(book, purchase), choices) for purchase in purchases]
    return sorted(held, key=_by_expiry if choices.pack_order == "earliest-expiry" else _by_purchase)


def sold(book: PriceBook, purchase: Purchase) -> Pack:
    """The pack of the price book that was bought (clause ``recognition-prepaid``)."""
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
    sizes = ", ".join(f"{pack.size.text} ({pack.calls})" for pack in offered)
    raise InputError(
        "unknown-pack-size",
        f"no pack of {purchase.calls} calls is sold for {purchase.interface}",
        expected=f"one of {sizes}",
    )


def _none_sold(book: PriceBook, interface: str) -> InputError:
    text = f"no resource packs are sold for {interface}"
    for exclusion in book.no_packs:
        if interface in exclusion.interfaces:
            text += f"; the page says: {book.clause(exclusion.clause).text}"
    sellers = dict.fromkeys(pack.interface for pack in book.packs)
    expected = f"a pack for {' or '.join(sellers)}" if sellers else "no packs"
    return InputError("packs-not-sold", text, expected=expected)


def _held(purchase: Purchase, pack: Pack, choices: Choices) -> Held:
    whole_month = choices.pack_start == "purchase-month"
    first = purchase.day.replace(day=1) if whole_month else purchase.day
    return Held(purchase, pack, first, months_later(first, pack.months or 12))


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day ``months`` later, or the last day of a month too short to have it."""
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    if year > dt.MAXYEAR:
        raise InputError("date-unreadable", f"there is no date {str(day)!r}", expected=DATES)
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def _by_expiry(held: Held) -> tuple[dt.date, dt.date, int]:
    return (held.end, held.purchase.day, held.pack.calls)


def _by_purchase(held: Held) -> tuple[dt.date, dt.date, int]:
    return (held.purchase.day, held.end, held.pack.calls)
