"""The year of the calculator's page in a browser, typed as a person would."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.visit import DESKTOP, PHONE, Visit, visited
from tiia_pricebook import default_book
from tiia_pricing import Usage
from tiia_pricing.planning.plan import plan
from tiia_pricing.planning.plan_forms import as_csv

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PRO = "车辆识别（增强版）"
YEAR = f"month=2026-11&year={PRO}@2026-01:1050000"


@pytest.fixture(scope="module", params=["", "zh/"], ids=["en", "zh"])
def open_page(
    request: pytest.FixtureRequest, browser: Browser, site: Path, address: str
) -> Iterator[Visit]:
    permissions = ["clipboard-read", "clipboard-write"]
    path = f"{request.param}calculator.html"
    with visited(browser, site, address, path, permissions=permissions) as visit:
        yield visit
        assert visit.messages == []
        assert visit.foreign() == []


@pytest.fixture
def page(open_page: Visit) -> Iterator[Page]:
    come_by(open_page.page, "month=2026-11")
    open_page.page.locator("#year").scroll_into_view_if_needed()
    open_page.page.wait_for_selector("#ty-form")  # its script comes when somebody is near
    yield open_page.page
    open_page.look(DESKTOP)


def come_by(page: Page, fragment: str) -> None:
    """Come by a link, as another address of the page that is open."""
    page.evaluate(
        "to => { history.replaceState(null, '', `#${to}`);"
        " dispatchEvent(new HashChangeEvent('hashchange')); }",
        fragment,
    )


def total(page: Page) -> str:
    return page.locator("#ty-total").inner_text().split()[0]


def typed(page: Page, field: str, text: str) -> None:
    page.locator(field).fill("")
    page.locator(field).press_sequentially(text)


def numbers(text: str) -> set[str]:
    return set(re.findall(r"[\d,]+\.\d\d", text))


def test_one_number_gives_the_best_plan_of_a_year(page: Page) -> None:
    """2 x 160,000 + 105,000 + 8 x 730 + 8 x 75 = 431,440; without packs 12 x 47,205 = 566,460."""
    assert page.locator("#ty-interface").input_value() == PRO
    typed(page, "#ty-first", "2026-01")
    typed(page, "#ty-every", "105万")
    page.wait_for_selector("#ty-total")
    assert total(page) == "431,440.00"
    told = page.locator(".ty-best").inner_text()
    assert numbers(told) == {"431,440.00", "566,460.00", "135,020.00"}
    assert {"2 × 500万次", "8 × 1万次", "2026-01-01"} <= {
        part for part in ("2 × 500万次", "8 × 1万次", "2026-01-01") if part in told
    }
    assert {"116,460.00", "450,000.00"} <= numbers(page.locator("#ty-result").inner_text())
    page.wait_for_function(
        "() => location.hash.endsWith('&year=RecognizeCarPro&from=2026-01&every=1050000')"
    )


def test_months_of_their_own_take_the_place_of_the_one_number(page: Page) -> None:
    """Eleven months of 1,000 calls are free; (1,050,000 - 1,000) x 45 / 1,000 = 47,205.00."""
    typed(page, "#ty-first", "2026-11")
    typed(page, "#ty-every", "1000")
    page.locator("#ty-months > summary").click()
    assert page.locator("label[for=ty-month-3]").inner_text() == "2027-01"
    assert page.locator("#ty-month-3").get_attribute("placeholder") == "1000"
    typed(page, "#ty-month-3", "1,050,000")
    page.wait_for_function(
        "() => document.querySelector('#ty-total')?.innerText.startsWith('47,205.00')"
    )
    come_by(page, page.evaluate("decodeURI(location.hash.slice(1))"))
    assert page.locator("#ty-month-3").input_value() in ("1050000", "1,050,000")


def test_a_link_opens_the_year_and_leads_to_it(page: Page) -> None:
    come_by(page, YEAR)
    assert total(page) == "431,440.00"
    assert page.locator("#ty-first").input_value() == "2026-01"
    page.wait_for_function(
        "() => document.getElementById('year').getBoundingClientRect().top < 200"
    )


def test_the_advice_of_a_month_leads_to_its_year(page: Page) -> None:
    come_by(page, f"month=2026-01&{PRO}=1050000")
    page.locator(".tc-packs p a").click()
    page.wait_for_selector("#ty-total")
    assert total(page) == "431,440.00"


def test_a_reading_that_is_chosen_holds_for_the_year(page: Page) -> None:
    """Under gross every call to pay costs 45 a thousand: 2 x 5,000,000 and 2,500,000 for 425,000
    yuan leave 88,000 of 12,588,000 calls, 88 x 45 = 3,960."""
    come_by(page, f"{YEAR}&tier-basis=gross")
    assert total(page) == "428,960.00"


def test_a_fault_of_the_year_stands_at_its_field(page: Page) -> None:
    come_by(page, YEAR)
    page.locator("#ty-every").press("End")
    page.locator("#ty-every").press("x")
    field = page.locator("#ty-every[aria-invalid=true]")
    field.wait_for()
    assert "1050000x" in page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
    assert page.locator("#ty-total").count() == 0
    page.locator("#ty-every").press("Backspace")
    page.wait_for_selector("#ty-total")
    assert page.locator("[aria-invalid]").count() == 0


def test_an_interface_without_packs_is_paid_as_it_goes(page: Page) -> None:
    """(1,000,000 - 1,000) x 2.5 / 1,000 = 2,497.50 a month, 29,970.00 in twelve."""
    come_by(page, "month=2026-11&year=商品识别@2026-01:1000000")
    assert total(page) == "29,970.00"
    assert page.locator(".ty-part").count() == 2
    assert "商品识别" in page.locator(".ty-best").inner_text()


def test_packs_that_are_owned_are_counted(page: Page) -> None:
    """Of 12,588,000 calls 7,588,000 are left: one pack of 5,000,000 fewer, 431,440 - 160,000."""
    come_by(page, YEAR)
    page.locator("#ty-add").click()
    row = page.locator("#ty-packs .tc-pack")
    row.locator("select").select_option("500万次")
    row.locator("[data-part=left]").fill("500万")
    page.wait_for_function(
        "() => document.querySelector('#ty-total')?.innerText.startsWith('271,440.00')"
    )
    page.wait_for_function(
        "() => location.hash.endsWith('&owned=5000000&day=2026-01-01&left=5000000')"
    )
    row.locator("[data-part=day]").fill("2026-01-02")
    page.wait_for_selector("#ty-packs [data-part=day][aria-invalid=true]")
    row.locator("[data-part=day]").fill("2025-12-31")
    page.wait_for_selector("#ty-total")
    come_by(page, page.evaluate("decodeURI(location.hash.slice(1))"))
    assert row.locator("[data-part=day]").input_value() == "2025-12-31"
    assert row.locator("[data-part=left]").input_value() in ("500万", "5000000")
    page.locator("#ty-packs .tc-remove").click()
    page.wait_for_function(
        "() => document.querySelector('#ty-total')?.innerText.startsWith('431,440.00')"
    )


def test_other_usage_and_other_readings_follow_the_plan(page: Page) -> None:
    """735,000 calls a month: the plan's packs cover them for 430,840, two of 5,000,000 would for
    320,000. Under gross the best is 428,960, see below."""
    come_by(page, YEAR)
    page.wait_for_selector("#ty-what-ifs[aria-busy=false]")
    rows = page.locator("#ty-what-ifs tbody tr")
    assert rows.count() == 4
    assert numbers(rows.nth(0).inner_text()) == {"430,840.00", "320,000.00", "110,840.00"}
    reading = page.locator("#ty-what-ifs [data-reading='tier-basis=gross']")
    assert "428,960.00" in numbers(reading.inner_text())


def test_the_bars_are_as_high_as_what_is_paid(page: Page) -> None:
    come_by(page, YEAR)
    page.wait_for_selector(".ty-svg")
    heights = page.evaluate(
        "() => ['without', 'packs', 'paid'].map(kind => [...document.querySelectorAll("
        "`.ty-bar-${kind}`)].map(it => Number(it.getAttribute('height'))))"
    )
    without, packs, paid = heights
    assert (len(without), len(packs), len(paid)) == (12, 1, 1)
    assert packs[0] / without[0] == pytest.approx(430_840 / 47_205, rel=0.02)
    assert len({*without}) == 1
    label = str(page.locator(".ty-svg").get_attribute("aria-label"))
    assert {"430,840.00", "47,205.00", "600.00"} <= numbers(label)


def test_a_month_that_is_pointed_at_or_tapped_tells_its_amounts(page: Page) -> None:
    come_by(page, YEAR)
    targets = page.locator(".ty-target")
    targets.nth(0).hover()
    assert numbers(page.locator(".ty-told").inner_text()) == {"47,205.00", "430,840.00", "0.00"}
    targets.nth(11).click()
    told = page.locator(".ty-told").inner_text()
    assert told.startswith("2026-12")
    assert numbers(told) == {"47,205.00", "600.00", "0.00"}
    assert page.locator(".ty-chosen").count() == 1


def test_the_same_stands_in_a_table_that_the_keyboard_opens(page: Page) -> None:
    come_by(page, YEAR)
    page.locator(".ty-table > summary").focus()
    page.keyboard.press("Enter")
    rows = page.locator(".ty-table tbody tr")
    assert rows.count() == 12
    assert numbers(rows.nth(11).inner_text()) == {
        *("47,205.00", "0.00", "600.00", "566,460.00", "431,440.00")
    }


def test_bars_tell_apart_without_colour(page: Page) -> None:
    come_by(page, YEAR)
    page.wait_for_selector(".ty-svg")
    fills = page.evaluate(
        "() => ['without', 'packs', 'paid'].map(kind =>"
        " getComputedStyle(document.querySelector(`.ty-bar-${kind}`)).fill)"
    )
    assert fills[0] == "none"
    assert "ty-hatch" in fills[1]
    assert fills[2].startswith("rgb")


def test_on_a_phone_all_of_it_can_be_read(open_page: Visit, page: Page) -> None:
    open_page.look(PHONE)
    come_by(page, YEAR)
    page.wait_for_selector(".ty-svg")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    inside = page.evaluate(
        "() => { const svg = document.querySelector('.ty-svg');"
        " const box = svg.getBoundingClientRect();"
        " return [box.width, [...svg.querySelectorAll('text')].map(it => {"
        " const own = it.getBoundingClientRect(); return [it.textContent, own.left - box.left,"
        " box.right - own.right, parseFloat(getComputedStyle(it).fontSize)]; })]; }"
    )
    width, texts = inside
    assert 250 < width <= 358
    for text, left, right, size in texts:
        assert min(left, right) >= -1, text
        assert size >= 11, text


def test_copies_of_a_plan_are_what_the_command_prints(page: Page) -> None:
    come_by(page, YEAR)
    result = page.locator("#ty-result")

    def copied(name: str) -> str:
        page.evaluate("() => navigator.clipboard.writeText('')")
        result.locator(f"[data-copy={name}]").click()
        page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
        return str(page.evaluate("() => navigator.clipboard.readText()"))

    days = [dt.date(2026, month, 1) for month in range(1, 13)]
    ours = plan(default_book(), [Usage(day, PRO, 1_050_000, True) for day in days])
    assert copied("csv") == as_csv(ours)
    assert json.loads(copied("json"))["saved"] == "135020.00"
    assert "431,440.00" in copied("text")
    come_by(page, "month=2026-11")
    assert page.locator("#ty-total").count() == 0
    come_by(page, f"{YEAR}")
    assert copied("link").endswith("&year=RecognizeCarPro&from=2026-01&every=1050000")


def test_fifty_million_calls_a_month_are_planned_within_half_a_second(page: Page) -> None:
    """On the browser's main thread, from the calls to the plan: the best of some tries."""
    best = page.evaluate(
        """([link, other]) => Math.min(...Array.from({ length: 6 }, (_, at) => {
          history.replaceState(null, "", `#${at % 2 ? link : other}`);
          const start = performance.now();
          dispatchEvent(new HashChangeEvent("hashchange"));
          return performance.now() - start;
        }))""",
        [f"month=2026-11&year={PRO}@2026-01:{calls}" for calls in (50_000_000, 49_999_999)],
    )
    assert total(page) == "15,000,000.00"
    assert best < 500


def test_a_template_to_fill_in_can_be_taken_from_the_page(page: Page, site: Path) -> None:
    link = page.locator("a[download]")
    assert link.get_attribute("href") == "assets/templates/forecast.csv"
    root = site / "zh" if "/zh/" in page.url else site
    for kind in ("forecast", "usage", "packs"):
        data = (root / f"assets/templates/{kind}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert len(data.splitlines()) == (1 if kind == "packs" else 10)
