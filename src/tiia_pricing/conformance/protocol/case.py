"""What a scenario asks and what it is answered, as JSON: the same for every calculator."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

Answer = dict[str, Any]
Book = dict[str, Any]
Ask = Literal["bill", "plan", "reconcile"]


class UsageRow(TypedDict):
    """Calls of an interface on a day, ``YYYY-MM-DD``, or in a month, ``YYYY-MM``."""

    date: str
    interface: str
    calls: int


class PackRow(TypedDict):
    """Packs of one size in calls, bought on a day; without ``quantity`` it is one.

    ``left`` are the calls left in each when the first month of usage begins.
    """

    purchased_on: str
    interface: str
    calls: int
    quantity: NotRequired[int]
    left: NotRequired[int]


class BilledRow(TypedDict):
    """What the vendor charges for an interface in a month of use.

    ``calls`` are those it charges, ``amount`` yuan as its bill shows them.
    """

    month: str
    interface: str
    calls: int
    amount: str


class Activation(TypedDict):
    """The day on which the service, or one interface, was activated."""

    service: str | None
    interfaces: dict[str, str]


class Case(TypedDict):
    """An account and the price book by which it is billed; no book is the page's.

    ``files`` are usage and packs files, byte for byte in base64, in the place of rows.
    ``known_on`` asks for the book as it stood on that day. ``ask`` says what is asked: the bill,
    where it is missing; the packs to buy, ``usage`` being the forecast and ``packs`` those owned;
    or whether what was ``billed`` is right.
    """

    book: Book | None
    usage: list[UsageRow]
    packs: list[PackRow]
    files: dict[str, str]
    readings: dict[str, str]
    activated: Activation
    known_on: NotRequired[str | None]
    ask: NotRequired[Ask]
    billed: NotRequired[list[BilledRow]]
