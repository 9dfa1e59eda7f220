"""Specification and calculator of what Tencent Cloud image analysis (TIIA) charges.

The page is read into a price book; ``bill`` settles an account's usage by it::

    >>> from datetime import date
    >>> from tiia_pricing import Usage, bill, default_book
    >>> bill(default_book(), [Usage(date(2023, 5, 1), "商品识别", 1_000_000)]).cents
    249750
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tiia_pricebook import PriceBook, default_book, load, loads
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import (
    BookInvalid,
    InputError,
    PageUnreadable,
    PricingError,
    SourceUnreachable,
)
from tiia_pricing.billing.bill import bill
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage

if TYPE_CHECKING:
    from tiia_pricing.planning.plan import Plan, plan
    from tiia_pricing.reconciliation.reconciling import reconcile

__all__ = [
    "Activated",
    "BookInvalid",
    "InputError",
    "Month",
    "PageUnreadable",
    "Plan",
    "PriceBook",
    "PricingError",
    "Purchase",
    "SourceUnreachable",
    "Statement",
    "Usage",
    "bill",
    "default_book",
    "load",
    "loads",
    "plan",
    "reconcile",
]

# What a quote does not need is loaded when it is asked for.
_LATER = {
    "Plan": "tiia_pricing.planning.plan",
    "plan": "tiia_pricing.planning.plan",
    "reconcile": "tiia_pricing.reconciliation.reconciling",
}


def __getattr__(name: str) -> Any:
    """Load what few programs need."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
