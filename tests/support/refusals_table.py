"""``python -m support.refusals_table``: the refusals in the pages of the protocol, written again.

They stand in the pages as Markdown, so that these can be read where no site is built.
"""

from __future__ import annotations

import re
from pathlib import Path

from tiia_pricing.conformance.protocol.refusals import REFUSALS, ExpectedRefusal
from tiia_pricing.locale import tell_in

ROOT = Path(__file__).parents[2]
PAGES = {
    "en": ROOT / "docs/conformance/protocol.md",
    "zh": ROOT / "docs/zh/conformance/protocol.md",
}
CLAIMS = {
    "en": ("any level", "every value of every reading"),
    "zh": ("任一层次", "每种解读的每个取值"),
}
_ROWS = re.compile(r"(\{ #refusals \}.*?\|---\|---\|---\|\n)(.*?)\n\n", re.DOTALL)


def rows(language: str) -> str:
    """Return a line of the table for each refusal, as a page in ``language`` has it."""
    return "\n".join(_row(one, language) for one in REFUSALS)


def _row(one: ExpectedRefusal, language: str) -> str:
    level, readings = CLAIMS[language]
    claim = readings if one.every_reading else f"`{one.needs}`" if one.needs else level
    return f"| `{one.id}` | {tell_in(language)(one.when)} | {claim} |"


def shown(page: str) -> str:
    """Return the lines of the table that a page shows."""
    _, lines = _ROWS.findall(page)[0]
    return str(lines)


if __name__ == "__main__":
    for language, page in PAGES.items():
        text = page.read_text("utf-8")
        page.write_text(text.replace(shown(text), rows(language)), "utf-8")
