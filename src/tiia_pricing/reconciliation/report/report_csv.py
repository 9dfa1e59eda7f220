"""A reconciliation as CSV: one row a month and API; no cell is a formula."""

from __future__ import annotations

import csv
import io

from tiia_pricebook.untrusted_text import cell
from tiia_pricing.reconciliation.report.report_json import money
from tiia_pricing.reconciliation.result import Reconciliation, known_amounts

COLUMNS = ("month", "interface", "verdict", "billed", "computed", "difference", "causes", "needed")


def as_csv(result: Reconciliation) -> str:
    """Return the lines; several causes stand in one cell, the likeliest first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in result.lines:
        amounts = ("" if one is None else money(one) for one in known_amounts(line))
        causes = " ".join(cause.id for cause in line.causes)
        needed = cell("; ".join(line.needed))
        name = cell(line.interface)
        writer.writerow([str(line.month), name, line.verdict, *amounts, causes, needed])
    return out.getvalue()
