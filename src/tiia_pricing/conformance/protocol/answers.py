"""What a calculator answers; unknown fields are allowed, so that both sides can grow."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from tiia_pricing.conformance.protocol.values import (
    Ability,
    Address,
    Amount,
    Calls,
    Day,
    Exact,
    Level,
    MonthName,
    Name,
    Price,
    Words,
)


class Implementation(Struct, frozen=True, omit_defaults=True):
    """Who answers."""

    name: Name
    version: Name
    language: Name | None = None
    homepage: Address | None = None


class Started(Struct, frozen=True, omit_defaults=True):
    """The answer to ``start``: who answers, and what it claims.

    ``levels`` begins with ``totals``; each further level contains those before it.
    ``readings`` lists the values that are followed; one that is missing follows the default.
    """

    protocol: int
    implementation: Implementation
    levels: tuple[Level, ...]
    readings: dict[str, tuple[str, ...]] = {}
    abilities: tuple[Ability, ...] = ()


class Reason(Struct, frozen=True):
    """Why: the id of the rule (a clause of the book) and a sentence with the numbers."""

    rule: Words
    text: Words


class Line(Struct, frozen=True, omit_defaults=True):
    """An interface in a month. Level ``reasons`` adds ``because``."""

    interface: Words
    calls: Calls
    free: Calls
    pack: Calls
    pay_as_you_go: Calls
    unit_price: Price | None
    amount: Amount
    because: list[Reason] | UnsetType = UNSET


class Month(Struct, frozen=True, omit_defaults=True):
    """A month. Level ``lines`` adds its lines, one for each interface with usage."""

    month: MonthName
    total: Amount
    lines: list[Line] | UnsetType = UNSET


class Pack(Struct, frozen=True):
    """A pack of the account: ``expires_on`` is the first day that it does not cover, if any."""

    purchased_on: Day
    interface: Words
    calls: Calls
    price: Price
    used: Calls
    left: Calls
    starts_on: Day
    expires_on: Day | None


class Moved(Struct, frozen=True):
    """A value of a reading that alone gives another total."""

    name: Words
    value: Words
    total: Amount


class Range(Struct, frozen=True):
    """The lowest and highest total over all combinations of the readings that are not fixed."""

    low: Amount
    high: Amount
    readings: list[Moved]


class Doubt(Struct, frozen=True):
    """A warning of what the input leaves open."""

    text: Words


class Statement(Struct, frozen=True, omit_defaults=True):
    """A bill. Level ``lines`` adds packs, ``reasons`` the warnings, ``range`` the range."""

    total: Amount
    months: list[Month]
    packs: list[Pack] | UnsetType = UNSET
    range: Range | UnsetType = UNSET
    warnings: list[Doubt] | UnsetType = UNSET


class Bought(Struct, frozen=True):
    """A pack to buy, on the first of a month of the forecast."""

    on: Day
    interface: Words
    calls: Calls
    price: Price


class Nothing(Struct, frozen=True):
    """The bill of a forecast without purchases."""

    total: Amount


class Planned(Struct, frozen=True, omit_defaults=True):
    """The packs to buy: ``total`` is their price and the pay-as-you-go bill that is left.

    ``proven`` says that no purchases cost less; else none cost less than ``lower_bound``.
    """

    total: Amount
    pay_as_you_go: Amount
    packs: Amount
    without: Nothing
    purchases: list[Bought]
    proven: bool
    lower_bound: Amount | None = None


class Named(Struct, frozen=True):
    """A cause by its id, one of the contract."""

    id: Words


class CheckedLine(Struct, frozen=True):
    """An interface in a month: what is billed, what is right, and each cause that explains it."""

    month: MonthName
    interface: Words
    verdict: Literal["agrees", "differs", "missing-in-bill", "missing-in-usage", "cannot-tell"]
    billed: Exact
    computed: Exact
    causes: list[Named]


class Checked(Struct, frozen=True):
    """The verdict on a bill of the vendor, line by line."""

    lines: list[CheckedLine]


class Refusal(Struct, frozen=True):
    """No bill: what is wrong (``id`` in kebab case), where, and what was expected."""

    id: Words
    message: Words
    where: dict[str, Any] = {}
    expected: str | None = None


class Refused(Struct, frozen=True, forbid_unknown_fields=True):
    """A result that is no bill."""

    refused: Refusal


class Reply(Struct, frozen=True, omit_defaults=True):
    """The answer to ``run``: exactly one of ``result``, ``skipped`` and ``error``.

    ``result`` is what was asked, a ``Statement``, ``Planned`` or ``Checked``, or ``Refused``.
    ``skipped`` says why the calculator does not do this. ``error`` says what broke in it;
    it is no answer, and no refusal.
    """

    seq: int
    result: dict[str, Any] | UnsetType = UNSET
    skipped: Words | UnsetType = UNSET
    error: Words | UnsetType = UNSET
