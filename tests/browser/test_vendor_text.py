"""Vendor text full of script stays text; and where script did get into a page, it does not run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.hostile_typing import PERMISSIONS, typed
from browser.serving import served
from browser.visit import visited
from support.site_project import HOSTILE, Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from support.site_build import Soups

PAGES = ("index.html", "prices.html", "findings.html", "rules/settlement.html")
SMUGGLED = {
    "<script>window.ran = true</script>": "script-src",
    "<img src='none.png' alt='' onerror='window.ran = true'>": "script-src",
    "<script src='http://a.example/x.js'></script>": "script-src",
    "<iframe src='http://a.example/'></iframe>": "default-src",
    "<base href='http://a.example/'>": "base-uri",
}


@pytest.fixture(scope="module")
def hostile_site(
    full_of_script: Project,
    site_of: Callable[[Project], Soups],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A copy of the site of a price book with script wherever the vendor's text reaches it."""
    site_of(full_of_script)
    copy = tmp_path_factory.mktemp("hostile") / "site"
    return shutil.copytree(full_of_script.root / "site", copy)


def test_vendor_text_full_of_script_stays_text(browser: Browser, hostile_site: Path) -> None:
    with served(hostile_site) as base:
        for path in PAGES:
            with visited(browser, hostile_site, base, path) as visit:  # whose dialogs are messages
                visit.unfold()
                assert HOSTILE[:30] in visit.page.locator("article").inner_text(), path
                assert (visit.messages, visit.foreign()) == ([], []), path


def test_a_calculator_of_hostile_names_is_used_and_obeys_none(
    browser: Browser, hostile_site: Path
) -> None:
    path = "calculator.html"
    with (
        served(hostile_site) as base,
        visited(browser, hostile_site, base, path, permissions=PERMISSIONS) as visit,
    ):
        assert list(typed(visit, f"=1+1{HOSTILE}")) == []


@pytest.mark.parametrize(("markup", "directive"), SMUGGLED.items())
def test_script_that_got_into_a_page_does_not_run(
    browser: Browser, hostile_site: Path, markup: str, directive: str
) -> None:
    html = (hostile_site / "readings.html").read_text("utf-8")
    smuggled = hostile_site / "smuggled.html"
    smuggled.write_text(html.replace("<article", markup + "<article", 1), "utf-8")
    with (
        served(hostile_site) as base,
        visited(browser, hostile_site, base, "smuggled.html") as visit,
    ):
        assert visit.page.evaluate("window.ran") is None
        assert any("Content Security Policy" in it and directive in it for it in visit.messages)
        assert visit.page.locator("body").get_attribute("data-md-color-scheme") == "default"
