"""Where each number of a line stands: the quota, packs and tiers that settled its calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tiia_pricing.answers.cells import clause, pack_cell, quota_cell, tier_cell
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.settlement.tier_pricing import mode_of
from tiia_pricing.billing.statement.explanation import priced_parts
from tiia_pricing.billing.statement.statement import MonthStatement, Statement


def evidence(statement: Statement, month: MonthStatement, line: Line) -> list[dict[str, Any]]:
    """Return what settled the calls of a line, in the order of settlement."""
    kinds = {
        "free-quota": lambda: _free(statement, line),
        "resource-pack": lambda: _packs(statement, line),
        "pay-as-you-go": lambda: _paid(statement, month, line),
    }
    return [one for step in month.terms.steps for one in kinds[step]()]


def _free(statement: Statement, line: Line) -> Iterator[dict[str, Any]]:
    for drawn in line.deduction.free:
        yield {
            "step": "free-quota",
            "calls": drawn.calls,
            "quota": drawn.quota.calls,
            "clause": clause(statement.book, drawn.quota.clause),
            "cell": quota_cell(statement.book, drawn.quota),
        }


def _packs(statement: Statement, line: Line) -> Iterator[dict[str, Any]]:
    for drawn in line.deduction.packs:
        pack = statement.held[drawn.held].pack
        yield {
            "step": "resource-pack",
            "calls": drawn.calls,
            "pack": pack.calls,
            "price": str(pack.price),
            "clause": clause(statement.book, pack.clause),
            "cell": pack_cell(statement.book, pack),
        }


def _paid(statement: Statement, month: MonthStatement, line: Line) -> Iterator[dict[str, Any]]:
    for table, part in priced_parts(month.terms, line):
        tier = part.tier
        yield {
            "step": "pay-as-you-go",
            "calls": part.calls,
            "from_calls": tier.from_calls,
            "unit_price": str(tier.price),
            "per_calls": table.per_calls,
            "mode": mode_of(table, month.terms.choices),
            "clause": clause(statement.book, table.clause),
            "mode_clause": clause(statement.book, table.mode_clause),
            "cell": tier_cell(statement.book, tier, [table.interface], table.clause),
        }
