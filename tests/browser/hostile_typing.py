"""The calculator's page used as a person would, with hostile names, entries and links."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from browser.obeyed import obeyed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.visit import Visit

MONTH = "2026-12"
CALLS = "1,050,000"
PERMISSIONS = ["clipboard-read", "clipboard-write"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COPIES = ("text", "json", "csv", "link")


def typed(visit: Visit, text: str) -> Iterator[str]:
    """What the calculator obeyed while all was typed, copied, opened by a link, and planned.

    ``text`` is typed into every field besides, and stands in a link for each part of it.
    """
    page = visit.page
    _fill_the_month(page)
    assert page.locator("[data-line]").count() > 1
    visit.unfold()
    yield from _named("a statement", obeyed(visit))
    link = yield from _copied(visit, "#tc-result")
    _open(page, link.partition("#")[2])
    assert page.locator("[data-line]").count() > 1
    yield from _named("a copied link", obeyed(visit))
    _plan(page)
    yield from _named("a plan", obeyed(visit))
    yield from _copied(visit, "#ty-result")
    for field in page.locator("article input[type=text]:visible").all():
        field.fill(text)
    page.locator("#tc-problems, [aria-invalid]").first.wait_for(state="attached")
    yield from _named("hostile entries", obeyed(visit))
    part = quote(text, safe="")
    _open(page, f"month={part}&{part}={part}&pack={part}@{part}*{part}&year={part}@{part}:{part}")
    yield from _named("a hostile link", obeyed(visit))


def _fill_the_month(page: Page) -> None:
    page.locator("#tc-month").fill(MONTH)
    for field in page.locator("[data-interface]:not([hidden]) input").all():
        field.fill(CALLS)
    page.locator("#tc-add").click()
    page.locator(".tc-pack [data-part=day]").first.fill(f"{MONTH}-01")
    page.wait_for_selector("#tc-total")


def _plan(page: Page) -> None:
    page.locator("#year").scroll_into_view_if_needed()
    page.wait_for_selector("#ty-form")  # its script comes when somebody is near
    page.locator("#ty-first").fill(MONTH)
    page.locator("#ty-every").fill(CALLS)
    page.wait_for_selector("#ty-total")


def _open(page: Page, fragment: str) -> None:
    page.goto(f"{page.url.partition('#')[0]}#{fragment}")
    page.reload()


def _copied(visit: Visit, place: str) -> Generator[str, None, str]:
    """Copy in every form: what was obeyed, or is a formula to a spreadsheet; return the link."""
    said = ""
    for form in _COPIES:
        visit.page.evaluate("() => navigator.clipboard.writeText('')")
        visit.page.locator(f"{place} [data-copy={form}]").click()
        visit.page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
        said = str(visit.page.evaluate("() => navigator.clipboard.readText()"))
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(said)) for cell in row]
            yield from (f"a formula: {cell[:80]}" for cell in cells if cell.startswith(_FORMULA))
    yield from _named(f"copies of {place}", obeyed(visit))
    return said


def _named(what: str, found: list[str]) -> Iterator[str]:
    yield from (f"{what}: {one}" for one in found)
