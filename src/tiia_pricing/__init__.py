"""Specification and calculator of what Tencent Cloud image analysis (TIIA) charges.

The page is read into a price book; ``bill`` settles an account's usage by it::

    >>> from datetime import date
    >>> from tiia_pricing import Usage, bill, default_book
    >>> bill(default_book(), [Usage(date(2023, 5, 1), "商品识别", 1_000_000)]).cents
    249750
"""

from tiia_pricing.account import Activated, Month, Purchase, Usage
from tiia_pricing.billing import bill
from tiia_pricing.errors import (
    BookInvalid,
    InputError,
    PageUnreadable,
    PricingError,
    SourceUnreachable,
)
from tiia_pricing.pricebook import PriceBook, default_book, load, loads
from tiia_pricing.statement import Statement

__all__ = [
    "Activated",
    "BookInvalid",
    "InputError",
    "Month",
    "PageUnreadable",
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
]
