"""Words that state nothing by themselves: titles, heads, and how a fact is put in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from msgspec import UNSET, Struct

from tiia_pricebook import PriceBook, Source, Unread
from tiia_pricebook.unread_words import HEADING
from tiia_pricing.changes.change import Draft, Side, Spot, spots
from tiia_pricing.changes.detection.data_in_cells import Datum, sourced
from tiia_pricing.changes.detection.pairing import take_pairs
from tiia_pricing.changes.pair import Pair
from tiia_pricing.changes.spelling import plain
from tiia_scraper.vocabulary import words_of_number

_PUNCTUATION = re.compile(r"[\W_]+")
_LAST = 2_000_000
_Lone = tuple[Unread | None, Unread | None]
_Sides = tuple[tuple[Side, PriceBook, Unread | None], ...]


class _Put(Struct, frozen=True):
    """How a datum is put: its interfaces, its words in both books, and the cells."""

    datum: Datum
    old: Source
    new: Source


def compare_labels(pair: Pair, told: Iterable[Draft]) -> Iterator[Draft]:
    """Yield labels that came, went or have other words, and facts of the same value in other words.

    Where ``told`` has a change of the cell, its words are told with it. A book that did not
    record its labels is not compared.
    """
    touched = frozenset[Spot]().union(*(draft.touches for draft in told))
    for put in _put(pair):
        if not touched & (spots("old", put.old) | spots("new", put.new)):
            yield _reworded(put)
    if pair.old.unread is not UNSET and pair.new.unread is not UNSET:
        for gone, come in _lone(pair, pair.old.unread, pair.new.unread):
            yield _label(pair, gone, come)


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """Return what is compared of a text.

    Letters and the values of numbers, no signs, no white space.
    """
    return _PUNCTUATION.sub("", words_of_number(plain(text)))


def _put(pair: Pair) -> Iterator[_Put]:
    """The data of both books whose cells have other words; what stands on older pages is not."""
    before, after = ({d: s for s, d in sourced(book)} for book in (pair.old, pair.new))
    for datum, old in before.items():
        new = after.get(datum) if datum.what != "interface" else None
        if new and old.page is UNSET and new.page is UNSET and words(old.text) != words(new.text):
            yield _Put(datum, old, new)


def _reworded(put: _Put) -> Draft:
    return Draft(
        id="label-changed",
        level="info",
        home=("words", _edited(words(put.old.text), words(put.new.text))),
        interfaces=(put.datum.interface,),
        old=put.old.text,
        new=put.new.text,
        place=(put.new.table or 0, put.new.row or 0, put.new.column or 0),
        key={"label": "words-of-a-fact"},
        touches=spots("old", put.old) | spots("new", put.new),
    )


def _edited(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The words that went and came, wherever: alike in every cell that one edit reworded."""
    codes = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return tuple((old[a:b], new[c:d]) for tag, a, b, c, d in codes if tag != "equal")


def _lone(pair: Pair, old: Iterable[Unread], new: Iterable[Unread]) -> list[_Lone]:
    """Labels of one book alone; two of one kind and place are one that has other words."""
    gone, come = _shown(old, pair.old, pair.new), _shown(new, pair.new, pair.old)
    take_pairs(gone, come, lambda one: (one.why, words(one.text)))
    take_pairs(gone, come, lambda one: words(one.text))
    pairs: list[_Lone] = []
    for label in gone:
        other = next((one for one in come if _replaces(label, one)), None)
        pairs.append((label, other))
        if other:
            come.remove(other)
    return [*pairs, *((None, label) for label in come)]


def _shown(labels: Iterable[Unread], book: PriceBook, other: PriceBook) -> list[Unread]:
    """The labels that a reader sees, but for titles that are sentences of the other book."""
    said = _said(other) - _said(book)
    shown: list[Unread] = []
    for label in labels:
        if label.why == HEADING and said[words(label.text)] > 0:
            said[words(label.text)] -= 1
        elif not label.hidden:
            shown.append(label)
    return shown


def _said(book: PriceBook) -> Counter[str]:
    return Counter(words(clause.text) for clause in book.clauses)


def _replaces(old: Unread, new: Unread) -> bool:
    if old.why != new.why:
        return False
    if old.where.table is None:
        return new.where.table is None and old.where.block == new.where.block
    return (old.where.row, old.where.column) == (new.where.row, new.where.column)


def _label(pair: Pair, gone: Unread | None, come: Unread | None) -> Draft:
    label = come or gone
    assert label is not None  # noqa: S101 one of the two is there
    both: _Sides = (("old", pair.old, gone), ("new", pair.new, come))
    sides = [(side, book, one) for side, book, one in both if one]
    return Draft(
        id="label-changed",
        level="info",
        home=("label", label.why, gone and words(gone.text), come and words(come.text)),
        interfaces=(),
        old=gone.text if gone else None,
        new=come.text if come else None,
        place=(_LAST, label.where.block or 0),
        key={"label": label.why},
        touches=frozenset(spot for side, book, one in sides for spot in _spots(side, book, one)),
        leads=frozenset(id for _, book, one in sides for id in _next_clause(book, one)),
    )


def _spots(side: Side, book: PriceBook, label: Unread) -> Iterator[Spot]:
    """The cells that have the label: of several alike, nobody can say which one went."""
    for one in book.unread or ():
        where = one.where
        if where.table is not None and words(one.text) == words(label.text):
            yield (side, where.table, where.row, where.column)


def _next_clause(book: PriceBook, label: Unread) -> Iterator[str]:
    """The sentence that a title stands right above."""
    if label.where.block is not None:
        yield from (
            clause.id
            for clause in book.clauses
            if (clause.place.block, clause.place.sentence) == (label.where.block, 0)
        )
