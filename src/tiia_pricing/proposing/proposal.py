"""A page → the whole patch of the change that it brings, and what is left for a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tiia_pricing import pricechanges
from tiia_pricing.errors import ChangeHeld, PageUnreadable
from tiia_pricing.pricebook import PriceBook, dumps, loads
from tiia_pricing.proof.rules import read_rules, uncovered
from tiia_pricing.proposing.amounts import Amount, Doubt, amounts
from tiia_pricing.proposing.checkout import Checkout
from tiia_pricing.proposing.featuretext import Feature, read_feature
from tiia_pricing.proposing.literals import moves, used
from tiia_pricing.proposing.patch import Literal, literals, rewrite
from tiia_pricing.proposing.rehearsal import rehearse
from tiia_pricing.proposing.stale import Stale, stale
from tiia_scraper import read_page
from tiia_scraper.changes import Change, compare
from tiia_scraper.plausible import implausible

SNAPSHOT = "scraper/snapshots/tiia-pricing.md"
BOOK = "src/tiia_pricing/pricebook.json"
PRICE_CHANGES = "src/tiia_pricing/pricechanges.json"
WHOLE = (SNAPSHOT, BOOK, PRICE_CHANGES)


class Proposal(Struct, frozen=True):
    """The files of a change, as they were and as they are to be, and what a person is to do.

    ``amounts`` are cells to work out, ``stale`` words that still say the old numbers, and
    ``doubts`` whatever else is red.
    """

    changes: tuple[Change, ...]
    before: dict[str, bytes]
    files: dict[str, bytes]
    literals: tuple[Literal, ...]
    amounts: tuple[Amount, ...]
    stale: tuple[Stale, ...]
    doubts: tuple[Doubt, ...]


class _Step(Struct, frozen=True):
    """From the book in force to that of the page."""

    old: PriceBook
    new: PriceBook
    changes: tuple[Change, ...]


def propose(
    tree: Checkout,
    page: bytes,
    day: dt.date,
    *,
    charset: str | None = None,
    accept: bool = False,
    say: Callable[[str], None] = lambda text: None,
) -> Proposal | None:
    """What ``page`` changes in ``tree``, written nowhere yet; ``None`` where it changes nothing.

    ``charset`` is what its source declared. Raises ``InputError`` where the tree is not clean
    or its tests cannot run, ``BookInvalid`` for its price book, ``PageUnreadable``, and
    ``ChangeHeld`` for an implausible change that nobody accepts.
    """
    features = [f"features/{path.name}" for path in sorted(tree.root.glob("features/*.feature"))]
    tree.ensure_clean((*WHOLE, *features))
    step = _step(tree, _read(page, charset), accept=accept)
    if not step.changes:
        return None
    texts = {file: tree.read(file).decode() for file in features}
    after = {file: _rewritten(text, file, step) for file, text in texts.items()}
    files = {
        SNAPSHOT: page,
        BOOK: dumps(step.new),
        PRICE_CHANGES: _changelog(tree.read(PRICE_CHANGES), step, day),
        **{file: text.encode() for file, text in after.items() if text != texts[file]},
    }
    say("running the scenarios, and the other tests that quote the page")
    with tree.copied(files) as copy:
        outcome = rehearse(copy)
        lacking = tuple(_lacking(copy, step.new))
    read = {file: read_feature(text, file) for file, text in after.items()}
    found, red = amounts(outcome.scenarios, read)
    others = (Doubt(one.test, None, one.message) for one in outcome.others)
    return Proposal(
        changes=step.changes,
        before={file: tree.read(file) for file in files},
        files=files,
        literals=tuple(_literals(texts, after)),
        amounts=tuple(found),
        stale=_stale(read.values(), step),
        doubts=(*lacking, *_unpriced(read.values(), step.new), *red, *others),
    )


def _literals(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Literal]:
    for file, text in before.items():
        yield from literals(file, text, after[file])


def _stale(features: Iterable[Feature], step: _Step) -> tuple[Stale, ...]:
    moved = moves(step.old, step.new, step.changes)
    found = {one for feature in features for one in stale(feature, moved)}
    return tuple(sorted(found))


def _rewritten(text: str, file: str, step: _Step) -> str:
    return rewrite(read_feature(text, file), step.old, step.new, step.changes)


def _read(page: bytes, charset: str | None) -> PriceBook:
    """The book of a page that reads, as a file too, as it does with what its source declared."""
    book = read_page(page, SNAPSHOT, charset)
    try:
        alone = read_page(page, SNAPSHOT) if charset else book
    except PageUnreadable:
        alone = None
    if alone != book:
        message = f"the page reads with the declared charset {charset!r} and not without it"
        raise PageUnreadable("charset-not-in-page", message, expected="a page in UTF-8 or GB18030")
    return book


def _step(tree: Checkout, new: PriceBook, *, accept: bool) -> _Step:
    old = loads(tree.read(BOOK), name=BOOK)
    held = () if accept else implausible(old, new)
    if held:
        texts = "".join(f"\n  {hold.id}: {hold.text}" for hold in held)
        message = f"the change looks like a misreading:{texts}"
        raise ChangeHeld(held[0].id, message, expected="--accept, once a person has looked")
    return _Step(old, new, compare(old, new))


def _changelog(data: bytes, step: _Step, day: dt.date) -> bytes:
    """The changelog of prices with the change before all others."""
    hashes = step.old.snapshot.sha256, step.new.snapshot.sha256
    entry = pricechanges.Entry(day, *hashes, step.changes)
    return pricechanges.dumps((entry, *pricechanges.loads(data, name=PRICE_CHANGES)))


def _lacking(copy: Path, book: PriceBook) -> Iterator[Doubt]:
    """Clauses of the new page without a rule, and rules without a clause."""
    for one in uncovered(book, read_rules(copy / "features")):
        yield Doubt("features", None, f"{one.what} {one.name}: {one.why}")


def _unpriced(features: Iterable[Feature], book: PriceBook) -> Iterator[Doubt]:
    """Interfaces of which no scenario gives calls."""
    scenarios = [scenario for feature in features for scenario in feature.scenarios()]
    given = {name for one in scenarios for run in one.runs() for name in used(one, run)}
    for item in book.interfaces:
        if not given & {item.name, item.action}:
            yield Doubt("features", None, f"no scenario gives calls of {item.name}")
