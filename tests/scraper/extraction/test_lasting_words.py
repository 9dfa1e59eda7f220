"""Sentences that say how long packs last, without a page: which packs, and how long."""

from __future__ import annotations

import pytest

from tiia_scraper.vocabulary import (
    Duration,
    Lasting,
    Unreadable,
    lasting_in_head,
    mentions_validity,
    parse_lasting,
)

CAR, NEW = "车辆识别", "新车辆识别"
KNOWN = (CAR, NEW)
YEAR, HALF, ENDLESS = Duration(1, "year"), Duration(6, "month"), Duration(None)
EXPECTED = "a validity such as 6个月, 180天, 1年 or 长期有效"
TWO = "one validity for the same packs"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("资源包有效期为1年。", [Lasting(YEAR)]),
        ("资源包长期有效。", [Lasting(ENDLESS)]),
        ("资源包不限有效期。", [Lasting(ENDLESS)]),
        ("资源包没有有效期限制。", [Lasting(ENDLESS)]),
        ("资源包有效期为12个月，请合理安排1年的用量。", [Lasting(Duration(12, "month"))]),
        ("资源包有效期为1年（12个月）。", [Lasting(YEAR)]),
        ("车辆识别资源包，有效期为1年。", [Lasting(YEAR, (CAR,))]),
        ("车辆识别资源包价格；有效期为1年。", [Lasting(YEAR)]),
        ("新车辆识别资源包有效期为1年。", [Lasting(YEAR, (NEW,))]),
        ("10万次资源包有效期为6个月。", [Lasting(HALF, (), (100_000,))]),
        ("车辆识别10万次，1000次资源包，有效期为1年。", [Lasting(YEAR, (), (1000,))]),
        (
            "车辆识别资源包有效期为1年；新车辆识别资源包有效期为6个月。",
            [Lasting(YEAR, (CAR,)), Lasting(HALF, (NEW,))],
        ),
        (
            "1万次资源包有效期为6个月；10万次资源包有效期为1年。",
            [Lasting(HALF, (), (10_000,)), Lasting(YEAR, (), (100_000,))],
        ),
        ("免费资源包有效期为1个月，付费资源包有效期为1年。", [Lasting(YEAR)]),
        ("免费资源包有效期为1个月。", []),
        ("资源包价格如下。", []),
        ("资源包有效期为1年，7天内可退款。", [Lasting(YEAR)]),
    ],
)
def test_what_a_sentence_says(text: str, found: list[Lasting]) -> None:
    assert list(parse_lasting(text, KNOWN)) == found


def test_below_free_packs_a_sentence_speaks_of_them() -> None:
    assert parse_lasting("有效期为1个月。", free=True) == ()
    assert parse_lasting("付费资源包有效期为1年。", free=True) == (Lasting(YEAR),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("资源包有效期为三个季度。", EXPECTED),
        ("资源包有效期至2027年1月1日。", EXPECTED),
        ("资源包有效期为1年（6个月）。", EXPECTED),
        ("资源包有效期为1年，请合理安排6个月的用量。", EXPECTED),
        ("资源包永久保留。", EXPECTED),
        ("资源包有效期为1年，长期保留。", EXPECTED),
        ("资源包长期有效，有效期三个季度。", EXPECTED),
        ("资源包有效期为1年；资源包有效期为6个月。", TWO),
        ("资源包有效期为1年；车辆识别资源包有效期为6个月。", TWO),
        ("车辆识别资源包有效期为1年；10万次资源包有效期为6个月。", TWO),
    ],
)
def test_what_is_not_understood_or_said_twice_is_refused(text: str, expected: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_lasting(text, KNOWN)
    assert (refused.value.text, refused.value.expected) == (text, expected)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("资源包价格（有效期6个月）", [Lasting(HALF)]),
        ("价格（车辆识别资源包有效期6个月）", [Lasting(HALF, (CAR,))]),
        ("车辆识别（10万次）资源包有效期6个月", [Lasting(HALF, (CAR,), (100_000,))]),
        ("资源包价格", []),
    ],
)
def test_what_a_head_says(head: str, found: list[Lasting]) -> None:
    assert list(lasting_in_head(head, KNOWN)) == found


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("资源包的有效期限见下。", True),
        ("请在有效期内使用。", False),
        ("请于有效期内用完，使用期限另行说明。", True),
        ("资源包用完为止。", False),
    ],
)
def test_what_mentions_a_validity(text: str, mentions: bool) -> None:
    assert mentions_validity(text) is mentions


@pytest.mark.parametrize("size", ["0次", "0张", "0条"])
def test_packs_of_nothing_are_refused_without_a_time_too(size: str) -> None:
    with pytest.raises(Unreadable):
        parse_lasting(f"购买的资源包{size}作废")
