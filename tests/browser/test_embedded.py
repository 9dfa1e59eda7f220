"""The calculator in a page of another site, and links as chat programs hand them on."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import checks
from browser.serving import compressed, served
from browser.visit import DESKTOP, PHONE, Visit, visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Page

PRO = "车辆识别（增强版）"
ENTERED = "month=2023-05&RecognizeCarPro=1050000&pack=100000&day=2023-05-01"
LIMIT = 50_000  # bytes compressed
LANGUAGES = pytest.mark.parametrize("language", ["", "zh/"], ids=["en", "zh"])


def line_of(site: Path, language: str, address: str) -> str:
    """The line that the calculator's page tells, with where the site is served."""
    page = (site / f"{language}calculator.html").read_text("utf-8")
    block = page[page.index('id="embed"') :].partition("<pre>")[2].partition("</pre>")[0]
    text = html.unescape("".join(part.partition(">")[2] for part in f">{block}".split("<")))
    start, _, rest = text.strip().partition('src="')
    path = rest[rest.index(f"{language}embed.html") :]
    assert "\n" not in text.strip()
    return f'{start}src="{address}/{path}'


@contextmanager
def hosted(browser: Browser, folder: Path, line: str, policy: str) -> Iterator[Visit]:
    """A page with a policy of its own and ``line`` in it, on a port of its own."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    head = f'<!doctype html><html lang="en"><meta charset="utf-8">{meta}<title>Host</title>'
    (folder / "index.html").write_text(f"{head}<h1>Host</h1>{line}", "utf-8")
    with served(folder) as base, visited(browser, folder, base, "index.html") as visit:
        yield visit


def frame_of(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


@LANGUAGES
def test_one_line_shows_the_calculator_in_a_page_of_a_strict_site(
    language: str, browser: Browser, site: Path, address: str, tmp_path: Path
) -> None:
    """(1,050,000 - 1,000 - 100,000) x 75 / 1,000 = 71,175.00; without the pack 47,205.00."""
    line = line_of(site, language, address)
    with hosted(browser, tmp_path, line, f"default-src 'none'; frame-src {address}") as visit:
        page, frame = visit.page, frame_of(visit.page)
        frame.locator("#tc-month").fill("2023/5")
        frame.locator(f'[data-interface="{PRO}"] input').fill("105萬")
        assert frame.locator("#tc-total").inner_text().startswith("47,205.00")
        frame.locator("#tc-add").click()
        frame.locator(".tc-pack select").select_option("10万次")
        assert frame.locator("#tc-total").inner_text().startswith("71,175.00")
        with page.context.expect_page() as opened:
            frame.locator("a.tc-whole").click()
        whole = opened.value
        whole.wait_for_selector("#tc-total")
        assert whole.url == f"{address}/{language}calculator.html#{ENTERED}"
        assert whole.locator("#tc-total").inner_text().startswith("71,175.00")
        assert page.url.endswith("/index.html")
        assert visit.messages == []
        assert visit.failures == []
        others = [one for one in visit.foreign() if not one.startswith(f"{address}/")]
        assert others == []


def test_a_site_that_allows_no_frame_of_ours_shows_none(
    browser: Browser, site: Path, address: str, tmp_path: Path
) -> None:
    line = line_of(site, "", address)
    with hosted(browser, tmp_path, line, "default-src 'none'; frame-src 'self'") as visit:
        visit.settle()
        assert any("frame-src" in message for message in visit.messages)


@LANGUAGES
def test_a_frame_loads_less_than_50_kb_once(
    language: str, browser: Browser, site: Path, address: str, tmp_path: Path
) -> None:
    line = line_of(site, language, address)
    with hosted(browser, tmp_path, line, f"default-src 'none'; frame-src {address}") as visit:
        frame_of(visit.page).locator("#tc-result").wait_for()
        loaded = [one.removeprefix(f"{address}/") for one in visit.foreign()]
        files = ("embed.html", "assets/embed.css", "assets/embed.js")
        assert sorted(loaded) == sorted(f"{language}{name}" for name in files)
        assert sum(len(compressed(site / path)) for path in loaded) < LIMIT


def test_a_frame_without_an_origin_works_and_its_links_open_beside_it(
    browser: Browser, site: Path, address: str, tmp_path: Path
) -> None:
    line = line_of(site, "", address).replace('embed.html"', f'embed.html#{ENTERED}"')
    line = line.replace("<iframe ", '<iframe sandbox="allow-scripts allow-popups" ')
    with hosted(browser, tmp_path, line, f"default-src 'none'; frame-src {address}") as visit:
        frame = frame_of(visit.page)
        assert frame.locator("#tc-total").inner_text().startswith("71,175.00")
        frame.locator(f'[data-interface="{PRO}"] input').fill("2,000,000")
        # (2,000,000 - 1,000 - 100,000) x 45 / 1,000
        assert frame.locator("#tc-total").inner_text().startswith("85,455.00")
        frame.locator(".tc-why summary").first.click()
        with visit.page.context.expect_page() as opened:
            frame.locator(".tc-why a").first.click()
        assert opened.value.url.startswith(f"{address}/")
        assert not any("uncaught" in message for message in visit.messages)


@LANGUAGES
def test_the_frame_is_as_good_as_a_page(
    language: str, browser: Browser, site: Path, address: str
) -> None:
    path = f"{language}embed.html#{ENTERED}"
    for scheme in ("light", "dark"):
        with visited(browser, site, address, path, color_scheme=scheme) as visit:
            visit.page.locator("#tc-total").wait_for()
            visit.unfold()
            problems = checks.grave(checks.examined(visit, color_contrast=True))
            for width, height in (DESKTOP, PHONE, (320, 600)):
                visit.page.set_viewport_size({"width": width, "height": height})
                problems += checks.within_width(visit)
            problems += checks.quiet(visit) + checks.outlined(visit)
            assert problems == []


def test_the_frame_says_what_the_page_says(browser: Browser, site: Path, address: str) -> None:
    said = []
    for name in ("calculator", "embed"):
        with visited(browser, site, address, f"{name}.html#{ENTERED}&tier-basis=gross") as visit:
            visit.unfold()
            said.append(visit.page.locator("#tc-result").inner_text())
    assert "42,705.00" in said[0]  # (1,050,000 - 1,000 - 100,000) x 45 / 1,000
    assert said[0] == said[1]


def test_a_frame_keeps_the_year_of_its_link_for_the_whole_page(
    browser: Browser, site: Path, address: str
) -> None:
    year = "year=RecognizeCarPro&from=2026-01&every=1050000"
    with visited(browser, site, address, f"embed.html#month=2026-01&{year}") as visit:
        frame = visit.page
        frame.locator(f'[data-interface="{PRO}"] input').fill("5")
        link = frame.locator("a.tc-whole").get_attribute("href")
        assert link == f"{address}/calculator.html#month=2026-01&RecognizeCarPro=5&{year}"


@pytest.mark.parametrize(
    "sent",
    [
        ENTERED,
        ENTERED.replace("&", "&amp;"),
        f"{ENTERED}.",
        f"{ENTERED}）。",
        ENTERED.replace("=", "%3D").replace("&", "%26"),
        f"month=2023-05&{PRO}=1050000&pack=10万次@2023-05-01",  # as links were
        f"month=2023-05&{PRO}=1050000&pack=10万次@2023-05-01)",
    ],
)
def test_a_link_opens_the_same_however_it_was_handed_on(
    sent: str, browser: Browser, site: Path, address: str
) -> None:
    with visited(browser, site, address, f"calculator.html#{sent}") as visit:
        assert visit.page.locator("#tc-total").inner_text().startswith("71,175.00")
        assert not visit.page.locator("#tc-problems").is_visible()
        visit.page.locator("#tc-month").press("End")
        visit.page.locator("#tc-month").press("ArrowLeft")
        visit.page.locator("#tc-month").dispatch_event("input")
        visit.page.wait_for_function(f"() => location.hash === '#{ENTERED}'")
