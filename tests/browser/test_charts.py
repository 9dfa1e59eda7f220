"""The charts in a browser: legible on a phone, and each value told by pointer, tap and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.visit import DESKTOP, PHONE, Visit, visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PRO = "车辆识别（增强版）"
_TEXTS = """() => [...document.querySelectorAll(".tp-chart svg")]
  .filter(svg => svg.getClientRects().length)
  .flatMap(svg => {
    const box = svg.getBoundingClientRect(), scale = svg.getScreenCTM().a;
    return [...svg.querySelectorAll("text")].map(text => {
      const own = text.getBoundingClientRect();
      return {
        said: text.textContent,
        size: parseFloat(getComputedStyle(text).fontSize) * scale,
        inside: own.left >= box.left - 1 && own.right <= box.right + 1,
      };
    });
  })"""
_SCROLLED = """() => [...document.querySelectorAll(".tp-chart")]
  .filter(it => it.scrollWidth > it.clientWidth).length"""


@pytest.fixture(scope="module", params=["charts.html", "zh/charts.html", "history.html"])
def charts(
    request: pytest.FixtureRequest, browser: Browser, site: Path, address: str
) -> Iterator[Visit]:
    with visited(browser, site, address, request.param, has_touch=True) as visit:
        visit.settle()
        yield visit


@pytest.mark.parametrize(("size", "least"), [(PHONE, 11), ((720, 900), 10), (DESKTOP, 10)])
def test_type_is_large_enough_and_within_the_drawing(
    charts: Visit, size: tuple[int, int], least: float
) -> None:
    charts.look(size)
    texts = charts.page.evaluate(_TEXTS)
    assert texts
    assert [text for text in texts if text["size"] < least or not text["inside"]] == []


def test_on_a_phone_no_chart_is_wider_than_its_place(charts: Visit) -> None:
    charts.look(PHONE)
    assert charts.page.locator(".tp-chart").first.evaluate("it => it.clientWidth") == 358
    assert charts.page.evaluate(_SCROLLED) == 0


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_the_value_nearest_to_the_pointer_or_the_finger_is_told(
    charts: Visit, size: tuple[int, int]
) -> None:
    if charts.path != "charts.html":
        pytest.skip("other words and other prices")
    charts.look(size)
    figure = charts.page.locator(f"figure:has([aria-label^='{PRO}: yuan a month'])")
    value = figure.locator(".tp-value")
    for calls, amount in (("1,001,000", "45,000.00"), ("15,000,999", "524,999.97")):
        words = f"{calls} calls: {amount} yuan"
        mark = figure.locator("circle:visible", has_text=words)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        assert box
        at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        charts.page.mouse.move(0, 0)
        charts.page.touchscreen.tap(*at) if size == PHONE else charts.page.mouse.move(*at)
        assert value.inner_text() == words


def test_arrow_keys_lead_from_value_to_value(charts: Visit) -> None:
    if charts.path != "charts.html":
        pytest.skip("other words and other prices")
    charts.open()
    charts.look(PHONE)
    figure = charts.page.locator(f"figure:has([aria-label^='{PRO}: yuan a month'])")
    figure.locator("[role=img]").focus()
    told = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft"):
        charts.page.keyboard.press(key)
        told.append(figure.locator(".tp-value").inner_text().split(" calls")[0])
    # Through the first values, and past them to the last: a quarter past 15,001,000 calls.
    assert told == ["0", "1,000", "0", "18,751,250"]
