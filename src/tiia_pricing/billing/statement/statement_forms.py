"""A statement as JSON and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

from tiia_pricebook import PriceBook, untrusted_text
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.settlement.tier_pricing import Part, Share, mode_of
from tiia_pricing.billing.statement.explanation import Reason, explain, ladder_of
from tiia_pricing.billing.statement.statement import (
    MonthStatement,
    PackStatement,
    Spread,
    Statement,
)

LEFT_UNTOLD = "pack-left-untold"
LEFT_OUT = "pack-within-month"  # the one doubt that no range reaches over
CSV_COLUMNS = (
    "month",
    "interface",
    "calls",
    "free",
    "pack",
    "pay_as_you_go",
    "unit_price",
    "per_calls",
    "amount",
)


def as_dict(statement: Statement) -> dict[str, Any]:
    """Return the statement as the JSON object of the contract: money in strings, calls integers."""
    return {
        "currency": "CNY",
        "total": amount(statement.cents),
        "months": [
            {
                "month": str(month.terms.month),
                "total": amount(month.cents),
                "lines": [
                    {**figures(month, line), "because": _because(statement, month, line)}
                    for line in month.lines
                ],
                **_other_page(statement, month),
            }
            for month in statement.months
        ],
        "packs": [_pack(pack) for pack in statement.packs],
        "range": {
            **_range(statement.spread),
            "leaves_out": [
                warning.text for warning in statement.warnings if warning.id == LEFT_OUT
            ],
        },
        "readings": dict(statement.choices.items()),
        "warnings": [{"id": warning.id, "text": warning.text} for warning in statement.warnings],
        "snapshot": _snapshot(statement.book),
    }


def as_csv(statement: Statement) -> str:
    """Return the lines of a statement as CSV, one row per month and interface.

    No cell is a formula.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for month in statement.months:
        for line in month.lines:
            row = {"month": str(month.terms.month), **figures(month, line)}
            writer.writerow(row | {"interface": untrusted_text.cell(row["interface"])})
    return out.getvalue()


def reasons(statement: Statement, month: MonthStatement, line: Line) -> list[Reason]:
    """Return the explanation of one line of ``statement``."""
    activated = statement.activated.get(line.deduction.interface)
    return explain(month, line, statement.held, activated)


def figures(month: MonthStatement, line: Line) -> dict[str, Any]:
    """Return the numbers of one line, without its reasons."""
    deduction, parts = line.deduction, line.charge.parts
    ladder = ladder_of(month.terms, line)
    changed = len(line.charge.shares) > 1
    several = changed or (
        ladder is not None and mode_of(ladder.table, month.terms.choices) == "progressive"
    )
    row: dict[str, Any] = {
        "interface": deduction.interface,
        "calls": deduction.calls,
        "free": sum(drawn.calls for drawn in deduction.free),
        "pack": sum(drawn.calls for drawn in deduction.packs),
        "pay_as_you_go": deduction.paid,
        "unit_price": str(parts[0].tier.price) if parts and not several else None,
        "per_calls": ladder.table.per_calls if ladder else None,
        "amount": amount(line.charge.cents),
    }
    if changed:
        row["parts"] = [
            {**_part(part), "per_calls": share.ladder.table.per_calls, "from": _from(share)}
            for share in line.charge.shares
            for part in share.parts
        ]
    elif several:
        row["parts"] = [_part(part) for part in parts]
    return row


def _part(part: Part) -> dict[str, Any]:
    return {
        "from_calls": part.tier.from_calls,
        "calls": part.calls,
        "unit_price": str(part.tier.price),
    }


def _from(share: Share) -> str | None:
    day = share.ladder.table.from_
    return day.isoformat() if day else None


def amount(cents: int) -> str:
    """Return cents as a string with two decimals, for machines."""
    return f"{cents // 100}.{cents % 100:02d}"


def _snapshot(book: PriceBook) -> dict[str, str]:
    return {"sha256": book.snapshot.sha256, "source": book.snapshot.source}


def _other_page(statement: Statement, month: MonthStatement) -> dict[str, Any]:
    """The page that was in force in a month, where it is not the book's own."""
    book = month.terms.book
    return {} if book.snapshot is statement.book.snapshot else {"snapshot": _snapshot(book)}


def _because(statement: Statement, month: MonthStatement, line: Line) -> list[dict[str, str]]:
    return [
        {"rule": reason.rule, "text": reason.text} for reason in reasons(statement, month, line)
    ]


def _pack(pack: PackStatement) -> dict[str, Any]:
    held = pack.held
    return {
        "purchased_on": held.purchase.day.isoformat(),
        "interface": held.purchase.interface,
        "calls": held.pack.calls,
        **({"quantity": pack.quantity} if pack.quantity > 1 else {}),
        "price": str(held.pack.price),
        **({"left_before": held.opening} if held.opening != held.pack.calls else {}),
        "used": pack.used,
        "left": pack.left,
        "starts_on": held.first.isoformat(),
        "expires_on": held.end.isoformat() if held.end else None,
    }


def _range(spread: Spread) -> dict[str, Any]:
    return {
        "low": amount(spread.low),
        "high": amount(spread.high),
        "low_readings": dict(spread.low_choices),
        "high_readings": dict(spread.high_choices),
        "readings": [
            {"name": moved.name, "value": moved.value, "total": amount(moved.cents)}
            for moved in spread.alternatives
        ],
    }
