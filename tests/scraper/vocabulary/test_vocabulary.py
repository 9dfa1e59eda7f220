"""The vendor's phrases: every accepted form with its value, and forms that are refused."""

import datetime as dt
import subprocess
import sys
from decimal import Decimal

import pytest

from tiia_scraper.vocabulary import (
    Band,
    BoundNote,
    Quota,
    QuotaChange,
    Unreadable,
    is_free,
    is_placeholder,
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


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("1万次", 10_000),
        ("100 万次", 1_000_000),
        ("250万次", 2_500_000),
        ("5000万次", 50_000_000),
        ("1亿次", 100_000_000),
        ("1 亿次", 100_000_000),
        ("1000次", 1000),
        ("10,000次", 10_000),
        ("1千次", 1000),
        ("3百万次", 3_000_000),
        ("1.5万次", 15_000),
        ("１０万次", 100_000),
        ("100万", 1_000_000),
        ("100000", 100_000),
    ],
)
def test_counts(text: str, calls: int) -> None:
    assert parse_calls(text) == calls


@pytest.mark.parametrize(
    "text",
    [
        *("", "次", "万次", "0次", "0", "-1万次", "1万万次", "1 0万次", "1,00万次", "10,00", "1e4"),
        *(
            "1.00005万次",
            "0.5次",
            "1万次/月",
            "约1万次",
            "1万个",
            "二万次",
            "1²万次",
            "①万次",
            "007",
        ),
        *("1．．5万", "9" * 16, "1万次 10万次"),
    ],
)
def test_counts_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_calls(text)


@pytest.mark.parametrize(
    ("text", "amount", "per_calls"),
    [
        ("2.5元/千次", "2.5", 1000),
        ("75元/千次", "75", 1000),
        ("0.0011元/张", "0.0011", 1),
        ("0.0011 元/张", "0.0011", 1),
        ("0.30元/次", "0.30", 1),
        ("1.50元/千张", "1.50", 1000),
        ("500元/万次", "500", 10_000),
        ("1,000元/万次", "1000", 10_000),
        ("２．５元／千次", "2.5", 1000),
        ("2.5 元 / 千次", "2.5", 1000),
        ("2.2元/千条", "2.2", 1000),
    ],
)
def test_unit_prices(text: str, amount: str, per_calls: int) -> None:
    price = parse_unit_price(text)
    assert (str(price.amount), price.per_calls) == (amount, per_calls)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "2.5",
            "2.5元",
            "元/千次",
            "2.5 3元/千次",
            "2.5.3元/千次",
            "2,5元/千次",
            "-2.5元/千次",
        ),
        *("0元/千次", "0.00元/次", "2.5元/千张张", "0.10元次", "0. 30元/次", "2.5元/千次起"),
        *("低至0.0006元/次", "约2元/千次", "2元/小时", "2元/千次/月", "2.5元/千次 2.2元/千次"),
        *("2.5²元/千次", "2.5元/次/QPS", "联系商务", "免费", "-", "/", "2.5美元/千次", "$2.5"),
    ],
)
def test_unit_prices_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_unit_price(text)


def test_a_bare_number_needs_the_unit_of_its_head() -> None:
    assert unit_in("单价（元/千次）", "price") == 1000
    assert unit_in("单价（元/千次）", "calls") is None
    assert unit_in("单价", "price") is None
    assert unit_in("单价（元/次或元/千次）", "price") is None
    assert parse_unit_price("2.5", 1000).per_calls == 1000
    assert parse_unit_price("2.5元/千次", 1000).per_calls == 1000
    with pytest.raises(Unreadable, match="the unit of the head"):
        parse_unit_price("2.5元/次", 1000)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("730元/个", "730"),
        ("1250000元/个", "1250000"),
        ("1,000元", "1000"),
        ("9200元", "9200"),
        ("60,000 元", "60000"),
    ],
)
def test_pack_prices(text: str, amount: str) -> None:
    assert parse_pack_price(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["", "730", "0元/个", "730元/次", "1,00元", "730元/个/年", "联系商务", "730 元 元", "7 30元"],
)
def test_pack_prices_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_pack_price(text)


def test_a_bare_pack_price_needs_the_unit_of_its_head() -> None:
    assert parse_pack_price("9,200", unit_in_head=True) == 9200
    with pytest.raises(Unreadable):
        parse_pack_price("9,20", unit_in_head=True)


def band(
    lowers: int | tuple[int, ...],
    lower_in: bool | None,
    uppers: int | tuple[int, ...],
    upper_in: bool | None,
    note: BoundNote | None = None,
) -> Band:
    low = (lowers,) if isinstance(lowers, int) else lowers
    return Band(low, lower_in, (uppers,) if isinstance(uppers, int) else uppers, upper_in, note)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 < 调用量 ≤ 300万", band(0, False, 3_000_000, True)),
        ("300万<调用量≤1500 万", band(3_000_000, False, 15_000_000, True)),
        ("300万＜调用量 ≤ 1500万", band(3_000_000, False, 15_000_000, True)),
        ("0<调用量<1000", band(0, False, 1000, False)),
        ("1000≤调用量<1万", band((1000, 10_000_000), True, 10_000, False)),
        ("1千<调用量≤1万", band(1000, False, 10_000, True)),
        ("10万 <= 月调用总量 < 20万", band(100_000, True, 200_000, False)),
        ("0 - 1000千次/月", band(0, None, 1_000_000, None)),
        ("0-100万次/月", band(0, None, 1_000_000, None)),
        ("0-300万", band(0, None, 3_000_000, None)),
        ("0 ~ 299", band(0, None, 299, None)),
        ("0～299", band(0, None, 299, None)),
        ("500 - 3000 千", band((500, 500_000), None, 3_000_000, None)),
        ("1000千 - 3000次", band(1_000_000, None, (3000, 3_000_000), None)),
        ("1万＜调用量 ≤ 10万次", band(10_000, False, 100_000, True)),
        ("1500万以上", band(15_000_000, None, (), None)),
        ("1500万次以上/月", band(15_000_000, None, (), None)),
        ("15000千次以上/月", band(15_000_000, None, (), None)),
        ("20万及以上", band(200_000, True, (), None)),
        ("1500万<调用量", band(15_000_000, False, (), None)),
        ("调用量 > 100万次", band(1_000_000, False, (), None)),
        ("≥100万次", band(1_000_000, True, (), None)),
        ("＞ 10亿", band(1_000_000_000, False, (), None)),
        ("300万以下", band(0, None, 3_000_000, None)),
        ("调用量≤300万", band(0, None, 3_000_000, True)),
        ("0 - 5000万（含）", band(0, None, 50_000_000, True)),
        ("500万（含）- 2000万", band(5_000_000, True, 20_000_000, None)),
        ("(0 , 20]", band(0, False, 20, True)),
        (
            "0 - 1000千次/月\n(不含1000千次)",
            band(0, None, 1_000_000, None, BoundNote(1_000_000, False)),
        ),
        (
            "0 - 3000千次/月\n(不含1000千次)",
            band(0, None, 3_000_000, None, BoundNote(1_000_000, False)),
        ),
        ("0 - 500 千条 （不含 500 千条）", band(0, None, 500_000, None, BoundNote(500_000, False))),
    ],
)
def test_bounds(text: str, expected: Band) -> None:
    assert looks_like_band(text)
    assert parse_band(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "接口名称",
            "100万次",
            "1000千 - 3000千千次/月",
            "3000千 - 1000千次/月",
            "0 - 0",
            "- 300万",
        ),
        *(
            "0 - 1000千次/日",
            "0 - 300万 - 1500万",
            "0`<`QPS<=10",
            "50 - 1000个",
            "0 - 1000千次/月(不含",
        ),
        *(
            "1 0 - 20",
            "0 < 调用量 ≤",
            "0 - 1,00万",
            "2W以上",
        ),
        *("300万以上以上", "0-300万-", "0 – 1000千次/月 (约)", "0.5次 - 3次", "(1,000,2,000]"),
    ],
)
def test_bounds_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_band(text)


@pytest.mark.parametrize("text", ["2019-11-14", "10:00-22:00", "接口名称", "2.5元/千次", "1万次"])
def test_what_is_no_range_does_not_look_like_one(text: str) -> None:
    assert not looks_like_band(text)


CHANGE = dt.date(2022, 10, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000次/月", Quota(1000, None, True, None)),
        ("1万次/月", Quota(10_000, None, True, None)),
        ("10,000次", Quota(10_000, None, False, None)),
        ("每月1000次", Quota(1000, None, True, None)),
        ("共享10000次/月", Quota(10_000, True, True, None)),
        ("多接口共享\n1000次/月", Quota(1000, True, True, None)),
        ("各1000次/月", Quota(1000, False, True, None)),
        (
            "10000次/月\n注：2022年10月24日起将调整为1000次/月。",
            Quota(10_000, None, True, QuotaChange(CHANGE, 1000, False, "")),
        ),
        (
            "共享10000次/月\n注：2022年10月24日起A接口与A（增强版）接口的免费调用额度将调整为各1000次/月。",
            Quota(
                10_000,
                True,
                True,
                QuotaChange(CHANGE, 1000, True, "A接口与A(增强版)接口的免费调用额度"),
            ),
        ),
    ],
)
def test_quotas(text: str, expected: Quota) -> None:
    assert parse_quota(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "0次/月",
            "1000次/日",
            "1000",
            "1000次/月 2000次/月",
            "1.5次/月",
            "10,00次/月",
            "约1000次/月",
        ),
        *(
            "1000次/月 注：2022年13月24日起将调整为1000次/月。",
            "1000次/月 注：2022年10月24日起取消。",
        ),
        *("1000次/月 注：将调整为1000次/月。", "1000次/月，详见公告", "1000次/年"),
    ],
)
def test_quotas_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_quota(text)


def test_names_in_a_phrase() -> None:
    known = ["人脸检测与分析", "车辆识别", "车辆识别（增强版）"]
    phrase = "车辆识别接口与车辆识别（增强版）接口的免费调用额度"
    assert names_in(phrase, known) == ("车辆识别", "车辆识别（增强版）")
    assert names_in("人脸检测与分析、车辆识别", known) == ("人脸检测与分析", "车辆识别")
    with pytest.raises(Unreadable):
        names_in("车辆识别、宠物识别", known)


def test_a_notice() -> None:
    text = "自2022年10月24日起，具体如下：甲、乙接口的免费调用额度将调整为每接口各1000次/月。"
    notice = parse_notice(text)
    assert (notice.date, notice.calls, notice.each) == (CHANGE, 1000, True)
    assert names_in(notice.phrase, ["甲", "乙", "丙"]) == ("甲", "乙")
    with pytest.raises(Unreadable):
        parse_notice("自2022年10月24日起，免费调用额度取消。")


def test_validity() -> None:
    assert parse_monthly("当月有效，每月发放")
    assert not parse_monthly("一年有效")


def test_words_in_price_cells() -> None:
    assert is_free(" 免费 ")
    assert not is_free("免费1000次")
    assert all(map(is_placeholder, ["-", "——", "/", "无"]))
    assert not is_placeholder("")
    assert looks_like_price("2.5 3元/千次")
    assert not looks_like_price("低至0.0006元/次")


def test_the_vocabulary_alone_loads_no_parser() -> None:
    code = "import sys, tiia_scraper.vocabulary; print({'bs4', 'html5lib'} & set(sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "set()\n"
