"""A plan as a workbook of Excel: its purchases, months, readings and other usage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tiia_pricing.planning.plan import Plan
from tiia_pricing.planning.plan_forms import as_dict
from tiia_pricing.tables.workbook_writing import Rows, Value, workbook_of

_MONEY = {"price", "saves", "total", "without", "best", "regret"}


def as_workbook(plan: Plan) -> bytes:
    """Write a plan as ``.xlsx``; amounts are numbers of yuan.

    Raises ``InputError`` where what writes workbooks is not installed.
    """
    told = as_dict(plan)
    left = ("purchased_on", "interface", "calls", "left", "expires_on")
    sheets: dict[str, Rows] = {
        "plan": list(_totals(told)),
        "purchases": _rows(told["purchases"], ("on", "interface", "calls", "price", "saves")),
        "months": _rows(told["months"], ("month", "total", "without")),
        "left_over": _rows(told["left_over"], left),
        "range": _rows(told["range"]["readings"], ("name", "value", "total", "best")),
        "otherwise": _rows(told["otherwise"], ("percent", "total", "best", "regret")),
    }
    return workbook_of(sheets)


def _totals(told: Mapping[str, Any]) -> Iterator[tuple[Value, ...]]:
    yield "what", "yuan"
    yield "packs", Decimal(told["packs"])
    yield "pay_as_you_go", Decimal(told["pay_as_you_go"])
    yield "total", Decimal(told["total"])
    yield "without", Decimal(told["without"]["total"])
    yield "saved", Decimal(told["saved"])
    yield "lower_bound", Decimal(told.get("lower_bound", told["total"]))
    yield "low", Decimal(told["range"]["low"])
    yield "high", Decimal(told["range"]["high"])


def _rows(some: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Rows:
    return [columns, *([_value(name, one[name]) for name in columns] for one in some)]


def _value(name: str, value: Any) -> Value:
    return Decimal(value) if name in _MONEY else value
