"""Worked figures of other billing systems, and how a price book expresses them.

Figures and facts are the sources'; the prices of a book stand for the source's currency.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.json_codec import decode

FILE = Path(__file__).with_name("peer_cases.json")
Kind = Literal["volume", "graduated", "blocks", "prepaid"]


class InBoth(Struct, frozen=True):
    """A sentence in English and Chinese."""

    en: str
    zh: str


class PackSold(Struct, frozen=True):
    """A pack on sale, and the months for which it lasts."""

    calls: int
    months: int


class Priced(Struct, frozen=True):
    """What one unit costs: tiers are their first call and the price of ``per_calls``."""

    name: str
    mode: Literal["reached", "progressive"]
    per_calls: int
    tiers: tuple[tuple[int, str], ...]
    free: int = 0
    packs: tuple[PackSold, ...] = ()


class Used(Struct, frozen=True):
    """Units used on a day."""

    date: str
    interface: str
    calls: int


class PackBought(Struct, frozen=True):
    """A pack bought on a day."""

    purchased_on: str
    interface: str
    calls: int


class PeerCase(Struct, frozen=True):
    """A figure that a source prints for a tariff and a quantity, both as it writes them.

    ``why_not`` names the reason why no price book expresses it; else ``total`` is what the bill
    must be, and ``left`` the calls left in each size of pack. ``note`` names what differs.
    ``seen`` says that figure and quantity were found at the source as printed, or that amounts
    were found which give the figure, such as a sum or cents; without it the source could not be
    read.
    """

    id: str
    system: str
    kind: Kind
    source: str
    tariff: str
    quantity: str
    printed: str
    why_not: str | None = None
    interfaces: tuple[Priced, ...] = ()
    usage: tuple[Used, ...] = ()
    packs: tuple[PackBought, ...] = ()
    readings: dict[str, str] = {}
    total: str | None = None
    left: dict[str, int] = {}
    note: str | None = None
    seen: Literal["printed", "parts"] | None = None


class PeerCases(Struct, frozen=True):
    """All of them, with what reasons and notes mean; ``looked`` is when sources were read last."""

    looked: str
    reasons: dict[str, InBoth]
    notes: dict[str, InBoth]
    cases: tuple[PeerCase, ...]


def load_peer_cases() -> PeerCases:
    """Read the cases that are kept with the project."""
    return decode(read_bounded(FILE), PeerCases)
