"""The columns of the CSV files in words, and as a Table Schema for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiia_pricebook.messages import Message, say

INTEGER, DECIMAL, DATE, TEXT = "integer", "number", "date", "string"
COLUMNS: Mapping[str, tuple[str, Message]] = {
    "interface": (TEXT, say("the vendor's name of the API")),
    "action": (TEXT, say("its API action, where the vendor names one")),
    "kind": (TEXT, say("tier, free-quota or pack")),
    "from_calls": (INTEGER, say("the first number of paid calls of the tier in a month")),
    "to_calls": (INTEGER, say("the number of calls at which the next tier begins; empty: none")),
    "calls": (INTEGER, say("the calls of the pack, or the free calls a month")),
    "price": (DECIMAL, say("the price, with the page's own digits")),
    "per_calls": (INTEGER, say("for how many calls a tier's price is; a pack's is for the pack")),
    "currency": (TEXT, say("the currency of the price")),
    "mode": (
        TEXT,
        say("reached: all paid calls at the price of the tier reached; else progressive"),
    ),
    "shared_with": (TEXT, say("the other interfaces that share the free calls")),
    "from": (DATE, say("the first day on which the row holds, in Beijing")),
    "from_is": (
        TEXT,
        say("stated by a page, or told: no page tells of earlier days, so it may be older"),
    ),
    "to": (DATE, say("the day on which it no longer holds; empty: no end in sight")),
    "to_is": (TEXT, say("stated by a page, or told: no page tells of later days")),
    "not_before": (DATE, say("where only the change was seen: it may hold since that day")),
    "known_since": (DATE, say("since when the price book says so")),
    "clause": (TEXT, say("the clause of the page, by its id on this site")),
    "table": (INTEGER, say("the table of the page, counted from 0")),
    "row": (INTEGER, say("the row in that table, counted from 0")),
    "column": (INTEGER, say("the column in that table, counted from 0")),
    "text": (TEXT, say("what is written there")),
    "page": (TEXT, say("the page that it was read from")),
    "page_sha256": (TEXT, say("the SHA-256 of that page's bytes")),
    "read_on": (DATE, say("when the page was read; an older page has its day in its name")),
}


def columns() -> dict[str, Any]:
    """Return the columns as a Table Schema (https://specs.frictionlessdata.io/table-schema/)."""
    return {
        "fields": [
            {"name": name, "type": kind, "description": str(says)}
            for name, (kind, says) in COLUMNS.items()
        ],
        "missingValues": [""],
    }
