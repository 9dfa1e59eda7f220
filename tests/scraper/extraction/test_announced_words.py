"""Sentences that announce → what is announced, without a page: each word by itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tiia_scraper.vocabulary import (
    Band,
    ChangeSaid,
    Monthly,
    PackPrice,
    Percent,
    UnitPrice,
    Unreadable,
    What,
    parse_announcements,
)

GOODS, CAR = "商品识别", "车辆识别"
KNOWN = (GOODS, CAR)
D1, D2 = dt.date(2027, 1, 1), dt.date(2027, 7, 1)
FROM, LATER = "自2027年1月1日起，", "自2027年7月1日起，"
TEN = Band((0,), None, (10_000,), None)
THIRTY = Band((10_000,), None, (30_000,), None)
TWENTY = Band((0,), None, (20_000,), None)
READ = "an announcement that says which price, quota or bound of which interface is what"


def said(
    what: What, new: Any, *names: str, date: dt.date = D1, rises: bool | None = None, **more: Any
) -> ChangeSaid:
    return ChangeSaid(date, names, what, new, rises=rises, **more)


def price(amount: str, *names: str, **more: Any) -> ChangeSaid:
    return said("price", UnitPrice(Decimal(amount), 1000), *names, **more)


def pack(amount: str, *names: str, **more: Any) -> ChangeSaid:
    return said("price", PackPrice(Decimal(amount)), *names, pack=True, **more)


def percent(points: int, *names: str, **more: Any) -> ChangeSaid:
    return said("price", Percent(Decimal(points)), *names, **more)


def quota(calls: int, *names: str, **more: Any) -> ChangeSaid:
    return said("quota", Monthly(calls), *names, **more)


def old(amount: str) -> UnitPrice:
    return UnitPrice(Decimal(amount), 1000)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("商品识别第一阶梯的价格将调整为2.6元/千次。", [price("2.6", GOODS, tier=0)]),
        ("商品识别0-10千次/月的单价调整为2.6元/千次", [price("2.6", GOODS, tier=TEN)]),
        ("商品识别第一阶梯的价格为2.6元/千次。", [price("2.6", GOODS, tier=0)]),
        ("价格调整为2.6元/千次", [price("2.6")]),
        ("2.6元/千次", [price("2.6")]),
        (
            "商品识别第2档价格由2.5元/千次上调至2.6元/千次",
            [price("2.6", GOODS, tier=1, old=old("2.5"), rises=True)],
        ),
        (
            "商品识别的价格由2.5元/千次下调至2.4元/千次",
            [price("2.4", GOODS, old=old("2.5"), rises=False)],
        ),
        ("商品识别的价格上调4%", [percent(4, GOODS, rises=True)]),
        ("商品识别的价格下调4%", [percent(-4, GOODS, rises=False)]),
        ("商品识别、车辆识别的价格上调4%", [percent(4, GOODS, CAR, rises=True)]),
        ("商品识别第一阶梯、第二阶梯的价格上调4%", [
            percent(4, GOODS, tier=0, rises=True),
            percent(4, GOODS, tier=1, rises=True),
        ]),
        ("商品识别第一阶梯的价格将调整为2.6元/千次，第二阶梯的价格将上调至2.3元/千次", [
            price("2.6", GOODS, tier=0),
            price("2.3", GOODS, tier=1, rises=True),
        ]),
        ("商品识别第一阶梯价格调整为2.6元/千次；车辆识别价格调整为3.1元/千次", [
            price("2.6", GOODS, tier=0),
            price("3.1", CAR),
        ]),
    ],
)  # fmt: skip
def test_a_price_of_tiers_and_interfaces(sentence: str, expected: list[ChangeSaid]) -> None:
    assert parse_announcements(FROM + sentence, KNOWN) == tuple(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("商品识别价格调整为：0-10千次/月2.6元/千次，10千-30千次/月2.3元/千次", [
            price("2.6", GOODS, tier=TEN),
            price("2.3", GOODS, tier=THIRTY),
        ]),
        ("商品识别价格调整为：0-10千次/月价格为2.6元/千次，10千-30千次/月为2.3元/千次", [
            price("2.6", GOODS, tier=TEN),
            price("2.3", GOODS, tier=THIRTY),
        ]),
        ("商品识别价格调整为：0-10千次/月为2.6元/千次，10千-30千次/月为2.3元/千次，"
         "30千次以上/月2元/千次", [
            price("2.6", GOODS, tier=TEN),
            price("2.3", GOODS, tier=THIRTY),
            price("2", GOODS, tier=Band((30_000,), None, (), None)),
        ]),
        ("商品识别、车辆识别的价格分别调整为2.6元/千次、3.1元/千次", [
            price("2.6", GOODS),
            price("3.1", CAR),
        ]),
        ("商品识别第一阶梯、第二阶梯价格分别上调至2.6元/千次、2.3元/千次；车辆识别价格为3元/千次", [
            price("2.6", GOODS, tier=0, rises=True),
            price("2.3", GOODS, tier=1, rises=True),
            price("3", CAR),
        ]),
        ("车辆识别1万次、10万次资源包价格分别调整为26元/个、250元/个", [
            pack("26", CAR, size=10_000),
            pack("250", CAR, size=100_000),
        ]),
        ("商品识别、车辆识别第一阶梯的价格分别为2.6元/千次、3.1元/千次", None),
        ("商品识别、车辆识别第一阶梯的价格分别调整为2.6元/千次、3.1元/千次", [
            price("2.6", GOODS, tier=0),
            price("3.1", CAR, tier=0),
        ]),
        ("商品识别、车辆识别的价格分别调整为2.6元/千次", None),
        ("商品识别的价格分别调整为2.6元/千次、3.1元/千次", None),
        ("商品识别、车辆识别第一阶梯、第二阶梯的价格分别调整为2.6元/千次、3.1元/千次", None),
        ("商品识别价格调整为：0-10千次/月2.6元/千次，车辆识别10千-30千次/月2.3元/千次", None),
        ("商品识别第一阶梯价格调整为0-10千次/月2.6元/千次", None),
        (f"商品识别价格调整为：0-10千次/月2.6元/千次；{LATER}10千-30千次/月2.3元/千次", None),
        ("商品识别价格调整为：0-10千次/月2.6元/千次，10千-30千次/月调整为2.3元/千次，"
         "30千次以上/月2元/千次", None),
    ],
)  # fmt: skip
def test_values_that_are_listed_or_stand_for_one_each(
    sentence: str, expected: list[ChangeSaid] | None
) -> None:
    if expected is None:
        with pytest.raises(Unreadable):
            parse_announcements(FROM + sentence, KNOWN)
    else:
        assert parse_announcements(FROM + sentence, KNOWN) == tuple(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("车辆识别1万次资源包的价格由25元/个上调至26元/个", [
            pack("26", CAR, size=10_000, old=PackPrice(Decimal(25)), rises=True)
        ]),
        ("车辆识别资源包（1万次）的价格调整为26元", [pack("26", CAR, size=10_000)]),
        ("车辆识别1万次、10万次资源包价格上调4%", [
            percent(4, CAR, size=10_000, pack=True, rises=True),
            percent(4, CAR, size=100_000, pack=True, rises=True),
        ]),
        ("车辆识别资源包价格下调4%", [percent(-4, CAR, pack=True, rises=False)]),
        ("车辆识别1万次资源包价格调整为26元/个，10万次资源包价格调整为250元/个", [
            pack("26", CAR, size=10_000),
            pack("250", CAR, size=100_000),
        ]),
        ("车辆识别1万次资源包价格调整为26元/个，10万次调整为250元/个", [
            pack("26", CAR, size=10_000),
            pack("250", CAR, size=100_000),
        ]),
        ("车辆识别资源包停售", [said("end", None, CAR, pack=True)]),
        ("车辆识别10万次资源包停售", [said("end", None, CAR, pack=True, size=100_000)]),
        ("车辆识别1万次停售", [said("end", None, CAR, pack=True, size=10_000)]),
        ("车辆识别停止服务", [said("end", None, CAR)]),
        ("商品识别、车辆识别下线", [said("end", None, GOODS, CAR)]),
    ],
)  # fmt: skip
def test_packs_and_what_is_offered_no_more(sentence: str, expected: list[ChangeSaid]) -> None:
    assert parse_announcements(FROM + sentence, KNOWN) == tuple(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("商品识别的免费额度调整为500次/月", [quota(500, GOODS)]),
        ("商品识别的免费额度由1000次/月下调至500次/月", [
            quota(500, GOODS, old=Monthly(1000), rises=False)
        ]),
        ("商品识别、车辆识别的免费额度调整为每接口各500次/月", [
            quota(500, GOODS, CAR, each=True)
        ]),
        ("商品识别的免费额度调整为各500次/月；车辆识别的免费额度调整为300次/月", [
            quota(500, GOODS, each=True),
            quota(300, CAR),
        ]),
        ("商品识别各接口免费额度调整为500次/月", [quota(500, GOODS, each=True)]),
        ("商品识别的第一阶梯由0 - 10千次/月调整为0 - 20千次/月", [
            said("bound", TWENTY, GOODS, tier=0, old=TEN)
        ]),
        ("商品识别的计费阶梯调整为0 - 20千次/月", [said("bound", TWENTY, GOODS)]),
        ("第一阶梯调整为0 - 20千次/月", [said("bound", TWENTY, tier=0)]),
    ],
)  # fmt: skip
def test_quotas_and_bounds(sentence: str, expected: list[ChangeSaid]) -> None:
    assert parse_announcements(FROM + sentence, KNOWN) == tuple(expected)


def test_a_note_of_a_pack_needs_no_word_for_it() -> None:
    assert parse_announcements(f"{FROM}调整为26元/个", (), pack=True) == (pack("26"),)
    assert parse_announcements(f"{FROM}停售", (), pack=True) == (said("end", None, pack=True),)
    for text in (f"{FROM}调整为26元/个", f"{FROM}停售"):
        with pytest.raises(Unreadable):
            parse_announcements(text, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{FROM}商品识别第一阶梯价格调整为2.6元/千次；{LATER}调整为2.8元/千次",
            [price("2.6", GOODS, tier=0), price("2.8", GOODS, tier=0, date=D2)],
        ),
        (
            f"商品识别的价格{FROM}调整为2.6元/千次，{LATER}调整为2.8元/千次",
            [price("2.6", GOODS), price("2.8", GOODS, date=D2)],
        ),
        (
            f"{FROM}商品识别第一阶梯价格调整为2.6元/千次；{LATER}价格调整为2.8元/千次",
            [price("2.6", GOODS, tier=0), price("2.8", GOODS, tier=0, date=D2)],
        ),
        (
            f"{FROM}车辆识别1万次资源包价格调整为26元/个；{LATER}资源包价格调整为27元/个",
            [pack("26", CAR, size=10_000), pack("27", CAR, size=10_000, date=D2)],
        ),
        (
            f"{FROM}商品识别价格调整为2.6元/千次，免费额度调整为500次/月",
            [price("2.6", GOODS), quota(500, GOODS)],
        ),
        (
            f"{FROM}商品识别价格分别调整为2.6元/千次；{LATER}2.8元/千次",
            None,
        ),
        (
            f"{FROM}商品识别、车辆识别价格分别调整为2.6元/千次、3元/千次；{LATER}2.8元/千次",
            [price("2.6", GOODS), price("3", CAR), price("2.8", GOODS, CAR, date=D2)],
        ),
    ],
)
def test_days(text: str, expected: list[ChangeSaid] | None) -> None:
    if expected is None:
        with pytest.raises(Unreadable):
            parse_announcements(text, KNOWN)
    else:
        assert parse_announcements(text, KNOWN) == tuple(expected)


@pytest.mark.parametrize(
    "text",
    [
        FROM,
        "商品识别价格调整为2.6元/千次",
        "商品识别停止服务",
        f"{FROM}商品识别2.6元/千次",
        f"{FROM}商品识别价格调整为",
        f"{FROM}商品识别价格由",
        f"{FROM}商品识别价格由2.5元/千次",
        f"{FROM}商品识别价格调整为2.6元/千次，车辆识别",
        f"{FROM}商品识别价格调整为2.6元/千次，由",
        f"{FROM}商品识别价格调整为2.6元/千次，由2.5元/千次",
        f"{FROM}商品识别价格调整为2.6元/千次，上调",
        f"{FROM}商品识别价格调整为2.6元/千次；{LATER}",
        f"{FROM}商品识别价格由2.5元/千次由2.4元/千次调整为2.6元/千次",
        f"{FROM}商品识别价格由由2.4元/千次调整为2.6元/千次",
        f"{FROM}商品识别价格调整为由2.4元/千次",
        f"{FROM}商品识别价格由调整为2.6元/千次",
        f"{FROM}商品识别价格由为2.6元/千次",
        f"{FROM}商品识别价格调整为上调至2.6元/千次",
        f"{FROM}商品识别价格调整为{LATER}2.6元/千次",
        f"{FROM}商品识别价格由{LATER}2.5元/千次调整为2.6元/千次",
        f"{FROM}商品识别价格调整为第一阶梯2.6元/千次",
        f"{FROM}价格调整为商品识别2.6元/千次",
        f"{FROM}第一阶梯商品识别价格调整为2.6元/千次",
        f"{FROM}商品识别的免费额度调整为2.6元/千次",
        f"{FROM}商品识别的价格调整为500次/月",
        f"{FROM}商品识别的价格上调2.6元/千次",
        f"{FROM}商品识别的价格调整为4%",
        f"{FROM}商品识别的价格4%",
        f"{FROM}车辆识别的价格调整为26元/个",
        f"{FROM}车辆识别资源包价格调整为2.6元/千次",
        f"{FROM}车辆识别1万次的价格调整为2.6元/千次",
        f"{FROM}车辆识别第一阶梯资源包价格调整为26元/个",
        f"{FROM}车辆识别1万次、10万次资源包价格由25元/个调整为26元/个",
        f"{FROM}商品识别第一阶梯、第二阶梯价格由2.5元/千次调整为2.6元/千次",
        f"{FROM}商品识别1万次免费额度调整为500次/月",
        f"{FROM}商品识别第一阶梯免费额度调整为500次/月",
        f"{FROM}商品识别第一阶梯、第二阶梯调整为0 - 20千次/月",
        f"{FROM}商品识别价格调整为0 - 20千次/月",
        f"{FROM}车辆识别停售",
        f"{FROM}车辆识别价格停止服务",
        f"{FROM}车辆识别第一阶梯停止服务",
        f"{FROM}车辆识别价格调整为停止服务",
        f"{FROM}车辆识别由2.5元/千次停止服务",
        f"{FROM}车辆识别由2.5元/千次停止服务，调整为2.6元/千次",
        f"{FROM}车辆识别上调至停止服务2.6元/千次",
    ],
)
def test_what_is_not_fully_said_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_announcements(text, KNOWN)
    assert (refused.value.text, refused.value.expected) == (text, READ)
