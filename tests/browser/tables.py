"""What the browser measured, as text in columns; sizes in kilobytes of 1,000 bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

IMPACTS = ("critical", "serious", "moderate", "minor")


def weight_table(rows: Sequence[dict[str, Any]]) -> str:
    """The compressed weight of each page, the heaviest first."""
    heaviest = sorted(rows, key=lambda row: (-row["total"], row["page"]))
    kinds = sorted({kind for row in rows for kind in row["kinds"]})
    lines = [["page", *kinds, "kB in all"]]
    lines += [
        [row["page"], *(_kb(row["kinds"].get(kind, 0)) for kind in kinds), _kb(row["total"])]
        for row in heaviest
    ]
    return columns(lines)


def axe_table(rows: Sequence[dict[str, Any]]) -> str:
    """What axe-core found on each page, and the sums: elements by impact."""
    lines = [["page", "looks", *IMPACTS]]
    lines += [
        [row["page"], str(row["looks"]), *(str(row[impact]) for impact in IMPACTS)] for row in rows
    ]
    sums = [str(sum(row[impact] for row in rows)) for impact in IMPACTS]
    pages = len({row["page"] for row in rows})
    lines.append([f"{pages} pages", str(sum(row["looks"] for row in rows)), *sums])
    return columns(lines)


def columns(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells set in columns, all but the first to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _kb(size: int) -> str:
    return f"{size / 1000:.1f}"
