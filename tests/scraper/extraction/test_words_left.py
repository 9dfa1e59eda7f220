"""Words of which neither fact nor clause is made: where each stands and why, or a refusal."""

from __future__ import annotations

import pytest

from tiia_pricebook.errors import PageUnreadable
from tiia_pricebook.unread_words import WHY
from tiia_scraper import read_page
from tiia_scraper.document.document import Sentence
from tiia_scraper.extraction.leftover import read_told

PLAIN = (
    "<table><tr><td>接口名称<td>0 - 1万(不含1万)<td>1万以上</tr>"
    "<tr><td>甲<td>2元/千次<td>1元/千次</tr></table>"
)
Left = tuple[int | None, int | None, int | None, int | None, str, str]


def table(*rows: str) -> str:
    return (
        "<table>" + "".join(f"<tr><td>{row.replace('|', '<td>')}</tr>" for row in rows) + "</table>"
    )


def left(page: str) -> list[Left]:
    """Table, row, column, block, text and why of all that a page leaves."""
    unread = read_page(page.encode(), "page").unread or ()
    assert {one.why for one in unread} <= WHY.keys()
    return [
        (one.where.table, one.where.row, one.where.column, one.where.block, one.text, one.why)
        for one in unread
    ]


def cells(page: str, number: int = 0) -> list[tuple[int | None, int | None, str, str]]:
    """Row, column, text and why of what is left of one table."""
    return [(row, column, text, why) for t, row, column, _, text, why in left(page) if t == number]


def refusal(page: str) -> PageUnreadable:
    with pytest.raises(PageUnreadable) as refused:
        read_page(page.encode(), "page")
    return refused.value


def test_a_table_of_other_things_is_told_row_by_row() -> None:
    document, _ = read_told(
        "## 限制\n说明如下。\n\n<table><caption>清晰度</caption><tr><td>等级<td>说明</tr>"
        "<tr><td>高<td>很<br>清楚</tr><tr><td>低<td></tr><tr><td colspan=2>仅供参考。</tr></table>"
    )
    path = ("限制",)
    assert document.sentences == (
        Sentence("限制", 0, 0, (), heading=True),
        Sentence("说明如下。", 1, 0, path),
        Sentence("仅供参考。", 2, 0, path, table=0),
        Sentence("清晰度", 3, 0, path, table=0, row=-1),
        Sentence("等级 | 说明", 4, 0, path, table=0, row=0),
        Sentence("高 | 很清楚", 5, 0, path, table=0, row=1),
        Sentence("低", 6, 0, path, table=0, row=2),
    )


def test_a_page_of_one_table_begins_with_its_first_row() -> None:
    document, layouts = read_told(f"{table('等级|说明')}{PLAIN}")
    assert document.sentences == (Sentence("等级 | 说明", 0, 0, (), table=0, row=0),)
    assert [layout.concerns for layout in layouts] == [False, True]


def test_titles_and_what_is_not_shown_stand_before_a_block_of_prose() -> None:
    page = f"# 产品价格\n\n您好。\n\n<p hidden>旧的</p>\n\n## 价格说明\n\n如下：\n\n{PLAIN}"
    assert [one for one in left(page) if one[0] is None] == [
        (None, None, None, 0, "产品价格", "heading-title"),
        (None, None, None, 1, "旧的", "hidden-text"),
        (None, None, None, 1, "价格说明", "heading-title"),
    ]


def test_what_stands_in_a_table_and_is_no_text_of_it() -> None:
    page = (
        f"{PLAIN}<table><tr><td>接口名称<td>规格<td>价格</tr><tr hidden><td>丙<td>1次<td>9元</tr>"
        "<tr><td>甲<td>1万次<span hidden>起</span><td>7元<td hidden>旧</tr></table>"
    )
    assert [one for one in left(page) if one[5].startswith("hidden")] == [
        (1, 1, None, None, "丙 1次 9元", "hidden-row"),
        (1, 1, 1, None, "起", "hidden-text"),
        (1, 1, 3, None, "旧", "hidden-cell"),
    ]


@pytest.mark.parametrize(("caption", "heading"), [("价格说明", "甲"), ("图像价目", "图像价目")])
def test_a_caption_that_says_what_headings_say(caption: str, heading: str) -> None:
    page = f"## {heading}\n{PLAIN.replace('<table>', f'<table><caption>{caption}</caption>')}"
    assert left(page)[0] == (0, None, None, None, caption, "caption-title")


def test_a_caption_of_other_words_is_refused() -> None:
    page = f"## 甲\n{PLAIN.replace('<table>', '<table><caption>限时五折</caption>')}"
    refused = refusal(page)
    assert (refused.id, refused.message, refused.where, refused.expected) == (
        "caption-unread",
        "the caption '限时五折' is over prices, packs or quotas",
        {"table": 0},
        "a caption of known words",
    )


def test_words_beside_prices() -> None:
    page = table(
        "分类|接口名称|计费模式|0 - 1万(不含1万)|1万以上|备注|周期",
        "图像理解|甲|后付费|2元/千次|1元/千次|-|月",
        "图像处理|刊例价|按量计费|2元/千次|1元/千次||按月",
    )
    assert cells(f"## 甲乙\n{page}") == [
        (0, 0, "分类", "column-title"),
        (0, 1, "接口名称", "column-title"),
        (0, 2, "计费模式", "column-title"),
        (0, 5, "备注", "column-title"),
        (0, 6, "周期", "column-title"),
        (1, 0, "图像理解", "group-name"),
        (1, 2, "后付费", "term"),
        (1, 5, "-", "term"),
        (1, 6, "月", "term"),
        (2, 0, "图像处理", "group-name"),
        (2, 1, "刊例价", "list-price-row"),
        (2, 2, "按量计费", "term"),
        (2, 6, "按月", "term"),
    ]


def test_a_row_that_is_a_title_says_nothing() -> None:
    page = PLAIN.replace("</table>", "<tr><td colspan=3>备注</tr></table>")
    assert cells(page)[-1] == (2, 0, "备注", "row-title")


def test_packs_and_quotas_that_there_are_not_come_first_and_in_order() -> None:
    packs = table("接口名称|规格|价格", "甲|1万次|7元", "甲|10万次|-", "甲|100万次|无")
    quotas = table("接口名称|免费额度|有效期", "甲|-|当月有效", "乙|1000次/月|当月有效，每月发放")
    assert cells(f"{PLAIN}\n\n又如下：\n\n{packs}\n\n又如下：\n\n{quotas}", 1) == [
        (2, 1, "10万次", "not-sold"),
        (2, 2, "-", "not-sold"),
        (3, 1, "100万次", "not-sold"),
        (3, 2, "无", "not-sold"),
        (0, 0, "接口名称", "column-title"),
        (0, 1, "规格", "column-title"),
        (0, 2, "价格", "column-title"),
    ]
    assert cells(f"{PLAIN}\n\n又如下：\n\n{quotas}", 1) == [
        (1, 1, "-", "not-sold"),
        (0, 0, "接口名称", "column-title"),
        (0, 1, "免费额度", "column-title"),
        (0, 2, "有效期", "column-title"),
        (1, 2, "当月有效", "monthly-validity"),
        (2, 2, "当月有效，每月发放", "monthly-validity"),
    ]


def test_a_head_over_two_columns_is_a_title_of_both() -> None:
    packs = (
        "<table><tr><td rowspan=2>接口<td colspan=2>资源包（单位：元）</tr>"
        "<tr><td>1万次<td>10万次</tr><tr><td>甲<td>7<td>60</tr></table>"
    )
    assert cells(f"{PLAIN}\n\n## 资源包\n{packs}", 1) == [
        (0, 0, "接口", "column-title"),
        (0, 1, "资源包（单位：元）", "column-title"),
    ]


def test_a_remark_that_says_how_long_packs_last() -> None:
    packs = table("接口|规格|价格|备注", "甲|1万次|7元|有效期6个月")
    assert cells(f"{PLAIN}\n\n## 资源包\n{packs}", 1)[-1] == (0, 3, "备注", "column-title")


def test_a_unit_in_the_head_of_prices_and_in_that_of_ranges() -> None:
    page = "## 甲\n" + table("调用量（万次）|单价（元/千次）", "0 - 1|2", "1以上|1")
    assert cells(page) == [
        (0, 0, "调用量（万次）", "column-title"),
        (0, 1, "单价（元/千次）", "column-title"),
    ]


TIERS = ("接口名称|0 - 1万(不含1万)|1万以上", "甲|2元/千次|1元/千次")


@pytest.mark.parametrize(
    ("page", "row", "column", "text"),
    [
        (table(f"{TIERS[0]}|备注", f"{TIERS[1]}|限时"), 1, 3, "限时"),
        (table(f"{TIERS[0]}|备注", f"{TIERS[1]}|甲"), 1, 3, "甲"),
        (table(f"{TIERS[0]}|备注", f"{TIERS[1]}|刊例价"), 1, 3, "刊例价"),
        (table(f"{TIERS[0]}|备注", f"{TIERS[1]}|说明"), 1, 3, "说明"),
        (table(f"{TIERS[0]}|计费模式", f"{TIERS[1]}|月"), 1, 3, "月"),
        (table(f"{TIERS[0]}|限时", f"{TIERS[1]}|-"), 0, 3, "限时"),
        (table(f"分类|{TIERS[0]}", f"限时优惠|{TIERS[1]}"), 1, 0, "限时优惠"),
        (table(f"分类|{TIERS[0]}", f"第3类|{TIERS[1]}"), 1, 0, "第3类"),
        (table(f"新用户优惠|{TIERS[0]}", f"图像|{TIERS[1]}"), 0, 0, "新用户优惠"),
        (table("免费接口名称|0 - 1万|1万以上", TIERS[1]), 0, 0, "免费接口名称"),
        (table("接口名称（次）|0 - 1万|1万以上", TIERS[1]), 0, 0, "接口名称（次）"),
        (
            table(*TIERS).replace("</table>", "<tr><td colspan=3>更多</tr></table>"),
            *(2, 0, "更多"),
        ),
        ("## 甲\n" + table("0<调用量≤1万|2元/次|月", "1万<调用量|1元/次|月"), 0, 2, "月"),
    ],
)
def test_a_word_that_may_change_a_price_is_refused(
    page: str, row: int, column: int, text: str
) -> None:
    refused = refusal(f"{page}\n\n采用阶梯到达定价。")
    assert refused.id == "cell-unread"
    assert refused.where == {"table": 0, "row": row, "column": column}
    said = f"{text!r} is in a table of prices, packs or quotas, and no rule reads it"
    assert said in refused.message
    assert refused.expected == "names, prices, packs and quotas, and known heads"


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("接口名称|免费额度（元/千次）|有效期", 1),
        ("接口名称|免费额度|有效期（次）", 2),
        ("接口名称|免费额度折扣|有效期", 1),
    ],
)
def test_the_head_of_quotas_counts_calls_and_nothing_else(head: str, column: int) -> None:
    quotas = table(head, "甲|1000次/月|当月有效")
    refused = refusal(f"{PLAIN}\n\n又如下：\n\n{quotas}")
    assert (refused.id, refused.where) == (
        "cell-unread",
        {"table": 1, "row": 0, "column": column},
    )


def test_a_long_cell_is_quoted_in_part() -> None:
    page = table(f"{TIERS[0]}|备注", f"{TIERS[1]}|{'长' * 2001}")
    assert refusal(page).message == (
        f"{'长' * 2000!r} is in a table of prices, packs or quotas, and no rule reads it"
    )


@pytest.mark.parametrize("said", ["2元/千次", "1000次/月"])
def test_a_price_or_a_quota_as_wide_as_a_table_of_other_things_is_refused(said: str) -> None:
    """Words alone would be a note of the table; with a figure the row is one of data."""
    refused = refusal(
        f"{PLAIN}\n\n地域：\n\n<table><tr><td>地域<td>支持</tr><tr><td>广州<td>是</tr>"
        f"<tr><td colspan=2>{said}</tr></table>"
    )
    assert (refused.id, refused.message) == ("cell-unreadable", f"{said!r} cannot be read")
    assert refused.where == {"table": 1, "row": 2, "column": 0}
    assert refused.expected == "a table of tiers, packs or free quotas"


def test_a_unit_below_the_sizes_of_packs_is_none_of_their_prices() -> None:
    packs = table("接口|1万次|10万次", "|价格（元）|价格（元）", "甲|7|60")
    refused = refusal(f"{PLAIN}\n\n资源包：\n\n{packs}")
    places = [(one.where["row"], one.where["column"]) for one in refused.problems]
    assert {(2, 1), (2, 2)} <= {*places}
