"""Pages → headings, tables and sentences, the same for Markdown and HTML."""

import pytest

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper.document.document import Document, read_document, sentences_of
from tiia_scraper.extraction.clause_slugs import read_clauses

CELL = "<table><tr><td>{}</td></tr></table>"


def texts(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences]


def slugs(text: str) -> list[str]:
    return [clause.id for clause in read_clauses(read_document(text).sentences)]


def test_sentences_end_at_their_marks_or_with_their_block() -> None:
    assert sentences_of("甲。乙！丙？丁") == ["甲。", "乙！", "丙？", "丁"]
    assert sentences_of("他说“甲。”乙（丙。）") == ["他说“甲。”", "乙（丙。）"]
    assert sentences_of("1.5元/次；见下表：") == ["1.5元/次；见下表："]


def test_blocks_end_sentences() -> None:
    document = read_document("第一段\n\n- 甲\n- 乙\n\n> 引文\n\n末段")
    assert texts(document) == ["第一段", "甲", "乙", "引文", "末段"]
    assert [sentence.block for sentence in document.sentences] == [0, 1, 2, 3, 4]


def test_a_line_break_within_chinese_is_nothing_and_a_blank_is_kept() -> None:
    assert texts(read_document("具体如下：\n商品识别 在 [控制台](https://a.example) 中")) == [
        "具体如下：商品识别 在 控制台 中"
    ]


@pytest.mark.parametrize(
    "callout", [">! **注意：**\n>甲。", ">? **注意：**\n甲。", "> **注意：**\n> 甲。"]
)
def test_callouts_lose_their_marker(callout: str) -> None:
    assert texts(read_document(callout)) == ["注意：甲。"]


def test_a_callout_above_a_list() -> None:
    assert texts(read_document(">?\n- 甲。\n- 乙。")) == ["甲。", "乙。"]


def test_headings_make_a_path() -> None:
    page = f"# 一\n## 二\n{CELL.format('a')}\n\n### 三\n\n句。\n\n{CELL.format('b')}\n# 四\n句。"
    document = read_document(page)
    assert [table.path for table in document.tables] == [("一", "二"), ("一", "二", "三")]
    assert [(sentence.text, sentence.path) for sentence in document.sentences] == [
        ("一", ()),
        ("二", ("一",)),
        ("三", ("一", "二")),
        ("句。", ("一", "二", "三")),
        ("四", ()),
        ("句。", ("四",)),
    ]


def test_a_heading_directly_above_a_table_governs_it() -> None:
    for heading in ("甲", "价格说明"):
        page = f"## {heading}\n\n{CELL.format('a')}\n\n{CELL.format('b')}\n\n## 后付费\n句。"
        document = read_document(page)
        said = [(sentence.text, sentence.heading) for sentence in document.sentences]
        assert said == [(heading, True), ("句。", False)]
        assert [table.lead for table in document.tables] == [0, 0]
        assert [(one.id, one.text, one.block) for one in document.besides] == [
            ("title", "后付费", 1)
        ]


def test_a_heading_that_is_no_title_is_a_sentence() -> None:
    document = read_document("## 价格说明\n一。\n\n## 价格说明（限时八折）\n二。")
    said = [(sentence.text, sentence.heading) for sentence in document.sentences]
    assert said == [("一。", False), ("价格说明（限时八折）", True), ("二。", False)]


def test_what_is_not_shown_or_struck_out_is_no_sentence() -> None:
    document = read_document(
        "一<del>二</del>三。<span hidden>四</span>\n\n<p style='display:none'>五</p>\n\n"
        "<div hidden>\n<table><tr><td>六</td></tr></table>\n</div>\n\n<h2 hidden>七</h2>"
    )
    assert texts(document) == ["一三。"]
    assert document.tables == ()
    assert [(one.id, one.text) for one in document.besides] == [
        ("struck-text", "二"),
        ("hidden-text", "四"),
        ("hidden-text", "五"),
        ("hidden-text", "六"),
        ("hidden-text", "七"),
    ]


def test_a_caption_belongs_to_its_table() -> None:
    page = "<table><caption>限时<b>5折</b></caption><tr><td>a</td></tr></table>"
    assert read_document(page).tables[0].caption == "限时5折"


def test_the_last_sentence_above_a_table_governs_it() -> None:
    document = read_document(f"## 甲\n一。二：\n\n{CELL.format('a')}\n\n三。\n{CELL.format('b')}")
    assert texts(document) == ["甲", "一。", "二：", "三。"]
    assert [table.lead for table in document.tables] == [2, 3]


def test_blank_lines_within_a_cell_do_not_end_a_table() -> None:
    document = read_document("<table>\n<tr><td>甲\n\n</td><td>乙</td></tr>\n\n</table>\n后")
    assert [cell.text for cell in document.tables[0].grid.cells()] == ["甲", "乙"]
    assert texts(document) == ["后"]


def test_a_table_within_a_list_item() -> None:
    document = read_document("1. 一。\n2. 如下：<table>\n<tr><td>a</table>\n3. 三。")
    assert texts(document) == ["一。", "如下：", "三。"]
    assert document.tables[0].lead == 1


def test_pipe_tables() -> None:
    document = read_document("| 甲 | 乙 |\n|---|---|\n| 0<n≤3 | 3\\*2 |")
    assert [cell.text for cell in document.tables[0].grid.cells()] == ["甲", "乙", "0<n≤3", "3*2"]


def test_indented_text_is_no_code_and_fenced_text_is_no_table() -> None:
    assert texts(read_document("甲。\n\n    乙。")) == ["甲。", "乙。"]


def test_prose_in_a_cell_as_wide_as_its_table() -> None:
    page = "<table><tr><td>a<td>b<tr><td colspan=2>说明：<br>一。二。<br><b>三。</b></table>"
    document = read_document(page)
    assert texts(document) == ["说明：", "一。", "二。", "三。"]
    assert {sentence.table for sentence in document.sentences} == {0}


def test_only_the_content_box_is_read() -> None:
    page = (
        "<!DOCTYPE html><title>价格</title><nav>导航 2元/次</nav>" + CELL.format("x")
        + "<div id=docArticleContent><h2>甲</h2><p>乙</p>" + CELL.format("y") + "</div><p>尾</p>"
    )  # fmt: skip
    document = read_document(page)
    assert texts(document) == ["甲", "乙"]
    assert [table.grid.rows[0][0].text for table in document.tables if table.grid.rows[0][0]] == [
        "y"
    ]
    assert (document.title, document.boxed) == ("价格", True)


def test_html_without_the_box_says_so() -> None:
    document = read_document("<html><body><p>甲</p><article><p>乙</p></article></body></html>")
    assert (texts(document), document.boxed) == (["乙"], False)


@pytest.mark.parametrize(
    "page",
    [
        "## 甲\n<table><tr><td>a</td></tr>",
        "<table><tr><td>a</table><table><tr><td>b",
        "<!DOCTYPE html><table><tr><td>a",
        "<html><body><div id=docArticleContent><p>甲</p>",
    ],
)
def test_a_page_that_ends_within_its_content_is_refused(page: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_document(page)
    assert refused.value.id == "page-truncated"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000,
        "<html>" + "<div>" * 10_000,
        "<html>" + "<b><div>" * 20_000,
        "<html>" + "<br>" * 26_000,
        "<html>" + "</x>" * 80_000,
        "<html>" + "&a" * 30_000,
    ],
)
def test_hostile_pages_are_refused_at_once(page: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_document(page)
    assert refused.value.id == "page-too-complex"


def test_a_slug_outlives_rewording() -> None:
    assert slugs("结算顺序为：免费资源包 > 后付费。") == ["settlement-order"]
    assert slugs("各种调用的结算顺序如下") == ["settlement-order"]


def test_an_unknown_sentence_has_a_stable_slug_whatever_its_white_space() -> None:
    one, other = slugs("接口调用 量越大。"), slugs("接口调用量越大。")
    assert one == other
    assert one[0].startswith("clause-")
    assert slugs("接口调用量越小。") != one


def test_the_slug_of_an_unknown_sentence_is_the_beginning_of_its_sha256() -> None:
    """``printf '详情请咨询客服。' | sha256sum`` begins with these eight digits."""
    assert slugs("详情请咨询客服。") == ["clause-88532dac"]


def test_the_chapter_of_a_clause_is_the_heading_above_it_or_its_own() -> None:
    sentences = read_document("先读。\n\n# 限时优惠\n\n八折。\n\n## 仅限新用户\n\n一次。").sentences
    assert [(clause.text, clause.chapter) for clause in read_clauses(sentences)] == [
        ("先读。", ""),
        ("限时优惠", "限时优惠"),
        ("八折。", "限时优惠"),
        ("仅限新用户", "限时优惠"),
        ("一次。", "仅限新用户"),
    ]


def test_equal_slugs_are_numbered() -> None:
    assert slugs("采用阶梯到达定价。采用阶梯到达。") == ["reached-tiers", "reached-tiers-2"]


def test_an_informative_sentence_says_why() -> None:
    sentences = read_document("您可以在控制台中查看免费资源包的消耗情况。").sentences
    assert read_clauses(sentences)[0].informative == "points to the console"
