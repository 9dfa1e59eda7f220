"""What cells and prose show, and the words that stand beside what they show."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper.document.document import Document, read_document
from tiia_scraper.document.html_tree import build
from tiia_scraper.document.row_groups import nested_tables
from tiia_scraper.document.visible_text import is_gone

TABLE = "<table><tr><td>表</table>"


def html(body: str) -> Document:
    return read_document(f"<!DOCTYPE html><body>{body}")


def besides(document: Document) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in document.besides]


@pytest.mark.parametrize(
    ("cell", "text", "asides"),
    [
        ("2元<table hidden><tr><td>3元</table>", "2元", [("hidden-table", "3元")]),
        ("<del>3元</del>2元", "[del]2元", [("struck-text", "3元")]),
        ("<s>3<b>元</b><br>起</s>", "[del]", [("struck-text", "3元 起")]),
        (
            "<strike>3元<i hidden>4元</i></strike>",
            "[del]",
            [("hidden-text", "4元"), ("struck-text", "3元")],
        ),
        ("<svg><text>新</text></svg>2元", "[svg]2元", [("drawn-text", "新")]),
        ("<img alt=新>2元", "[img]2元", [("drawn-text", "新")]),
        ("<input value=新>2元", "[input]2元", [("drawn-text", "新")]),
        ("<input type=hidden value=新>2元", "[input]2元", []),
        (
            "<select><option label=新>旧</select>2元",
            "[select]2元",
            [("drawn-text", "新"), ("drawn-text", "旧")],
        ),
        ("<u style='text-decoration: line-through'>3</u>", "[del]", [("struck-text", "3")]),
        ("<dialog>3元</dialog>2元", "2元", [("hidden-text", "3元")]),
        ("<dialog open>3元</dialog>2元", "3元2元", []),
        ("<i style='visibility: hidden'>3元</i>2元", "2元", [("hidden-text", "3元")]),
        ("<i style='color: red'>3元</i>", "3元", []),
        ("<b>3元<br>起</b>", "3元\n起", []),
        ("10<sup>2</sup>H<sub> </sub>", "10[2]H", []),
    ],
)
def test_a_cell_and_what_stands_beside_its_text(
    cell: str, text: str, asides: list[tuple[str, str]]
) -> None:
    grid = html(f"<table><tr><td>{cell}</td></tr></table>").tables[0].grid
    assert [found.text for found in grid.cells()] == [text]
    assert [(one.id, one.text) for one in grid.asides] == asides


@pytest.mark.parametrize(
    "style",
    [
        *(
            "/* display: none */",
            "color: red; /* visibility: hidden",
            "font-family: 'display:none'",
        ),
        *("display: none; display: inline", "DISPLAY: INLINE !important; display: none"),
        *("backface-visibility: hidden", "visibility: collapse; visibility: visible"),
        *("display: none; display: inline ! important; display: none", "display: nonesuch"),
    ],
)
def test_a_style_that_hides_nothing_in_a_browser_hides_nothing(style: str) -> None:
    """CSS Cascading 4: the last valid declaration is in force, an important one before others."""
    document = html(f'<p>甲<i style="{style}">乙</i></p>')
    assert [one.text for one in document.sentences] == ["甲乙"]
    assert besides(document) == []


@pytest.mark.parametrize(
    "style",
    [
        *("display:none", "Display : None ;", "color:red;display:none", "display:none!important"),
        *("display: none !important; display: block", "display: none; display: nonesuch"),
        *("visibility:hidden", "visibility: visible; visibility: collapse", "/**/display:none"),
        *("display: block; visibility: collapse", "display: inline; visibility: hidden"),
    ],
)
def test_a_style_that_hides_in_a_browser_hides(style: str) -> None:
    document = html(f'<p>甲<i style="{style}">乙</i></p>')
    assert [one.text for one in document.sentences] == ["甲"]
    assert besides(document) == [("hidden-text", "乙")]


def test_a_page_of_too_many_sentences_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiia_scraper.document.walk.MAX_SENTENCES", 3)
    assert len(html("<p>甲。乙。丙。</p>").sentences) == 3
    with pytest.raises(PageUnreadable) as refused:
        html("<p>甲。乙。</p><p>丙。丁。</p>")
    assert refused.value.id == "page-too-complex"
    assert refused.value.message == "more than 3 sentences"


@pytest.mark.parametrize(
    ("row", "gone"),
    [
        ("<tr style='visibility: collapse'>", True),
        ("<tr style='display: table-row; visibility: collapse'>", True),
        ("<tr style='visibility: hidden'>", False),
        ("<tr style='display: table-row' hidden>", False),
        ("<tr hidden>", True),
        ("<tr>", False),
    ],
)
def test_a_row_takes_no_place_where_styles_collapse_it(row: str, gone: bool) -> None:
    """CSS 2.1, 11.2 and 17.5.5: a collapsed row goes, a hidden one stays and is blank."""
    tag = build(f"<table>{row}<td>1</table>").soup.find("tr")
    assert isinstance(tag, Tag)
    assert is_gone(tag) is gone


@pytest.mark.parametrize(
    "shown",
    [
        "<i hidden style='display:inline'>乙</i>",
        "<dialog style='display:block'>乙</dialog>",
        "<i style='visibility:hidden'><b style='visibility:visible'>乙</b></i>",
        "<!-- 丙 --!>乙<!-- 丁 -->",
        "<!-->乙",
        "<!--->乙",
    ],
)
@pytest.mark.parametrize("form", ["<!DOCTYPE html><body>{}", "<p>{}</p>", "{}"])
def test_what_a_browser_shows_is_read_in_html_and_in_markdown(shown: str, form: str) -> None:
    document = read_document(form.format(f"甲{shown}"))
    assert "".join(one.text for one in document.sentences) == "甲乙"


@pytest.mark.parametrize(
    ("page", "sentences"),
    [
        ("甲`<!-- 乙 -->`丙", ["甲<!-- 乙 -->丙"]),
        ("甲``<script>`乙`</script>``丙", ["甲<script>`乙`</script>丙"]),
        ("甲`<!-- 乙 -->丙", ["甲`丙"]),
        ("甲<!-- ` -->乙`丙", ["甲乙`丙"]),
        ("甲\\<!-- 乙 -->丙", ["甲<!-- 乙 -->丙"]),
        ("甲\\`<!-- 乙 -->`丙", ["甲``丙"]),
        ("```html\n<!-- 乙 -->\n```\n\n丙<!-- 丁 -->", ["<!-- 乙 -->", "丙"]),
        ("> ~~~\n> <style>乙</style>\n> ~~~\n\n丙", ["<style>乙</style>", "丙"]),
        ("甲[^1]。\n\n[^1]: 限时八折", ["甲[^1]。", "[^1]: 限时八折"]),
        ("> [^1]: 限时八折", ["[^1]: 限时八折"]),
        ("甲\n\n[乙]: /x", ["甲"]),
    ],
)
def test_code_of_markdown_shows_its_source_and_a_footnote_its_words(
    page: str, sentences: list[str]
) -> None:
    """CommonMark 0.31: code spans, fenced code, backslash escapes; GitHub: footnotes."""
    assert [one.text for one in read_document(page).sentences] == sentences


@pytest.mark.parametrize(
    "drawn",
    [
        *("<img src=a.png alt=新>", "<a href=b><img alt=新></a>", "<map><area alt=新></map>"),
        *("<input value=新>", "<input type=SUBMIT value=新>", "<input placeholder=新>"),
        *("<textarea placeholder=新></textarea>", "<select><option label=新></select>"),
        *("<select><optgroup label=新></select>", "<iframe srcdoc=新></iframe>"),
        "<style>i::before { content: '新' }</style>",
        "<style>i::before{/* 旧 */content:'新'}</style>",
        '<STYLE>i::after {color: red; Content : "新" / ""; }</STYLE>',
    ],
)
@pytest.mark.parametrize("form", ["<!DOCTYPE html><body>{}", "<p>{}</p>", "{}", "\n{}\n"])
def test_words_in_attributes_and_style_sheets_are_beside(drawn: str, form: str) -> None:
    document = read_document(form.format(f"甲{drawn}"))
    assert [one.text for one in document.sentences] == ["甲"]
    assert besides(document) == [("drawn-text", "新")]


@pytest.mark.parametrize(
    "mute",
    [
        *("<input type=checkbox value=新>", "<input type=Hidden value=新>", "<img title=新>"),
        *(
            "<input type=password value=新>",
            "<style>/* content: '新' */ .新 { color: red }</style>",
        ),
        *(
            "<style>i { quotes: '新' '新' }</style>",
            "<script>content: '新'</script>",
            "<img alt=' '>",
        ),
    ],
)
@pytest.mark.parametrize("form", ["<!DOCTYPE html><body>{}", "<p>{}</p>", "{}"])
def test_attributes_and_style_sheets_that_show_no_words_are_nothing(mute: str, form: str) -> None:
    document = read_document(form.format(f"甲{mute}"))
    assert [one.text for one in document.sentences] == ["甲"]
    assert besides(document) == []


def test_tables_within_tables_are_each_read_once() -> None:
    inner = "<table><tr><td>二<table><tr><td>三</table></table>"
    document = html(f"<table><tr><td>一{inner}</table>")
    assert [[c.text for c in table.grid.cells()] for table in document.tables] == [
        *(["一"], ["二"], ["三"])
    ]


def test_a_table_within_what_is_not_shown_is_not_read() -> None:
    shown, gone = TABLE.replace("表", "甲"), TABLE.replace("表", "乙")
    document = html(f"<table><tr><td>{shown}<div hidden><p>{gone}</div></table>")
    assert [[c.text for c in table.grid.cells()] for table in document.tables][1:] == [["甲"]]


@pytest.mark.parametrize(
    "around", ["<table id=t><tr><td>{}</table>", "<div hidden><table id=t><tr><td>{}</table></div>"]
)
def test_what_is_around_a_table_hides_none_in_it(around: str) -> None:
    page = around.format("<table id=a></table><table id=b hidden></table><p><table id=c></table>")
    table = build(page).soup.find(id="t")
    assert table is not None
    assert [inner["id"] for inner in nested_tables(table)] == ["a", "c"]


def test_a_line_break_parts_words_of_prose() -> None:
    assert [one.text for one in html("<p>API<br>CLI</p>").sentences] == ["API CLI"]


@pytest.mark.parametrize("tag", ["h2", "del", "s"])
def test_a_table_in_a_heading_or_struck_out_is_read(tag: str) -> None:
    document = html(f"<{tag}>甲{TABLE}</{tag}>")
    assert [cell.text for table in document.tables for cell in table.grid.cells()] == ["表"]


def test_struck_words_in_other_markup_are_beside() -> None:
    document = html("<p><del><b>原价</b></del>现价</p>")
    assert besides(document) == [("struck-text", "原价")]
    assert [one.text for one in document.sentences] == ["现价"]


def test_sentences_know_their_block_and_their_number() -> None:
    document = html("<p>一。二。</p><p>三。</p><h2>限时</h2><p>四。五。</p>")
    assert [(one.text, one.block, one.number) for one in document.sentences] == [
        *(("一。", 0, 0), ("二。", 0, 1), ("三。", 1, 0)),
        *(("限时", 2, 0), ("四。", 3, 0), ("五。", 3, 1)),
    ]


def test_sentences_without_end_are_refused() -> None:
    assert len(html(f"<p>{'甲。' * 2000}</p>").sentences) == 2000
    with pytest.raises(PageUnreadable) as refused:
        html(f"<p>{'甲。' * 2001}</p>")
    assert (refused.value.id, refused.value.message) == (
        *("page-too-complex", "more than 2000 sentences"),
    )


def test_every_caption_is_read() -> None:
    captions = "<caption>甲</caption><caption hidden>乙</caption><caption>丙</caption>"
    assert html(f"<table>{captions}<tr><td>a</table>").tables[0].caption == "甲 丙"


def test_a_heading_is_one_line_and_what_it_hides_is_beside() -> None:
    document = html("<h2>限时<br>优惠<i hidden>旧</i></h2>")
    assert [one.text for one in document.sentences] == ["限时优惠"]
    assert besides(document) == [("hidden-text", "旧")]


def test_a_heading_with_markup_is_a_heading() -> None:
    document = html("<h2><b>限时</b>优惠</h2><p>八折。</p>")
    assert [(one.text, one.heading, one.path) for one in document.sentences] == [
        *(("限时优惠", True, ()), ("八折。", False, ("限时优惠",)))
    ]


def test_a_table_at_the_head_of_the_page_is_governed_by_nothing() -> None:
    assert html(TABLE).tables[0].lead is None


def test_a_title_above_a_table_is_a_sentence_whatever_is_hidden_between() -> None:
    document = html(f"<h2>概述</h2><h2>价格说明</h2><p hidden>旧</p>{TABLE}")
    assert besides(document) == [("title", "概述"), ("hidden-text", "旧")]
    assert [one.text for one in document.sentences] == ["价格说明"]


def test_a_hidden_table_is_beside() -> None:
    assert besides(html("<table hidden><tr><td>旧</table>")) == [("hidden-table", "旧")]


@pytest.mark.parametrize(
    ("cell", "sentences"),
    [
        ("见 API 文档。", ["见 API 文档。"]),
        ("&gt;! 请注意。<br>&gt; ? 谢谢！", ["请注意。", "谢谢！"]),
        ("API X", []),
    ],
)
def test_a_cell_as_wide_as_its_table_holds_sentences(cell: str, sentences: list[str]) -> None:
    document = html(f"<table><tr><td>a<td>b<tr><td colspan=2>{cell}</table>")
    assert [one.text for one in document.sentences] == sentences
