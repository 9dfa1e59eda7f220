"""The statement: its data, its words, its forms."""

from tiia_pricing.billing.statement.statement_forms import amount, as_csv, as_dict
from tiia_pricing.billing.statement.statement_text import as_text

__all__ = ["amount", "as_csv", "as_dict", "as_text"]
