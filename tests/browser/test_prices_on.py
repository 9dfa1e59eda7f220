"""The prices of any day in a real browser: by the address, by hand, and without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import checks
from browser.serving import served
from browser.visit import PHONE, Visit, visited
from support.site_project import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from support.site_build import Soups

FIELD, SAID = "#tp-on-day", "#tp-on-said"


@pytest.fixture(scope="module")
def folder(three_pages: Project, site_of: Callable[[Project], Soups]) -> Path:
    """The site of three accepted pages: one in force, one only seen, one announced."""
    site_of(three_pages)
    return three_pages.root / "site"


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


def shown(visit: Visit) -> list[str]:
    """The ids of the days that are seen; ``now`` for today's prices."""
    seen: list[str] = visit.page.locator("section.tp-on, div.tp-now").evaluate_all(
        "all => all.filter(it => it.checkVisibility()).map(it => it.id || 'now')"
    )
    return list(dict.fromkeys(seen))


def price(visit: Visit, id: str, row: str) -> str:
    return visit.page.locator(f"#{id} tr", has_text=row).first.locator("td").first.inner_text()


@pytest.mark.parametrize("address", ["?on=2020-05-05", "#on=2020-05-05"])
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("prices.html", "Prices on 2020-05-05: 2020-03-01 – 2020-10-31"),
        ("zh/prices.html", "2020-05-05 的价格： 2020-03-01 – 2020-10-31"),
    ],
)
def test_the_address_says_which_day(
    browser: Browser, folder: Path, base: str, path: str, said: str, address: str
) -> None:
    with visited(browser, folder, base, f"{path}{address}") as visit:
        assert shown(visit) == ["on-2020-03-01"]
        assert price(visit, "on-2020-03-01", "图像标签") == "2.5"
        assert visit.page.locator(FIELD).input_value() == "2020-05-05"
        assert visit.page.locator(SAID).inner_text() == said
        assert visit.page.url == f"{base}/{path}?on=2020-05-05"
        assert checks.quiet(visit) == []


def test_a_day_that_is_chosen_goes_into_the_address_and_to_the_twin(
    browser: Browser, folder: Path, base: str
) -> None:
    with visited(browser, folder, base, "prices.html") as visit:
        assert shown(visit) == ["now"]
        visit.page.locator(FIELD).fill("2027-02-03")
        assert shown(visit) == ["on-2027-01-01"]
        assert visit.page.url.endswith("prices.html?on=2027-02-03")
        twin = visit.page.locator("a.md-select__link[hreflang=zh-Hans]").get_attribute("href")
        assert twin == f"{base}/zh/prices.html?on=2027-02-03"
        visit.page.get_by_role("button", name="Today", exact=True).click()
        assert shown(visit) == ["now"]
        assert visit.page.url == f"{base}/prices.html"
        assert visit.page.locator(FIELD).input_value() == "2026-12-10"


def test_links_to_days_and_to_headings_switch(browser: Browser, folder: Path, base: str) -> None:
    with visited(browser, folder, base, "prices.html#on-2022-10-01") as visit:
        assert shown(visit) == ["on-2022-10-01"]
        visit.unfold()
        visit.page.locator("#days a", has_text="2019-09-30").or_(
            visit.page.locator("#days a[href='#on-the-beginning']")
        ).first.click()
        # The page hears of a fragment in an event, which may come after the click is done.
        visit.page.locator("#on-the-beginning").wait_for()
        assert shown(visit) == ["on-the-beginning"]
        visit.page.evaluate("location.hash = '#packs'")
        visit.page.locator("#packs").wait_for()
        assert shown(visit) == ["now"]
        assert visit.page.url == f"{base}/prices.html#packs"


def test_what_is_no_day_is_said(browser: Browser, folder: Path, base: str) -> None:
    with visited(browser, folder, base, "prices.html?on=2020-02-30") as visit:
        assert shown(visit) == ["now"]
        said = visit.page.locator(SAID).inner_text()
        assert said == "2020-02-30 is not a date; the current prices are shown."


def test_a_keyboard_alone_is_enough(browser: Browser, folder: Path, base: str) -> None:
    with visited(browser, folder, base, "prices.html") as visit:
        field = visit.page.get_by_label("Prices on:")
        field.focus()
        field.press("ArrowUp")  # the month, in the order of the browser's language
        assert shown(visit) != []
        assert visit.page.locator(SAID).get_attribute("aria-live") == "polite"
        field.press("Tab")
        field.press("Tab")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.id") in {FIELD[1:], "tp-on-today"}


def test_without_a_script_each_address_opens_its_days(
    browser: Browser, folder: Path, base: str
) -> None:
    path = "prices.html#on-2020-03-01"
    with visited(browser, folder, base, path, java_script_enabled=False) as visit:
        assert visit.page.locator("#tp-on").is_hidden()
        assert visit.page.locator("#on-2020-03-01").is_visible()
        assert visit.page.locator("#on-2020-01-01").is_hidden()
        assert visit.page.locator("#pay-as-you-go").is_visible()


def test_it_works_from_a_folder(browser: Browser, folder: Path) -> None:
    with visited(browser, folder, folder.as_uri(), "prices.html?on=2020-05-05") as visit:
        assert shown(visit) == ["on-2020-03-01"]
        visit.page.locator(FIELD).fill("2026-11-25")
        assert shown(visit) == ["on-2026-11-24"]
        assert visit.page.url.endswith("prices.html?on=2026-11-25")


@pytest.mark.parametrize("path", ["prices.html", "zh/prices.html", "index.html", "page.html"])
def test_nothing_is_wider_than_a_phone(
    browser: Browser, folder: Path, base: str, path: str
) -> None:
    with visited(browser, folder, base, f"{path}?on=2020-05-05") as visit:
        visit.look(PHONE)
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE[0]
