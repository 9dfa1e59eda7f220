"""A page → what accepting it adds to the project, and what is left for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook, committed, dumps, load, validated
from tiia_pricebook.editions.dated_book import SNAPSHOTS, AcceptedPage
from tiia_pricebook.errors import ChangeHeld, InputError, PageUnreadable
from tiia_pricebook.messages import listed, say
from tiia_pricing.changes import Change, compare
from tiia_pricing.changes.plausibility.plausible import implausible
from tiia_pricing.changes.report import with_headings, with_messages
from tiia_pricing.conformance.release import NAMES
from tiia_pricing.history.snapshot_folder import load_index, read_folder
from tiia_pricing.proposing.checkout import Checkout
from tiia_pricing.proposing.dating import sighting_of, when
from tiia_pricing.proposing.entry import Acceptance, accepted, file_name
from tiia_pricing.proposing.judgement import OpenDecision, doubts, other_days
from tiia_pricing.proposing.new_rows import blocks, untyped
from tiia_pricing.proposing.placing import Placed, with_names, written
from tiia_pricing.results.inputs import BOOK
from tiia_scraper import read_page, read_with_messages
from tiia_scraper.extraction import carried_out
from tiia_scraper.sources import kept

INDEX = f"{SNAPSHOTS}/index.json"


class Proposal(Struct, frozen=True):
    """The files that accepting a page adds to or makes, and what a person is to do.

    ``headed`` are the changes for people, with the headings of tables. ``before`` has the files
    that exist, as they are.
    """

    page: AcceptedPage
    changes: tuple[Change, ...]
    headed: tuple[Change, ...]
    before: dict[str, bytes]
    files: dict[str, bytes]
    rows: tuple[Placed, ...]
    doubts: tuple[OpenDecision, ...]

    @property
    def untyped(self) -> int:
        """How many amounts are left to type."""
        return untyped(one.block for one in self.rows)


class Particulars(Struct, frozen=True):
    """What a person says of a page: its source, its charset, its day, and that it is accepted.

    ``archive`` is the folder of the checks that may have seen it; ``today`` is the day of the
    acceptance, in Beijing.
    """

    source: str
    today: dt.date
    charset: str | None = None
    effective: dt.date | None = None
    evidence: str = ""
    archive: Path | None = None
    accept: bool = False


def propose(tree: Checkout, data: bytes, given: Particulars) -> Proposal | None:
    """Return what accepting the page adds to ``tree``, written nowhere yet; ``None`` for no change.

    Raises ``InputError`` where the tree is not clean or its price book not that of its pages,
    ``BookInvalid`` for its price book, ``PageUnreadable``, and ``ChangeHeld`` for an implausible
    change that nobody accepts.
    """
    folder = read_folder(tree.root / SNAPSHOTS)
    features = [f"features/{path.name}" for path in sorted(tree.root.glob("features/*.feature"))]
    name = f"{SNAPSHOTS}/{file_name(folder, given.today)}"
    tree.ensure_clean((INDEX, BOOK, NAMES, name, *features))
    last = folder.accepted[-1]
    book, said = _read(data, name, given.charset)
    changes = compare(last.book, book)
    _ensure_plausible(last.book, book, accept=given.accept)
    if not changes:
        return None
    told = tuple(with_messages(change, said) for change in changes)
    sighting = sighting_of(given.archive, book, last, given.today)
    how = when(given.effective, given.evidence, sighting, last.page)
    how = replace(how, carried_out=carried_out(data, given.charset))
    step = accepted(folder, book, kept(sighting.source or given.source), how, given.today)
    _ensure_own_book(tree, step.old)
    validated(step.new, name=BOOK)
    texts = {file: tree.read(file).decode() for file in features}
    after, placed, homeless = written(texts, blocks(step))
    added = {file: text for file, text in after.items() if text != texts[file]}
    files = {
        name: data,
        INDEX: _index(tree, step),
        BOOK: committed(step.new),
        **({NAMES: with_names(tree.read(NAMES).decode(), placed).encode()} if placed else {}),
        **{file: text.encode() for file, text in added.items()},
    }
    return Proposal(
        page=step.page,
        changes=told,
        headed=with_headings(told, last.book, book),
        before={file: tree.read(file) for file in files if file != name},
        files=files,
        rows=tuple(placed),
        doubts=(*doubts(step, changes, homeless), *other_days(step, how.carried_out)),
    )


def _ensure_own_book(tree: Checkout, old: PriceBook) -> None:
    """Raise ``BookInvalid`` for a broken price book, ``InputError`` for another than the pages'."""
    if tree.read(BOOK) != committed(old):
        load(tree.root / BOOK)
        text = say("the accepted pages read otherwise than the committed price book says")
        command = "tiia-pricing propose PAGE --correct WHY"
        expected = say("a correction first: {command}", command=command)
        raise InputError("pages-read-otherwise", text, where={"file": BOOK}, expected=expected)


def _index(tree: Checkout, step: Acceptance) -> bytes:
    index = load_index(tree.root / SNAPSHOTS)
    return dumps(replace(index, pages=(*index.pages, step.page)))


def _read(page: bytes, name: str, charset: str | None) -> tuple[PriceBook, Mapping[str, str]]:
    """The book of a page that reads, as a file too, as it does with what its source declared.

    The messages of its findings come with it.
    """
    book, said = read_with_messages(page, name, charset)
    try:
        alone = read_page(page, name) if charset else book
    except PageUnreadable:
        alone = None
    if alone != book:
        message = say(
            "the page reads with the declared charset {charset!r} and not without it",
            charset=charset,
        )
        expected = say("a page in UTF-8 or GB18030")
        raise PageUnreadable("charset-not-in-page", message, expected=expected)
    return book, said


def _ensure_plausible(old: PriceBook, new: PriceBook, *, accept: bool) -> None:
    held = () if accept else tuple(implausible(old, new))
    if held:
        texts = listed((say("  {id}: {text}", id=one.id, text=one.text) for one in held), "\n")
        message = say("the change looks like a misreading:\n{holds}", holds=texts)
        raise ChangeHeld(held[0].id, message, expected=say("--accept, once a person has looked"))
