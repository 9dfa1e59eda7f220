"""Labels of two books compared by themselves: which came, went, or have other words."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from support import announcing
from tiia_pricebook import Clause, PriceBook, Source, Unread
from tiia_pricebook.model.provenance import Passage, Place
from tiia_pricebook.unread_words import HEADING
from tiia_pricing.changes.change import Draft
from tiia_pricing.changes.detection.label_changes import compare_labels, words
from tiia_pricing.changes.pair import pair_up

GOODS = announcing.GOODS
COLUMN, CAPTION = "column-title", "caption-title"
OLDER = "0" * 64


@cache
def small() -> PriceBook:
    return replace(announcing.read(), unread=())


def cell(text: str, table: int, row: int, column: int, why: str = COLUMN) -> Unread:
    return Unread(Passage(table, row, column), text, why)


def title(text: str, block: int, why: str = HEADING) -> Unread:
    return Unread(Passage(block=block), text, why)


def labelled(*labels: Unread, clauses: tuple[Clause, ...] | None = None) -> PriceBook:
    book = small()
    return replace(book, unread=labels, clauses=book.clauses if clauses is None else clauses)


def clause(text: str, block: int, sentence: int = 0) -> Clause:
    id = f"clause-{block}-{sentence}"
    return Clause(id=id, text=text, chapter="价格", place=Place(block, sentence))


def drafts(old: PriceBook, new: PriceBook, *told: Draft) -> list[Draft]:
    return list(compare_labels(pair_up(old, new), told))


def texts(old: PriceBook, new: PriceBook) -> list[tuple[str | None, str | None]]:
    return [(draft.old, draft.new) for draft in drafts(old, new)]


def packed(text: str, **source: Any) -> PriceBook:
    """The book whose first pack has its price in other words."""
    first, *others = small().packs
    said = replace(first.source, text=text, **source)
    return replace(small(), packs=(replace(first, source=said), *others))


def reworded(old: str, new: str, *edits: tuple[str, str], spots: set[Any], **more: Any) -> Draft:
    return Draft(
        id="label-changed",
        level="info",
        home=("words", edits),
        interfaces=(GOODS,),
        old=old,
        new=new,
        key={"label": "words-of-a-fact"},
        touches=frozenset(spots),
        **more,
    )


def told(*spots: tuple[Any, ...]) -> Draft:
    return Draft("price-increased", "breaking", "", (GOODS,), "1", "2", (), {}, frozenset(spots))


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("1,000次/月（每月）", "1000次月每月"),
        ("２ 元 /\n千次", "2元千次"),
        ("a_b", "ab"),
    ],
)
def test_words_are_letters_and_the_values_of_numbers(text: str, compared: str) -> None:
    assert words(text) == compared


def test_a_fact_in_other_words_is_told_with_what_went_and_what_came() -> None:
    spots = {("old", 2, 1, 2), ("new", 2, 1, 3)}
    assert drafts(small(), packed("每份20元", column=3)) == [
        reworded(*("20元/个", "每份20元", ("", "每份"), ("个", "")), spots=spots, place=(2, 1, 3))
    ]


def test_a_bound_at_the_left_and_a_sentence_have_their_places() -> None:
    bounds = announcing.read(("30千次以上/月", "30千次/月以上"))
    spots = frozenset({("old", 1, 0, 3), ("new", 1, 0, 3)})
    found = drafts(small(), replace(bounds, unread=()))
    assert [(one.place, one.touches) for one in found] == [((1, 0, 3), spots)] * 2
    first, *others = small().free_quotas

    def said(text: str, **where: Any) -> PriceBook:
        quota = replace(first, source=Source(text, **where))
        return replace(small(), free_quotas=(quota, *others))

    found = drafts(said("1000次/月", clause="a"), said("每月1000次", clause="b"))
    assert [(one.place, one.touches) for one in found] == [
        ((0, 0, 0), frozenset({("old", "a"), ("new", "b")}))
    ]
    found = drafts(small(), said("每月1000次", table=0, row=1, column=0))
    assert [one.place for one in found] == [(0, 1, 0)]


@pytest.mark.parametrize(
    ("spots", "count"),
    [
        ((), 1),
        ((("old", 2, 1, 2),), 0),
        ((("new", 2, 1, 3),), 0),
        ((("old", 2, 1, 3), ("new", 2, 1, 2)), 1),
    ],
)
def test_words_of_a_cell_whose_change_is_told_are_told_with_it(
    spots: tuple[tuple[Any, ...], ...], count: int
) -> None:
    assert len(drafts(small(), packed("20元", column=3), told(), told(*spots))) == count


def test_words_on_older_pages_and_of_names_are_not_compared() -> None:
    assert len(drafts(small(), packed("20元"))) == 1
    assert not drafts(small(), packed("20元", page=OLDER))
    assert not drafts(packed("20元", page=OLDER), small())
    first, *others = small().interfaces
    named = replace(first, source=replace(first.source, text="商品识别接口"))
    assert not drafts(small(), replace(small(), interfaces=(named, *others)))


def test_an_edit_of_long_words_is_that_edit() -> None:
    (found,) = drafts(packed("价目" * 120), packed("表" + "价目" * 120))
    assert found.home == ("words", (("", "表"),))


def test_a_book_without_its_labels_is_not_compared() -> None:
    without, whole = replace(small(), unread=UNSET), labelled(cell("单价", 0, 0, 1))
    assert not drafts(without, whole)
    assert not drafts(whole, without)
    assert texts(labelled(), whole) == [(None, "单价")]


def test_a_label_with_other_words_is_one_change() -> None:
    old = labelled(cell("单价", 0, 0, 1), cell("接口", 1, 0, 0), cell("单价", 1, 0, 1))
    new = labelled(cell("价格", 3, 0, 1), cell("接口", 3, 0, 0), cell("单价", 1, 0, 1))
    assert drafts(old, new) == [
        Draft(
            id="label-changed",
            level="info",
            home=("label", COLUMN, "单价", "价格"),
            interfaces=(),
            old="单价",
            new="价格",
            place=(2_000_000, 0),
            key={"label": COLUMN},
            touches=frozenset({("old", 0, 0, 1), ("old", 1, 0, 1), ("new", 3, 0, 1)}),
        )
    ]


def test_a_title_is_told_with_the_sentence_right_below_it() -> None:
    sentences = (clause("一。", 3), clause("二。", 3, 1), clause("三。", 4))
    old = labelled(title("计费说明", 3), cell("计费说明", 0, 0, 0), clauses=sentences)
    new = labelled(cell("计费说明", 0, 0, 0), clauses=sentences)
    gone = Draft(
        id="label-changed",
        level="info",
        home=("label", HEADING, "计费说明", None),
        interfaces=(),
        old="计费说明",
        new=None,
        place=(2_000_000, 3),
        key={"label": HEADING},
        touches=frozenset({("old", 0, 0, 0)}),
        leads=frozenset({"clause-3-0"}),
    )
    assert drafts(old, new) == [gone]
    come = replace(
        gone,
        home=("label", HEADING, None, "计费说明"),
        old=None,
        new="计费说明",
        touches=frozenset({("new", 0, 0, 0)}),
    )
    assert drafts(new, old) == [come]


def test_a_cell_has_no_sentence_below_it() -> None:
    book = labelled(cell("单价", 0, 0, 0), clauses=(clause("一。", 0),))
    assert [one.leads for one in drafts(labelled(clauses=book.clauses), book)] == [frozenset()]


@pytest.mark.parametrize(
    ("gone", "come", "one"),
    [
        (title("甲", 3), title("乙", 3), True),
        (title("甲", 3), title("乙", 4), False),
        (title("甲", 3), title("乙", 3, CAPTION), False),
        (title("甲", 3), cell("乙", 0, 0, 0, HEADING), False),
        (cell("甲", 0, 0, 0, HEADING), title("乙", 3), False),
        (cell("甲", 0, 0, 1), cell("乙", 5, 0, 1), True),
        (cell("甲", 0, 0, 1), cell("乙", 0, 0, 2), False),
        (cell("甲", 0, 0, 1), cell("乙", 0, 1, 1), False),
        (cell("甲", 0, 0, 1), cell("乙", 0, 0, 1, "group-name"), False),
    ],
)
def test_a_label_replaces_another_of_its_kind_and_place(
    gone: Unread, come: Unread, one: bool
) -> None:
    found = texts(labelled(gone), labelled(come))
    assert found == ([("甲", "乙")] if one else [("甲", None), (None, "乙")])


def test_each_label_replaces_one() -> None:
    old = labelled(cell("甲", 0, 0, 1), cell("乙", 1, 0, 1))
    new = labelled(cell("丙", 0, 0, 1), cell("丁", 1, 0, 2))
    assert texts(old, new) == [("甲", "丙"), ("乙", None), (None, "丁")]


def test_a_label_that_moved_or_is_there_for_another_reason_did_not_change() -> None:
    old = labelled(cell("单价", 0, 0, 1), cell("类别", 0, 1, 0, "group-name"))
    new = labelled(cell("类别", 0, 0, 0), cell("单 价", 2, 0, 3))
    assert texts(old, new) == []


@pytest.mark.parametrize(
    ("labels", "before", "after", "gone"),
    [
        ([title("说明", 3)], (), ("说明",), []),
        ([title("说明", 3)], (), (), ["说明"]),
        ([title("说明", 3)], ("说明",), ("说明",), ["说明"]),
        ([title("说明", 3, CAPTION)], (), ("说明",), ["说明"]),
        ([title("说明", 3), title("说明", 5)], (), ("说明",), ["说明"]),
        ([title("说明", 3), title("说明", 5)], (), ("说明", "说 明"), []),
        ([title("说明", 3, "hidden-text")], (), (), []),
        ([title("说明", 3, "struck-text")], (), (), ["说明"]),
    ],
)
def test_titles_that_became_sentences_and_what_nobody_sees_are_no_labels(
    labels: list[Unread], before: tuple[str, ...], after: tuple[str, ...], gone: list[str]
) -> None:
    old = labelled(*labels, clauses=tuple(clause(text, 7, i) for i, text in enumerate(before)))
    new = labelled(clauses=tuple(clause(text, 7, i) for i, text in enumerate(after)))
    assert texts(old, new) == [(text, None) for text in gone]
