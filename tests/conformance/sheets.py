"""A case made of rows as scenarios write them, and the bytes of files."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

from tiia_pricing.billing.usage.arguments import size
from tiia_pricing.conformance.protocol.case import BilledRow, PackRow, UsageRow

from . import books
from .implementation import Case
from .tables import NOTHING, Row

USAGE = ("date", "interface", "calls")
PACKS = ("purchased on", "interface", "calls", "quantity", "left")
BILLED = ("month", "interface", "calls", "amount")
SERVICE = ""


def case(
    book: books.Book | None,
    usage: Sequence[Row],
    packs: Sequence[Row] = (),
    readings: Mapping[str, str] | None = None,
    activated: Mapping[str, str] | None = None,
) -> Case:
    """The case of an account given in rows; a book of ``None`` is the page's.

    ``activated`` has the day of the service under the empty name.
    """
    days = dict(activated or {})
    service = days.pop(SERVICE, None)
    return {
        "book": book,
        "usage": [_usage(row) for row in usage],
        "packs": [_packs(row) for row in packs],
        "files": {},
        "readings": dict(readings or {}),
        "activated": {"service": service, "interfaces": days},
    }


def _usage(row: Row) -> UsageRow:
    return {"date": row["date"], "interface": row["interface"], "calls": int(row["calls"])}


def _packs(row: Row) -> PackRow:
    packs: PackRow = {
        "purchased_on": row["purchased on"],
        "interface": row["interface"],
        "calls": size(row["calls"]),
    }
    if (quantity := row.get("quantity", NOTHING)) != NOTHING:
        packs["quantity"] = int(quantity)
    if (left := row.get("left", NOTHING)) != NOTHING:
        packs["left"] = int(left)
    return packs


def billed_rows(rows: Sequence[Row]) -> list[BilledRow]:
    """Rows of the vendor's bill as a case has them."""
    return [
        {
            "month": row["month"],
            "interface": row["interface"],
            "calls": int(row["calls"]),
            "amount": row["amount"],
        }
        for row in rows
    ]


def in_base64(text: str, encoding: str = "utf-8") -> str:
    """The bytes of ``text`` in base64."""
    return base64.b64encode(text.encode(encoding)).decode()
