"""Why a label comes or goes with another change: the rules, each a question."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tiia_pricebook.unread_words import HEADING
from tiia_pricing.changes.change import Draft
from tiia_pricing.changes.consequences.fact_causes import ONE_SIDED
from tiia_pricing.changes.spelling import plain

MOVED = (*ONE_SIDED, "quota-sharing-changed")
_NEXT = ((0, 1), (1, 0))


def of_its_table(cause: Draft, effect: Draft) -> bool:
    """Recognise the labels of a table or a row that came or went with its data."""
    if None not in (effect.old, effect.new) or not cause.id.endswith(MOVED):
        return False
    length = 2 if effect.key["label"].endswith("-title") else 3
    drafts = (cause, *cause.consequences)
    places = {spot[:length] for draft in drafts for spot in draft.touches}
    return any(spot[:length] in places for spot in effect.touches)


def retitled(cause: Draft, effect: Draft) -> bool:
    """Recognise a title that became a sentence, there or with more words; or the other way."""
    if cause.kind != "clause" or effect.key["label"] != HEADING:
        return False
    title, sentence = effect.old or effect.new, cause.new if effect.old else cause.old
    at_its_place = cause.place[1:2] == effect.place[1:]
    return bool(sentence) and (at_its_place or plain(str(title)) in plain(str(sentence)))


def of_its_column(cause: Draft, effect: Draft) -> bool:
    """Recognise the head of a column that gives its prices another unit."""
    if cause.id != "unit-changed" or effect.key["label"] != "column-title":
        return False
    columns = {(side, table, column) for side, table, _, column in _cells(cause)}
    return any((side, table, column) in columns for side, table, _, column in _cells(effect))


def noted(cause: Draft, effect: Draft) -> bool:
    """The note under a range that says no more on which side the next bound is, or says it."""
    if cause.key.get("finding") != "bound-side-unstated":
        return False
    doubted = {spot[1:] for spot in _cells(cause)}
    return effect.key["label"] == "words-of-a-fact" and not doubted.isdisjoint(cells_beside(effect))


def cells_beside(draft: Draft) -> Iterator[tuple[Hashable, int, int]]:
    """Yield table, row and column of the cells right of and below those of a change."""
    for _, table, row, column in _cells(draft):
        yield from ((table, row + down, column + right) for down, right in _NEXT)


def _cells(draft: Draft) -> Iterator[tuple[Hashable, int, int, int]]:
    """The cells that a change is about: side, table, row and column."""
    for spot in draft.touches:
        match spot:
            case (side, int(table), int(row), int(column)):
                yield side, table, row, column
