"""Why a label comes, goes or is worded anew: each rule by itself."""

from __future__ import annotations

from typing import Any

import pytest

from tiia_pricing.changes.change import Draft, Spot
from tiia_pricing.changes.consequences.label_causes import (
    cells_beside,
    noted,
    of_its_column,
    of_its_table,
    retitled,
)

COLUMN, HEADING, WORDS = "column-title", "heading-title", "words-of-a-fact"


def draft(
    id: str,
    *touches: Spot,
    old: str | None = None,
    new: str | None = None,
    place: tuple[int, ...] = (),
    consequences: tuple[Draft, ...] = (),
    **key: Any,
) -> Draft:
    spots = frozenset(touches)
    return Draft(id, "info", "", (), old, new, place, key, spots, frozenset(), consequences)


def label(
    kind: str,
    *touches: Spot,
    old: str | None = None,
    new: str | None = None,
    place: tuple[int, ...] = (),
) -> Draft:
    return draft("label-changed", *touches, old=old, new=new, place=place, label=kind)


GONE = draft("price-removed", ("old", 1, 2, 3))


@pytest.mark.parametrize(
    ("cause", "effect", "follows"),
    [
        (GONE, label(COLUMN, ("old", 1, 0, 3), old="单价"), True),
        (GONE, label(COLUMN, ("old", 2, 0, 3), old="单价"), False),
        (GONE, label(COLUMN, ("new", 1, 0, 3), new="单价"), False),
        (GONE, label(COLUMN, ("old", 1, 0, 3), old="单价", new="价格"), False),
        (GONE, label("group-name", ("old", 1, 2, 0), old="车辆"), True),
        (GONE, label("group-name", ("old", 1, 3, 3), old="车辆"), False),
        (
            draft("price-added", ("new", 1, 2, 3)),
            label("group-name", ("new", 1, 9, 0), ("new", 1, 2, 0), new="车辆"),
            True,
        ),
        (
            draft("quota-sharing-changed", ("new", 0, 1, 1)),
            label("group-name", ("new", 0, 1, 0), new="车辆"),
            True,
        ),
        (
            draft("price-increased", ("old", 1, 2, 3)),
            label(COLUMN, ("old", 1, 0, 3), old="单价"),
            False,
        ),
        (
            draft("interface-removed", ("old", 0, 5, 0), consequences=(GONE,)),
            label(COLUMN, ("old", 1, 0, 3), old="单价"),
            True,
        ),
    ],
)
def test_labels_come_and_go_with_the_data_of_their_table_or_row(
    cause: Draft, effect: Draft, follows: bool
) -> None:
    assert of_its_table(cause, effect) is follows


ADDED = draft("clause-added", new="计费说明：如下。", place=(0, 4, 1))
REMOVED = draft("clause-removed", old="计费说明：如下。", place=(0, 4, 1))
REWORDED = draft("clause-changed", old="如下。", new="计费说明如下。", place=(0, 4, 1))


@pytest.mark.parametrize(
    ("cause", "effect", "follows"),
    [
        (ADDED, label(HEADING, old="计费 说明", place=(9, 7)), True),
        (ADDED, label(HEADING, old="价格", place=(9, 4)), True),
        (ADDED, label(HEADING, old="价格", place=(9, 7)), False),
        (ADDED, label(HEADING, old="价格", place=(4, 7)), False),
        (ADDED, label(HEADING, new="计费说明", place=(9, 4)), False),
        (ADDED, label(COLUMN, old="计费说明", place=(9, 4)), False),
        (REMOVED, label(HEADING, new="计费说明", place=(9, 7)), True),
        (REMOVED, label(HEADING, old="计费说明", place=(9, 4)), False),
        (REWORDED, label(HEADING, old="计费说明", place=(9, 7)), True),
        (REWORDED, label(HEADING, new="计费说明", place=(9, 7)), False),
        (
            draft("finding-added", new="计费说明：如下。", place=(0, 4, 1)),
            label(HEADING, old="计费说明", place=(9, 4)),
            False,
        ),
        (
            draft("clause-added", new="无。", place=(0, 4)),
            label(HEADING, old="None", place=(9, 7)),
            False,
        ),
    ],
)
def test_a_title_becomes_a_sentence_and_a_sentence_a_title(
    cause: Draft, effect: Draft, follows: bool
) -> None:
    assert retitled(cause, effect) is follows


UNIT = draft("unit-changed", ("old", 1, 2, 3), ("new", 1, 2, 3), ("new", "clause-1"))


@pytest.mark.parametrize(
    ("cause", "effect", "follows"),
    [
        (UNIT, label(COLUMN, ("new", 1, 0, 3)), True),
        (UNIT, label(COLUMN, ("new", 1, 0, 2)), False),
        (UNIT, label(COLUMN, ("new", 2, 0, 3)), False),
        (UNIT, label(COLUMN, ("new", 1, None, 3)), False),
        (UNIT, label(COLUMN), False),
        (UNIT, label("group-name", ("new", 1, 0, 3)), False),
        (
            draft("price-increased", ("new", 1, 2, 3)),
            label(COLUMN, ("new", 1, 0, 3)),
            False,
        ),
        (
            draft("unit-changed", ("old", 1, 2, 3)),
            label(COLUMN, ("new", 1, 0, 3)),
            False,
        ),
    ],
)
def test_the_head_of_a_column_changes_with_the_unit_of_its_prices(
    cause: Draft, effect: Draft, follows: bool
) -> None:
    assert of_its_column(cause, effect) is follows


DOUBTED = draft("finding-added", ("new", 1, 0, 3), finding="bound-side-unstated")


@pytest.mark.parametrize(
    ("cause", "effect", "follows"),
    [
        (DOUBTED, label(WORDS, ("new", 1, 0, 2)), True),
        (DOUBTED, label(WORDS, ("old", 1, 0, 2)), True),
        (DOUBTED, label(WORDS, ("new", 0, 9, 9), ("new", 1, 0, 2)), True),
        (
            draft("finding-added", ("new", 1, 3, 0), finding="bound-side-unstated"),
            label(WORDS, ("new", 1, 2, 0)),
            True,
        ),
        (DOUBTED, label(WORDS, ("new", 1, 0, 3)), False),
        (DOUBTED, label(WORDS, ("new", 1, 0, 4)), False),
        (DOUBTED, label(WORDS, ("new", 1, 1, 3)), False),
        (DOUBTED, label(WORDS, ("new", 2, 0, 2)), False),
        (DOUBTED, label(COLUMN, ("new", 1, 0, 2)), False),
        (
            draft("finding-added", ("new", 1, 0, 3), finding="note-differs"),
            label(WORDS, ("new", 1, 0, 2)),
            False,
        ),
        (draft("price-increased", ("new", 1, 0, 3)), label(WORDS, ("new", 1, 0, 2)), False),
    ],
)
def test_the_note_of_a_bound_is_beside_the_bound_that_it_leaves_in_doubt(
    cause: Draft, effect: Draft, follows: bool
) -> None:
    assert noted(cause, effect) is follows


def test_beside_are_the_cells_at_the_right_and_below() -> None:
    one = draft("label-changed", ("old", 2, 5, 7), ("old", "clause-1"), ("old", 2, None, None))
    assert set(cells_beside(one)) == {(2, 5, 8), (2, 6, 7)}
