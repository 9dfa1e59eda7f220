"""Notices of free quotas beside the cells: alone, repeated, or at odds, worked out by hand."""

from __future__ import annotations

from functools import partial

import pytest

from support import announcing
from support.announcing import CAR, D1, D2, D3, FROM, GOODS, LATER, Days, announced, quotas, whys
from tiia_pricebook import Finding, PriceBook, Where
from tiia_scraper.extraction import carried_out

# Small, since many pages are read: a quota and a price for each of two interfaces.
PAGE = """免费额度如下：

<table><tr><td>接口名称<td>免费额度<tr><td>商品识别<td>1000次/月<tr><td>车辆识别<td>500次/月</table>

价格如下：

<table><tr><td>接口名称<td>0次以上/月<tr><td>商品识别<td>2.5元/千次<tr><td>车辆识别<td>3元/千次</table>

"""
NOTE = "注：2027年1月1日起将调整为800次/月。"
GOODS_NOTE = ("1000次/月", f"1000次/月<br>{NOTE}")
CAR_NOTE = ("500次/月", "500次/月<br>注：2027年1月1日起将调整为300次/月。")
TWICE = (
    "1000次/月",
    "1000次/月<br>注：2027年1月1日起将调整为800次/月；2027年7月1日起将调整为700次/月。",
)
UNCHANGED: list[tuple[Days, int]] = [((None, None), 1000)]
FALLS: list[tuple[Days, int]] = [((None, D1), 1000), ((D1, None), 800)]


page = partial(announcing.page, text=PAGE)
read = partial(announcing.read, text=PAGE)


def notices(book: PriceBook) -> list[Finding]:
    return [finding for finding in book.findings if finding.id.startswith("notice")]


def at_cell(row: int, text: str) -> Finding:
    where = Where(0, row, 1)
    return Finding(
        "notice-contradicts-cell", where, f"{text}; the notice says otherwise", "the cell holds"
    )


@pytest.mark.parametrize(
    "said",
    [
        f"{FROM}商品识别的免费调用额度由1000次/月调整为800次/月。",
        f"{FROM}如下：商品识别接口的免费调用额度将调整为每接口各800次/月。",
        f"额度通知：{FROM}商品识别的免费调用额度由1000次/月调整为800次/月。",
    ],
)
def test_a_notice_that_no_cell_repeats_announces(said: str) -> None:
    book = read(tail=said)
    assert quotas(book) == FALLS
    assert quotas(book, CAR) == [((None, None), 500)]
    later = next(quota for quota in book.free_quotas if quota.from_)
    assert (later.source.text, later.source.clause) == (said, book.clauses[-1].id)
    assert notices(book) == announced(book) == []


def test_the_calls_of_another_interface_repeat_nothing() -> None:
    book = read(tail=f"{FROM}如下：商品识别接口的免费调用额度将调整为500次/月。")
    assert quotas(book) == [((None, D1), 1000), ((D1, None), 500)]
    assert notices(book) == []


def test_what_a_cell_had_until_its_note_is_no_repetition() -> None:
    said = "自2028年1月1日起，如下：商品识别接口的免费调用额度将调整为1000次/月。"
    book = read(GOODS_NOTE, tail=said)
    assert quotas(book) == [((None, D1), 1000), ((D1, D3), 800), ((D3, None), 1000)]
    assert notices(book) == []


def test_a_notice_of_a_day_after_the_end_says_where_it_stands() -> None:
    end = f"{FROM}商品识别停止服务。"
    book = read(tail=f"{end}{LATER}如下：商品识别接口的免费调用额度将调整为800次/月。")
    (finding,) = announced(book)
    assert whys(book) == ["商品识别 has no free quota then"]
    assert finding.where == Where(clause=book.clauses[-1].id)


def test_each_of_two_notices_repeats_its_cell() -> None:
    goods = f"{FROM}如下：商品识别接口的免费调用额度将调整为800次/月。"
    car = f"{FROM}如下：车辆识别接口的免费调用额度将调整为300次/月。"
    assert notices(read(GOODS_NOTE, CAR_NOTE, tail=f"{goods}{car}")) == []
    assert notices(read(GOODS_NOTE, CAR_NOTE, tail=goods)) == [
        at_cell(2, "车辆识别: 300 calls from 2027-01-01")
    ]


def test_notes_without_a_notice_are_no_contradiction() -> None:
    assert notices(read(GOODS_NOTE, CAR_NOTE)) == []


def test_a_notice_of_its_own_says_nothing_of_the_notes_of_others() -> None:
    book = read(CAR_NOTE, tail=f"{LATER}如下：商品识别接口的免费调用额度将调整为800次/月。")
    assert notices(book) == []
    assert quotas(book) == [((None, D2), 1000), ((D2, None), 800)]


def test_an_interface_without_a_note_beside_one_with_it() -> None:
    said = f"{FROM}如下：商品识别、车辆识别接口的免费调用额度将调整为800次/月。"
    book = read(GOODS_NOTE, tail=said)
    assert notices(book) == [
        Finding(
            "notice-contradicts-cell",
            Where(clause=book.clauses[-1].id),
            "the notice changes the quota of 车辆识别; no cell does",
            "the cells hold",
        )
    ]
    assert quotas(book, CAR) == [((None, None), 500)]


def test_a_notice_that_repeats_one_cell_and_is_the_only_word_of_another_note() -> None:
    """车辆识别 has 300 from 2027-01-01 by its note; from 2027-07-01 on, 800 by the notice."""
    said = f"{LATER}如下：商品识别、车辆识别接口的免费调用额度将调整为800次/月。"
    book = read(GOODS_NOTE, CAR_NOTE, tail=said)
    assert notices(book) == [at_cell(1, "商品识别: 800 calls from 2027-01-01")]
    assert quotas(book) == FALLS
    assert quotas(book, CAR) == [((None, D1), 500), ((D1, D2), 300), ((D2, None), 800)]


@pytest.mark.parametrize(
    "said",
    [
        f"{FROM}免费调用额度调整为800次/月。",
        f"{FROM}商品识别免费调用额度调整为800次/月，车辆识别第一档价格调整为2元/千次。",
    ],
)
def test_a_notice_of_other_things_is_not_read(said: str) -> None:
    book = read(tail=said)
    assert notices(book) == [
        Finding(
            "notice-unread",
            Where(clause=book.clauses[-1].id),
            "not a notice with a date, interfaces and a quota",
            "the cells hold",
        )
    ]
    assert quotas(book) == UNCHANGED


def test_a_notice_that_ends_another_interface_is_read_once() -> None:
    book = read(tail=f"{FROM}商品识别免费调用额度调整为800次/月，车辆识别停止服务。")
    assert notices(book) == announced(book) == []
    assert quotas(book) == FALLS
    assert quotas(book, CAR) == [((None, D1), 500)]


SAID = "商品识别的免费额度调整为"


def test_a_sentence_that_says_what_the_cell_says_adds_nothing() -> None:
    tail = f"{FROM}{SAID}800次/月。"
    book = read(GOODS_NOTE, tail=tail)
    assert quotas(book) == FALLS
    assert notices(book) == announced(book) == []
    assert carried_out(page(GOODS_NOTE, tail=tail)) == ()


@pytest.mark.parametrize("said", [f"{FROM}{SAID}700次/月。", f"{LATER}{SAID}800次/月。"])
def test_a_sentence_at_odds_with_the_cell_leaves_it(said: str) -> None:
    book = read(GOODS_NOTE, tail=said)
    assert quotas(book) == FALLS
    assert notices(book) == [at_cell(1, "商品识别: 800 calls from 2027-01-01")]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (f"{FROM}{SAID}600次/月。", "800 calls from 2027-01-01"),
        (f"{LATER}{SAID}600次/月。", "700 calls from 2027-07-01"),
        (f"{FROM}如下：商品识别接口的免费调用额度将调整为600次/月。", "800 calls from 2027-01-01"),
        (f"{LATER}如下：商品识别接口的免费调用额度将调整为600次/月。", "700 calls from 2027-07-01"),
    ],
)
def test_of_a_note_with_two_changes_the_one_at_odds_is_named(said: str, named: str) -> None:
    assert notices(read(TWICE, tail=said)) == [at_cell(1, f"商品识别: {named}")]


def test_a_sentence_of_a_third_change_goes_on_from_the_note() -> None:
    book = read(GOODS_NOTE, tail=f"自2028年1月1日起，{SAID}700次/月。")
    assert quotas(book) == [((None, D1), 1000), ((D1, D3), 800), ((D3, None), 700)]
    assert notices(book) == []


@pytest.mark.parametrize(
    "said",
    [f"{LATER}商品识别停止服务。", f"{FROM}商品识别第一档价格由2.5元/千次调整为2.4元/千次。"],
)
def test_another_announcement_is_no_matter_of_the_note(said: str) -> None:
    book = read(GOODS_NOTE, tail=said)
    assert notices(book) == []
    assert len([table for table in book.pay_as_you_go if table.interface == GOODS]) == (
        1 if "停止" in said else 2
    )


def test_a_note_of_three_changes_in_words() -> None:
    note = (
        "1000次/月<br>注：2027年1月1日起将调整为800次/月；"
        "2027年7月1日起将调整为700次/月；2028年1月1日起将调整为600次/月。"
    )
    book = read(("1000次/月", note))
    assert [finding for finding in book.findings if finding.id == "two-quotas-in-one-cell"] == [
        Finding(
            "two-quotas-in-one-cell",
            Where(0, 1, 1),
            "1000 calls a month until 2027-01-01, 800 from then on, 700 from 2027-07-01 on, "
            "600 from 2028-01-01 on",
            "both kept, dated",
        )
    ]
    assert quotas(book)[1:] == [((D1, D2), 800), ((D2, D3), 700), ((D3, None), 600)]
    (clause,) = {quota.clause for quota in book.free_quotas}
    assert clause
    assert book.clause(clause).text == "免费额度如下："
