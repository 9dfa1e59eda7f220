"""The smallest page for each part of a book, and for each refusal or finding of its reader."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

import pytest
from msgspec import UNSET

from tiia_pricebook import Finding, PriceBook, Source, Where
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page
from tiia_scraper.document.document import Document, Table
from tiia_scraper.document.grid import Cell, Grid
from tiia_scraper.extraction.announcements import announcement_places
from tiia_scraper.extraction.page_parts import Note, Page

D1, D2 = dt.date(2027, 1, 1), dt.date(2027, 7, 1)
FROM = "自2027年1月1日起，"
NOTE = "<br>注：2027年1月1日起"
LADDER = "<table><tr><td>接口<td>0次以上<tr><td>甲<td>2元/次</table>"
Tiers = list[tuple[int, str]]


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr><td>{row.replace('|', '<td>')}" for row in rows) + "</table>"


def read(page: str) -> PriceBook:
    return read_page(page.encode(), "page")


def refusal(page: str) -> PageUnreadable:
    with pytest.raises(PageUnreadable) as refused:
        read(page)
    return refused.value


def place(source: Source | None) -> tuple[str, int | None, int | None, int | None]:
    assert source
    return (source.text, source.table, source.row, source.column)


def found(book: PriceBook, id: str) -> list[Finding]:
    return [finding for finding in book.findings if finding.id == id]


def prices(book: PriceBook) -> list[tuple[dt.date | None, Tiers]]:
    return [
        (table.from_, [(tier.from_calls, str(tier.price)) for tier in table.tiers])
        for table in book.pay_as_you_go
    ]


def whys(book: PriceBook) -> list[str]:
    return [one.text.rpartition("; ")[2] for one in found(book, "announcement-not-read")]


def test_a_book_knows_its_page() -> None:
    snapshot = read(LADDER).snapshot
    assert snapshot.sha256 == hashlib.sha256(LADDER.encode()).hexdigest()
    assert snapshot.source == "page"


def test_a_book_knows_the_clause_of_its_prices_and_what_it_leaves() -> None:
    book = read(f"# 产品价格\n\n如下：\n\n{LADDER}")
    assert [one.text for one in book.unread or ()] == ["产品价格", "接口"]
    assert [priced.clause for priced in book.pay_as_you_go] == [book.clauses[0].id]
    assert book.clauses[0].text == "如下："
    assert book.known_from is None


def test_a_book_is_known_from_the_month_of_a_note_and_not_of_a_sentence() -> None:
    note = "1000次/月<br>注：2022年10月24日起将调整为100次/月。"
    quotas = table("接口|免费额度", f"甲|{note}")
    later = f"{FROM}甲的免费额度调整为50次/月。"
    assert read(f"{quotas}\n\n如下：\n\n{LADDER}\n\n{later}").known_from == dt.date(2022, 10, 1)
    plain = table("接口|免费额度", "甲|1000次/月")
    assert read(f"{plain}\n\n如下：\n\n{LADDER}\n\n{later}").known_from is None


def test_announcements_that_do_not_fit_are_findings() -> None:
    quotas = table("接口|免费额度", "甲|1000次/月")
    packs = table("接口|规格|价格", "甲|1万次|7元")
    page = f"{quotas}\n\n一：\n\n{LADDER}\n\n二：\n\n{packs}\n\n{FROM}"
    assert whys(read(f"{page}甲的价格下调100%。")) == ["its price is none for these calls"]
    assert whys(read(f"{page}甲资源包的价格下调100%。")) == ["its price is none of a pack"]
    said = "甲的免费额度由500次/月调整为50次/月。"
    assert whys(read(page + said)) == ["until then it is 1000, not 500"]
    (denied,) = found(read(f"目前仅支持后付费。{page}"), "no-packs-contradicted")
    assert denied.decision == "both kept"


def test_a_note_beside_a_free_range_is_about_the_tier_that_is_paid() -> None:
    book = read(
        "## 甲\n"
        + table("调用量|单价", "0≤调用量<1万|免费", f"1万≤调用量|2元/次{NOTE}调整为3元/次")
    )
    assert prices(book) == [(None, [(0, "2")]), (D1, [(0, "3")])]
    (quota,) = book.free_quotas
    assert (quota.calls, place(quota.source)) == (10_000, ("免费", 0, 1, 1))


def test_the_sides_of_bounds() -> None:
    def sides(*rows: str) -> list[object]:
        (priced,) = read("## 甲\n" + table("调用量|单价", *rows)).pay_as_you_go
        return [tier.bound_in for tier in priced.tiers]

    assert sides("0≤调用量<1万|3元/次", "1万≤调用量<2万|2元/次", "2万≤调用量|1元/次") == [
        UNSET,
        "upper",
        "upper",
    ]
    assert sides("0<调用量≤1万|3元/次", "1万<调用量≤2万|2元/次", "2万<调用量|1元/次") == [
        UNSET,
        "lower",
        "lower",
    ]
    assert sides("0≤调用量<1万|免费", "1万≤调用量<2万|2元/次", "2万≤调用量|1元/次") == [
        UNSET,
        "upper",
    ]


def test_prices_that_count_another_thing_are_a_finding() -> None:
    book = read("## 甲\n" + table("调用量|单价", "0次以上|2元/张"))
    (finding,) = found(book, "counted-things-differ")
    assert finding.where == Where(0, 1, 1)


PACKS = ("接口|规格|价格", f"甲|1万次|7元{NOTE}调整为6元", "甲|2万次|9元")


def test_a_note_at_the_price_of_a_pack_is_about_that_pack() -> None:
    book = read(f"{LADDER}\n\n二：\n\n{table(*PACKS)}")
    assert [(pack.calls, pack.from_, pack.to, str(pack.price)) for pack in book.packs] == [
        (10_000, None, D1, "7"),
        (10_000, D1, None, "6"),
        (20_000, None, None, "9"),
    ]
    assert place(book.packs[1].source)[1:] == (1, 1, 2)


def test_a_pack_that_is_not_sold_in_words() -> None:
    book = read(f"{LADDER}\n\n二：\n\n{table('接口|规格|价格', '甲|1万次|-', '甲|2万次|9元')}")
    text = "no pack of 1万次 of 甲: '-'"
    assert found(book, "pack-not-sold") == [
        Finding("pack-not-sold", Where(1, 1, 2), text, "no such pack")
    ]
    assert [pack.calls for pack in book.packs] == [20_000]


def test_packs_of_nobody_are_refused_each_once() -> None:
    message = refusal(f"{LADDER}\n\n二：\n\n{table('接口|规格|价格', '|1万次|7元', '|1万次|9元')}")
    assert message.message.startswith("2 places cannot be read")


def test_packs_that_name_none_are_of_the_one_seller() -> None:
    unnamed, named = table("规格|价格", "1万次|7元"), table("接口|规格|价格", "甲|2万次|9元")
    book = read(f"{LADDER}\n\n## 资源包\n{unnamed}\n\n又：\n\n{named}")
    assert [(pack.interface, pack.calls) for pack in book.packs] == [("甲", 10_000), ("甲", 20_000)]


def test_the_head_above_the_sizes_says_how_long_packs_last() -> None:
    packs = (
        "<table><tr><td rowspan=2>接口<td colspan=2>资源包（有效期6个月）"
        "<tr><td>1万次<td>2万次<tr><td>甲<td>7元<td>9元</table>"
    )
    assert [pack.months for pack in read(f"{LADDER}\n\n二：\n\n{packs}").packs] == [6, 6]


def test_a_unit_below_the_head_of_packs_is_none_for_the_others() -> None:
    packs = table("接口|1万次|2万次", "甲|元/个|9元", "甲|7|9元")
    refused = refusal(f"{LADDER}\n\n二：\n\n{packs}")
    assert "table 2, row 2 '甲', column 2 '1万次': '元/个' cannot be read" in refused.message
    assert "table 2, row 3 '甲', column 2 '1万次': '7' cannot be read" in refused.message


def test_bare_numbers_are_no_sizes_of_packs() -> None:
    refused = refusal(f"{LADDER}\n\n二：\n\n{table('接口|次数|价格', '甲|3|7元')}")
    assert refused.expected == "a table of tiers, packs or free quotas"
    assert refused.where == {"table": 1, "row": 1, "column": 2}


def test_a_note_at_a_name_is_about_that_interface() -> None:
    book = read(table("接口|0次以上", f"甲{NOTE}停止服务|2元/次", "乙|3元/次"))
    assert [(table.interface, table.to) for table in book.pay_as_you_go] == [
        ("甲", D1),
        ("乙", None),
    ]
    assert found(book, "announcement-not-read") == []


@pytest.mark.parametrize("name", ["", "-"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    refused = refusal(table("接口|0次以上", f"{name}|2元/次"))
    assert (refused.message, refused.expected) == (
        f"{name!r} cannot be read",
        "the name of an interface",
    )


def test_a_footnote_at_a_name_and_at_a_heading() -> None:
    text, decision = "the footnote mark [1] is next to 甲", "no part of the name"
    assert found(read(table("接口|0次以上", "甲[1]|2元/次")), "footnote-mark") == [
        Finding("footnote-mark", Where(0, 1, 0), text, decision)
    ]
    book = read("## 甲[1]\n\n如下：\n\n" + table("调用量|单价", "0次以上|2元/次"))
    assert found(book, "footnote-mark") == [
        Finding("footnote-mark", Where(0, clause=book.clauses[1].id), text, decision)
    ]
    assert [one.name for one in book.interfaces] == ["甲"]


def test_a_heading_of_two_names_above_a_table_is_refused() -> None:
    refused = refusal("## 车辆识别、商品识别\n" + table("调用量|单价", "0次以上|2元/次"))
    assert (refused.id, refused.message, refused.where) == (
        "interface-unnamed",
        "'车辆识别、商品识别' above the table cannot be read",
        {"table": 0},
    )
    assert refused.expected == "the name of one interface in a cell"


def test_of_more_notes_than_are_read_the_rest_are_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcement_places, "MOST", 1)
    page = Page(Document((), (), "", boxed=True), ())
    where = Table(3, Grid((), ()), (), None)
    for row in (4, 5):
        cell = Cell(f"2元/次\n注：2027年1月1日起调整为{row}元/次", row, 6, 1, 1, header=False)
        announcement_places.note(page, Note(where, cell, "甲", tier=0))
    (heard,) = announcement_places.hear(page)
    assert (heard.interface, heard.source.row) == ("甲", 4)
    (finding,) = page.findings
    assert (finding.id, finding.where) == ("announcement-not-read", Where(3, 5, 6))
    assert finding.text == (
        "seems to announce a change (2027年1月1日): '注:2027年1月1日起调整为5元/次'"
    )


def test_the_end_of_another_product_is_no_matter() -> None:
    assert found(read(f"{LADDER}\n\n乙{FROM}停止服务。"), "announcement-not-read") == []
    assert read(f"{LADDER}\n\n甲{FROM}停止服务。").pay_as_you_go[0].to == D1


def test_quotas_beside_no_column_of_names_are_refused() -> None:
    refused = refusal(f"{LADDER}\n\n二：\n\n{table('免费额度|有效期', '1000次/月|当月有效')}")
    assert (refused.where, refused.expected) == (
        {"table": 1, "row": 0, "column": 0},
        "a column of interfaces next to the quotas",
    )


def test_what_is_announced_grants_no_quota_today() -> None:
    book = read(f"{LADDER}\n\n{FROM}甲的免费额度调整为1000次/月，每月提供1000次的免费调用。")
    assert book.free_quotas == ()


def test_a_grant_from_a_day_on_is_one_from_that_day() -> None:
    for said in (
        f"{FROM}每月提供1000次的免费调用。",
        "2027年1月1日00:00开始每月提供1000次的免费调用。",
    ):
        (quota,) = read(f"{LADDER}\n\n{said}").free_quotas
        assert (quota.calls, quota.from_, quota.to) == (1000, D1, None)


def test_a_grant_from_an_impossible_day_is_refused() -> None:
    refused = refusal(f"{LADDER}\n\n自2027年2月29日起，每月提供1000次的免费调用。")
    assert (refused.id, refused.message, refused.where, refused.expected) == (
        "date-impossible",
        "'2027年2月29日起'",
        {"clause": "quota-monthly"},
        "a date of the calendar",
    )


@pytest.mark.parametrize(
    ("said", "calls"),
    [
        ("每月可免费享受1,000次调用。", 1_000),
        ("每个月免费享受2千次调用。", 2_000),
        ("当月免费享受3万次调用，次月另计。", 30_000),
        ("每月一日发放，每月免费享受500次，当月免费享受600次。", 500),
    ],
)
def test_a_month_and_its_free_calls_in_one_part_of_a_sentence_are_a_grant(
    said: str, calls: int
) -> None:
    (quota,) = read(f"{LADDER}\n\n{said}").free_quotas
    assert (quota.calls, quota.from_) == (calls, None)


@pytest.mark.parametrize(
    "said",
    [
        *("新用户免费享受1000次调用。", "开通后，免费享受1000次调用。", "共1000次，1,000次免费。"),
        *("每月结算，免费享受1000次调用。", "免费享受1000次调用，每月结算。", "0.5千次免费。"),
        *("免费1,000次。", "每月1日免费2.5万次。", "每月免费试用一次，共100次免费。"),
    ],
)
def test_free_calls_without_a_month_are_a_sentence_that_is_not_read(said: str) -> None:
    book = read(f"{LADDER}\n\n{said}")
    assert book.free_quotas == ()
    (finding,) = found(book, "quota-sentence-unread")
    assert finding.text == f"speaks of free calls: {said!r}"


@pytest.mark.parametrize(
    "said",
    [
        *(
            "控制台免费，共1000次。",
            "免费试用1,000元，共5次。",
            "## 免费。每日限1000次",
            "共1000次。",
        ),
        *("免费试用1000天。", "5,100次，免费。"),
    ],
)
def test_free_and_calls_in_two_parts_are_no_grant(said: str) -> None:
    book = read(f"{LADDER}\n\n{said}")
    assert book.free_quotas == ()
    assert found(book, "quota-sentence-unread") == []


@pytest.mark.parametrize("when", ["2027年1月起", "明年起", "近期将"])
def test_a_grant_to_come_from_no_whole_day_on_is_not_read(when: str) -> None:
    said = f"{when}每月提供1000次的免费调用。"
    book = read(f"{LADDER}\n\n{said}")
    assert book.free_quotas == ()
    (finding,) = found(book, "quota-sentence-unread")
    assert finding.text == f"speaks of free calls: {said!r}"


def test_a_grant_where_prices_begin_is_one_of_that_table() -> None:
    said = "于2019年2月28日起开始正式按调用量计费，每月提供1000次的免费调用："
    book = read(f"{said}\n\n{LADDER}")
    assert [(quota.calls, quota.from_) for quota in book.free_quotas] == [(1000, None)]
    assert [table.from_ for table in book.pay_as_you_go] == [dt.date(2019, 2, 28)]


def test_a_grant_of_no_calls_is_a_sentence_that_is_not_read() -> None:
    book = read(f"{LADDER}\n\n每月提供0次的免费调用。")
    assert book.free_quotas == ()
    assert len(found(book, "quota-sentence-unread")) == 1


def test_quotas_of_each_stay_those_of_each() -> None:
    quotas = (
        "<table><tr><td>接口<td>免费额度<tr><td>甲<td rowspan=2>各2000次/月"
        "<br>注：2027年1月1日起将调整为1000次/月。<tr><td>乙</table>"
    )
    book = read(f"如下：\n\n{quotas}\n\n二：\n\n{table('接口|0次以上', '甲|2元/次', '乙|3元/次')}")
    assert [(quota.interfaces, quota.calls) for quota in book.free_quotas] == [
        (("甲",), 2000),
        (("乙",), 2000),
        (("甲",), 1000),
        (("乙",), 1000),
    ]
    assert {quota.clause for quota in book.free_quotas} == {book.clauses[0].id}


def test_ranges_beside_no_price_are_refused() -> None:
    refused = refusal(table("接口|0 - 1万(不含1万)|1万以上", "甲|支持|支持"))
    assert (
        "table 1, row 2 '甲', column 2 '0 - 1万(不含1万)': '支持' cannot be read" in refused.message
    )


def test_a_number_in_the_head_of_a_remark_is_no_remark() -> None:
    refused = refusal(table("接口|0 - 1万(不含1万)|1万以上|前100名", "甲|2元/次|1元/次|-"))
    assert (refused.message, refused.where) == (
        "'前100名' cannot be read",
        {"table": 0, "row": 0, "column": 3},
    )
    assert refused.expected == "a range of calls such as 1000千 - 3000千次/月"


def test_a_term_beside_ranges_down_a_column() -> None:
    page = "## 甲\n" + table("调用量|单价（元/千次）|计费周期", "0次以上|2|月")
    book = read(page)
    assert prices(book) == [(None, [(0, "2")])]
    assert [(one.text, one.why) for one in book.unread or ()] == [
        ("调用量", "column-title"),
        ("单价（元/千次）", "column-title"),
        ("计费周期", "column-title"),
        ("月", "term"),
    ]


def test_ranges_without_a_head_have_their_own_units() -> None:
    (priced,) = read(
        "## 甲\n" + table("0≤调用量<1万|2元/千次", "1万≤调用量|1元/千次")
    ).pay_as_you_go
    assert (priced.per_calls, [tier.price for tier in priced.tiers]) == (
        1000,
        [Decimal(2), Decimal(1)],
    )


def test_an_impossible_day_of_a_sentence_that_grants_nothing_is_a_clause() -> None:
    said = "文档自2027年2月30日起更新。"
    assert said in {clause.text for clause in read(f"{LADDER}\n\n{said}").clauses}
