"""A plan as JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from tiia_pricebook import PriceBook, untrusted_text
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.statement import cliffs, next_call
from tiia_pricing.billing.statement.statement import PackStatement
from tiia_pricing.billing.statement.statement_forms import amount
from tiia_pricing.billing.usage.account import Purchase
from tiia_pricing.planning.plan import Bought, Choice, Plan

CSV_COLUMNS = ("on", "interface", "calls", "price")


def as_dict(plan: Plan) -> dict[str, Any]:
    """Return the plan as the JSON object of the contract: money in strings, calls integers."""
    return {
        "currency": "CNY",
        "purchases": [_bought(plan, bought) for bought in plan.purchases],
        "pay_as_you_go": amount(plan.statement.cents),
        "packs": amount(plan.packs),
        "total": amount(plan.total),
        "without": {"total": amount(plan.without.cents)},
        "saved": amount(plan.saved),
        "single": _bought(plan, plan.single) if plan.single else None,
        "left_over": [_left(pack) for pack in left_over(plan)],
        "range": _range(plan),
        "otherwise": [
            {
                "percent": other.percent,
                "total": amount(other.cents),
                "best": amount(other.least),
                "regret": amount(other.cents - other.least),
            }
            for other in plan.otherwise
        ],
        "proven": plan.proven,
        **({} if plan.proven else {"lower_bound": amount(plan.lower_bound)}),
        "months": [
            {"month": month, "total": amount(cents), "without": amount(without)}
            for month, cents, without in _months(plan)
        ],
        "cliffs": cliffs.as_list(cliffs.cliffs(plan.statement)),
        "next_calls": next_call.as_list(plan.next_calls),
        "warnings": [{"id": one.id, "text": one.text} for one in plan.warnings],
    }


def choice_as_dict(choice: Choice) -> dict[str, Any]:
    """Return the purchases and what they cost, in the fields of ``as_dict``."""
    total = choice.packs + choice.statement.cents
    proven = total == choice.lower_bound
    return {
        "purchases": [_purchase(choice.statement.book, one) for one in choice.purchases],
        "pay_as_you_go": amount(choice.statement.cents),
        "packs": amount(choice.packs),
        "total": amount(total),
        "without": {"total": amount(choice.without.cents)},
        "proven": proven,
        **({} if proven else {"lower_bound": amount(choice.lower_bound)}),
    }


def as_csv(plan: Plan) -> str:
    """Return the purchases as CSV, a row for each pack; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for bought in plan.purchases:
        one = bought.purchase
        price = _price(plan.statement.book, one)
        row = (one.day, untrusted_text.cell(one.interface), one.calls, price)
        writer.writerow(row)
    return out.getvalue()


def _bought(plan: Plan, bought: Bought) -> dict[str, Any]:
    return _purchase(plan.statement.book, bought.purchase) | {"saves": amount(bought.saves)}


def _purchase(book: PriceBook, one: Purchase) -> dict[str, Any]:
    return {
        "on": one.day.isoformat(),
        "interface": one.interface,
        "calls": one.calls,
        "price": _price(book, one),
    }


def _price(book: PriceBook, one: Purchase) -> str:
    return str(sold(book, one).price)


def left_over(plan: Plan) -> list[PackStatement]:
    """Return the packs of which something is left after the last month."""
    return [pack for pack in plan.statement.packs if pack.left]


def _left(pack: PackStatement) -> dict[str, Any]:
    held = pack.held
    return {
        "purchased_on": held.purchase.day.isoformat(),
        "interface": held.purchase.interface,
        "calls": held.pack.calls,
        **({"quantity": pack.quantity} if pack.quantity > 1 else {}),
        "left": pack.left,
        "expires_on": held.end.isoformat() if held.end else None,
    }


def _range(plan: Plan) -> dict[str, Any]:
    """The total of these purchases as the page can be read, and the best under each reading."""
    spread = plan.statement.spread
    return {
        "low": amount(plan.packs + spread.low),
        "high": amount(plan.packs + spread.high),
        "readings": [
            {
                "name": one.name,
                "value": one.value,
                "total": amount(one.cents),
                "best": amount(one.least),
                "purchases": [
                    _purchase(plan.statement.book, purchase) for purchase in one.purchases
                ],
            }
            for one in plan.readings
        ],
    }


def _months(plan: Plan) -> Iterator[tuple[str, int, int]]:
    """Each month's pay-as-you-go with the plan and without."""
    for month, without in zip(plan.statement.months, plan.without.months, strict=True):
        yield str(month.terms.month), month.cents, without.cents
