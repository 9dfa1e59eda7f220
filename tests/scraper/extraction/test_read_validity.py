"""How long packs last: every way to say it, where it may stand, and what is refused."""

import pytest
from msgspec import UNSET

from tiia_pricebook import Pack, PriceBook, dumps, loads
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page
from tiia_scraper.vocabulary import Unreadable, parse_validity, to_validity

PRICES = """
| 接口名称 | 0 - 1000千次/月（不含1000千次） | 1000千次以上/月 |
|---|---|---|
| 商品识别 | 2.5元/千次 | 2元/千次 |
| 车辆识别 | 3元/千次 | 2.5元/千次 |
"""
PACKS = """
| 接口名称 | 资源包规格 | 资源包价格 |
|---|---|---|
| 车辆识别 | 10万次 | 280元/个 |
| 车辆识别 | 100万次 | 2400元/个 |
"""
Length = tuple[int | None, int | None, bool]
YEAR: Length = (12, None, False)
HALF: Length = (6, None, False)
NO_END: Length = (None, None, True)
UNSAID: Length = (None, None, False)


def months(count: int) -> Length:
    return (count, None, False)


def days(count: int) -> Length:
    return (None, count, False)


def read(said: str = "", packs: str = PACKS) -> PriceBook:
    page = f"## 价格\n\n### 后付费\n{PRICES}\n### 预付费\n{packs}\n## 说明\n\n{said}\n"
    return read_page(page.encode(), "page")


def length(pack: Pack) -> Length:
    return (pack.months, pack.days or None, pack.endless is True)


def lengths(book: PriceBook) -> list[Length]:
    return [length(pack) for pack in book.packs]


def table(*rows: str) -> str:
    return "\n".join(f"| {row} |" for row in (rows[0], "|".join("-" * len(rows[0].split("|"))))) + (
        "".join(f"\n| {row} |" for row in rows[1:]) + "\n"
    )


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("资源包有效期均为6个月。", months(6)),
        ("资源包有效期均为 6 个月。", months(6)),
        ("资源包有效期均为６个月。", months(6)),
        ("资源包有效期：12个月。", months(12)),
        ("资源包有效期12个月。", months(12)),
        ("资源包有效期十二个月。", months(12)),
        ("资源包有效期限为两年。", months(24)),
        ("资源包的有效期为二十四个月。", months(24)),
        ("资源包有效期为半年。", months(6)),
        ("资源包有效期为一年半。", months(18)),
        ("资源包有效期为两年半。", months(30)),
        ("资源包有效期为1年6个月。", months(18)),
        ("资源包有效期为5年。", months(60)),
        ("资源包有效期为1年（12个月）。", months(12)),
        ("资源包有效期为1年（自购买之日起计算）。", months(12)),
        ("资源包有效期为365天。", days(365)),
        ("资源包有效期为三百六十五天。", days(365)),
        ("资源包有效期为九十九天。", days(99)),
        ("资源包有效期为90个自然日。", days(90)),
        ("资源包有效期为60日。", days(60)),
        ("资源包有效期为十日。", days(10)),
        ("资源包有效期为二十天。", days(20)),
        ("资源包有效期为一百零五天。", days(105)),
        ("自购买之日起180天内有效。", UNSAID),  # it names no packs, nor does its chapter
        ("资源包自购买之日起180天内有效。", days(180)),
        ("资源包自购买成功之日起，有效期为1年。", months(12)),
        ("资源包有效期：自购买之日起12个月。", months(12)),
        ("资源包有效期自购买之日起计算为7天。", days(7)),
        ("购买的资源包一年内有效。", months(12)),
        ("资源包享有3个月的有效期。", months(3)),
        ("资源包的使用期限为购买之日起1年。", months(12)),
        ("资源包购买后请在6个月内使用完，逾期作废。", months(6)),
        ("请在购买后6个月内使用资源包。", months(6)),
        ("资源包自购买之日起12个月后失效。", months(12)),
        ("资源包长期有效。", NO_END),
        ("资源包永久有效。", NO_END),
        ("资源包有效期为长期。", NO_END),
        ("购买的资源包永不过期。", NO_END),
        ("资源包无有效期限制。", NO_END),
        ("资源包不限有效期。", NO_END),
        ("所有预付费资源包有效期一律为3个月，过期作废。", months(3)),
        ("预付费资源包支持多种规格，有效期均为1年，1年内若次数未用完，则过期作废。", months(12)),
        ("资源包有效期均为1年，一年内未用完作废；未使用的，支持7天内无理由退款。", months(12)),
        ("免费额度用完后，购买的资源包有效期为6个月。", months(6)),
        ("免费资源包当月有效，预付费资源包有效期为1年。", months(12)),
        ("优惠券的有效期为1年。", UNSAID),
        ("资源包在有效期内可叠加使用。", UNSAID),
        ("资源包仅对本账号有效。", UNSAID),
        ("资源包不支持有效期过后的剩余次数冻结。", UNSAID),
        ("资源包支持7天内无理由退款。", UNSAID),
    ],
)
def test_a_sentence_says_how_long_packs_last(said: str, length: Length) -> None:
    book = read(said)
    assert lengths(book) == [length, length]
    assert "pack-validity-unread" not in {finding.id for finding in book.findings}
    where = [pack.validity.clause if pack.validity else None for pack in book.packs]
    assert where == [None if length == UNSAID else book.clauses[-1].id] * 2 or "。" in said[:-1]


@pytest.mark.parametrize(
    "said",
    [
        "资源包有效期为0个月。",
        "资源包有效期为06个月。",
        "资源包有效期为1.5年。",
        "资源包有效期为3-12个月。",
        "资源包有效期为6至12个月。",
        "资源包有效期为6月。",
        "资源包有效期为数月。",
        "资源包有效期为一个季度。",
        "资源包有效期为2周。",
        "资源包有效期为90个工作日。",
        "资源包有效期为6个自然月。",
        "资源包有效期为72小时。",
        "资源包有效期最长1年。",
        "资源包有效期不少于6个月。",
        "资源包有效期约6个月。",
        "资源包有效期1年以上。",
        "资源包有效期不是6个月。",
        "资源包有效期可延长3个月。",
        "资源包有效期为当月。",
        "资源包当年有效。",
        "资源包自激活之日起180天内有效。",
        "资源包自购买次日起180天内有效。",
        "新用户购买的资源包有效期为2年。",
        "资源包有效期为6个月，老用户为一年。",
        "资源包有效期为6个月，其他规格长期有效。",
        "资源包有效期为1年（365天）。",
        "100万次及以上资源包有效期为1年。",
        "资源包有效期为6个月，资源包有效期为1年。",
    ],
)
def test_a_sentence_that_is_not_understood_is_refused(said: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(said)
    assert refused.value.id == "pack-validity-unreadable"
    assert set(refused.value.where) == {"clause"}


def test_two_sentences_that_disagree_are_refused() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read("资源包有效期为6个月。\n\n资源包有效期为1年。")
    assert refused.value.id == "pack-validity-contradictory"
    assert refused.value.where == {"clause": "pack-validity-2"}


def test_two_sentences_that_agree_are_one() -> None:
    assert lengths(read("资源包有效期为一年。\n\n资源包有效期为12个月。")) == [YEAR, YEAR]


@pytest.mark.parametrize(
    "said",
    [
        "资源包有效期以控制台显示为准。",
        "资源包有效期详见购买页。",
        "免费资源包的有效期为1个月。",
        "赠送的资源包，有效期为3个月。",
        "商品识别资源包有效期为6个月。",
    ],
)
def test_a_validity_that_is_spoken_of_and_not_stated_is_a_finding(said: str) -> None:
    book = read(said)
    assert lengths(book) == [UNSAID, UNSAID]
    (found,) = [finding for finding in book.findings if finding.id == "pack-validity-unread"]
    assert said in found.text
    assert found.where.clause == book.clauses[-1].id


def test_the_sentence_that_is_announced_is_told() -> None:
    book = read("自2027年1月1日起，资源包有效期调整为6个月。")
    assert lengths(book) == [UNSAID, UNSAID]
    assert "announcement-not-read" in {finding.id for finding in book.findings}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("规格|价格|有效期", "10万次|280元|6个月", "100万次|2400元|1年"), [HALF, YEAR]),
        (
            ("规格|价格|有效期", "10万次|28元|180天", "100万次|240元|长期"),
            [days(180), NO_END],
        ),
        (("规格|有效期|价格", "10万次|半年|280元", "100万次|十二个月|2400元"), [HALF, YEAR]),
        (("规格|价格|有效期（月）", "10万次|280元|6", "100万次|2400元|12"), [HALF, YEAR]),
        (
            ("规格|价格|有效期/天", "10万次|28元|180", "100万次|240元|365天"),
            [days(180), days(365)],
        ),
        (
            ("规格|价格|有效期（单位：年）", "10万次|28元|1", "100万次|240元|2"),
            [YEAR, months(24)],
        ),
        (("规格|价格|有效月数", "10万次|280元|6", "100万次|2400元|十二"), [HALF, YEAR]),
        (
            ("规格|价格|使用期限", "10万次|28元|自购买之日起6个月", "100万次|240元|1年"),
            [HALF, YEAR],
        ),
        (("规格|价格|说明", "10万次|280元|有效期6个月", "100万次|2400元|有效期1年"), [HALF, YEAR]),
        (("规格|价格（有效期6个月）", "10万次|280元", "100万次|2400元"), [HALF, HALF]),
        (("规格|价格（元/个，有效期一年）", "10万次|280", "100万次|2400"), [YEAR, YEAR]),
        (("规格（长期有效）|价格", "10万次|280元", "100万次|2400元"), [NO_END, NO_END]),
        (("10万次|100万次|有效期", "280元|2400元|6个月"), [HALF, HALF]),
        (("10万次/元|100万次/元|有效期（月）", "280|2400|6"), [HALF, HALF]),
    ],
)
def test_a_column_or_a_head_says_how_long_packs_last(
    rows: tuple[str, ...], expected: list[Length]
) -> None:
    head, *body = rows
    book = read(packs=table(f"接口|{head}", *(f"车辆识别|{row}" for row in body)))
    assert lengths(book) == expected
    assert {pack.validity.table for pack in book.packs if pack.validity} == {1}


def test_the_cell_of_a_validity_is_kept() -> None:
    rows = ("接口|规格|价格|有效期", "车辆识别|10万次|280元|6个月")
    (pack,) = read(packs=table(*rows)).packs
    assert pack.validity
    source = pack.validity
    assert (source.table, source.row, source.column, source.text) == (1, 1, 3, "6个月")


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        (("规格|价格|有效期", "10万次|280元|6"), 1, 3),
        (("规格|价格|有效期", "10万次|280元|"), 1, 3),
        (("规格|价格|有效期", "10万次|280元|-"), 1, 3),
        (("规格|价格|有效期", "10万次|280元|当月"), 1, 3),
        (("规格|价格|有效期（月）", "10万次|280元|180天"), 1, 3),
        (("规格|价格|有效期（月）", "10万次|280元|1年"), 1, 3),
        (("规格|价格|有效期（周）", "10万次|280元|6"), 0, 3),
        (("规格|价格|说明", "10万次|280元|有效期6个月，不可退"), 1, 3),
        (("规格|价格（有效期6至12个月）", "10万次|280元"), 0, 1),
        (("规格|价格（有效期6个月）|有效期", "10万次|280元|1年"), 0, 2),
        (("规格（有效期6个月）|价格（有效期1年）", "10万次|280元"), 0, 2),
    ],
)
def test_a_cell_that_is_not_understood_is_refused(
    rows: tuple[str, ...], row: int, column: int
) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(
            packs=table(
                *(f"{name}|{one}" for name, one in zip(("接口", "车辆识别"), rows, strict=True))
            )
        )
    assert refused.value.id in {"cell-unreadable", "cell-unread"}
    assert refused.value.where == {"table": 1, "row": row, "column": column}


def test_a_cell_and_a_sentence_that_disagree_are_refused() -> None:
    rows = ("接口|规格|价格|有效期", "车辆识别|10万次|280元|6个月")
    assert lengths(read("资源包有效期均为半年。", table(*rows))) == [HALF]
    with pytest.raises(PageUnreadable) as refused:
        read("资源包有效期均为1年。", table(*rows))
    assert refused.value.id == "pack-validity-contradictory"


def test_a_heading_says_how_long_its_packs_last() -> None:
    page = f"## 后付费\n{PRICES}\n## 资源包（有效期6个月）\n\n价格如下：\n{PACKS}"
    assert lengths(read_page(page.encode(), "page")) == [HALF, HALF]
    page = page.replace("6个月", "6至12个月")
    with pytest.raises(PageUnreadable) as refused:
        read_page(page.encode(), "page")
    assert refused.value.id == "pack-validity-unreadable"


def test_a_chapter_of_packs_needs_no_word_for_them() -> None:
    book = read(packs=f"{PACKS}\n自购买之日起180天内有效。\n")
    assert lengths(book) == [days(180), days(180)]


def test_chapters_of_packs_each_have_their_own() -> None:
    other = PACKS.replace("车辆识别", "商品识别")
    packs = f"#### 甲\n资源包有效期为6个月。\n{PACKS}\n#### 乙\n资源包有效期为1年。\n{other}"
    assert lengths(read(packs=packs)) == [HALF, HALF, YEAR, YEAR]
    packs = packs.replace("资源包有效期为1年。", "价格如下：")
    assert lengths(read(packs=packs)) == [HALF, HALF, HALF, HALF]


def test_sizes_and_interfaces_each_have_their_own() -> None:
    said = "10万次资源包有效期为6个月，100万次资源包有效期为1年。"
    assert lengths(read(said)) == [HALF, YEAR]
    packs = PACKS + "| 商品识别 | 10万次 | 200元/个 |\n"
    said = "车辆识别资源包有效期为6个月；商品识别资源包有效期为两年。"
    assert lengths(read(said, packs)) == [HALF, HALF, months(24)]
    said = "车辆识别资源包支持多种规格，有效期均为6个月。"
    assert lengths(read(said, packs)) == [HALF, HALF, UNSAID]


def test_the_page_of_six_months() -> None:
    """2023-12 is beyond six months from 2023-01-15: the whole case is a scenario of the suite."""
    assert lengths(read("- 资源包有效期均为6个月。")) == [HALF, HALF]


def test_a_validity_survives_its_book_in_json() -> None:
    for said, length in (("6个月", HALF), ("180天", days(180)), ("长期", NO_END)):
        book = read(f"资源包有效期为{said}。")
        assert lengths(loads(dumps(book))) == [length, length]
        assert loads(dumps(book)) == book


def test_an_unstated_validity_writes_nothing_new() -> None:
    (pack, _) = read().packs
    assert (pack.months, pack.days, pack.endless, pack.validity) == (None, UNSET, UNSET, UNSET)
    assert b'"validity"' not in dumps(read())


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("6个月", 6, "month"),
        ("一年", 1, "year"),
        ("半年", 6, "month"),
        ("一年半", 18, "month"),
        ("九十九天", 99, "day"),
        ("长期有效", None, None),
    ],
)
def test_the_words_of_a_validity(text: str, count: int | None, unit: str | None) -> None:
    assert (parse_validity(text).count, parse_validity(text).unit) == (count, unit)
    assert to_validity(text) == parse_validity(text)


@pytest.mark.parametrize("text", ["", "6", "6月", "〇个月", "十十天", "6个月/12个月", "x" * 10_000])
def test_words_that_are_no_validity(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_validity(text)


def test_a_day_on_which_packs_end_is_told_as_an_announcement() -> None:
    book = read("资源包有效期至2025年12月31日。")
    assert "announcement-not-read" in {finding.id for finding in book.findings}
