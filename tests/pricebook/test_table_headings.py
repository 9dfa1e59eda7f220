"""Tables go by the heading above them, where people read."""

from __future__ import annotations

import pytest

import frozen
from tiia_pricebook.cell_places import CellNames, in_words
from tiia_pricebook.errors import PageUnreadable
from tiia_pricebook.table_headings import heading_of, headings, name_in, names_on
from tiia_pricing.changes import compare
from tiia_pricing.changes.report import sentence, with_headings
from tiia_pricing.locale import tell_in
from tiia_pricing.price_list.book_text import book_text
from tiia_scraper import read_page

CELL = {"table": 1, "row": 4, "column": 1}
# Typed from the page: three tables stand under the one heading of recognition.
ON_THE_PAGE = {
    0: "免费额度",
    1: "图像识别后付费",
    2: "图像识别后付费",
    3: "图像识别后付费",
    4: "图像识别预付费",
    5: "图像处理价格说明",
}


def test_each_table_of_the_page_has_its_heading() -> None:
    assert headings(frozen.book()) == ON_THE_PAGE


def test_a_clause_that_is_no_heading_has_the_one_it_stands_under() -> None:
    book = frozen.book()
    assert heading_of(book, "recognition-prepaid") == "图像识别预付费"  # is a heading itself
    assert heading_of(book, "processing-pay-as-you-go") == "图像处理价格说明"  # 后付费价格如下：
    assert (heading_of(book, None), heading_of(book, "no-such-clause")) == (None, None)


def test_a_heading_stands_in_the_quotation_marks_of_the_language() -> None:
    place = in_words(CELL, CellNames("图像识别后付费"))
    assert str(place) == "table 2 '图像识别后付费', row 5, column 2"
    assert tell_in("zh")(place) == "第 2 张表“图像识别后付费”、第 5 行、第 2 列"
    assert str(in_words({"clause": "quota-table"}, CellNames("免费额度"))) == ""


def test_a_book_as_text_names_the_table_of_each_price_and_finding() -> None:
    lines = book_text(frozen.book()).splitlines()
    assert "    from 0: 75 (table 2 '图像识别后付费', row 5, column 2)" in lines
    assert any(
        "bound-note-contradicts-range (table 3 '图像识别后付费', row 1, column 2 '0 - 3000千次/月')"
        in x
        for x in lines
    )


def test_a_finding_among_changes_names_its_table_and_the_change_is_the_same() -> None:
    dearer = frozen.TEXT.replace("<td >2.2元/千次</td>", "<td >2.6元/千次</td>", 1)
    assert dearer != frozen.TEXT
    after = read_page(dearer.encode(), "after")
    (change,) = compare(frozen.book(), after)
    (told,) = with_headings([change], frozen.book(), after)
    (finding,) = told.consequences
    assert "table 2 '图像识别后付费', row 2 '商品识别', column 3 '1000千 - 3000千次/月': " in str(
        sentence(finding)
    )
    assert "names" not in change.consequences[0].key
    assert told.fingerprint == change.fingerprint


def test_a_resolved_finding_names_its_table_as_the_old_page_does() -> None:
    other = frozen.TEXT.replace("图像识别后付费", "图像识别按量付费")
    before = read_page(
        other.replace("<td >2.2元/千次</td>", "<td >2.6元/千次</td>", 1).encode(), ""
    )
    changes = compare(before, frozen.book())
    told = [one for change in with_headings(changes, before, frozen.book())
            for one in change.consequences if one.id == "finding-resolved"]  # fmt: skip
    assert [
        "table 2 '图像识别按量付费', row 2 '商品识别', column 3 " in str(sentence(one))
        for one in told
    ] == [True]


def test_rows_and_columns_have_the_names_that_stand_on_the_page() -> None:
    """Typed from the page: the row of the second pack, a quota of two APIs, a tier's column."""
    names = names_on(frozen.book())
    assert names.at({"table": 4, "row": 2}).row == "车辆识别（增强版） 10万次"
    assert names.at({"table": 0, "row": 1, "column": 2}) == (
        "免费额度",
        "车辆识别、车辆识别（增强版）",
        "有效期",
    )
    assert names.at({"table": 5, "row": 1, "column": 4}).column == "15000千次以上/月"
    assert names.at({"table": 1, "row": 0, "column": 0}) == ("图像识别后付费", None, "接口名称")
    assert names.at({"clause": "quota-table"}) == (None, None, None)


def test_a_row_that_a_tier_heads_is_named_by_the_tier() -> None:
    text = (
        "# 车辆识别价格\n\n|月调用量|价格|\n|---|---|\n"
        "|0 - 1000千次/月|3元/千次|\n|1000千次以上/月|2元/千次|\n"
    )
    names = names_on(read_page(text.encode(), "page.md"))
    assert names.at({"table": 0, "row": 2, "column": 1}).row == "1000千次以上/月"


def test_a_cell_that_cannot_be_read_is_told_with_what_heads_it() -> None:
    text = frozen.TEXT.replace("2.2元/千次", "贵", 1)
    with pytest.raises(PageUnreadable) as refused:
        read_page(text.encode(), "page.md")
    cell = "table 2 '图像识别后付费', row 2 '商品识别', column 3 '1000千 - 3000千次/月'"
    assert str(refused.value).startswith(f"{cell}: '贵' cannot be read")
    assert refused.value.where == {"table": 1, "row": 1, "column": 2}


def test_a_long_name_is_cut_and_only_its_first_line_is_one() -> None:
    assert name_in("0 - 1000千次/月\n(不含1000千次)") == "0 - 1000千次/月"
    assert name_in("甲" * 41) == "甲" * 40 + "…"
