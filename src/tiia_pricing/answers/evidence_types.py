"""The shape of what stands beside numbers in answers: clauses, cells, steps, open questions."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from tiia_pricebook import Mode
from tiia_pricebook.messages import phrase
from tiia_pricebook.model.reading import Certainty

Money = Annotated[
    str,
    Meta(
        description=phrase("Yuan, an exact decimal"),
        extra_json_schema={"pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    ),
]


class Clause(Struct, frozen=True):
    """A clause of the page in the vendor's words; of an older page the id alone is known."""

    id: str
    text: str | None
    chapter: str | None


class Cell(Struct, frozen=True):
    """The cell of a number, tables, rows and columns from 0; none of them for a sentence."""

    page: str
    heading: str | None
    table: int | None
    row: int | None
    column: int | None
    row_head: str | None
    column_head: str | None
    text: str


class Evidence(Struct, frozen=True):
    """Where one number stands."""

    clause: Clause | None
    cell: Cell


class FreeStep(Struct, frozen=True, tag_field="step", tag="free-quota"):
    """Calls that a free quota covers."""

    calls: int
    quota: int
    clause: Clause | None
    cell: Cell


class PackStep(Struct, frozen=True, tag_field="step", tag="resource-pack"):
    """Calls that a pack covers."""

    calls: int
    pack: int
    price: Money
    clause: Clause | None
    cell: Cell


class PaidStep(Struct, frozen=True, tag_field="step", tag="pay-as-you-go"):
    """Calls that are paid at the price of one tier."""

    calls: int
    from_calls: int
    unit_price: Money
    per_calls: int
    mode: Mode
    clause: Clause | None
    mode_clause: Clause | None
    cell: Cell


Steps = list[FreeStep | PackStep | PaidStep]


class OtherValue(Struct, frozen=True):
    """Another answer to an open question, and the amount where it alone gives one."""

    value: str
    amount: Money | UnsetType = UNSET
    difference: Money | UnsetType = UNSET


class OpenQuestion(Struct, frozen=True):
    """What the page leaves open: the value in use, why, and the others."""

    name: str
    question: str
    used: str
    decision: str
    certainty: Certainty
    clause: Clause | None
    otherwise: list[OtherValue]


class Fault(Struct, frozen=True):
    """One thing that is wrong with a question."""

    error: Annotated[
        str, Meta(description=phrase("The id of the refusal, the same in every language"))
    ]
    message: str
    where: Annotated[
        dict[str, str | int | None],
        Meta(description=phrase("The place: an argument, or list, index and column")),
    ]
    expected: str | None


class Refusal(Fault, frozen=True, kw_only=True):
    """Why a question is not answered; ``problems`` lists every fault where there are several."""

    exit_code: Annotated[
        int, Meta(description=phrase("The exit code of the command line for this error"))
    ]
    problems: list[Fault] | UnsetType = UNSET
    more: int | UnsetType = UNSET


class Warned(Struct, frozen=True):
    """A warning about a bill or a plan."""

    id: str
    text: str


class Snapshot(Struct, frozen=True):
    """The page that prices were read from."""

    sha256: str
    source: str


class Dated(Struct, frozen=True, kw_only=True):
    """From which day a price holds, and the first day on which it no longer does."""

    from_: str | None = field(name="from")
    to: str | None
    not_before: str | UnsetType = UNSET
