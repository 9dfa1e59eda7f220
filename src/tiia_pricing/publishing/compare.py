"""``python -m tiia_pricing.publishing.compare BOOK``: a fresh reading against the committed book.

Prints what was read; exits 1 where the two differ, provenance included.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from tiia_pricing.errors import PricingError
from tiia_pricing.pricebook import PriceBook, Where, default_book, dumps, load


def summary(book: PriceBook) -> str:
    """How much was read, and each finding with its decision."""
    tiers = sum(len(table.tiers) for table in book.pay_as_you_go)
    counts = (
        f"{len(book.interfaces)} interfaces, {tiers} tier prices, {len(book.packs)} packs, "
        f"{len(book.free_quotas)} dated free quotas, {len(book.clauses)} clauses, "
        f"{len(book.findings)} findings"
    )
    findings = [
        f"  {item.id} ({place(item.where)}): {item.text} -> {item.decision}"
        for item in book.findings
    ]
    return "\n".join([counts, *findings])


def place(where: Where) -> str:
    """A place in words: ``table 2, row 0, column 1``."""
    parts = msgspec.to_builtins(where)
    return ", ".join(f"{name} {value}" for name, value in parts.items()) or "page"


def main(argv: list[str]) -> int:
    """Compare the book in the file that ``argv`` names with the committed one."""
    try:
        scraped, committed = load(Path(argv[0])), default_book()
    except PricingError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    print(summary(scraped))
    if dumps(scraped) != dumps(committed):
        print("error: the page now reads differently from the committed book", file=sys.stderr)
        return 1
    print("the committed price book is exactly what the page says")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
