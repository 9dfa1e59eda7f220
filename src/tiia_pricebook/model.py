"""The price book: every fact of the vendor's page as a typed, dated, sourced datum.

All intervals are half-open, ``[from, to)``, in Beijing days; ``None`` is an open end.
Prices are exact decimals in yuan, written with the page's own digits; calls are integers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say

Price = Annotated[Decimal, Meta(extra_json_schema={"pattern": r"^[0-9]+(\.[0-9]+)?$"})]
Since = Annotated[
    dt.date, Meta(description="The day from which on the book says so; absent: from the start.")
]
OtherPage = Annotated[
    str, Meta(min_length=1, description="The page, where it is not the one the book was read from.")
]
Endless = Annotated[
    bool, Meta(description="True; absent where it ends.", extra_json_schema={"const": True})
]
Mode = Literal["reached", "progressive"]
BoundIn = Literal["lower", "upper"]
Step = Literal["free-quota", "resource-pack", "pay-as-you-go"]
Certainty = Literal["stated", "own", "sister", "assumed"]


class Provenance(Struct, frozen=True, eq=False):
    """Where something stands, which is no part of what it is.

    Two books that differ only in where a number stood are equal, so any two
    provenances of one kind are.
    """

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class Source(Provenance, frozen=True, eq=False, forbid_unknown_fields=True):
    """The cell of a table, or the clause, that a number was read from, and its text.

    Tables count from 0 in page order; rows and columns from 0 in the repaired grid.
    """

    text: str
    table: int | None = None
    row: int | None = None
    column: int | None = None
    clause: str | None = None
    page: OtherPage | UnsetType = UNSET


class Place(Provenance, frozen=True, eq=False, forbid_unknown_fields=True):
    """A sentence of the page: its block of prose and its number in it, both from 0."""

    block: int
    sentence: int


class Snapshot(Provenance, frozen=True, eq=False, forbid_unknown_fields=True):
    """The page a book was read from: the hash of its bytes and the name it was given."""

    sha256: str
    source: str


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


class Clause(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of the page (or a heading that alone governs a table).

    ``id`` is a slug that outlives rewording; ``text`` carries no markup; ``chapter`` is
    the heading it stands under. ``informative`` says why a sentence states no rule.
    """

    id: str
    text: str
    chapter: str
    place: Place
    informative: str | None = None
    known_since: Since | UnsetType = UNSET


class Where(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The place of a finding: a table, a cell of it, or a clause."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    clause: str | None = None


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """Something on the page that is malformed, silent or contradictory, and our decision."""

    id: str
    where: Where
    text: str
    decision: str
    known_since: Since | UnsetType = UNSET


class Passage(Provenance, frozen=True, eq=False, forbid_unknown_fields=True, omit_defaults=True):
    """Where words stand: a table or a cell of it, or a block of prose; all count from 0."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    block: int | None = None


class Unread(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the page that are no fact and no clause, and why they may be left: a code.

    They are known to say nothing by themselves (``column-title``, ``heading-title``, …), struck
    out, or not shown (``hidden-…``).
    """

    where: Passage
    text: str
    why: str

    @property
    def hidden(self) -> bool:
        """Whether a reader of the page does not see them."""
        return self.why.startswith("hidden")


class Evidence(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for or against a value of a reading: a quotation and its document."""

    value: str
    quote: str
    document: str
    dated: str


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """A named choice that the page leaves open."""

    name: str
    values: tuple[str, ...]
    default: str
    certainty: Certainty
    question: str
    decision: str
    evidence: tuple[Evidence, ...]
    clause: str | None = None


class PriceBook(Struct, frozen=True, forbid_unknown_fields=True):
    """All that one page says, or several pages in turn, each fact with its days.

    ``known_from`` is the first day the book answers for. ``only_seen`` are changes whose day is
    not certain, ``former_orders`` the settlement orders of days before the last one's. ``unread``
    are the last page's words that are no fact and no clause; absent, they were not recorded.
    """

    snapshot: Snapshot
    known_from: dt.date | None
    interfaces: tuple[Interface, ...]
    free_quotas: tuple[FreeQuota, ...]
    pay_as_you_go: tuple[PayAsYouGo, ...]
    packs: tuple[Pack, ...]
    no_packs: tuple[NoPacks, ...]
    settlement_order: SettlementOrder
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]
    readings: tuple[Reading, ...]
    only_seen: tuple[OnlySeen, ...] = ()
    former_orders: tuple[SettlementOrder, ...] = ()
    unread: tuple[Unread, ...] | UnsetType = UNSET

    def in_month(self, first: dt.date, end: dt.date, names: Collection[str]) -> PriceBook:
        """The facts by which the month ``[first, end)`` of the interfaces in ``names`` is settled.

        Raises ``InputError`` for a month before the book's first day.
        """
        if self.known_from is not None and end <= self.known_from:
            raise InputError(
                "month-before-book",
                say("the price book knows no prices for {first:%Y-%m}", first=first),
                expected=say("usage from {known_from:%Y-%m} on", known_from=self.known_from),
            )
        return self

    def clause(self, id: str) -> Clause:
        """Return the clause with this slug; ``KeyError`` where the page has none."""
        for clause in self.clauses:
            if clause.id == id:
                return clause
        raise KeyError(id)
