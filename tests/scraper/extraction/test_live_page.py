"""The page as the live site serves it: a megabyte of frame around the same content."""

from pathlib import Path

from proof.growth.timing import seconds
from tiia_pricebook import PriceBook
from tiia_scraper import read_page


def test_the_live_page_gives_an_equal_book(shared: Path, book: PriceBook) -> None:
    data = (shared / "live-page.html").read_bytes()
    source = "https://cloud.tencent.com/document/product/865/17637"
    live = read_page(data, source)
    assert seconds(lambda page: read_page(page, source), data) < 2
    assert live == book
    assert live.snapshot.sha256 != book.snapshot.sha256


def test_the_frame_says_nothing(shared: Path, book: PriceBook) -> None:
    """The live page without its title, navigation and footer still gives the same book."""
    page = (shared / "live-page.html").read_text(encoding="utf-8")
    start = page.index('<div class="doc-article-content" id="docArticleContent">')
    end = page.index('<div class="doc-pages', start)
    assert read_page(page[start:end].encode(), "box") == book
