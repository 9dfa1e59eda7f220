"""A statement as a workbook of Excel: its lines, packs, range and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.billing.statement.statement_forms import (
    CSV_COLUMNS,
    amount,
    as_dict,
    figures,
    reasons,
)
from tiia_pricing.tables.workbook_writing import Rows, Value, workbook_of

_PACKS = (
    *("purchased_on", "interface", "calls", "quantity", "price", "left_before"),
    *("used", "left", "starts_on", "expires_on"),
)


def as_workbook(statement: Statement) -> bytes:
    """Write a statement as ``.xlsx``; amounts are numbers of yuan.

    Raises ``InputError`` where what writes workbooks is not installed.
    """
    sheets: dict[str, Rows] = {
        "lines": [CSV_COLUMNS, *_lines(statement)],
        "packs": [_PACKS, *_packs(statement)],
        "range": [("reading", "value", "total"), *_range(statement)],
        "reasons": [("month", "interface", "rule", "text"), *_reasons(statement)],
    }
    return workbook_of(sheets)


def _lines(statement: Statement) -> Iterator[list[Value]]:
    for month in statement.months:
        for line in month.lines:
            row = {"month": str(month.terms.month), **figures(month, line)}
            yield [_number(name, row[name]) for name in CSV_COLUMNS]


def _number(name: str, value: Value) -> Value:
    money = name in {"unit_price", "amount", "price"} and isinstance(value, str)
    return Decimal(str(value)) if money else value


def _packs(statement: Statement) -> Iterator[list[Value]]:
    for pack in as_dict(statement)["packs"]:
        usual = {"quantity": 1, "left_before": pack["calls"]}
        yield [_number(name, (usual | pack)[name]) for name in _PACKS]


def _range(statement: Statement) -> Iterator[tuple[Value, ...]]:
    spread = statement.spread
    yield "as billed", None, _yuan(statement.cents)
    yield "lowest", None, _yuan(spread.low)
    yield "highest", None, _yuan(spread.high)
    for moved in spread.alternatives:
        yield moved.name, moved.value, _yuan(moved.cents)


def _reasons(statement: Statement) -> Iterator[tuple[Value, ...]]:
    for month in statement.months:
        for line in month.lines:
            for reason in reasons(statement, month, line):
                name = line.deduction.interface
                yield str(month.terms.month), name, reason.rule, reason.text
    for warning in statement.warnings:
        yield None, None, warning.id, warning.text


def _yuan(cents: int) -> Decimal:
    return Decimal(amount(cents))
