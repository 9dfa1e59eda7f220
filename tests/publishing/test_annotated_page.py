"""The vendor's page on the site: whole, linked to what stands on it, and only ever text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from msgspec.structs import replace

import frozen
from support.site_build import CONFIGS, Soups, build
from support.site_project import Project
from tiia_pricebook import PriceBook
from tiia_pricing.publishing.__main__ import main
from tiia_scraper import read_page
from tiia_scraper.document.decoding import decode
from tiia_scraper.document.document import read_document

SCRIPT = (
    "&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(2)&gt; "
    "&#91;x&#93;(javascript:alert(3)) &#123;&#123; 7 * 7 &#125;&#125; &#123;% raw %&#125; "
    "&#123; #pwned .bad &#125; &#42;&#42;bold&#42;&#42; &#96;code&#96; &lt;!-- hidden"
)
SHOWN = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [x](javascript:alert(3)) "
    "{{ 7 * 7 }} {% raw %} { #pwned .bad } **bold** `code` <!-- hidden"
)
MARKUP = (
    '<script>alert("live")</script><img src=x onerror="alert(4)">'
    '<a href="javascript:alert(5)" onclick="alert(6)">link</a>'
)


def article(page: BeautifulSoup) -> Tag:
    found = page.select_one("article")
    assert found is not None
    return found


@pytest.fixture(scope="module", params=["en", "zh"])
def page(site: Soups, request: pytest.FixtureRequest) -> Tag:
    chinese = request.param == "zh"
    paths = [path for path in site if path.name == "page.html"]
    return article(site[next(p for p in paths if (p.parent.name == "zh") == chinese)])


def test_every_table_stands_whole_with_its_spans(page: Tag, book: PriceBook) -> None:
    tables = page.select("table.tp-page")
    data = frozen.PAGE
    document = read_document(decode(data))
    assert len(tables) == 6
    for shown, table in zip(tables, document.tables, strict=True):
        cells = shown.select("td")
        wanted = list(table.grid.cells())
        assert [
            (str(td.get("rowspan", "1")), str(td.get("colspan", "1")), text(td)) for td in cells
        ] == [(str(cell.rowspan), str(cell.colspan), cell.text) for cell in wanted]


def text(cell: Tag) -> str:
    shown = cell.select_one(".tp-shown")
    assert shown is not None
    return shown.get_text()


def test_every_heading_and_sentence_stands_in_the_pages_order(page: Tag, book: PriceBook) -> None:
    flat = page.get_text()
    places = [flat.find(clause.text) for clause in book.clauses]
    assert -1 not in places
    assert places == sorted(places)
    headings = [h.get_text().rstrip("¶") for h in page.select("h2, h3")]
    assert headings == [
        "免费额度",
        "价格说明",
        "图像识别后付费",
        "图像识别预付费",
        "图像处理价格说明",
        "计费与结算方式",
    ]


def test_the_figures_stand_on_top(page: Tag) -> None:
    figures = [card.get_text() for card in page.select(".tp-four .tp-card b")]
    assert figures[:3] == ["113", "2", "0"]


def test_a_sentence_leads_to_its_rule_with_its_runs(page: Tag) -> None:
    sentence = page.find(id="clause-reached-tiers")
    assert isinstance(sentence, Tag)
    stand = sentence.find_next("a", class_="tp-stand")
    assert isinstance(stand, Tag)
    assert stand["href"] == "rules/settlement.html#reached-tiers"
    assert stand.get_text().startswith("✓")


def test_a_contradiction_is_struck_and_decided_in_plain_sight(page: Tag) -> None:
    cell = page.find(id="t2r0c1")
    assert isinstance(cell, Tag)
    assert [piece.get_text() for piece in cell.select(".tp-piece.tp-is-informative")] == [
        "不含",
        "1000千",
        "次",
    ]
    numbers = [str(ref["href"]) for ref in cell.select(".tp-ref a")]
    notes = [page.select_one(number) for number in numbers]
    assert any(note and "bound-note-contradicts-range" in note.get_text() for note in notes)
    assert any(note and "→" in note.get_text() for note in notes)


def test_what_counts_for_nothing_says_why(page: Tag) -> None:
    console = page.find(id="clause-quota-console")
    assert isinstance(console, Tag)
    assert "tp-is-informative" in console["class"]
    reason = console.find_next("small", class_="tp-reason")
    assert reason
    assert len(reason.get_text()) > 10


def test_a_page_that_says_more_than_the_book_is_not_published(
    tmp_path: Path, book: PriceBook, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(tmp_path, book)
    page = project.root / frozen.SNAPSHOT
    page.write_text(page.read_text("utf-8").replace("<td>1万次", "<td>1万次 8", 1), "utf-8")
    assert main(["--root", str(tmp_path)]) == 1
    assert "table 5, row 2, column 2" in capsys.readouterr().err
    page.unlink()
    assert main(["--root", str(tmp_path)]) == 1
    assert "there is no page to show" in capsys.readouterr().err


def test_what_is_left_over_is_shown_where_failures_are_allowed(
    tmp_path: Path, book: PriceBook
) -> None:
    fewer = replace(book, packs=book.packs[1:])
    project = Project(tmp_path, fewer)
    assert main(["--root", str(tmp_path), "--allow-failures"]) == 0
    shown = BeautifulSoup(project.page("page.md"), "html.parser")
    assert [piece.get_text() for piece in shown.select(".tp-page .tp-is-unmapped")] == [
        "1万",
        "次",
        "730",
        "元/个",
    ]


def hostile_page() -> bytes:
    """The vendor's page with script as markup, and as text in each kind of place."""
    page = frozen.TEXT
    page = page.replace("## 价格说明", f"## 价格说明 {SCRIPT}\n\n{MARKUP} {SCRIPT}\n", 1)
    page = page.replace("文件封识别", f"文件封识别{SCRIPT.replace('&#91;x&#93;', 'x')}")
    cell = '<b onclick="alert(7)">1000次/月<script>alert("cell")</script></b></td>'
    page = page.replace("1000次/月</td>", cell)
    return f"{page}\n\n<table><tr><td>{SCRIPT}</td></tr></table>\n".encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_page_full_of_script_is_text(tmp_path: Path) -> None:
    data = hostile_page()
    project = Project(tmp_path, read_page(data, "hostile.md"))
    before = (project.root / frozen.SNAPSHOT).read_bytes()
    (project.root / frozen.SNAPSHOT).write_bytes(data)
    index = (project.root / frozen.SNAPSHOT).with_name("index.json")
    index.write_text(index.read_text("utf-8").replace(sha256(before), sha256(data)), "utf-8")
    project.scorecard(lambda card: None)
    pages = build(project, CONFIGS[:1], ["--allow-failures"])
    page = article(pages[project.root / "site/page.html"])
    shown_names = page.get_text().count(SHOWN.replace("[x]", "x"))
    assert page.get_text().count(SHOWN) + shown_names >= 4
    assert not page.select("script, img, iframe, [onerror], [onclick], #pwned, .bad")
    assert not page.select("[href^='javascript:'], [src^='javascript:']")
    for path, page in pages.items():
        assert not [s for s in page.find_all("script") if "alert" in str(s)], path.name
