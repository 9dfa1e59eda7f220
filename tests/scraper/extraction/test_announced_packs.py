"""Announced prices and ends of packs → dated packs, worked out by hand from the words."""

import pytest

from support.announcing import (
    CAR,
    D1,
    D2,
    FROM,
    GOODS,
    LATER,
    Days,
    announced,
    packs,
    page,
    read,
    whys,
)
from tiia_scraper.extraction import CarriedOut, carried_out

SMALL: tuple[int, Days, str] = (10_000, (None, None), "25")
LARGE: tuple[int, Days, str] = (100_000, (None, None), "240")
CHANGED = [SMALL, (100_000, (None, D1), "240"), (100_000, (D1, None), "260")]
NOTE = "<br>注：2027年1月1日起"


@pytest.mark.parametrize(
    "said",
    [
        "车辆识别10万次资源包价格调整为260元/个。",
        "车辆识别资源包的价格由240元/个调整为260元/个。",
        "车辆识别10万次资源包的价格由240元/个上调至260元/个。",
    ],
)
def test_a_sentence_announces_the_price_of_a_pack(said: str) -> None:
    book = read(tail=FROM + said)
    assert packs(book) == CHANGED
    assert announced(book) == []
    clause = book.packs[-1].source.clause
    assert clause
    assert book.clause(clause).text == FROM + said


def test_the_only_pack_needs_no_size() -> None:
    book = read(tail=f"{FROM}商品识别资源包价格调整为22元/个。")
    assert packs(book, GOODS) == [(10_000, (None, D1), "20"), (10_000, (D1, None), "22")]


def test_a_note_in_the_cell_of_a_price() -> None:
    book = read(("240元/个", f"240元/个{NOTE}调整为260元/个"))
    assert packs(book) == CHANGED


@pytest.mark.parametrize("cell", ["240元/个", "10万次"])
def test_a_note_in_the_cell_of_a_pack_ends_it(cell: str) -> None:
    book = read((cell, f"{cell}{NOTE}停售"))
    assert packs(book) == [SMALL, (100_000, (None, D1), "240")]
    assert announced(book) == []


def test_an_interface_that_ends_takes_its_packs_along() -> None:
    book = read(tail=f"{FROM}商品识别停止服务。{FROM}车辆识别10万次资源包停售。")
    assert packs(book, GOODS) == [(10_000, (None, D1), "20")]
    assert packs(book) == [SMALL, (100_000, (None, D1), "240")]
    assert announced(book) == []


def test_per_cents_are_of_the_price_then_in_force() -> None:
    """20 yuan, a tenth more, and a fifth of that less."""
    book = read(tail=f"{FROM}商品识别资源包价格上调10%。{LATER}商品识别资源包价格下调20%。")
    assert packs(book, GOODS) == [
        (10_000, (None, D1), "20"),
        (10_000, (D1, D2), "22"),
        (10_000, (D2, None), "17.6"),
    ]


def test_a_price_that_the_table_has_already_is_told_as_carried_out() -> None:
    done = f"{FROM}车辆识别10万次资源包价格调整为240元/个。"
    tail = f"{done}{LATER}车辆识别10万次资源包价格调整为260元/个。"
    assert carried_out(page(tail=tail)) == (CarriedOut(CAR, "packs", 100_000, D1, done),)
    assert packs(read(tail=tail))[1:] == [
        (100_000, (None, D2), "240"),
        (100_000, (D2, None), "260"),
    ]


def test_what_comes_after_one_that_does_not_fit_is_read() -> None:
    first = "车辆识别10万次资源包价格下调至250元/个。"
    book = read(tail=f"{FROM}{first}{LATER}车辆识别10万次资源包价格调整为260元/个。")
    assert whys(book) == ["from 240 to 250 is the other direction"]
    assert packs(book)[1:] == [(100_000, (None, D2), "240"), (100_000, (D2, None), "260")]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("车辆识别100万次资源包停售。", "it does not say which pack it is about"),
        (
            "车辆识别资源包的价格由230元/个调整为260元/个。",
            "it does not say which pack it is about",
        ),
        (
            "车辆识别10万次资源包的价格由230元/个调整为260元/个。",
            "until then it is 240, not 230",
        ),
        (
            "车辆识别10万次资源包的价格上调至230元/个。",
            "from 240 to 230 is the other direction",
        ),
        ("车辆识别资源包的价格下调100%。", "its price is none of a pack"),
    ],
)
def test_what_fits_no_pack_is_a_finding(said: str, why: str) -> None:
    book = read(tail=FROM + said)
    (finding,) = announced(book)
    assert whys(book) == [why]
    assert finding.where.clause
    assert packs(book) == [SMALL, LARGE]


def test_an_old_price_of_two_packs_says_of_neither() -> None:
    same = ("240元/个", "25元/个")
    book = read(same, tail=f"{FROM}车辆识别资源包的价格由25元/个调整为260元/个。")
    assert whys(book) == ["it does not say which pack it is about"]


def test_two_per_cents_of_one_day_are_at_odds() -> None:
    book = read(tail=f"{FROM}商品识别资源包价格上调10%。{FROM}商品识别资源包价格上调20%。")
    (finding,) = announced(book)
    assert finding.id == "announcements-disagree"
    assert finding.text == "商品识别: 24 from 2027-01-01 here, 22 from 2027-01-01 elsewhere"
    assert packs(book, GOODS) == [(10_000, (None, None), "20")]
