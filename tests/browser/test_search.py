"""The search of the built site, as a reader types into it, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import checks
from browser.visit import Visit, visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RESULTS = ".md-search-result__link"


@pytest.mark.parametrize(
    ("start", "typed", "found"),
    [
        ("zh/index.html", "车辆识别", "zh/prices.html"),
        ("zh/index.html", "增强版", "zh/prices.html"),
        ("zh/index.html", "阶梯", "zh/rules/settlement.html"),
        ("zh/index.html", "裁剪", "zh/prices.html"),  # the end of a name finds it as well
        ("index.html", "reached tier", "rules/settlement.html"),
        ("index.html", "车辆识别", "prices.html"),
        ("index.html", "RecognizeCar", "reference/price-book.html"),
    ],
)
def test_what_is_typed_is_found(
    browser: Browser, site: Path, address: str, start: str, typed: str, found: str
) -> None:
    with visited(browser, site, address, start) as visit:
        pages = searched(visit, typed)
        assert found in pages
        assert {page.startswith("zh/") for page in pages} == {start.startswith("zh/")}
        assert checks.quiet(visit) == []


def test_what_stands_nowhere_is_not_found(browser: Browser, site: Path, address: str) -> None:
    with visited(browser, site, address, "zh/index.html") as visit:
        assert searched(visit, "鲸鱼") == []


def searched(visit: Visit, typed: str) -> list[str]:
    """The pages that the search finds, best first, from the site's root."""
    page = visit.page
    visit.settle()
    with page.expect_response("**/search/search_index.json"):
        page.locator(".md-search__input").first.click()
    meta = page.locator(".md-search-result__meta")
    waiting = meta.inner_text()
    page.wait_for_function(
        "([meta, old]) => meta.textContent.trim() !== old", arg=[meta.element_handle(), waiting]
    )
    ready = meta.inner_text()
    page.locator(".md-search__input").first.press_sequentially(typed)
    page.wait_for_function(
        "([meta, old]) => meta.textContent.trim() !== old", arg=[meta.element_handle(), ready]
    )
    links = page.locator(RESULTS).evaluate_all("all => all.map(link => link.href)")
    paths = [link.removeprefix(f"{visit.base}/").partition("#")[0].partition("?")[0] for link in links]
    return list(dict.fromkeys(paths))
