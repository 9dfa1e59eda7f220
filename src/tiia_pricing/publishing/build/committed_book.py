"""``python -m tiia_pricing.publishing.build.committed_book``: the committed book against its pages.

Reads every accepted page and the older ones, compiles the price book, and exits 1 where the
committed one is another, provenance included; ``--write`` commits to the file instead. What was
read goes to ``build/``: ``accepted.json`` with each page and its book, ``older.json`` with the
history of the older pages.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from tiia_pricebook import PriceBook, committed, dumps, load
from tiia_pricebook.editions.compilation import compiled
from tiia_pricebook.editions.dated_book import SNAPSHOTS, DatedBook
from tiia_pricebook.errors import PricingError
from tiia_pricebook.table_headings import names_on
from tiia_pricing.billing.statement.explanation import where_in_words
from tiia_pricing.history.snapshot_folder import INDEX, Folder, read_folder
from tiia_pricing.output_files import write
from tiia_pricing.results.inputs import BOOK

ACCEPTED = Path("build/accepted.json")
OLDER = Path("build/older.json")


def summary(book: PriceBook) -> str:
    """Return how much was read, and each finding with its decision."""
    tiers = sum(len(table.tiers) for table in book.pay_as_you_go)
    counts = (
        f"{len(book.interfaces)} interfaces, {tiers} tier prices, {len(book.packs)} packs, "
        f"{len(book.free_quotas)} dated free quotas, {len(book.clauses)} clauses, "
        f"{len(book.findings)} findings"
    )
    names = names_on(book)
    places = (where_in_words(one.where, names) for one in book.findings)
    findings = [
        f"  {item.id} ({place or 'page'}): {item.text} -> {item.decision}"
        for item, place in zip(book.findings, places, strict=True)
    ]
    return "\n".join([counts, *findings])


def main(argv: list[str] | None = None) -> int:
    """Compile the book of the pages; compare it with the committed one, or write it."""
    parser = argparse.ArgumentParser(prog="python -m tiia_pricing.publishing.build.committed_book")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    parser.add_argument("--write", action="store_true", help="write the book that the pages give")
    options = parser.parse_args(argv)
    try:
        folder = read_folder(options.root / SNAPSHOTS)
        book = committed(compiled(folder.accepted, folder.older, folder.corrections))
        same = _same(options.root / BOOK, book)
        why = "" if same or options.write else _why(options.root / BOOK, folder)
        keep(options.root, folder)
        if options.write and not same:
            write(options.root / BOOK, book)
    except PricingError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    _tell(folder)
    if options.write and not same:
        print(f"written: {BOOK}")
    elif not same:
        print(f"error: {why}", file=sys.stderr)
        return 1
    else:
        print("the committed price book is exactly what the pages give")
    return 0


def _same(path: Path, book: bytes) -> bool:
    return path.is_file() and path.read_bytes() == book


def _why(path: Path, folder: Folder) -> str:
    """What makes the committed book another one than that of the pages."""
    text = "the pages give another book than the committed one"
    if not path.is_file():
        return f"{text}: there is none"
    old, new = load(path), compiled(folder.accepted, folder.older, folder.corrections)
    if not isinstance(old, DatedBook) or old.pages != new.pages:
        return f"{text}: it is of other pages; --write makes it that of {SNAPSHOTS}/{INDEX}"
    if old == new:
        return f"{text}: the facts are the same, their places are not; --write writes them"
    return (
        f"{text}: the reader reads an accepted page otherwise than when the book was made, and no "
        "correction says so. Record what was misread: tiia-pricing propose PAGE --correct WHY"
    )


def _tell(folder: Folder) -> None:
    for one in folder.accepted:
        since = f"from {one.page.from_}" if one.page.from_ else "the first"
        print(f"{one.page.file}: accepted {one.page.accepted}, {since} ({one.page.dated})")
    for correction in folder.corrections:
        print(f"{correction.file}: corrected {correction.on}, {correction.why}")
    print(summary(folder.accepted[-1].book))


def keep(root: Path, folder: Folder) -> None:
    """Write what was read to where the site is built from; raises ``InputError``."""
    (root / ACCEPTED).parent.mkdir(parents=True, exist_ok=True)
    data = msgspec.json.encode(folder.accepted)
    write(root / ACCEPTED, msgspec.json.format(data, indent=1) + b"\n", durable=False)
    if folder.older:
        write(root / OLDER, dumps(folder.older.history), durable=False)


if __name__ == "__main__":
    sys.exit(main())
