"""What changes do to the reader's own bill, in figures."""

from __future__ import annotations

from typing import Any

from tiia_pricing.billing.statement.statement_forms import amount
from tiia_pricing.changes.own_bill import Move, OwnBill, OwnChange
from tiia_pricing.changes.report.costs_in_words import tenths
from tiia_pricing.changes.report.own_bill_words import moving, own_sentences

_AMOUNTS = ("old", "new", "difference", "percent")


def own_dict(bill: OwnBill) -> dict[str, Any]:
    """Return the bill as JSON: amounts in yuan with two decimals, per cent with one."""
    return {
        "text": own_sentences(bill),
        "past": _figures(bill.past) | {"because": _causes(bill, bill.past)},
        "coming": [_figures(move) | {"because": _causes(bill, move)} for move in bill.coming],
        **({"readings": dict(bill.readings)} if bill.readings else {}),
    }


def own_change_dict(own: OwnChange) -> dict[str, Any]:
    """Return one change by itself as JSON."""
    return _figures(own.move)


def _causes(bill: OwnBill, move: Move) -> list[str]:
    own = [] if move.why or not move.difference else moving(bill, move)
    return [one.change.fingerprint for one in own]


def _figures(move: Move) -> dict[str, Any]:
    told: dict[str, Any] = {"months": {"from": str(move.first), "to": str(move.last)}}
    if move.since:
        told["announced"] = move.since.isoformat()
    if move.why:
        return told | dict.fromkeys(_AMOUNTS) | {"why": move.why}
    percent = move.percent
    told |= {
        "packs": move.packs,
        "old": amount(move.old),
        "new": amount(move.new),
        "difference": f"{'-' if move.difference < 0 else ''}{amount(abs(move.difference))}",
        "percent": None if percent is None else tenths(percent),
    }
    return told | ({"left_out": dict(move.left_out)} if move.left_out else {})
