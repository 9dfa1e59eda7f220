"""The pages that are edited: today's as it once stood, the older ones, and each as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import frozen
from tiia_pricebook.errors import PageUnreadable
from tiia_pricing.history.snapshot_folder import shipped_folder
from tiia_scraper import read_page
from tiia_scraper.document.markdown import to_html

BOX = '<div id="docArticleContent">'


def as_html(text: str) -> str:
    """The page as HTML, in the box that the vendor's site has it in."""
    body = to_html(text).partition("<body>")[2].removesuffix("</body></html>")
    head = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>'
    return f"{head}{BOX}{body}</div></body></html>"


def within(source: str, places: Sequence[int]) -> list[int]:
    """Those of ``places`` that are in the content of the page."""
    if BOX not in source:
        return [*places]
    start, end = source.index(BOX) + len(BOX), source.rindex("</div>")
    return [place for place in places if start <= place <= end]


def older(folder: Path | None = None) -> Iterator[tuple[str, str]]:
    """The name and text of each older page that reads."""
    for path in sorted((folder or shipped_folder() / "older").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        try:
            read_page(text.encode(), "page")
        except PageUnreadable:
            continue
        yield path.name[:24], text


def every() -> Iterator[tuple[str, str]]:
    """All of them, in both forms."""
    for name, text in (("page", frozen.TEXT), *older()):
        yield name, text
        yield f"{name}, HTML", as_html(text)
