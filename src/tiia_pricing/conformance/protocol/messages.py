"""The protocol: JSON lines, one object a line, UTF-8; the kit asks, the calculator answers.

``start`` is asked once, then ``run`` any number of times, one at a time, then ``stop``, which
ends the program. Unknown fields are allowed everywhere, so that both sides can grow.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.messages import in_english
from tiia_pricing.conformance.protocol.case import Answer, Ask, Book

PROTOCOL = 1
T = TypeVar("T", bound=Struct)
Level = Literal["totals", "lines", "reasons"]
Ability = Literal["books", "range", "files", "history", "left", "plan", "reconcile"]
LEVELS: tuple[Level, ...] = ("totals", "lines", "reasons")
ABILITIES: tuple[Ability, ...] = (
    "books",
    "range",
    "files",
    "history",
    "left",
    "plan",
    "reconcile",
)

Amount = Annotated[str, Meta(pattern=r"^[0-9]+\.[0-9]{2}$", description="yuan, two decimals")]
Exact = Annotated[
    str, Meta(pattern=r"^-?[0-9]+\.[0-9]{2,8}$", description="yuan, all the digits of the bill")
]
Price = Annotated[str, Meta(pattern=r"^[0-9]+(\.[0-9]+)?$", description="in the book's digits")]
MonthName = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}$")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Calls = Annotated[int, Meta(ge=0)]
Words = Annotated[str, Meta(min_length=1)]
Name = Annotated[
    str,
    Meta(
        max_length=100,
        pattern=r"^[^\x00-\x1f\x7f-\x9f\ufffe\uffff]+$",
        description="no control characters",
    ),
]
Address = Annotated[str, Meta(max_length=500, pattern=r"^https?://[!-~]+$")]


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


class Malformed(Exception):
    """A message that is JSON but not of the protocol; the text says what was expected."""


def read_started(line: bytes) -> Started:
    """The answer to ``start``; raises ``Malformed``."""
    started = _decoded(line, Started)
    if started.protocol != PROTOCOL:
        raise Malformed(f"speaks protocol {started.protocol}, expected {PROTOCOL}")
    if started.levels != LEVELS[: len(started.levels)] or not started.levels:
        raise Malformed(
            f"claims the levels {list(started.levels)}, expected the first one, two or three of "
            f"{list(LEVELS)}"
        )
    return started


def read_reply(line: bytes) -> Reply:
    """The answer to ``run``; raises ``Malformed``."""
    reply = _decoded(line, Reply)
    given = [name for name in ("result", "skipped", "error") if getattr(reply, name) is not UNSET]
    if len(given) != 1:
        raise Malformed(f"holds {given or 'none'} of result, skipped and error, expected one")
    return reply


def read_result(
    result: dict[str, Any] | UnsetType,
    levels: tuple[Level, ...],
    *,
    ranged: bool,
    ask: Ask = "bill",
) -> Answer:
    """A result as the scenarios see it, all that is claimed and no more; raises ``Malformed``.

    What an implementation adds, fields that nobody knows or levels that it does not claim, is
    not judged, nor compared by the laws.
    """
    if result is UNSET:
        raise Malformed("holds no result")
    if "refused" in result:
        refused = _converted(result, Refused).refused
        return {
            "error": refused.id,
            "message": refused.message,
            "where": refused.where,
            "expected": refused.expected,
        }
    if ask != "bill":
        asked: Answer = msgspec.to_builtins(
            _converted(result, Planned if ask == "plan" else Checked)
        )
        return asked
    statement = _converted(result, Statement)
    missing = _missing(statement, levels)
    if ranged and statement.range is UNSET:
        missing.append("$.range")
    if missing:
        raise Malformed(f"claims {', '.join(levels)}, but the result has no {', '.join(missing)}")
    claimed = _claimed(statement, levels, ranged=ranged)
    answer: Answer = msgspec.to_builtins(claimed, enc_hook=in_english)
    return answer


def _claimed(statement: Statement, levels: tuple[Level, ...], *, ranged: bool) -> Statement:
    """The statement without what is not claimed."""
    return Statement(
        statement.total,
        [Month(month.month, month.total, _lines(month, levels)) for month in statement.months],
        statement.packs if "lines" in levels else UNSET,
        statement.range if ranged else UNSET,
        statement.warnings if "reasons" in levels else UNSET,
    )


def _lines(month: Month, levels: tuple[Level, ...]) -> list[Line] | UnsetType:
    if "lines" not in levels or month.lines is UNSET:
        return UNSET
    if "reasons" in levels:
        return month.lines
    return [msgspec.structs.replace(line, because=UNSET) for line in month.lines]


def _missing(statement: Statement, levels: tuple[Level, ...]) -> list[str]:
    """What the claimed levels promise and the statement does not have."""
    lines = [line for month in statement.months for line in month.lines or ()]
    promised = {
        "lines": (
            ("$.packs", statement.packs is UNSET),
            ("$.months[].lines", any(month.lines is UNSET for month in statement.months)),
        ),
        "reasons": (
            ("$.warnings", statement.warnings is UNSET),
            ("$.months[].lines[].because", any(line.because is UNSET for line in lines)),
        ),
    }
    return [path for level in levels for path, absent in promised.get(level, ()) if absent]


def _decoded(line: bytes, kind: type[T]) -> T:
    try:
        return decode(line, kind)
    except NotDecoded as error:
        raise Malformed(str(error)) from error


def _converted(value: object, kind: type[T]) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise Malformed(f"result: {error}") from error


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of every message; ``$defs`` has each by its name."""
    kinds = (Start, Run, Stop, Started, Reply, Statement, Planned, Checked, Refused)
    _, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"TIIA pricing conformance protocol {PROTOCOL}",
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds],
        "$defs": definitions,
    }
