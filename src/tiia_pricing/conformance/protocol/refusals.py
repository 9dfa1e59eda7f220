"""The refusals that the suite expects: each id, when it is due, and who is asked for it.

The table on the page of the protocol and its JSON Schema are made from this list.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from tiia_pricebook.messages import Message, say
from tiia_pricing.conformance.protocol.values import Ability


class ExpectedRefusal(Struct, frozen=True):
    """An id, and when a bill is refused by it.

    ``needs`` is the ability without which no run expects it; ``every_reading`` says that it is
    asked only of who follows every value of every reading.
    """

    id: str
    when: Message
    needs: Ability | None = None
    every_reading: bool = False


REFUSALS = (
    ExpectedRefusal(
        "unknown-interface", say("an interface is neither a name nor an API action of the book")
    ),
    ExpectedRefusal(
        "usage-before-activation",
        say("calls are dated before the activation of their interface, or else of the service"),
    ),
    ExpectedRefusal(
        "month-before-book",
        say(
            "calls are dated before the first month that has a price, or in a later month that "
            "no page covers"
        ),
    ),
    ExpectedRefusal(
        "packs-not-sold", say("a pack of an interface of which none is sold on that day")
    ),
    ExpectedRefusal(
        "unknown-pack-size",
        say("a pack of an interface of which other sizes are sold on that day, but not this one"),
    ),
    ExpectedRefusal(
        "unknown-reading", say("a run fixes a reading that does not exist"), every_reading=True
    ),
    ExpectedRefusal(
        "unknown-reading-value",
        say("a run fixes a value that its reading does not have"),
        every_reading=True,
    ),
    ExpectedRefusal(
        "price-missing",
        say("calls are left to pay for on a day on which the book has no price of theirs"),
        "books",
    ),
    ExpectedRefusal(
        "month-on-trial",
        say("calls are dated in a month in which their interface was on free trial"),
        "history",
    ),
    ExpectedRefusal(
        "price-unknown-then",
        say("a month has prices, but no page in force then prices this interface of other pages"),
        "history",
    ),
    ExpectedRefusal(
        "left-impossible",
        say(
            "more calls are left in a pack than it has; or not all of them, in one bought in the "
            "first month of usage or later"
        ),
        "left",
    ),
    ExpectedRefusal(
        "pack-after-begin",
        say("a pack that is to be owned was bought after the first day of the forecast"),
        "plan",
    ),
    ExpectedRefusal("calls-negative", say("a count of calls is less than 0"), "files"),
    ExpectedRefusal("calls-not-whole", say("a count of calls has a fraction"), "files"),
    ExpectedRefusal(
        "calls-too-large",
        say("a count of calls is greater than 1,000,000,000,000,000"),
        "files",
    ),
    ExpectedRefusal("calls-unreadable", say("a count of calls is not a number"), "files"),
    ExpectedRefusal(
        "date-unreadable", say("a date cannot be read, or is not in the calendar"), "files"
    ),
    ExpectedRefusal("column-duplicate", say("a file has a column twice"), "files"),
    ExpectedRefusal("column-missing", say("a file lacks a column that it must have"), "files"),
    ExpectedRefusal("file-empty", say("a file holds no line"), "files"),
    ExpectedRefusal(
        "file-undecodable", say("a file is not text in UTF-8, UTF-16 or GB18030"), "files"
    ),
)


def schema_of_id(other: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a refusal's id: those expected, and any ``other``."""
    expected = [{"const": one.id, "description": _described(one)} for one in REFUSALS]
    return {"anyOf": [*expected, {**other, "description": "any other: the suite expects none"}]}


def _described(one: ExpectedRefusal) -> str:
    asked = f"asked of who claims {one.needs}" if one.needs else ""
    asked = "asked of who follows every reading" if one.every_reading else asked
    return f"{one.when}; {asked}" if asked else str(one.when)
