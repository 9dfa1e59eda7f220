"""The mutants: one fact each, every fact, and each by a name of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

import frozen
from support.pages_in_turn import accepted, book, pack, quota, table
from tiia_pricebook.editions.compilation import compiled
from tiia_pricebook.editions.edition_validation import check_dated
from tiia_pricing.proof.equivalents import REASONS, reason
from tiia_pricing.proof.gallery import GALLERY
from tiia_pricing.proof.mutants import mutants

ROOT = Path(__file__).parents[2]
MUTANTS = list(mutants(frozen.dated()))

# From the page: 36 prices, each a digit up, a digit down and tenfold; 27 bounds and neighbours in
# a row; 3 and 2 pairs of neighbouring rows by 4 columns; 14 free quotas with 11 dates; 7 packs.
# From older pages: 9 free quotas with two dates each, 4 pairs of them alike, 4 editions, and 96
# rows of what is untold, of which 22 have no first day and 13 no last one. Known since a day are
# 22 interfaces, all free quotas, tables, packs and editions, one exclusion and one order.
COUNTS = {
    "price": 36 * 3,
    "price-in-row": 27,
    "price-in-column": (3 + 2) * 4,
    "bound": 27 * 3,
    "mode": 9,
    "free-quota": 23 * 4,
    "free-quota-date": 11 * 3 + 9 * 5,
    "quota-sharing": 3 + 4,
    "pack-size": 7 * 4,
    "pack-price": 7 * 3,
    "pack-validity": 7 * 2,
    "settlement-order": 2,
    "reading-default": 13,
    "first-day": 2,
    "known-since": (22 + 23 + 9 + 7 + 4 + 1 + 1) * 2,
    "edition-date": 4 * 5,
    "untold-date": 96 + (96 * 2 - 22 - 13) * 2,
    "page-date": 2,
}


def test_every_fact_has_its_mutants() -> None:
    assert Counter(mutant.group for mutant in MUTANTS) == COUNTS


def test_every_mutant_has_a_name_of_its_own_and_another_book() -> None:
    assert len({mutant.id for mutant in MUTANTS}) == len(MUTANTS)
    assert all(mutant.book != frozen.dated() for mutant in MUTANTS)


def test_mutants_of_a_book_whose_facts_change_have_names_of_their_own() -> None:
    first = book({"甲": "2", "乙": "3"}, [quota("甲 乙", 10)], [pack("甲", 100, "50")])
    second = book({"甲": "4"}, [quota("甲", 5)], [pack("甲", 100, "60")])
    third = book([table("甲", (0, "2"), (10, "1")), table("乙", (0, "3"))])
    found = compiled(
        [
            accepted(1, "2024-01-10", first),
            accepted(2, "2024-03-10", second, "2024-03-10"),
            accepted(3, "2024-05-20", third, "2024-05-20"),
        ]
    )
    own = list(mutants(found))
    ids = {mutant.id for mutant in own}
    assert len(ids) == len(own)
    assert {
        "price / 甲 from 0, the beginning to 2024-03-10 / 2 is 3",
        "price / 甲 from 0, 2024-05-20 to further notice / 2 is 3",
        "price-date / 甲 holds, 2024-03-10 to 2024-05-20 / to 2024-05-20 is 2024-05-21",
        "pack-date / 甲 100, the beginning to 2024-03-10 / to 2024-03-10 is 2024-03-09",
        "pack-price / 甲 100, 2024-03-10 to 2024-05-20 / 60 is 61",
        "known-since / pay-as-you-go 乙, the beginning to 2024-03-10 / 2024-03-10 is 2024-03-11",
        "page-date / page-3 / accepted 2024-05-20 is 2024-05-19",
    } <= ids


def test_a_mutant_differs_in_one_list_of_the_book() -> None:
    page = msgspec.to_builtins(frozen.dated())
    for mutant in MUTANTS:
        changed = msgspec.to_builtins(mutant.book)
        assert sum(page[name] != changed[name] for name in page) == 1, mutant.id


def test_an_equivalent_is_a_mutant_that_a_book_may_be() -> None:
    equivalent = [mutant for mutant in MUTANTS if reason(mutant)]
    assert {(mutant.group, mutant.change) for mutant in equivalent} == REASONS.keys()
    assert all(check_dated(mutant.book) == [] for mutant in equivalent)


def test_tenfold_and_neighbours_are_among_them() -> None:
    changes = {(mutant.group, mutant.fact, mutant.change) for mutant in MUTANTS}
    assert ("price", "车辆识别（增强版） from 1000000", "45 is 450") in changes
    assert ("price", "宠物识别图片版 from 0", "20 is 19") in changes
    assert ("bound", "文件封识别 tier 1", "from 3000000 is from 2999999") in changes
    assert ("pack-price", "车辆识别（增强版） 10000", "730 is 731") in changes
    assert ("mode", "智能裁剪 reached", "is progressive") in changes


def test_the_gallery_has_names_of_its_own_and_a_wording_in_both_languages() -> None:
    assert len({wrong.id for wrong in GALLERY}) == len(GALLERY) >= 15
    assert all(wrong.misreading and wrong.misreading_zh for wrong in GALLERY)
