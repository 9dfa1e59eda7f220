"""What seems to announce, the notes of cells, and the words that an announcement is made of."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest

from tiia_scraper.vocabulary import (
    Band,
    Monthly,
    PackPrice,
    Percent,
    UnitPrice,
    Unreadable,
    dates_in,
    looks_ahead,
    seems_to_announce,
    seems_to_end,
    split_note,
    without_note,
)
from tiia_scraper.vocabulary.announcement_phrases import tokens
from tiia_scraper.vocabulary.days import DAY, to_day

DAY_1 = "2027年1月1日"
FILL = "。" * 1980
KNOWN = ("商品识别", "车辆识别", "车辆识别（增强版）")


@pytest.mark.parametrize(
    ("text", "seems"),
    [
        ("自2027年1月1日起，价格上调4%", True),
        ("自２０２７年１月１日起，价格上调4%", True),
        ("自2027年1月1日起，商品识别2.6元/千次", True),
        ("自2027年1月1日起，商品识别500次/月", True),
        ("价格将调整为2.6元/千次", True),
        ("价格将有所上调", False),
        ("商品识别2.6元/千次", False),
        ("2027年1月1日的价格为2.6元/千次", False),
        ("自2027年1月1日起，页面调整", False),
        ("自2027年1月1日起，欢迎使用", False),
        ("价格已于2027年1月1日起调整为2.6元/千次", False),
        (f"{FILL}2027年1月1日起价格上调", True),
        (f"{FILL}{'。' * 40}2027年1月1日起价格上调", False),
    ],
)
def test_what_seems_to_announce(text: str, seems: bool) -> None:
    assert seems_to_announce(text) is seems


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("近期价格", True),
        ("近期上线", False),
        ("价格上调", False),
        ("自2027年1月1日起，商品识别2.6元/千次", True),
        ("价格将调整为2.6元/千次", True),
        ("近期价格已于上周调整", False),
        (f"{FILL}近期价格", True),
        (f"{FILL}{'。' * 40}近期价格", False),
    ],
)
def test_what_looks_ahead(text: str, ahead: bool) -> None:
    assert looks_ahead(text) is ahead


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2027年1月1日停售", True),
        ("２０２７年１月１日起下线", True),
        ("1月1日停售", False),
        ("2027年1月1日上线", False),
        ("已于2027年1月1日停售", False),
        (f"{FILL}2027年1月1日停售", True),
        (f"{FILL}{'。' * 40}2027年1月1日停售", False),
    ],
)
def test_what_seems_to_end(text: str, ends: bool) -> None:
    assert seems_to_end(text) is ends


@pytest.mark.parametrize(
    ("text", "base", "note"),
    [
        ("2.5元/千次", "2.5元/千次", None),
        (
            "2.5元/千次 注：2027年1月1日起调整为2.6元/千次",
            "2.5元/千次",
            "注:2027年1月1日起调整为2.6元/千次",
        ),
        (
            "２．５元/千次（2027年1月1日起2.6元/千次）",
            "2.5元/千次",
            "2027年1月1日起2.6元/千次",
        ),
        ("2.5元/千次，2027年1月1日起上调", "2.5元/千次", "2027年1月1日起上调"),
        ("10万次(2027年1月1日停售)", "10万次", "2027年1月1日停售"),
        ("10万次 ; 2027年1月1日起取消 ,", "10万次", "2027年1月1日起取消"),
        ("注：2027年1月1日起调整为2.6元/千次", "注：2027年1月1日起调整为2.6元/千次", None),
        ("(注：2027年1月1日起调整", "(注：2027年1月1日起调整", None),
        ("2027年1月1日起2.6元/千次", "2027年1月1日起2.6元/千次", None),
        ("车 2027年1月1日起更改为车X", "车", "2027年1月1日起更改为车X"),
        ("2.5元/千次 注：不含税", "2.5元/千次 注：不含税", None),
        ("页面 2027年1月1日上线", "页面 2027年1月1日上线", None),
        ("页面 2027年1月1日起调整", "页面", "2027年1月1日起调整"),
        ("页面 2027年1月1日调整", "页面 2027年1月1日调整", None),
        ("价格 2027年1月1日调整", "价格", "2027年1月1日调整"),
    ],
)
def test_the_note_of_a_cell(text: str, base: str, note: str | None) -> None:
    assert split_note(text) == (base, note)
    assert without_note(text) == base


def test_a_cell_of_two_thousand_characters_is_not_looked_into() -> None:
    note = "2027年1月1日起上调"
    base = "价" * (2000 - len(note))
    assert split_note(base + note) == (base, note)
    assert split_note(f"价{base}{note}") == (f"价{base}{note}", None)


def test_dates() -> None:
    said = "２０２７年１月１日、2027年1月1日、3月底与下月"
    assert dates_in(said) == (DAY_1, "3月底", "下月")
    assert dates_in(f"{FILL}{DAY_1}") == (DAY_1,)
    assert dates_in(f"{FILL}{'。' * 40}{DAY_1}") == ()


def test_a_day_that_the_calendar_lacks_is_refused() -> None:
    match = re.search(DAY, "自2027年2月30日起")
    assert match is not None
    with pytest.raises(Unreadable) as refused:
        to_day(match, "自2027年2月30日起")
    assert (refused.value.text, refused.value.expected) == (
        *("自2027年2月30日起", "a date of the calendar"),
    )


def found(text: str) -> list[tuple[str, str, Any]]:
    return [(one.kind, one.text, one.value) for one in tokens(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("自2027年1月2日起", ("date", "自2027年1月2日起", dt.date(2027, 1, 2))),
        ("2027-1-2", ("date", "2027-1-2", dt.date(2027, 1, 2))),
        ("车辆识别(增强版)", ("name", "车辆识别(增强版)", "车辆识别（增强版）")),
        ("车辆 识别", ("name", "车辆识别", "车辆识别")),
        ("2.6元/千次", ("unit-price", "2.6元/千次", UnitPrice(Decimal("2.6"), 1000))),
        ("每千次2.6元", ("unit-price", "每千次2.6元", UnitPrice(Decimal("2.6"), 1000))),
        ("每次0.6元", ("unit-price", "每次0.6元", UnitPrice(Decimal("0.6"), 1))),
        ("26元/个", ("pack-price", "26元/个", PackPrice(Decimal(26)))),
        ("26元", ("pack-price", "26元", PackPrice(Decimal(26)))),
        ("4.5%", ("percent", "4.5%", Percent(Decimal("4.5")))),
        ("10万次/月", ("quota", "10万次/月", Monthly(100_000))),
        ("10万次", ("size", "10万次", 100_000)),
        ("0-10千次/月", ("band", "0-10千次/月", Band((0,), None, (10_000,), None))),
        ("第三阶梯", ("ordinal", "第三阶梯", 2)),
        ("第3档", ("ordinal", "第3档", 2)),
        ("停止服务", ("end", "停止服务", None)),
        ("上调至", ("to", "上调至", True)),
        ("降为", ("to", "降为", False)),
        ("调整为", ("to", "调整为", None)),
        ("分别涨至", ("to", "分别涨至", True)),
        ("增加至", ("to", "增加至", True)),
        ("减少到", ("to", "减少到", False)),
        ("下降", ("by", "下降", False)),
        ("提价", ("by", "提价", True)),
        ("均提高", ("by", "均提高", True)),
        ("免费调用额度", ("word", "免费调用额度", "quota")),
        ("预付费资源包", ("word", "预付费资源包", "pack")),
        ("单价", ("word", "单价", "price")),
        ("计费区间", ("word", "计费区间", "tier")),
        ("原为", ("from", "原为", None)),
        ("每个接口各", ("each", "每个接口各", None)),
        ("为", ("is", "为", None)),
    ],
)
def test_one_word(text: str, token: tuple[str, str, Any]) -> None:
    assert found(text) == [token]


def test_the_longest_name_is_meant_however_it_is_spaced() -> None:
    known = ("车辆识别", "车辆 识别增强版")
    assert [one.value for one in tokens("车辆识别增强版、车辆识别", known)] == [
        *("车辆 识别增强版", "车辆识别")
    ]


def test_words_follow_one_another_and_what_says_nothing_is_left_out() -> None:
    text = "腾讯云将对车辆识别（增强版）、车辆识别 10万次的资源包进行调整"
    assert [(kind, said) for kind, said, _ in found(text)] == [
        *(("name", "车辆识别(增强版)"), ("name", "车辆识别")),
        *(("size", "10万次的"), ("word", "资源包")),
    ]


@pytest.mark.parametrize(
    ("text", "refused", "expected"),
    [
        ("商品识别或许明年会上调一点点吧", None, "an announcement without '或许明年会上调一点点'"),
        ("商品识别 或许明年上调一点点吧", None, "an announcement without '或许明年上调一点点吧'"),
        ("0次", "0次", "calls above zero"),
        ("0次/月", "0次/月", "calls above zero"),
        ("2027年2月30日起", "2027年2月30日起", "a date of the calendar"),
        ("0元/千次", "0元/千次", "a price above zero"),
        ("。" * 1001, None, "at most 1000 characters and 200 interfaces"),
    ],
)
def test_words_that_are_none_are_refused(text: str, refused: str | None, expected: str) -> None:
    with pytest.raises(Unreadable) as error:
        found(text)
    assert (error.value.text, error.value.expected) == (refused or text, expected)


def test_a_thousand_characters_and_two_hundred_names_are_read() -> None:
    names = [f"接口{number}号" for number in range(201)]
    assert list(tokens("。" * 1000, names[:200])) == []
    assert [one.value for one in tokens("接口7号", names[:200])] == ["接口7号"]
    with pytest.raises(Unreadable) as refused:
        list(tokens("接口7号", names))
    assert (refused.value.text, refused.value.expected) == (
        *("接口7号", "at most 1000 characters and 200 interfaces"),
    )
