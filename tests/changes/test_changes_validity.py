"""Packs that last longer or not as long: one edit of the page, one change."""

from typing import Any, NamedTuple

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from support.books import scanner
from tiia_pricebook import PriceBook
from tiia_pricing.changes import Change, compare
from tiia_scraper import read_page

CAR, GOODS = "车辆识别", "商品识别"
SHORTENED, EXTENDED = "pack-validity-shortened", "pack-validity-extended"
PAGE = """
## 后付费

| 接口名称 | 0 - 1000千次/月（不含1000千次） | 1000千次以上/月 |
|---|---|---|
| 商品识别 | 2.5元/千次 | 2元/千次 |
| 车辆识别 | 3元/千次 | 2.5元/千次 |

## 预付费

| 接口名称 | 资源包规格 | 资源包价格（元/个） | 有效期 |
|---|---|---|---|
| 商品识别 | 10万次 | 200 | FIRST |
| 车辆识别 | 10万次 | 280 | SECOND |
| 车辆识别 | 100万次 | 2400 | THIRD |

## 说明

SAID
"""


class Told(NamedTuple):
    id: str
    level: str
    key: dict[str, Any]
    old: str
    new: str
    follows: tuple[str, ...] = ()


def told(changes: tuple[Change, ...]) -> list[Told]:
    return [
        Told(c.id, c.level, c.key, c.old, c.new, tuple(one.id for one in c.consequences))
        for c in changes
    ]


def in_cells(first: str, second: str, third: str) -> PriceBook:
    text = PAGE.replace("FIRST", first).replace("SECOND", second).replace("THIRD", third)
    return read_page(text.replace("SAID", "-").encode(), "page")


def in_words(said: str) -> PriceBook:
    text = PAGE.replace(" | 有效期 |", " |").replace("|---|---|---|---|", "|---|---|---|")
    for word in (" FIRST |", " SECOND |", " THIRD |"):
        text = text.replace(word, "")
    return read_page(text.replace("SAID", said).encode(), "page")


@pytest.mark.parametrize(
    ("old", "new", "id", "level", "values"),
    [
        ("1年", "6个月", SHORTENED, "breaking", ("12 months", "6 months")),
        ("6个月", "180天", SHORTENED, "breaking", ("6 months", "180 days")),
        ("1年", "365天", SHORTENED, "breaking", ("12 months", "365 days")),
        ("长期", "两年", SHORTENED, "breaking", ("no end", "24 months")),
        ("30天", "1个月", SHORTENED, "breaking", ("30 days", "1 month")),
        ("6个月", "1年", EXTENDED, "notable", ("6 months", "12 months")),
        ("180天", "6个月", EXTENDED, "notable", ("180 days", "6 months")),
        ("一年半", "长期", EXTENDED, "notable", ("18 months", "no end")),
    ],
)
def test_a_sentence_that_is_edited_is_one_change_of_all_packs(
    old: str, new: str, id: str, level: str, values: tuple[str, str]
) -> None:
    before, after = (in_words(f"资源包有效期均为{said}。") for said in (old, new))
    key = {"interfaces": [GOODS, CAR]}
    assert told(compare(before, after)) == [Told(id, level, key, *values, ("clause-changed",))]


def test_other_words_for_the_same_time_change_a_sentence_alone() -> None:
    before, after = (in_words(f"资源包有效期均为{said}。") for said in ("1年", "十二个月"))
    assert [(c.id, c.level) for c in compare(before, after)] == [("clause-changed", "info")]


def test_a_sentence_that_comes_or_goes() -> None:
    half, year = (in_words(f"资源包有效期为{said}。") for said in ("6个月", "1年"))
    none = in_words("-")
    key = {"interfaces": [GOODS, CAR]}
    assert told(compare(none, half)) == [
        Told(SHORTENED, "breaking", key, "12 months", "6 months", ("clause-added",))
    ]
    # That a pack without a word on it lasts a year is only assumed.
    assert told(compare(half, none)) == [
        Told(EXTENDED, "breaking", key, "6 months", "12 months", ("clause-removed",))
    ]
    assert [c.id for c in compare(none, year)] == ["clause-added"]
    assert [c.id for c in compare(year, none)] == ["clause-removed"]


def test_a_cell_that_is_edited_is_a_change_of_its_pack() -> None:
    old = in_cells("1年", "1年", "1年")
    key: dict[str, Any] = {"interfaces": [CAR], "calls": 1_000_000}
    assert told(compare(old, in_cells("1年", "1年", "6个月"))) == [
        Told(SHORTENED, "breaking", key, "12 months", "6 months")
    ]
    key = {"interfaces": [GOODS], "calls": 100_000}
    assert told(compare(old, in_cells("长期", "1年", "1年"))) == [
        Told(EXTENDED, "notable", key, "12 months", "no end")
    ]
    reworded = compare(old, in_cells("12个月", "一年", "1年"))
    assert [(one.id, one.level) for one in reworded] == [("label-changed", "info")] * 2


def test_cells_that_are_edited_are_a_change_each() -> None:
    changes = compare(in_cells("1年", "1年", "1年"), in_cells("6个月", "两年", "1年"))
    found = [(change.id, change.key["interfaces"]) for change in changes]
    assert found == [(SHORTENED, [GOODS]), (EXTENDED, [CAR])]


def test_books_by_hand_tell_it_pack_by_pack() -> None:
    book = scanner()
    days = replace(book, packs=tuple(replace(p, months=None, days=5) for p in book.packs))
    assert told(compare(book, days)) == [
        Told(SHORTENED, "breaking", {"interfaces": ["Scan"], "calls": 50}, "6 months", "5 days"),
        Told(SHORTENED, "breaking", {"interfaces": ["Scan"], "calls": 100}, "12 months", "5 days"),
    ]
    endless = replace(
        book, packs=tuple(replace(p, months=None, days=UNSET, endless=True) for p in book.packs)
    )
    assert [(c.id, c.new) for c in compare(days, endless)] == [(EXTENDED, "no end")] * 2


def test_an_end_beyond_the_calendar_is_as_good_as_none() -> None:
    book = scanner()
    endless, long = (
        replace(book, packs=tuple(replace(p, months=None, **lasting) for p in book.packs))
        for lasting in ({"endless": True}, {"days": 10**9})
    )
    assert compare(endless, long) == ()
