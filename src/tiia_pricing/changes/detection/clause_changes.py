"""Clauses of two books: which sentence is which, and whose words changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import UNSET

from tiia_pricebook import Clause, PriceBook, Unread
from tiia_pricebook.unread_words import HEADING
from tiia_pricing.changes.change import Draft, Side
from tiia_pricing.changes.detection.pairing import take_pairs
from tiia_pricing.changes.detection.rewording import reworded
from tiia_pricing.changes.kinds import Level
from tiia_pricing.changes.pair import Pair
from tiia_pricing.changes.spelling import plain
from tiia_scraper.vocabulary import looks_ahead, seems_to_announce, words_of_number

_COUNTED = re.compile(r"-\d+$")
_HASHED = re.compile("clause-[0-9a-f]{8}")
# Between two digits a mark may part numbers, so it stays.
_MARK = "[,.;:!?、。\"'“”‘’()《》「」『』【】·…]"
_MARKS = re.compile(f"(?<![0-9]){_MARK}|{_MARK}(?![0-9])")
_AFTER_TABLES = 1_000_000
# Sentences that name days and have readers of their own.
_DATED = frozenset({"quota-change-notice", "billing-starts"})


class Read(NamedTuple):
    """The clauses of each book whose announcements have been read: other changes tell them."""

    old: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()


NONE_READ = Read()


def compare_clauses(pair: Pair, read: Read = NONE_READ) -> Iterator[Draft]:
    """Yield clauses added, removed and reworded.

    One that says the same with other marks or with its numbers spelt otherwise is the same.
    A sentence keeps its name by its words, else by its slug; what is left is paired by
    likeness.
    """
    gone, come = list(pair.old.clauses), list(pair.new.clauses)
    take_pairs(gone, come, lambda clause: (_base(clause), plain(clause.text)))
    take_pairs(gone, come, lambda clause: _said(clause.text))
    named = take_pairs(gone, come, lambda clause: clause.id)
    pairs = [*named, *reworded(gone, come, pair)]
    yield from (_changed(old, new, read) for old, new in pairs)
    yield from _lone_of(gone, "old", pair.old, pair.new, read.old)
    yield from _lone_of(come, "new", pair.new, pair.old, read.new)


def _said(text: str) -> str:
    """A sentence without its marks, its numbers by their value; signs such as > and % stay."""
    return _MARKS.sub("", words_of_number(plain(text)))


def _base(clause: Clause) -> str:
    """The slug without the number of a second sentence of its kind."""
    return _COUNTED.sub("", clause.id)


def _unread(clause: Clause, read: frozenset[str]) -> bool:
    """Whether a sentence seems to announce what nobody has read: it can raise a bill.

    A sentence that is known by its slug says what holds, be it with 将.
    """
    if clause.id in read or _base(clause) in _DATED:
        return False
    unknown = _HASHED.match(clause.id) is not None
    return looks_ahead(clause.text) if unknown else seems_to_announce(clause.text)


def _changed(old: Clause, new: Clause, read: Read) -> Draft:
    slugs = (old.id, new.id)
    unread = _unread(old, read.old) or _unread(new, read.new)
    return Draft(
        id="clause-changed",
        level="breaking" if unread else "info",
        home=old.id,
        interfaces=(),
        old=old.text,
        new=new.text,
        place=_place(new),
        key={"clause": old.id},
        touches=frozenset((side, slug) for side in ("old", "new") for slug in slugs),
    )


def _above(book: PriceBook, other: PriceBook) -> frozenset[str]:
    """The clauses above data of ``book`` of which ``other`` has none."""
    kept = {datum for _, datum in _data(other)}
    still = {clause for clause, datum in _data(book) if datum in kept}
    return frozenset(clause for clause, _ in _data(book) if clause and clause not in still)


def _data(book: PriceBook) -> Iterator[tuple[str | None, tuple[str, str]]]:
    """What each clause governs: the quotas, prices and packs of interfaces."""
    for quota in book.free_quotas:
        yield from ((quota.clause, ("quota", name)) for name in quota.interfaces)
    yield from ((table.clause, ("tier", table.interface)) for table in book.pay_as_you_go)
    yield from ((pack.clause, ("pack", pack.interface)) for pack in book.packs)


def _lone_of(
    clauses: Iterable[Clause],
    side: Side,
    book: PriceBook,
    other: PriceBook,
    read: frozenset[str],
) -> Iterator[Draft]:
    """Clauses that ``other`` has not, nor as titles over something else."""
    above, titles = _above(book, other), titles_more(other, book)
    for clause in clauses:
        if titles[plain(clause.text)] > 0:
            titles[plain(clause.text)] -= 1
        else:
            unread = side == "old" or _unread(clause, read)
            yield _lone(clause, side, above, "breaking" if unread else "notable")


def titles_more(book: PriceBook, other: PriceBook) -> Counter[str]:
    """Return the titles that ``book`` has and ``other`` has not, or not as often.

    Of a book that did not record its titles, those that stand over clauses.
    """
    if book.unread is UNSET or other.unread is UNSET:
        return Counter({plain(clause.chapter): len(other.clauses) for clause in book.clauses})
    return _titles(book.unread) - _titles(other.unread)


def _titles(labels: Iterable[Unread]) -> Counter[str]:
    return Counter(plain(label.text) for label in labels if label.why == HEADING)


def _lone(clause: Clause, side: Side, above: frozenset[str], level: Level) -> Draft:
    return Draft(
        id="clause-removed" if side == "old" else "clause-added",
        level=level,
        home=clause.id,
        interfaces=(),
        old=clause.text if side == "old" else None,
        new=clause.text if side == "new" else None,
        place=_place(clause),
        key={"clause": clause.id},
        touches=frozenset({("old", clause.id), ("new", clause.id)}),
        leads=above & {clause.id},
    )


def _place(clause: Clause) -> tuple[int, ...]:
    return (_AFTER_TABLES, clause.place.block, clause.place.sentence)
