"""The shape of the answers of ``quote``, ``bill``, ``explain`` and ``plan``."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from tiia_pricing.answers.evidence_types import (
    Evidence,
    Money,
    OpenQuestion,
    Snapshot,
    Steps,
    Warned,
)
from tiia_pricing.answers.questions import Day, MonthText
from tiia_pricing.billing.statement.in_words import Reason


class TierPart(Struct, frozen=True):
    """Calls of a line at one price, where it has several."""

    from_calls: int
    calls: int
    unit_price: Money
    per_calls: int | UnsetType = UNSET
    from_: str | UnsetType | None = field(default=UNSET, name="from")


class StatementLine(Struct, frozen=True, kw_only=True):
    """What the calls of one interface in one month cost."""

    interface: str
    calls: int
    free: int
    pack: int
    pay_as_you_go: int
    unit_price: Money | None
    per_calls: int | None
    amount: Money
    parts: list[TierPart] | UnsetType = UNSET
    because: list[Reason]
    evidence: Steps


class StatementMonth(Struct, frozen=True):
    """A month of a statement."""

    month: MonthText
    total: Money
    lines: list[StatementLine]
    snapshot: Snapshot | UnsetType = UNSET


class HeldPack(Struct, frozen=True, kw_only=True):
    """A resource pack of an account, and what was used of it."""

    purchased_on: Day
    interface: str
    calls: int
    quantity: int | UnsetType = UNSET
    price: Money
    left_before: int | UnsetType = UNSET
    used: int
    left: int
    starts_on: Day
    expires_on: Day | None


class MovedTotal(Struct, frozen=True):
    """The total under one value of a reading."""

    name: str
    value: str
    total: Money


class StatementRange(Struct, frozen=True):
    """The least and the greatest total as the page can be read."""

    low: Money
    high: Money
    low_readings: dict[str, str]
    high_readings: dict[str, str]
    readings: list[MovedTotal]
    leaves_out: list[str]


class Cliff(Struct, frozen=True):
    """Calls that cost more than a greater number of them."""

    month: MonthText
    interface: str
    calls: int
    from_calls: int
    instead: int
    saves: Money


class NextCall(Struct, frozen=True):
    """What one call more costs."""

    month: MonthText
    interface: str
    price: Money | None


class Billed(Struct, frozen=True):
    """A statement."""

    currency: Literal["CNY"]
    total: Money
    months: list[StatementMonth]
    packs: list[HeldPack]
    range: StatementRange
    readings: dict[str, str]
    warnings: list[Warned]
    snapshot: Snapshot
    open_questions: list[OpenQuestion]
    cliffs: list[Cliff]
    next_calls: list[NextCall]


class Explained(StatementLine, frozen=True, kw_only=True):
    """One line of a statement, explained."""

    currency: Literal["CNY"]
    month: MonthText
    open_questions: list[OpenQuestion]


class PackToBuy(Struct, frozen=True):
    """A pack to buy on a day."""

    on: Day
    interface: str
    calls: int
    price: Money


class SavingPack(PackToBuy, frozen=True, kw_only=True):
    """A pack to buy and what it saves."""

    saves: Money


class PlannedPack(SavingPack, frozen=True, kw_only=True):
    """A pack of a plan, with where its price stands."""

    evidence: Evidence


class LeftPack(Struct, frozen=True, kw_only=True):
    """A pack of which something is left after the last month."""

    purchased_on: Day
    interface: str
    calls: int
    quantity: int | UnsetType = UNSET
    left: int
    expires_on: Day | None


class BestUnderReading(MovedTotal, frozen=True):
    """The total of the plan under one value of a reading, and the best plan under it."""

    best: Money
    purchases: list[PackToBuy]


class PlanRange(Struct, frozen=True):
    """The least and the greatest total of the plan as the page can be read."""

    low: Money
    high: Money
    readings: list[BestUnderReading]


class OtherUsage(Struct, frozen=True):
    """What the plan costs where usage is more or less by some per cent."""

    percent: int
    total: Money
    best: Money
    regret: Money


class PlannedMonth(Struct, frozen=True):
    """Pay-as-you-go of a month with the plan and without."""

    month: MonthText
    total: Money
    without: Money


class TotalWithout(Struct, frozen=True):
    """What the months cost where nothing is bought."""

    total: Money


class Planned(Struct, frozen=True, kw_only=True):
    """The packs under which a forecast costs least."""

    currency: Literal["CNY"]
    purchases: list[PlannedPack]
    pay_as_you_go: Money
    packs: Money
    total: Money
    without: TotalWithout
    saved: Money
    single: SavingPack | None
    left_over: list[LeftPack]
    range: PlanRange
    otherwise: list[OtherUsage]
    proven: bool
    lower_bound: Money | UnsetType = UNSET
    months: list[PlannedMonth]
    cliffs: list[Cliff]
    next_calls: list[NextCall]
    warnings: list[Warned]
    open_questions: list[OpenQuestion]
