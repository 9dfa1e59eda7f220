"""Which sentence of a new book is a sentence of the old one in other words."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from tiia_pricebook import Clause
from tiia_pricing.changes.pair import Pair
from tiia_pricing.changes.spelling import plain

_SAME = 0.6
_SAME_PLACE = 0.3
_SAME_SIDE = 0.4
_MOST = 2_500
_LONGEST = 160
# Of a page rewritten from end to end: how many sentences each is held against.
_TRIED = 3
_NEAR = 4
_SHINGLE = 3

Candidates = Callable[[Clause], Iterable[int]]
_Keys = Callable[[tuple[str, str]], Iterable[Hashable]]


def reworded(gone: list[Clause], come: list[Clause], pair: Pair) -> list[tuple[Clause, Clause]]:
    """Move out of both lists, and return, the pairs of one sentence in two wordings.

    They are paired by likeness, of which less is enough between two same neighbours, and a
    little more beside one. Where all would make too many pairs, each sentence is held against
    the few that share most of its words with it.
    """
    every = range(len(come))
    few = len(gone) * len(every) <= _MOST
    pairs = _alike(gone, come, (lambda _: every) if few else _sharing(gone, come), _SAME)
    near = _MOST if few else _NEAR
    pairs += _alike(gone, come, _beside(pair, come, _both, near), _SAME_PLACE)
    pairs += _alike(gone, come, _beside(pair, come, _either, near), _SAME_SIDE)
    return pairs


def _alike(
    gone: list[Clause], come: list[Clause], candidates: Candidates, least: float
) -> list[tuple[Clause, Clause]]:
    """Move the pairs of one sentence and what it most resembles out of both lists."""
    pairs, left, taken = [], [], set[int]()
    for old in gone:
        free = (index for index in candidates(old) if index not in taken)
        found = [(_likeness(old, come[index]), -index) for index in free]
        likeness, index = max(found, default=(0.0, 0))
        if likeness < least:
            left.append(old)
        else:
            taken.add(-index)
            pairs.append((old, come[-index]))
    gone[:] = left
    come[:] = [new for index, new in enumerate(come) if index not in taken]
    return pairs


def _likeness(old: Clause, new: Clause) -> float:
    return _ratio(plain(old.text[:_LONGEST]), plain(new.text[:_LONGEST]))


@lru_cache(maxsize=_MOST)
def _ratio(old: str, new: str) -> float:
    """How much of two texts is the same; none where that is less than is ever asked for."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return 0.0 if matcher.quick_ratio() < _SAME_PLACE else matcher.ratio()


def _sharing(gone: Sequence[Clause], come: Sequence[Clause]) -> Candidates:
    """The sentences that share most with one; of many that share alike, the nearest."""
    ranks = {old.id: rank for rank, old in enumerate(gone)}
    places = _places((index, _shingles(new)) for index, new in enumerate(come))

    def candidates(old: Clause) -> Iterator[int]:
        rank = ranks[old.id] * len(come) // len(gone)
        shared = Counter(
            index
            for shingle in _shingles(old)
            for index in _nearest(places.get(shingle, ()), rank, _NEAR)
        )
        return (index for index, _ in shared.most_common(_TRIED))

    return candidates


def _shingles(clause: Clause) -> set[str]:
    text = plain(clause.text[:_LONGEST])
    return {text[start : start + _SHINGLE] for start in range(max(1, len(text) - _SHINGLE + 1))}


def _both(sides: tuple[str, str]) -> tuple[Hashable, ...]:
    return (sides,)


def _either(sides: tuple[str, str]) -> tuple[Hashable, ...]:
    return tuple(enumerate(sides))


def _beside(pair: Pair, come: Sequence[Clause], keys: _Keys, most: int) -> Candidates:
    """The sentences with the same neighbours: the ``most`` on either side of its own place."""
    before, after = _neighbours(pair.old.clauses), _neighbours(pair.new.clauses)
    ranks = {clause.id: rank for rank, clause in enumerate(pair.old.clauses)}
    places = _places((index, keys(after[new.id])) for index, new in enumerate(come))

    def candidates(old: Clause) -> set[int]:
        rank = ranks[old.id] * len(come) // len(ranks)
        found = (places.get(key, ()) for key in keys(before[old.id]))
        return {index for same in found for index in _nearest(same, rank, most)}

    return candidates


def _neighbours(clauses: Sequence[Clause]) -> dict[str, tuple[str, str]]:
    texts = ["", *(plain(clause.text) for clause in clauses), ""]
    beside = zip(texts, texts[2:], strict=False)
    return {clause.id: pair for clause, pair in zip(clauses, beside, strict=True)}


def _places(items: Iterable[tuple[int, Iterable[Hashable]]]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = {}
    for index, keys in items:
        for key in keys:
            places.setdefault(key, []).append(index)
    return places


def _nearest(places: Sequence[int], rank: int, most: int) -> Sequence[int]:
    """Of rising ``places`` those around ``rank``, ``most`` on each side."""
    middle = bisect(places, rank)
    return places[max(0, middle - most) : middle + most]
