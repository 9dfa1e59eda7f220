"""What both sides of the protocol speak of: its version, levels, abilities, and kinds of values."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

PROTOCOL = 1
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
