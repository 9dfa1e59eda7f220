"""Changes as JSON, for machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from tiia_pricebook.messages import in_english
from tiia_pricing.changes import Change
from tiia_pricing.changes.acknowledged import Acknowledged, Acknowledgement
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.own_bill import OwnBill
from tiia_pricing.changes.report.costs_in_words import figures
from tiia_pricing.changes.report.outlook import Outlook
from tiia_pricing.changes.report.own_bill_json import own_change_dict, own_dict


def as_dict(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
    own: OwnBill | None = None,
) -> dict[str, Any]:
    """Return the JSON of ``diff``; what is not given has no keys.

    ``impact`` is null, and ``why`` says why, where a change cannot be priced by itself.
    """
    outlook = Outlook.of(impacts, together, coverage, own)
    told: dict[str, Any] = {"your_bill": own_dict(own)} if own else {}
    told["changes"] = [_change(change, outlook) for change in changes]
    if together:
        told["together"] = _impact(together)
    if coverage:
        told["acknowledgements"] = {
            "expired": _acknowledgements(coverage.expired),
            "unused": _acknowledgements(coverage.unused),
        }
    return told


def _change(change: Change, outlook: Outlook) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(change, enc_hook=in_english)
    if impact := outlook.impacts.get(change.fingerprint):
        told |= _impact(impact)
    if yours := outlook.own_change(change):
        told["your_bill"] = own_change_dict(yours)
    if known := outlook.coverage.of(change):
        told["acknowledged"] = {"until": known.until.isoformat(), "note": known.note}
    return told


def _impact(impact: Impact | Together) -> dict[str, Any]:
    if impact.why:
        return {"impact": None, "month": None, "why": impact.why}
    month = None if impact.month is None else str(impact.month)
    return {"impact": list(map(figures, impact.effects)), "month": month}


def _acknowledgements(known: Iterable[Acknowledgement]) -> list[dict[str, str]]:
    return [
        {"fingerprint": one.fingerprint, "until": one.until.isoformat(), "note": one.note}
        for one in known
    ]
