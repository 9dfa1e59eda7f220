"""What can be asked: the arguments of each question, with their types and descriptions.

Descriptions are messages: ``catalogue`` tells them in the reader's language.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

from tiia_pricebook.messages import phrase
from tiia_pricing.billing.usage.account import MAX_CALLS, MAX_QUANTITY

MOST_ROWS = 20_000
MOST_CHARACTERS = 4_000_000

Name = Annotated[
    str,
    Meta(
        description=phrase(
            "An interface: the vendor's name as the page writes it, such as 商品识别, or its API "
            "action, such as DetectProduct"
        )
    ),
]
Calls = Annotated[
    int,
    Meta(
        description=phrase("A whole number of calls"),
        extra_json_schema={"minimum": 0, "maximum": MAX_CALLS},
    ),
]
Day = Annotated[
    str,
    Meta(
        description=phrase("A day in Beijing, YYYY-MM-DD"),
        extra_json_schema={"pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    ),
]
DayOrMonth = Annotated[
    str,
    Meta(
        description=phrase(
            "A day YYYY-MM-DD in Beijing, or a month YYYY-MM, whose calls count on its last day"
        ),
        extra_json_schema={"pattern": r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"},
    ),
]
MonthText = Annotated[
    str,
    Meta(
        description=phrase("A month, YYYY-MM"),
        extra_json_schema={"pattern": r"^[0-9]{4}-[0-9]{2}$"},
    ),
]


class UsageRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Calls of one interface on one day or in one month."""

    date: DayOrMonth
    interface: Name
    calls: Calls


class PackRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Resource packs bought on one day, all of one size."""

    purchased_on: Day
    interface: Name
    calls: Annotated[
        int | str,
        Meta(description=phrase("The size of a pack: a number of calls, or as sold, 10万次")),
    ]
    quantity: Annotated[
        int,
        Meta(
            description=phrase("How many packs"),
            extra_json_schema={"minimum": 1, "maximum": MAX_QUANTITY},
        ),
    ] = 1
    left: Annotated[
        int | None,
        Meta(
            description=phrase(
                "The calls left in each when the first month of usage begins; without it a pack "
                "counts as full"
            )
        ),
    ] = None


class ActivatedRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The day on which the service, or one interface of it, was activated."""

    date: Day
    interface: Annotated[
        Name | None, Meta(description=phrase("One interface; without it the whole service"))
    ] = None


Usages = Annotated[
    tuple[UsageRow, ...],
    Meta(max_length=MOST_ROWS, description=phrase("Calls made; rows of one day add up")),
]
Packs = Annotated[
    tuple[PackRow, ...],
    Meta(max_length=MOST_ROWS, description=phrase("Resource packs that were bought")),
]
Activations = Annotated[
    tuple[ActivatedRow, ...],
    Meta(
        max_length=MOST_ROWS,
        description=phrase("Days of activation; without any, active since before the first month"),
    ),
]
Readings = Annotated[
    dict[str, str],
    Meta(
        description=phrase(
            "Open questions of the page that are to be answered in one way, such as tier-basis: "
            "gross; without it each has its default"
        )
    ),
]


class Quote(Struct, frozen=True, forbid_unknown_fields=True):
    """One month, from its totals."""

    month: MonthText
    calls: Annotated[
        dict[Name, Calls],
        Meta(
            min_length=1,
            max_length=MOST_ROWS,
            description=phrase("The calls of the month by interface"),
        ),
    ]
    packs: Packs = ()
    activated: Activations = ()
    readings: Readings = field(default_factory=dict)


class Bill(Struct, frozen=True, forbid_unknown_fields=True):
    """An account: its usage and packs."""

    usage: Usages
    packs: Packs = ()
    activated: Activations = ()
    readings: Readings = field(default_factory=dict)


class Explain(Bill, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of an account's bill."""

    month: MonthText
    interface: Name


class Forecast(Struct, frozen=True, forbid_unknown_fields=True):
    """Months to come, and packs owned already."""

    forecast: Annotated[
        tuple[UsageRow, ...],
        Meta(
            max_length=MOST_ROWS,
            description=phrase("Calls expected, in at most 36 months in a row"),
        ),
    ]
    packs: Packs = ()
    activated: Activations = ()
    readings: Readings = field(default_factory=dict)


Version = Annotated[
    str,
    Meta(
        max_length=MOST_CHARACTERS,
        description=phrase(
            "A day YYYY-MM-DD, for the prices in force on it; or the whole text of a price page "
            "(Markdown or HTML) or of a price book (JSON)"
        ),
    ),
]


class Compared(Struct, frozen=True, forbid_unknown_fields=True):
    """Two days, or two pages or price books."""

    old: Version
    new: Version


class Prices(Struct, frozen=True, forbid_unknown_fields=True):
    """The prices of a day."""

    on: Annotated[Day | None, Meta(description=phrase("The day; without it today"))] = None
    interfaces: Annotated[
        tuple[Name, ...],
        Meta(max_length=MOST_ROWS, description=phrase("Only these interfaces; without any, all")),
    ] = ()
