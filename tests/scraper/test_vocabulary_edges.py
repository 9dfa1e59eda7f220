"""Phrases at the edges of what is read, and what a refused phrase says."""

import datetime as dt
from collections.abc import Callable

import pytest

from tiia_scraper.vocabulary import (
    Note,
    Quota,
    QuotaChange,
    Unreadable,
    fold,
    is_free,
    looks_like_band,
    looks_like_price,
    names_in,
    parse_band,
    parse_calls,
    parse_monthly,
    parse_notice,
    parse_pack_price,
    parse_quota,
    parse_unit_price,
    unit_in,
)
from tiia_scraper.vocabulary.numbers import multiple_of, to_calls

BAND = "a range of calls such as 1000千 - 3000千次/月(不含3000千次) or 300万以上"
QUOTA = "a free quota such as 1000次/月"
NOTE = "with a note such as 注：2022年10月24日起将调整为…"


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        (parse_calls, "x", "a number of calls such as 100万次"),
        (parse_calls, "0次", "a number of calls such as 100万次"),
        (parse_calls, "0.5次", "a whole number of calls"),
        (parse_band, "x", BAND),
        (parse_band, "0 - 0", "a range whose end lies above its start"),
        (parse_band, "1万 - 1万", "a range whose end lies above its start"),
        (parse_band, "0.5次以上", "a whole number of calls"),
        (parse_band, "0 - 0.5次", "a whole number of calls"),
        (parse_band, "0 - 1次(含0.5次)", "a whole number of calls"),
        (parse_band, "0.001 - 1千", "a whole number of calls"),
        (parse_band, "1.0005 - 3千", "a whole number of calls"),
        (parse_unit_price, "x", "a price for calls such as 2.5元/千次"),
        (parse_unit_price, "0元/次", "a price above zero"),
        (parse_pack_price, "x", "the price of a pack such as 730元/个"),
        (parse_pack_price, "0元", "a price above zero"),
        (parse_quota, "x", QUOTA),
        (parse_quota, "0次/月", "a quota above zero"),
        (parse_quota, "1次/月注：x", f"{QUOTA}, {NOTE}"),
        (parse_quota, "1次/月注：2022年1月32日起将调整为1次/月", "a date of the calendar"),
        (parse_quota, "1次/月注：2022年1月1日起将调整为0次/月", "a quota above zero"),
        (parse_notice, "x", "a notice with a date, interfaces and a quota"),
        (parse_notice, "自2022年1月32日起：甲将调整为1次/月", "a date of the calendar"),
        (parse_notice, "自2022年1月1日起：甲将调整为0次/月", "a quota above zero"),
    ],
)
def test_a_refused_phrase_says_what_it_is_and_what_was_expected(
    parse: Callable[[str], object], text: str, expected: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(text)
    error = refused.value
    assert (error.text, error.expected) == (text, expected)
    assert str(error) == f"{text!r} is not {expected}"


def test_a_bare_number_that_is_zero_is_no_price() -> None:
    with pytest.raises(Unreadable) as refused:
        parse_unit_price("0", 1000)
    assert (refused.value.text, refused.value.expected) == ("0", "a price above zero")


def test_the_head_of_packs_gives_the_unit_only_where_the_cell_has_none() -> None:
    assert parse_pack_price("730元/个", unit_in_head=True) == 730
    assert parse_pack_price("730元", unit_in_head=True) == 730
    with pytest.raises(Unreadable):
        parse_pack_price("730")


def test_multiples() -> None:
    words = (None, "", "百", "千", "万", "百万", "千万", "亿")
    assert [multiple_of(word) for word in words] == [
        *(1, 1, 100, 1000, 10_000),
        *(1_000_000, 10_000_000, 100_000_000),
    ]
    assert to_calls("1,000.5", 1000, "") == 1_000_500


def test_folding() -> None:
    assert fold("　（１）\n～ 〜–—−≦≧\xa0") == "(1) ~ ~---≤≥"
    assert fold("2.5²") == "2.5²"


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("0 - 1".ljust(60, "次"), True),
        ("0 - 1".ljust(61, "次"), False),
        ("0 - 1。", False),
        ("<次", False),
        ("以上", False),
        ("1次以内", True),
        ("3千至4千", True),
        ("[0, 20)", True),
    ],
)
def test_what_looks_like_a_range(text: str, looks: bool) -> None:
    assert looks_like_band(text) is looks


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("1元".ljust(59, "次"), True),
        ("1元".ljust(60, "次"), False),
        ("免费", True),
        (" 免 费", False),
        ("1次。2元", False),
        ("元1", False),
        ("1元起", False),
        ("1元起步", True),
    ],
)
def test_what_looks_like_a_price(text: str, looks: bool) -> None:
    assert looks_like_price(text) is looks


def test_free_is_one_word() -> None:
    assert is_free("　免费\n")
    assert not is_free("")


def test_units_of_a_head() -> None:
    assert unit_in("单价（元/次）", "price") == 1
    assert unit_in("价格（元/每万张）", "price") == 10_000
    assert unit_in("资源包价格（元）", "pack") == 1
    assert unit_in("资源包规格（万次）", "calls") == 10_000
    assert unit_in("资源包价格（美元/个）", "pack") is None
    assert unit_in("价格（元）", "price") is None


@pytest.mark.parametrize(
    ("text", "lower_in", "upper_in", "note"),
    [
        ("0 - 1千次(含1千次)", None, None, Note(1000, True)),
        ("0 - 1千次(不含1千次)", None, None, Note(1000, False)),
        ("0 - 1千次(不含5)", None, None, Note(5, False)),
        ("0(含) - 1千次(不含)", True, False, None),
        ("0(不含) - 1千次(含)", False, True, None),
        ("0<=月调用量<=1千次", True, True, None),
        ("0<月累计调用次数<1千次", False, False, None),
        ("[0, 1千次)", True, False, None),
        ("(0, 1千次]", False, True, None),
    ],
)
def test_sides(text: str, lower_in: bool | None, upper_in: bool | None, note: Note | None) -> None:
    found = parse_band(text)
    assert (found.lowers, found.uppers) == ((0,), (1000,))
    assert (found.lower_in, found.upper_in, found.note) == (lower_in, upper_in, note)


@pytest.mark.parametrize(
    ("text", "lower_in", "lowers"),
    [
        ("1千次(含)以上", True, (1000,)),
        ("1千次(不含)以上", False, (1000,)),
        ("1千次及以上", True, (1000,)),
        ("大于等于1千次", True, (1000,)),
        ("大于1千次", False, (1000,)),
        ("超过1千次", False, (1000,)),
        ("月调用量>=1千次", True, (1000,)),
        ("1千次<=调用量", True, (1000,)),
    ],
)
def test_open_bands(text: str, lower_in: bool | None, lowers: tuple[int, ...]) -> None:
    found = parse_band(text)
    assert (found.lowers, found.lower_in, found.uppers, found.upper_in) == (
        *(lowers, lower_in),
        *((), None),
    )


@pytest.mark.parametrize(
    ("text", "upper_in"),
    [
        ("1千次及以下", True),
        ("1千次(不含)以内", False),
        ("<1千次", False),
        ("调用量<=1千次", True),
        ("1千次以下", None),
    ],
)
def test_bands_from_nothing(text: str, upper_in: bool | None) -> None:
    found = parse_band(text)
    assert (found.lowers, found.lower_in, found.uppers, found.upper_in) == (
        *((0,), None),
        *((1000,), upper_in),
    )


CHANGE = dt.date(2022, 1, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每接口各1千次/月", Quota(1000, False, True, None)),
        ("每个接口1千次", Quota(1000, False, False, None)),
        ("每月1千次", Quota(1000, None, True, None)),
        (
            "1千次 (注: 自2022年1月2日起甲将调整为每接口各2万次/月 )",
            Quota(1000, None, False, QuotaChange(CHANGE, 20_000, True, "甲")),
        ),
        (
            "1千次/月注：2022年1月2日起,调整为2次/月",
            Quota(1000, None, True, QuotaChange(CHANGE, 2, False, "")),
        ),
    ],
)
def test_quotas_and_their_changes(text: str, expected: Quota) -> None:
    assert parse_quota(text) == expected


def test_a_notice_for_all_together() -> None:
    notice = parse_notice("通知：自2022年1月2日起：甲、乙将调整为2万次/月。")
    assert (notice.date, notice.calls, notice.each, notice.phrase) == (
        *(CHANGE, 20_000, False),
        "甲、乙",
    )


def test_a_notice_of_a_thousand_characters_is_not_looked_into() -> None:
    notice = "自2022年1月2日起：甲将调整为1次/月"
    assert parse_notice(notice.rjust(999, "，")).calls == 1
    with pytest.raises(Unreadable):
        parse_notice(notice.rjust(1000, "，"))


def test_names_come_in_the_order_of_the_page() -> None:
    known = ["乙", "甲乙", "丙"]
    assert names_in("甲乙、丙以及乙的免费调用额度", known) == ("乙", "甲乙", "丙")
    assert names_in("甲乙", known) == ("甲乙",)
    assert names_in("", known) == ()
    assert names_in("人车", ["车", "人车"]) == ("人车",)
    assert names_in("丙 与 丙", known) == ("丙",)
    assert names_in("车辆(增强版)接口", ["车辆（增强版）"]) == ("车辆（增强版）",)


def test_names_that_are_none_are_refused_with_those_known() -> None:
    with pytest.raises(Unreadable) as refused:
        names_in("丁接口", ["乙", "丙"])
    assert refused.value.text == "丁接口"
    assert refused.value.expected == "a list of interfaces of the page: 乙、丙"


def test_validities() -> None:
    found = [parse_monthly(text) for text in ("当月有效", "当月有效;每月自动发放", "当月有效 ", "")]
    assert found == [True, True, True, False]
