"""What the kit asks: ``start`` once, ``run`` any number of times, one at a time, then ``stop``."""

from __future__ import annotations

from msgspec import Struct

from tiia_pricing.conformance.protocol.case import Ask, Book
from tiia_pricing.conformance.protocol.values import MonthName


class Start(Struct, frozen=True, tag_field="cmd", tag="start"):
    """The first request: the version of the protocol and of the suite."""

    protocol: int
    suite: str


class BookNamed(Struct, frozen=True, omit_defaults=True):
    """A price book by the hash of its content; in full the first time a program meets it."""

    sha256: str
    content: Book | None = None


class UsageGiven(Struct, frozen=True):
    """Calls of an interface on a day or in a month; a month counts on its last day."""

    date: str
    interface: str
    calls: int


class PacksGiven(Struct, frozen=True, omit_defaults=True):
    """Resource packs of one size, bought on one day.

    ``left`` are the calls left in each when the first month of usage begins; only for
    calculators with ``left``.
    """

    purchased_on: str
    interface: str
    calls: int
    quantity: int = 1
    left: int | None = None


class BilledGiven(Struct, frozen=True):
    """What the vendor charges for an interface in a month; only for those with ``reconcile``."""

    month: MonthName
    interface: str
    calls: int
    amount: str


class ActivationGiven(Struct, frozen=True):
    """Days of activation; none means active since before the first month of usage."""

    service: str | None = None
    interfaces: dict[str, str] = {}


class FilesGiven(Struct, frozen=True, omit_defaults=True):
    """CSV files in base64, in the place of rows; only for calculators with ``files``."""

    usage: str | None = None
    packs: str | None = None


class Run(Struct, frozen=True, tag_field="cmd", tag="run", omit_defaults=True):
    """A bill to compute. ``readings`` holds those that are fixed; the book has the defaults.

    ``ask`` is there for calculators with ``plan`` or ``reconcile``: the packs to buy under which
    ``usage`` costs least, ``packs`` being those owned, or whether what was ``billed`` is right.
    """

    seq: int
    book: BookNamed
    readings: dict[str, str]
    usage: list[UsageGiven]
    packs: list[PacksGiven]
    activated: ActivationGiven
    files: FilesGiven | None = None
    ask: Ask = "bill"
    billed: list[BilledGiven] = []


class Stop(Struct, frozen=True, tag_field="cmd", tag="stop"):
    """The last request: the program ends, with exit code 0, and answers nothing."""


Request = Start | Run | Stop
