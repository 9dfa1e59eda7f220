"""A reconciliation as CSV: one row a month and API; no cell is a formula."""

from __future__ import annotations

import csv
import io

from tiia_pricebook.untrusted_text import cell
from tiia_pricing.reconciliation.report.report_json import money
from tiia_pricing.reconciliation.result import Reconciliation

COLUMNS = ("month", "interface", "verdict", "billed", "computed", "difference", "causes", "needed")


def as_csv(result: Reconciliation) -> str:
    """Return the lines; several causes stand in one cell, the likeliest first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in result.lines:
        billed, difference = (
            "" if line.untold else money(amount) for amount in (line.billed, line.difference)
        )
        causes = " ".join(cause.id for cause in line.causes)
        needed = cell("; ".join(line.needed))
        name = cell(line.interface)
        amounts = (billed, money(line.computed), difference)
        writer.writerow([str(line.month), name, line.verdict, *amounts, causes, needed])
    return out.getvalue()
