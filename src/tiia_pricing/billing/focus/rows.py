"""A statement → the rows of FOCUS: what was used, and the packs bought in its months.

Free calls, calls of a pack and each tier's calls are rows of their own. A pack is a commitment
discount: its purchase is billed on its day, and its calls carry their part of its price as
effective cost; what is left of it when it ends is a row that is ``Unused``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from tiia_pricebook import PayAsYouGo
from tiia_pricebook.calendar import DAY, Month
from tiia_pricebook.untrusted_text import cell
from tiia_pricing.billing.focus.columns import Row, Value
from tiia_pricing.billing.focus.sku import Sku, cell_of, thousands
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.statement.explanation import priced_parts
from tiia_pricing.billing.statement.statement import MonthStatement, Statement
from tiia_pricing.billing.statement.statement_forms import amount

Fields = dict[str, Value]
NOTHING = Decimal(0)
VENDOR = "Tencent Cloud"


def focus_rows(statement: Statement, account: str) -> Iterator[Row]:
    """Yield the rows of a statement for the billing account ``account``.

    Its months, then its packs.
    """
    same = _same(statement, account)
    for month in statement.months:
        for line in month.lines:
            for row in _line(statement, month, line):
                yield _whole({**same, **_period(month.terms.month), **row})
    for month_of, row in _packs(statement):
        yield _whole({**same, **_period(month_of), **row})


def _whole(row: Fields) -> Fields:
    """A row with its prices in the currency of the price list, which is that of the bill."""
    return {
        **row,
        "PricingCurrency": row["BillingCurrency"],
        "PricingCurrencyContractedUnitPrice": row["ContractedUnitPrice"],
        "PricingCurrencyEffectiveCost": row["EffectiveCost"],
        "PricingCurrencyListUnitPrice": row["ListUnitPrice"],
    }


def _same(statement: Statement, account: str) -> Fields:
    """What stands in every row."""
    spread = statement.spread
    moved = (f"{one.name}={one.value}: {amount(one.cents)}" for one in spread.alternatives)
    return {
        "BillingAccountId": _apart(account),
        "BillingCurrency": "CNY",
        "HostProviderName": VENDOR,
        "InvoiceIssuerName": VENDOR,
        "ProviderName": VENDOR,
        "PublisherName": VENDOR,
        "ServiceCategory": "AI and Machine Learning",
        "ServiceName": "Image Analysis (TIIA)",
        "ServiceProviderName": VENDOR,
        "ServiceSubcategory": "Other (AI and Machine Learning)",
        "x_TotalLow": _yuan(spread.low),
        "x_TotalHigh": _yuan(spread.high),
        "x_OpenReadings": "; ".join(moved) or None,
    }


def _apart(account: str) -> str:
    """``account`` with one more mark where its own would read as that of a formula: ``'=x``."""
    unmarked = account.lstrip("'")
    return f"'{account}" if unmarked != account and cell(unmarked) != unmarked else account


def _period(month: Month) -> Fields:
    return {
        "BillingPeriodStart": month.first,
        "BillingPeriodEnd": month.end,
        "ChargePeriodStart": month.first,
        "ChargePeriodEnd": month.end,
    }


def _line(statement: Statement, month: MonthStatement, line: Line) -> Iterator[Fields]:
    sku = Sku.of(month.terms.book, line.deduction.interface)
    yield from _free(sku, line)
    yield from _covered(statement, line, sku)
    yield from _paid(month, line, sku)


def _packs(statement: Statement) -> Iterator[tuple[Month, Fields]]:
    """What was bought, and what ended unused, from the first month of usage to the last."""
    months = [month.terms.month for month in statement.months]
    for number, held in enumerate(statement.held):
        sku = Sku.of(statement.book, held.purchase.interface)
        bought = Month.of(held.purchase.day)
        if months and months[0] <= bought <= months[-1]:
            yield bought, _bought(held, number, sku)
        ended = Month.of(held.end - DAY) if held.end else None
        if ended and months and months[0] <= ended <= months[-1]:
            yield from ((ended, row) for row in _unused(statement, held, number, sku))


def _free(sku: Sku, line: Line) -> Iterator[Fields]:
    for drawn in line.deduction.free:
        yield {
            **sku.price("free", {}),
            **_used(drawn.calls, NOTHING, NOTHING),
            "ChargeDescription": f"Free calls of {sku.label}",
            "x_Step": "free-quota",
            "x_FreeCalls": drawn.calls,
            **cell_of(drawn.quota.source, drawn.quota.clause),
        }


def _covered(statement: Statement, line: Line, sku: Sku) -> Iterator[Fields]:
    """Calls of packs, which were billed when these were bought."""
    for drawn in line.deduction.packs:
        held = statement.held[drawn.held]
        yield {
            **_of_pack(held, drawn.held, drawn.calls, sku),
            "ChargeDescription": f"Calls of {sku.label} from the pack {_id(held, drawn.held)}",
            "CommitmentDiscountStatus": "Used",
            "x_PackCalls": drawn.calls,
        }


def _paid(month: MonthStatement, line: Line, sku: Sku) -> Iterator[Fields]:
    """The calls left to pay, a row for each tier; rounding to the cent falls on the last one."""
    parts = list(priced_parts(month.terms, line))
    unbilled, uncounted = _yuan(line.charge.cents), line.deduction.paid
    for number, (table, part) in enumerate(parts):
        last = number == len(parts) - 1
        cost = part.tier.price * thousands(part.calls, table.per_calls)
        billed = unbilled if last else cost
        consumed = uncounted if last else part.calls
        unbilled, uncounted = unbilled - billed, uncounted - consumed
        price = f"{part.tier.price} CNY per {table.per_calls}"
        details = {"x_FromCalls": part.tier.from_calls, "x_Mode": table.mode}
        yield {
            **sku.price(f"from-{part.tier.from_calls}", details),
            **_used(part.calls, part.tier.price, billed, per=table.per_calls),
            "ChargeDescription": f"Calls of {sku.label} at {price}",
            "ConsumedQuantity": Decimal(consumed),
            **_days(month.terms.month, table, several=len(line.charge.shares) > 1),
            "x_Step": "pay-as-you-go",
            **cell_of(part.tier.source, table.mode_clause or table.clause),
        }


def _days(month: Month, table: PayAsYouGo, *, several: bool) -> Fields:
    """The days on which a table's calls were made, where several share the month."""
    if not several:
        return {}
    start = max(month.first, table.from_ or month.first)
    return {"ChargePeriodStart": start, "ChargePeriodEnd": min(month.end, table.to or month.end)}


def _used(calls: int, price: Decimal, billed: Decimal, *, per: int = 1000) -> Fields:
    """What a row of usage has; the product of list price and quantity is the list cost."""
    quantity = thousands(calls, per)
    return {
        "ChargeCategory": "Usage",
        "ChargeFrequency": "Usage-Based",
        "PricingCategory": "Standard",
        "PricingQuantity": quantity,
        "PricingUnit": f"{per} Calls",
        "ConsumedQuantity": Decimal(calls),
        "ConsumedUnit": "Calls",
        "ListUnitPrice": price,
        "ContractedUnitPrice": price,
        "ListCost": price * quantity,
        "ContractedCost": price * quantity,
        "BilledCost": billed,
        "EffectiveCost": billed,
    }


def _bought(held: Held, number: int, sku: Sku) -> Fields:
    """The purchase of a pack, whose cost its calls carry later."""
    cost = held.pack.price * held.quantity
    day = held.purchase.day
    return {
        **sku.price(f"pack-{held.pack.calls}", {"x_PackCalls": held.pack.calls}),
        "ChargeCategory": "Purchase",
        "ChargeDescription": f"Pack of {held.pack.calls} calls of {sku.label}",
        "ChargeFrequency": "One-Time",
        "ChargePeriodStart": day,
        "ChargePeriodEnd": day + dt.timedelta(days=1),
        "PricingQuantity": Decimal(held.quantity),
        "PricingUnit": "Packs",
        "ListUnitPrice": held.pack.price,
        "ContractedUnitPrice": held.pack.price,
        "ListCost": cost,
        "ContractedCost": cost,
        "BilledCost": cost,
        "EffectiveCost": NOTHING,
        **_commitment(held, number, held.pack.calls * held.quantity, sku),
        "PricingCategory": "Standard",
    }


def _unused(statement: Statement, held: Held, number: int, sku: Sku) -> Iterator[Fields]:
    """What was left of a pack when it ended."""
    left = sum(one.left * one.quantity for one in statement.packs if one.held is held)
    if left:
        yield {
            **_of_pack(held, number, left, sku),
            "ChargeDescription": f"Calls of {sku.label} left in the pack {_id(held, number)}",
            "CommitmentDiscountStatus": "Unused",
            "ConsumedQuantity": None,
            "ConsumedUnit": None,
        }


def _of_pack(held: Held, number: int, calls: int, sku: Sku) -> Fields:
    """Calls of a pack at its own price a thousand, which its purchase has billed."""
    price = held.pack.price * 1000 / held.pack.calls
    return {
        **sku.price(f"pack-{held.pack.calls}", {"x_PackCalls": held.pack.calls}),
        **_used(calls, price, NOTHING),
        **_commitment(held, number, calls, sku),
        "PricingCategory": "Committed",
        "EffectiveCost": price * thousands(calls, 1000),
    }


def _commitment(held: Held, number: int, calls: int, sku: Sku) -> Fields:
    return {
        "CommitmentDiscountCategory": "Usage",
        "CommitmentDiscountId": _id(held, number),
        "CommitmentDiscountName": f"{held.pack.calls} calls of {sku.label}",
        "CommitmentDiscountQuantity": Decimal(calls),
        "CommitmentDiscountType": "Resource pack",
        "CommitmentDiscountUnit": "Calls",
        "x_Step": "resource-pack",
        **cell_of(held.pack.source, held.pack.clause),
    }


def _id(held: Held, number: int) -> str:
    """A name of one purchase within the statement."""
    return f"{held.purchase.day}/{held.pack.calls}/{number + 1}"


def _yuan(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
