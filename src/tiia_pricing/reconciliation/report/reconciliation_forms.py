"""The forms in which a reconciliation is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tiia_pricebook.messages import Tell
from tiia_pricing.reconciliation.report.letter import letter
from tiia_pricing.reconciliation.report.report_csv import as_csv
from tiia_pricing.reconciliation.report.report_json import as_dict
from tiia_pricing.reconciliation.report.report_markdown import as_markdown
from tiia_pricing.reconciliation.report.report_text import as_text
from tiia_pricing.reconciliation.result import Reconciliation

FORMS: Mapping[str, Callable[[Reconciliation, Tell], str]] = {
    "text": as_text,
    "markdown": as_markdown,
}

__all__ = ["FORMS", "as_csv", "as_dict", "as_markdown", "as_text", "letter"]
