"""The search of the built site, as a reader types into it, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from browser import checks
from browser.visit import Visit, visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RESULTS = ".md-search-result__link"


@pytest.fixture(scope="module")
def opened(browser: Browser, site: Path, address: str) -> Iterator[Callable[[str], Visit]]:
    """Opens a page once, for all searches on it: making the index of words takes the longest."""
    with ExitStack() as stack:

        def open_page(path: str) -> Visit:
            return stack.enter_context(visited(browser, site, address, path, searched=True))

        yield cache(open_page)


@pytest.mark.parametrize(
    ("start", "typed", "found"),
    [
        ("zh/index.html", "车辆识别", "zh/rules/recognition-prepaid.html"),
        ("zh/index.html", "增强版", "zh/rules/recognition-prepaid.html"),
        ("zh/index.html", "阶梯", "zh/rules/settlement.html"),
        ("zh/index.html", "裁剪", "zh/rules/processing.html"),  # the end of a name
        ("zh/index.html", "免费额度", "zh/rules/free-quota.html"),
        ("index.html", "reached tier", "rules/settlement.html"),
        ("index.html", "车辆识别", "rules/recognition-prepaid.html"),
        ("index.html", "RecognizeCar", "prices.html"),
    ],
)
def test_what_is_typed_is_found(
    opened: Callable[[str], Visit], start: str, typed: str, found: str
) -> None:
    pages = searched(visit := opened(start), typed)
    assert found in pages
    assert {page.startswith("zh/") for page in pages} == {start.startswith("zh/")}
    assert checks.quiet(visit) == []


@pytest.mark.parametrize(
    ("start", "typed", "first"),
    [
        ("zh/index.html", "资源包有效期", {"zh/questions.html", "zh/readings.html"}),
        ("zh/index.html", "计费", {"zh/prices.html"}),
        ("zh/index.html", "退款", {"zh/questions.html"}),
        ("zh/index.html", "发票", {"zh/questions.html"}),
        ("zh/index.html", "欠费", {"zh/questions.html"}),
        ("zh/index.html", "计算器", {"zh/calculator.html"}),
        ("zh/index.html", "免费额度", {"zh/questions.html", "zh/prices.html"}),
        ("zh/index.html", "资源包", {"zh/questions.html", "zh/prices.html"}),
        ("zh/index.html", "阶梯", {"zh/rules/settlement.html", "zh/prices.html"}),
        ("zh/index.html", "涨价", {"zh/questions.html", "zh/price-changes.html"}),
        ("index.html", "refund", {"questions.html"}),
        ("index.html", "invoice", {"questions.html"}),
        ("index.html", "arrears", {"questions.html"}),
        ("index.html", "price", {"prices.html"}),
        ("index.html", "vehicle", {"prices.html"}),
        ("index.html", "calculator", {"calculator.html"}),
        ("index.html", "free quota", {"questions.html", "prices.html"}),
        ("index.html", "expire", {"questions.html", "readings.html"}),
        ("index.html", "price history", {"history.html", "prices.html"}),
        ("index.html", "check my bill", {"questions.html", "bill-check.html"}),
    ],
)
def test_what_people_look_for_comes_first(
    opened: Callable[[str], Visit], start: str, typed: str, first: set[str]
) -> None:
    """Each page named answers the question; of the bill it is the question that leads there."""
    assert searched(opened(start), typed)[0] in first


def test_what_stands_nowhere_is_not_found(opened: Callable[[str], Visit]) -> None:
    assert searched(opened("zh/index.html"), "鲸鱼") == []


def searched(visit: Visit, typed: str) -> list[str]:
    """The pages that the search finds, best first, from the site's root."""
    page = visit.page
    words = json.loads(page.locator("#__config").text_content() or "")["translations"]
    field = page.locator(".md-search__input").first
    field.focus()
    field.fill("")  # whatever was searched for before
    field.press("End")
    _told(visit, f"told === {json.dumps(words['search.result.placeholder'])}")
    field.fill(typed)
    field.press("End")  # the theme waits for a key, as the end of an input method sends one
    _told(visit, f"told !== {json.dumps(words['search.result.placeholder'])}")
    links = page.locator(RESULTS).evaluate_all("all => all.map(link => link.href)")
    return list(dict.fromkeys(urlsplit(link).path.lstrip("/") for link in links))


def _told(visit: Visit, condition: str) -> None:
    """Wait until what stands above the results meets the condition."""
    told = "document.querySelector('.md-search-result__meta').textContent.trim()"
    visit.page.wait_for_function(f"() => {{ const told = {told}; return {condition} }}")
