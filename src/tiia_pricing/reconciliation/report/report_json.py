"""A reconciliation as the JSON object of the contract: money in strings, calls integers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tiia_pricing.reconciliation.report.evidence import because, billed_in
from tiia_pricing.reconciliation.report.words import in_words, rule_of
from tiia_pricing.reconciliation.result import Cause, ReconciledLine, Reconciliation


def as_dict(result: Reconciliation) -> dict[str, Any]:
    """Return the whole reconciliation."""
    return {
        "currency": "CNY",
        "lines": [line_as_dict(result, line) for line in result.lines],
        "billed": money(result.billed),
        "computed": money(result.computed),
        "difference": money(result.billed - result.computed),
        "ignored": [{"reason": reason, "rows": rows} for reason, rows in result.ignored.items()],
        "precision": [
            {"month": str(one.month), "amount": money(one.amount), "verdict": one.verdict}
            for one in result.precision
        ],
        "settled_readings": [
            {
                "name": one.name,
                "value": one.value,
                "chosen": one.chosen,
                "lines": one.lines,
                "option": f"--reading {one.name}={one.value}",
            }
            for one in result.settled
        ],
        "months_not_in_bill": list(map(str, result.not_billed)),
        "products": list(result.products),
        "other_products": list(result.other_products),
        "files_passed_over": list(result.passed_over),
        "readings": dict(result.statement.choices.items()),
        "warnings": [{"id": one.id, "text": one.text} for one in result.statement.warnings],
        "snapshot": {
            "sha256": result.statement.book.snapshot.sha256,
            "source": result.statement.book.snapshot.source,
        },
    }


def line_as_dict(result: Reconciliation, line: ReconciledLine) -> dict[str, Any]:
    """Return one line, with the calls of both sides and where the amounts come from."""
    ours, theirs = line.ours, line.theirs
    calls = theirs.calls if theirs else None
    return {
        "month": str(line.month),
        "interface": line.interface,
        "verdict": line.verdict,
        "billed": money(line.billed),
        "computed": money(line.computed),
        "difference": money(line.difference),
        "calls": {
            "billed": number(calls) if calls is not None else None,
            "computed": ours.paid if ours else None,
        },
        "rows": len(theirs.rows) + len(theirs.reversals) if theirs else 0,
        "billed_in": billed_in(line),
        "because": [{"rule": one.rule, "text": one.text} for one in because(result, line)],
        "causes": [_cause(line, cause) for cause in line.causes],
        "needed": list(line.needed),
    }


def _cause(line: ReconciledLine, cause: Cause) -> dict[str, Any]:
    found: dict[str, Any] = {"id": cause.id, "text": in_words(cause), "rule": cause.rule}
    if quoted := rule_of(line, cause):
        found["clause"] = quoted
    if cause.reading:
        found["reading"] = cause.reading
    if cause.together:
        found["together"] = list(cause.together)
    return found


def money(amount: Decimal) -> str:
    """Return an amount in yuan, with two decimals, or as many as it has."""
    plain = amount.normalize()
    digits = max(2, -int(plain.as_tuple().exponent))
    return f"{amount:.{digits}f}" if amount else "0.00"


def number(calls: Decimal) -> int | str:
    """Return calls as a whole number, or as they are where a bill has parts of one."""
    return int(calls) if calls % 1 == 0 else f"{calls.normalize():f}"
