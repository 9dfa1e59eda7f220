"""Phrases at the edges of what is read, and what a refused phrase says."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest

from tiia_scraper.vocabulary import (
    Band,
    BoundNote,
    Duration,
    MarkedName,
    Quota,
    QuotaChange,
    Unit,
    Unreadable,
    counted_in,
    fold,
    is_free,
    looks_like_band,
    looks_like_price,
    names_in,
    parse_band,
    parse_calls,
    parse_head,
    parse_monthly,
    parse_name,
    parse_notice,
    parse_pack_price,
    parse_quota,
    parse_unit_price,
    parse_validity,
    unit_in,
    words_of_number,
)
from tiia_scraper.vocabulary.bounds import match_band
from tiia_scraper.vocabulary.numbers import multiple_of, to_calls

BAND = "a range of calls such as 1000千 - 3000千次/月(不含3000千次) or 300万以上"
QUOTA = "a free quota such as 1000次/月"
UNIT = "the unit of the head"
TWICE = "one change for each day"
HEAD = "a head of known words, with a unit such as 单价（元/千次） or none"
VALIDITY = "a validity such as 6个月, 180天, 1年 or 长期有效"
NOTICE = "a notice with a date, interfaces and a quota"
NAME = "the name of one interface"
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
        (parse_quota, "1次/月注：2027年1月1日起调整为2次/月；2027年1月1日起调整为3次/月", TWICE),
        (parse_head, "优惠价", HEAD),
        (parse_validity, "半", VALIDITY),
        (parse_validity, "6个月（180天）", VALIDITY),
        (parse_name, "[input]车辆识别", f"{NAME} in words; there is a form field"),
        (parse_name, "[img]", f"{NAME} in words; there is an image"),
        (parse_name, "2027年1月1日起停售", f"{NAME} before what is announced of it"),
        (parse_name, "注：2027年1月1日起价格上调4%", f"{NAME} before what is announced of it"),
        (parse_name, "同上", f"{NAME}, not a ditto mark"),
        (parse_name, "车辆识别、商品识别", f"{NAME} in a cell"),
        (parse_name, "车辆[识别", f"{NAME} with a footnote mark such as [1] at the most"),
        (parse_name, "车辆]识别", f"{NAME} with a footnote mark such as [1] at the most"),
        (partial(parse_calls, unit=1000), "5次", UNIT),
        (partial(parse_calls, unit=1000), "5万", UNIT),
        (partial(parse_calls, unit=1000), "0.0005", "a whole number of calls"),
        (partial(parse_band, unit=1000), "0 - 5次", UNIT),
        (partial(parse_band, unit=1000), "0 - 5万", UNIT),
        (partial(parse_band, unit=1000), "1 - 5千", UNIT),
        (partial(parse_band, unit=1000), "0 - 5千(含5)", UNIT),
        (partial(parse_unit_price, per_calls=1000), "2元/万次", UNIT),
        (parse_notice, "x", NOTICE),
        (parse_notice, "通知：甲将调整为1次/月", NOTICE),
        (parse_notice, "自2022年1月1日起甲将调整为1次/月", NOTICE),
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
        ("0 - 1千次(含1千次)", None, None, BoundNote(1000, True)),
        ("0 - 1千次(不含1千次)", None, None, BoundNote(1000, False)),
        ("0 - 1千次(不含5)", None, None, BoundNote(5, False)),
        ("0(含) - 1千次(不含)", True, False, None),
        ("0(不含) - 1千次(含)", False, True, None),
        ("0<=月调用量<=1千次", True, True, None),
        ("0<月累计调用次数<1千次", False, False, None),
        ("[0, 1千次)", True, False, None),
        ("(0, 1千次]", False, True, None),
    ],
)
def test_sides(
    text: str, lower_in: bool | None, upper_in: bool | None, note: BoundNote | None
) -> None:
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


def test_the_head_gives_its_unit_to_bare_numbers() -> None:
    assert [parse_calls(text, 1000) for text in ("5", "5千", "5千次")] == [5000] * 3
    assert [parse_calls(text, 1) for text in ("5", "5次", "5万次")] == [5, 5, 50_000]
    thousands = Band((500_000,), None, (1_000_000,), None, BoundNote(1_000_000, True))
    assert parse_band("500 - 1000(含1000)", 1000) == thousands
    assert parse_band("500千 - 1000千(含1000千)", 1000) == thousands
    assert parse_band("0 - 5千", 1000) == parse_band("0 - 5", 1000)
    assert parse_band("0 - 5千", 1) == Band((0,), None, (5000,), None)
    assert parse_head("有效期（月）") == Unit("time")
    assert parse_head("资源包价格（有效期6个月）") is None
    assert parse_head("资源包价格（元/个，有效期6个月）") == Unit("pack")


def test_what_a_price_or_a_range_counts() -> None:
    counted = ["2.5元/千次", "0 - 5千张", "2.5元/每万条", "730元/个"]
    assert [counted_in(text) for text in counted] == ["次", "张", "条", None]


def test_the_longest_range_at_a_place() -> None:
    text = "阶梯0<调用量<=10千次/月的价格"
    assert match_band(text, 2) == (Band((0,), False, (10_000,), True), 15)
    assert match_band(text, 0) is None
    with pytest.raises(Unreadable) as refused:
        match_band("阶梯5 - 5次", 2)
    assert (refused.value.text, refused.value.expected) == (
        *("5 - 5次", "a range whose end lies above its start"),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,000千次", "1000000次"),
        ("100万", "1000000"),
        ("2.50元", "2点5元"),
        ("2022.10.24", "2022.10.24"),
    ],
)
def test_numbers_in_words_have_their_value(text: str, words: str) -> None:
    assert words_of_number(text) == words


def test_changes_of_a_quota_come_by_their_days() -> None:
    july, january, later = "2027年7月1日起", "2027年1月1日起", "2028年1月1日起"
    note = f"{july}调整为3次/月；{january}调整为9次/月；{later}调整为2次/月"
    found = parse_quota(f"1次/月注：{note}")
    days = [change.date for change in (found.change, *found.later) if change]
    assert days == [dt.date(2027, 1, 1), dt.date(2027, 7, 1), dt.date(2028, 1, 1)]


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("1年（12个月）", 1, "year"),
        ("一百零五天", 105, "day"),
        ("两百二十天", 220, "day"),
        ("三百六十五天", 365, "day"),
        ("十二个月", 12, "month"),
        ("两年", 2, "year"),
        ("2年3个月", 27, "month"),
        ("两年半", 30, "month"),
        ("二十年", 20, "year"),
    ],
)
def test_numerals_of_a_validity(text: str, count: int, unit: str) -> None:
    assert parse_validity(text) == Duration(count, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("*车辆识别", MarkedName("车辆识别", "*")),
        ("*车辆识别[1]", MarkedName("车辆识别", "* [1]")),
        ("识" * 199 + "*", MarkedName("识" * 199, "*")),
        ("识" * 200 + "*", MarkedName("识" * 200 + "*")),
        ("2027年版识别", MarkedName("2027年版识别")),
        ("2027年1月1日版识别", MarkedName("2027年1月1日版识别")),
        ("车辆识别 2027年1月1日停售", MarkedName("车辆识别 2027年1月1日停售")),
        ("商品识别 微信识物版", MarkedName("商品识别 微信识物版")),
        ("车辆识别结果页/商品识别结果页", MarkedName("车辆识别结果页/商品识别结果页")),
        ("车辆识别、" * 39 + "车辆识别甲乙", MarkedName("车辆识别、" * 39 + "车辆识别甲乙")),
    ],
)
def test_one_name_and_its_marks(text: str, named: MarkedName) -> None:
    assert parse_name(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "车辆识别、" * 39 + "车辆识别甲",
        "车辆识别\n商品识别",
        "车辆识别\n\n商品识别",
        "车辆识别（新）\n商品识别",
        "人脸检测（含配准）、车辆识别",
        "车辆识别/商品识别",
    ],
)
def test_several_names_are_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="the name of one interface in a cell"):
        parse_name(text)
