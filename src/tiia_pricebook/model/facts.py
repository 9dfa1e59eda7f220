"""The facts of a price book: what costs and what is free, each with its days and its place.

All intervals are half-open, ``[from, to)``, in Beijing days; ``None`` is an open end.
Prices are exact decimals in yuan, written with the page's own digits; calls are integers.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from tiia_pricebook.model.provenance import Source

Price = Annotated[Decimal, Meta(extra_json_schema={"pattern": r"^[0-9]+(\.[0-9]+)?$"})]
Since = Annotated[
    dt.date, Meta(description="The day from which on the book says so; absent: from the start.")
]
Endless = Annotated[
    bool, Meta(description="True; absent where it ends.", extra_json_schema={"const": True})
]
Mode = Literal["reached", "progressive"]
BoundIn = Literal["lower", "upper"]
Step = Literal["free-quota", "resource-pack", "pay-as-you-go"]


class Interface(Struct, frozen=True, forbid_unknown_fields=True):
    """An interface (接口): the vendor's name, and the API action where it is known."""

    name: str
    action: str | None
    source: Source
    known_since: Since | UnsetType = UNSET


class FreeQuota(Struct, frozen=True, forbid_unknown_fields=True):
    """Free calls a month (免费额度); several interfaces share one pool."""

    interfaces: tuple[str, ...]
    calls: int
    clause: str | None
    source: Source
    period: Literal["month"] = "month"
    from_: dt.date | None = field(default=None, name="from")
    to: dt.date | None = None
    known_since: Since | UnsetType = UNSET


class Tier(Struct, frozen=True, forbid_unknown_fields=True):
    """A step of a price table: it starts at ``from_calls``, and the next one ends it.

    ``bound_in`` says to which tier the number belongs that the page writes as the bound:
    ``upper``, to this one (``不含1000千次``: ``from_calls`` is that number), or ``lower``, to the
    one before (``≤ 300万``: ``from_calls`` is one more). Where graduated tiers are cut by measure
    (reading ``progressive-bound``), a tier with ``upper`` begins one call later. Absent, and
    for the first tier, both ways cut before ``from_calls``.
    """

    from_calls: int
    price: Price
    source: Source
    bound: Source
    bound_in: BoundIn | UnsetType = UNSET


class PayAsYouGo(Struct, frozen=True, forbid_unknown_fields=True):
    """The pay-as-you-go (后付费) tiers of one interface, in yuan per ``per_calls`` calls.

    ``mode`` is ``reached`` (阶梯到达: all calls at the price of the tier they reach) or
    ``progressive`` (阶梯累进: each tier's calls at its own price). ``mode_certainty`` is
    ``assumed`` where no sentence decides it: then the reading ``tier-mode`` does. Absent, a
    sentence says it, or whoever wrote the book.
    """

    interface: str
    mode: Mode
    per_calls: int
    tiers: tuple[Tier, ...]
    clause: str | None
    mode_clause: str | None
    mode_certainty: Literal["assumed"] | UnsetType = UNSET
    currency: Literal["CNY"] = "CNY"
    from_: dt.date | None = field(default=None, name="from")
    to: dt.date | None = None
    known_since: Since | UnsetType = UNSET


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """A prepaid resource pack (预付费资源包): so many calls of one interface for a price.

    ``months`` or ``days`` is its validity where the book states one, or it is ``endless``;
    none of them leaves it to the reading ``pack-validity``. ``validity`` is where it stands.
    """

    interface: str
    calls: int
    price: Price
    clause: str | None
    source: Source
    size: Source
    months: int | None = None
    days: int | UnsetType = UNSET
    endless: Endless | UnsetType = UNSET
    validity: Source | UnsetType = UNSET
    from_: dt.date | None = field(default=None, name="from")
    to: dt.date | None = None
    known_since: Since | UnsetType = UNSET

    @property
    def cents(self) -> int:
        """The price in cents, half a cent up."""
        return int(self.price * 100 + Decimal("0.5"))


class NoPacks(Struct, frozen=True, forbid_unknown_fields=True):
    """Interfaces for which a clause says that no resource packs are sold."""

    interfaces: tuple[str, ...]
    clause: str
    known_since: Since | UnsetType = UNSET


class SettlementOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """In which order calls are settled (结算顺序), and the clause that says so."""

    steps: tuple[Step, ...]
    clause: str | None
    from_: dt.date | None = field(default=None, name="from")
    to: dt.date | None = None
    known_since: Since | UnsetType = UNSET


class OnlySeen(Struct, frozen=True, forbid_unknown_fields=True):
    """A change whose day nobody states: it was seen on ``day``, and may hold since ``not_before``.

    ``not_before`` is the day of the last check that still found the page before. The facts of
    ``interfaces`` that begin or end on ``day`` are meant.
    """

    day: dt.date
    not_before: dt.date
    interfaces: tuple[str, ...]
    known_since: Since | UnsetType = UNSET


Fact = FreeQuota | PayAsYouGo | Pack


def interfaces_of(fact: Fact) -> tuple[str, ...]:
    """Return the interfaces that a fact is about: several share a quota."""
    return fact.interfaces if isinstance(fact, FreeQuota) else (fact.interface,)
