"""``python -m tiia_pricing.proof.coverage``: nothing on the page is missed, and nothing made up.

Every token of the page is stated by exactly one fact of the price book, or is informative
for a named reason; every datum of the book stands on the page; every clause that states a
rule has scenarios, every scenario a clause. Writes ``build/proof/coverage.json``; exits 1
where something is left over, naming it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.editions.dated_book import SNAPSHOTS
from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import in_english
from tiia_pricing.feature_files.feature_model import Feature
from tiia_pricing.feature_files.features import read_features
from tiia_pricing.history.snapshot_folder import load_index, page_bytes, read_accepted
from tiia_pricing.output_files import write
from tiia_pricing.proof.claims_of_book import claims
from tiia_pricing.proof.clause_coverage import Uncovered, uncovered
from tiia_pricing.proof.matching import Covered, Matching, Unmapped
from tiia_pricing.proof.statements import StatedDatum, statements
from tiia_pricing.proof.tokens import COUNTED, PageToken, tokens
from tiia_pricing.proof.unseen import unseen, words_of, words_there
from tiia_scraper.document.decoding import decode
from tiia_scraper.document.document import Document
from tiia_scraper.extraction.leftover import read_told


class Coverage(Struct, frozen=True):
    """The page and the book held against each other: what is mapped and what is left over."""

    tokens: tuple[Covered, ...]
    data: tuple[str, ...]
    unmapped: tuple[Unmapped, ...]
    uncovered: tuple[Uncovered, ...]
    words: int = 0

    def count(self, *, informative: bool = False) -> int:
        """Return how many numerals and dates the page has; or only the informative ones."""
        numerals = [item for item in self.tokens if item.token.kind in COUNTED]
        return sum(not informative or item.informative is not None for item in numerals)

    def totals(self) -> dict[str, int]:
        """Return the figures by name; ``numerals-unmapped`` counts whatever is left over."""
        return {
            "numerals": self.count(),
            "numerals-informative": self.count(informative=True),
            "numerals-unmapped": len(self.unmapped),
            "words": self.words,
            "words-unaccounted": sum(words_of(i.text) for i in self.unmapped if i.what != "datum"),
            "clauses-uncovered": len(self.uncovered),
        }


def coverage(data: bytes, book: PriceBook, features: Iterable[Feature]) -> Coverage:
    """Return what of the page in ``data`` the book states, and what of the book stands on the page.

    Raises ``PageUnreadable`` for a page that cannot be read at all.
    """
    document, found, lost, words = _read(data)
    matching = Matching(document, found)
    facts = list(claims(book, document))
    for claim in facts:
        matching.take(claim)
    said = list(statements(data, document, found, book))
    covered = tuple(matching.covered(book))
    left = [_left(item.token) for item in covered if not item.mapped]
    unsaid = [_unstated(item) for item in said if not item.stated]
    return Coverage(
        covered,
        tuple(dict.fromkeys([*(claim.fact for claim in facts), *(item.fact for item in said)])),
        (*left, *lost, *matching.problems, *unsaid),
        tuple(uncovered(book, features)),
        words,
    )


@lru_cache(maxsize=4)
def _read(data: bytes) -> tuple[Document, list[PageToken], list[Unmapped], int]:
    """What the page has, whatever the book: its tokens, what the reader missed, all its words."""
    text = decode(data)
    document, _ = read_told(text)
    lost = [Unmapped("word", *item) for item in unseen(text, document)]
    return document, tokens(document), lost, words_there(text).total()


def _left(token: PageToken) -> Unmapped:
    why = "no fact of the price book states it, and no mark says that it is informative"
    return Unmapped(token.kind, str(token.spot), token.text, why)


def _unstated(item: StatedDatum) -> Unmapped:
    place = f"clause {item.clause}" if item.clause else "the page"
    return Unmapped("datum", place, item.fact, f"the page does not state it: {item.expected}")


def as_json(result: Coverage) -> dict[str, Any]:
    """Return the coverage as ``build/proof/coverage.json`` has it."""
    rows = [
        {
            "place": str(item.token.spot),
            "offset": item.token.offset,
            "kind": item.token.kind,
            "text": item.token.text,
            **({"fact": item.fact} if item.fact else {}),
            **({"informative": item.informative, "reason": item.reason} if item.reason else {}),
        }
        for item in result.tokens
    ]
    left = {"unmapped": result.unmapped, "uncovered": result.uncovered}
    builtins: dict[str, Any] = msgspec.to_builtins(
        {**result.totals(), "tokens": rows, "data": result.data, **left}, enc_hook=in_english
    )
    return builtins


def main(argv: list[str] | None = None) -> int:
    """Hold the committed page against book and features; print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tiia_pricing.proof.coverage")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    root = parser.parse_args(argv).root
    try:
        page = load_index(root / SNAPSHOTS).pages[-1]
        book = read_accepted(root / SNAPSHOTS, page)
        data = page_bytes(root / SNAPSHOTS, page)
        result = coverage(data, book, read_features(root / "features"))
    except (PricingError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    target = root / "build/proof/coverage.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    data = msgspec.json.format(msgspec.json.encode(as_json(result)), indent=1)
    write(target, data, durable=False)
    print(report(result))
    return 1 if result.unmapped or result.uncovered else 0


def report(result: Coverage) -> str:
    """Return what stands behind the figures, what is left over by name, and the figures."""
    kinds = Counter(item.token.kind for item in result.tokens)
    behind = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    lines = [f"the page: {behind}; the book: {len(result.data)} data"]
    lines += [f"unmapped {i.what} {i.text!r} ({i.place}): {i.why}" for i in result.unmapped]
    lines += [f"uncovered {i.what} {i.name}: {i.why}" for i in result.uncovered]
    return "\n".join([*lines, *(f"{name} {count}" for name, count in result.totals().items())])


if __name__ == "__main__":
    sys.exit(main())
