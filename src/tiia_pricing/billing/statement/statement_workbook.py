"""A statement as a workbook of Excel: its lines, packs, range and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tiia_pricebook.messages import Tell, say
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


def as_workbook(statement: Statement, tell: Tell = str) -> bytes:
    """Write a statement as ``.xlsx``; amounts are numbers of yuan, sentences in a language.

    Raises ``InputError`` where what writes workbooks is not installed.
    """
    sheets: dict[str, Rows] = {
        "lines": [CSV_COLUMNS, *_lines(statement)],
        "packs": [_PACKS, *_packs(statement)],
        "range": [("reading", "value", "total"), *_range(statement, tell)],
        "reasons": [("month", "interface", "rule", "text"), *_reasons(statement, tell)],
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


def _range(statement: Statement, tell: Tell) -> Iterator[tuple[Value, ...]]:
    spread = statement.spread
    yield tell(say("as billed")), None, _yuan(statement.cents)
    yield tell(say("lowest")), None, _yuan(spread.low)
    yield tell(say("highest")), None, _yuan(spread.high)
    for moved in spread.alternatives:
        yield moved.name, moved.value, _yuan(moved.cents)


def _reasons(statement: Statement, tell: Tell) -> Iterator[tuple[Value, ...]]:
    for month in statement.months:
        for line in month.lines:
            for reason in reasons(statement, month, line):
                name = line.deduction.interface
                yield str(month.terms.month), name, reason.rule, tell(reason.text)
    for warning in statement.warnings:
        yield None, None, warning.id, tell(warning.text)


def _yuan(cents: int) -> Decimal:
    return Decimal(amount(cents))
