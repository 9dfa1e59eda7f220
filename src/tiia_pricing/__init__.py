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
    from tiia_pricing.billing.usage.usage_files import read_packs, read_usage
    from tiia_pricing.planning.plan import Plan, plan
    from tiia_pricing.python_api.price_books import compare, load_book
    from tiia_pricing.python_api.result_rows import to_pandas, to_polars, to_rows
    from tiia_pricing.reconciliation.reconciling import reconcile
    from tiia_pricing.reconciliation.vendor_export.export_files import read_export

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
    "compare",
    "default_book",
    "load",
    "load_book",
    "loads",
    "plan",
    "read_export",
    "read_packs",
    "read_usage",
    "reconcile",
    "to_pandas",
    "to_polars",
    "to_rows",
]

# What a quote does not need is loaded when it is asked for.
_LATER = {
    "Plan": "tiia_pricing.planning.plan",
    "compare": "tiia_pricing.python_api.price_books",
    "load_book": "tiia_pricing.python_api.price_books",
    "plan": "tiia_pricing.planning.plan",
    "read_export": "tiia_pricing.reconciliation.vendor_export.export_files",
    "read_packs": "tiia_pricing.billing.usage.usage_files",
    "read_usage": "tiia_pricing.billing.usage.usage_files",
    "reconcile": "tiia_pricing.reconciliation.reconciling",
    "to_pandas": "tiia_pricing.python_api.result_rows",
    "to_polars": "tiia_pricing.python_api.result_rows",
    "to_rows": "tiia_pricing.python_api.result_rows",
}


def __getattr__(name: str) -> Any:
    """Load what few programs need."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
