"""The reference calculator's answer to a case."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import io
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from tiia_pricebook import PriceBook, default_book, loads
from tiia_pricebook.editions.knowledge import known_on
from tiia_pricebook.errors import PricingError
from tiia_pricing.billing.bill import bill
from tiia_pricing.billing.statement.statement_forms import as_dict
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.arguments import size
from tiia_pricing.billing.usage.cell_values import parse_date, parse_day, parse_quantity
from tiia_pricing.billing.usage.usage_files import read_packs, read_usage
from tiia_pricing.conformance.protocol.case import Activation, Answer, BilledRow, Case
from tiia_pricing.planning.forecast import Forecast
from tiia_pricing.planning.plan import choose_purchases
from tiia_pricing.planning.plan_forms import choice_as_dict
from tiia_pricing.reconciliation import as_dict as reconciled_as_dict
from tiia_pricing.reconciliation import export_of, reconcile

_HEADS = ("产品名称", "账单归属月", "组件名称", "组件用量", "组件用量单位", "优惠后总价")


def answer(case: Case, book: PriceBook | None = None) -> Answer:
    """Return the answer to a case, or the error that refuses it (it has the key ``error``).

    ``book`` saves reading that of the case again.
    """
    try:
        return _ANSWERS[case.get("ask", "bill")](case, book or _book(case))
    except PricingError as error:
        return {
            "error": error.id,
            "message": error.message,
            "where": error.where,
            "expected": error.expected,
        }


def _bill(case: Case, book: PriceBook) -> Answer:
    usage, packs = usage_of(case), packs_of(case)
    active = activated(case["activated"])
    return as_dict(bill(book, usage, packs, readings=case["readings"], activated=active))


def _plan(case: Case, book: PriceBook) -> Answer:
    usage, packs = usage_of(case), packs_of(case)
    active = activated(case["activated"])
    asked = Forecast.of(book, usage, packs, case["readings"], active)
    return choice_as_dict(choose_purchases(asked))


def _reconcile(case: Case, book: PriceBook) -> Answer:
    usage, packs = usage_of(case), packs_of(case)
    active = activated(case["activated"])
    export = export_of(_export(case["billed"]).encode("utf-8-sig"), "bill.csv")
    found = reconcile(book, export, usage, packs, readings=case["readings"], activated=active)
    return reconciled_as_dict(found)


_ANSWERS = {"bill": _bill, "plan": _plan, "reconcile": _reconcile}


def _export(rows: Iterable[BilledRow]) -> str:
    """The vendor's detailed bill of these rows, in the columns that it must have."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADS)
    for row in rows:
        writer.writerow(
            ("图像分析", row["month"], row["interface"], row["calls"], "次", row["amount"])
        )
    return out.getvalue()


def _book(case: Case) -> PriceBook:
    given = case["book"]
    book = default_book() if given is None else _read(msgspec.json.encode(given))
    day = case.get("known_on")
    return known_on(book, parse_day(day)) if day else book


_read = lru_cache(maxsize=8)(loads)  # a law asks about the same book many times in a row


def usage_of(case: Case) -> list[Usage]:
    """Return the calls of a case; raises ``InputError`` for what are none."""
    if "usage" in case["files"]:
        return read_usage(base64.b64decode(case["files"]["usage"]), "usage.csv")
    dated = [(parse_date(row["date"]), row) for row in case["usage"]]
    return [Usage(day, row["interface"], row["calls"], whole) for (day, whole), row in dated]


def packs_of(case: Case) -> list[Purchase]:
    """Return the packs of a case; raises ``InputError`` for what are none."""
    if "packs" in case["files"]:
        return read_packs(base64.b64decode(case["files"]["packs"]), "packs.csv", size)
    return [
        Purchase(
            parse_day(row["purchased_on"]),
            row["interface"],
            row["calls"],
            quantity=parse_quantity(str(row.get("quantity", 1))),
            left=row.get("left"),
        )
        for row in case["packs"]
    ]


def activated(days: Activation) -> Activated:
    """Return the activation of a case."""
    service = days["service"]
    return Activated(
        dt.date.fromisoformat(service) if service else None,
        {name: dt.date.fromisoformat(day) for name, day in days["interfaces"].items()},
    )
