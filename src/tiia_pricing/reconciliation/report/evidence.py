"""Where the two amounts of a line come from: rows of the bill, and the calculation of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tiia_pricebook.messages import Message, listed, say
from tiia_pricing.billing.statement.in_words import Reason
from tiia_pricing.billing.statement.statement_forms import reasons
from tiia_pricing.reconciliation.result import ReconciledLine, Reconciliation
from tiia_pricing.reconciliation.vendor_export.export_rows import RawRow

_SHOWN = 5  # rows of the bill; JSON has them all


def billed_in(line: ReconciledLine) -> list[dict[str, Any]]:
    """Return the places of the rows that a line of the bill is made of, in their order."""
    return [_place(row) for row in _rows(line)]


def because(result: Reconciliation, line: ReconciledLine) -> list[Reason]:
    """Return why a line costs what was computed, as ``bill`` explains it; none without usage."""
    return [
        reason
        for month in result.statement.months
        if month.terms.month == line.month
        for own in month.lines
        if own.deduction.interface == line.interface
        for reason in reasons(result.statement, month, own)
    ]


def evidence(result: Reconciliation, line: ReconciledLine) -> Iterator[Message]:
    """Yield where both amounts come from, a sentence each, for a line that does not agree."""
    if line.verdict == "agrees":
        return
    if rows := _rows(line):
        places = [f"{row.source}:{row.line}" for row in rows[:_SHOWN]]
        more = ["…"] if len(rows) > _SHOWN else []
        yield say("in the bill: {places}", places=listed([*places, *more]))
    for reason in because(result, line):
        yield say("computed: {text}", text=reason.text)


def _rows(line: ReconciledLine) -> list[RawRow]:
    found = (*line.theirs.rows, *line.theirs.reversals) if line.theirs else ()
    return sorted((one.row for one in found), key=lambda row: (row.source, row.line))


def _place(row: RawRow) -> dict[str, Any]:
    sheet = {} if row.sheet is None else {"sheet": row.sheet}
    return {"file": row.file, "line": row.line, **sheet}
