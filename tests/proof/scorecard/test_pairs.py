"""Two edits whose rows, tables or words meet: each is told by itself, with what follows from it."""

from __future__ import annotations

from functools import cache

import pytest

from proof.scorecard.combined import independent, together
from proof.scorecard.corpus import on_the_page
from proof.scorecard.edits import Edit
from proof.scorecard.scoring import score

PAIRS = {
    "a row goes above another quota that contradicts the notice": (
        ("interface-gone", "图像质量评估 goes"),
        ("quota", "智能裁剪: 1000 → 900"),
    ),
    "a row goes, and a stroke comes into the one that moves to its place": (
        ("quota-gone", "智能裁剪: the row"),
        ("quota-gone", "图像清晰度增强: a stroke"),
    ),
    "a quota that changed goes, and the next one in its place changes": (
        ("quota-gone", "商品识别-微信识物版: the row"),
        ("quota-note", "文件封识别: 500 announced"),
    ),
    "one interface is named within another's name": (
        ("interface-gone", "商品识别 goes"),
        ("quota-date", "商品识别-微信识物版: 2022-10-24 → 2023-10-24"),
    ),
    "neither order nor mode is stated any more": (
        ("clause-gone", "settlement-order"),
        ("clause-gone", "reached-tiers"),
    ),
    "a sentence has quite other words, and the next one goes": (
        ("clause-meaning", "另行结算"),
        ("clause-gone", "pack-exhausted"),
    ),
    "the lead-in goes, and a row of its table": (
        ("clause-gone", "quota-table"),
        ("quota-gone", "商品识别: the row"),
    ),
    "a pack has another size, another comes into the span of the name": (
        ("pack-size", "250万次 → 501万次"),
        ("pack-new", "400万次 comes after row 5, the name over 8 rows"),
    ),
    "a pack comes, after a table before went": (
        ("interface-gone", "宠物识别图片版 goes"),
        ("pack-new", "400万次 comes after row 5, the name over 8 rows"),
    ),
    "a pack comes, and a price of its interface is for pictures": (
        ("pack-new", "200万次 comes after row 4, the name over 9 rows"),
        ("finding-new", "table 1, row 4, column 3: 元/千张"),
    ),
    "an interface comes into a table whose head is corrected": (
        ("interface-new", "菜品识别 comes with prices, table 2"),
        ("bound", "table 2: 3000千 → 3001千"),
    ),
}


@cache
def edits() -> list[Edit]:
    return [*on_the_page()]


def pick(kind: str, name: str) -> Edit:
    return next(edit for edit in edits() if edit.kind == kind and name in edit.name)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_each_of_two_edits_has_its_own_consequences(
    pair: tuple[tuple[str, str], tuple[str, str]],
) -> None:
    one, other = (pick(*words) for words in pair)
    assert independent(one, other)
    card = score([together([one, other])])
    assert card.wrong == []
    assert card.expected.total() == 2
