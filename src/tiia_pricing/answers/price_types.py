"""The shape of the answers of ``prices`` and ``changes``."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from tiia_pricebook import Mode
from tiia_pricing.answers.evidence_types import Cell, Clause, Dated, Evidence, Money, OpenQuestion
from tiia_pricing.answers.questions import Day, MonthText
from tiia_pricing.changes import Change


class ReadFrom(Struct, frozen=True):
    """The cell or the clause that a number was read from, and when."""

    table: int | None
    row: int | None
    column: int | None
    clause: str | None
    text: str
    page: str
    read_on: Day | None


class TierEvidence(Struct, frozen=True):
    """Where the price of a tier stands, and what says how tiers are charged."""

    clause: Clause | None
    mode_clause: Clause | None
    cell: Cell


class PriceTier(Struct, frozen=True):
    """A tier: its first number of calls, the first that is above it, and its price."""

    from_calls: int
    to_calls: int | None
    price: Money
    source: ReadFrom
    evidence: TierEvidence


class TierTable(Dated, frozen=True, kw_only=True):
    """What calls cost that nothing covers."""

    mode: Mode
    mode_assumed: bool
    per_calls: int
    clause: str | None
    mode_clause: str | None
    tiers: list[PriceTier]


class FreeCalls(Dated, frozen=True, kw_only=True):
    """Calls that are free in each month, and who shares them."""

    calls: int
    period: Literal["month"]
    shared_with: list[str]
    clause: str | None
    source: ReadFrom
    evidence: Evidence


class PackForSale(Dated, frozen=True, kw_only=True):
    """A resource pack that is sold, and how long one is valid."""

    calls: int
    price: Money
    months: int | None
    days: int | None
    endless: bool
    clause: str | None
    source: ReadFrom
    evidence: Evidence


class InterfacePrices(Struct, frozen=True):
    """What one interface costs; ``no_packs`` is the clause that says that none are sold."""

    name: str
    action: str | None
    pay_as_you_go: TierTable | None
    free_quotas: list[FreeCalls]
    packs: list[PackForSale]
    no_packs: str | None


class PageRead(Struct, frozen=True):
    """A page that prices were read from."""

    page: str
    source: str
    read_on: Day | None


class PricesOfDay(Struct, frozen=True):
    """The price list of a day."""

    on: Day
    today: bool
    currency: Literal["CNY"]
    first_day: Day | None
    interfaces: list[InterfacePrices]
    pages: list[PageRead]
    on_trial: list[str]
    untold: list[str]
    open_questions: list[OpenQuestion]


class TiersChanged(Struct, frozen=True, tag_field="of", tag="pay_as_you_go"):
    """Tiers of an interface on two days."""

    interface: str
    old: TierTable | None
    new: TierTable | None


class FreeCallsChanged(Struct, frozen=True, tag_field="of", tag="free_quotas"):
    """Free calls of an interface on two days."""

    interface: str
    old: list[FreeCalls]
    new: list[FreeCalls]


class PacksChanged(Struct, frozen=True, tag_field="of", tag="packs"):
    """Packs of an interface on two days."""

    interface: str
    old: list[PackForSale]
    new: list[PackForSale]


class ChangesOfDays(Struct, frozen=True):
    """What changed between two days."""

    currency: Literal["CNY"]
    old: Day
    new: Day
    changes: list[TiersChanged | FreeCallsChanged | PacksChanged]


class ChangedCost(Struct, frozen=True):
    """What a change costs a month of so many calls, or the price of a pack."""

    interface: str
    beside: list[str]
    of: str
    calls: int
    pack: int | None
    old: Money | None
    new: Money | None
    difference: Money | None
    percent: Money | None


class CostTogether(Struct, frozen=True):
    """What all changes cost; ``why`` says why that is not known."""

    impact: list[ChangedCost] | None
    month: MonthText | None
    why: str | UnsetType = UNSET


class PageChange(Change, frozen=True, kw_only=True):
    """A change of a page, and what it costs."""

    impact: list[ChangedCost] | UnsetType | None = UNSET
    month: MonthText | UnsetType | None = UNSET
    why: str | UnsetType = UNSET


class ChangesOfPages(Struct, frozen=True):
    """What changed between two pages or price books."""

    changes: list[PageChange]
    together: CostTogether | UnsetType = UNSET
