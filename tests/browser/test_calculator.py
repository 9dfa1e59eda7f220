"""The calculator's page in a browser, typed as a person would, against the reference calculator."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.visit import PHONE, visited
from support.samples import examples
from tiia_pricing import Purchase, Statement, Usage, bill, default_book
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.billing.statement.statement_forms import as_dict
from tiia_pricing.billing.statement.statement_text import as_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PRO = "车辆识别（增强版）"
BOOK = default_book()
MONTHS = ("2022-10", "2023-05", "2024-02", "2020-11", "2021-05")
STATEMENTS = examples(120)
PARTS = 6
Account = dict[str, Any]


@pytest.fixture(scope="module", params=["", "zh/"], ids=["en", "zh"])
def page(
    request: pytest.FixtureRequest, browser: Browser, site: Path, address: str
) -> Iterator[Page]:
    path = f"{request.param}calculator.html"
    options: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
    with visited(browser, site, address, path, **options) as visit:
        yield visit.page
        assert visit.messages == []
        assert visit.foreign() == []


def come_by(page: Page, fragment: str) -> None:
    """Open the page by a link, from another page: the one that is open may still write its own."""
    address = page.url.partition("#")[0]
    page.goto("about:blank")
    page.goto(f"{address}#{fragment}")


def calls(page: Page, name: str) -> Any:
    return page.locator(f'[data-interface="{name}"] input')


def total(page: Page) -> str:
    return page.locator("#tc-total").inner_text().split()[0]


@pytest.mark.parametrize("typed", ["105w", "1.05M", "1,050k"])
def test_counts_and_months_are_taken_as_people_write_them(page: Page, typed: str) -> None:
    come_by(page, "month=2023-05")
    page.locator("#tc-month").fill("2023/5")
    calls(page, PRO).fill(typed)
    assert total(page) == "47,205.00"  # 1,049,000 x 45 / 1,000
    assert "month=2023-05" in page.url


# Random statements, typed key by key.


def accounts(part: int) -> Iterator[Account]:
    """Accounts with the text that a person types for each."""
    rng = random.Random(part)  # noqa: S311 - accounts to try, no secret
    for _ in range(STATEMENTS // PARTS):
        month = rng.choice(MONTHS)
        priced = [table.interface for table in facts(month) if table]
        names = rng.sample(priced, rng.choice((1, 1, 2, 3)))
        bought = rng.choice((0, 0, 1, 2)) if PRO in names else 0
        yield {
            "month": month,
            "calls": {name: count(rng) for name in names},
            "packs": [pack(rng, month) for _ in range(bought)],
            "readings": rng.choice(
                ({}, {"tier-basis": "gross"}, {"rounding": "down", "partial-thousand": "round-up"})
            ),
        }


def facts(month: str) -> Any:
    first = dt.date.fromisoformat(f"{month}-01")
    for edition in getattr(BOOK, "editions", ()):
        if edition.from_ <= first < edition.to:
            return edition.pay_as_you_go
    return default_book().pay_as_you_go


def count(rng: random.Random) -> tuple[str, int]:
    """A count of calls near what matters, and a way to write it."""
    bound = rng.choice((0, 1_000, 10_000, 600_000, 1_000_000, 3_000_000, 15_000_000))
    calls = max(0, bound + rng.choice((-1, 0, 1, 999, 1_000, 1_001, rng.randrange(10**6))))
    ways = [str(calls), f"{calls:,}"]
    if calls % 100 == 0:
        ways.append(f"{calls / 10_000:.2f}".rstrip("0").rstrip(".") + "万")
    return rng.choice(ways), calls


def pack(rng: random.Random, month: str) -> tuple[str, int, str]:
    sold = rng.choice([pack for pack in BOOK.packs if pack.interface == PRO])
    return sold.size.text, sold.calls, f"{month}-{rng.choice(('01', '15'))}"


def enter(page: Page, account: Account) -> None:
    """Type an account into an empty form."""
    page.evaluate(
        "() => { history.replaceState(null, '', '#month=');"
        " dispatchEvent(new HashChangeEvent('hashchange')); }"
    )
    assert page.locator("#tc-month").input_value() == ""
    page.locator("#tc-month").press_sequentially(account["month"])
    for name, (text, _) in account["calls"].items():
        calls(page, name).press_sequentially(text)
    for at, (size, _, day) in enumerate(account["packs"]):
        page.locator("#tc-add").click()
        row = page.locator(".tc-pack").nth(at)
        row.locator("select").select_option(size)
        row.locator("[data-part=day]").fill("")
        row.locator("[data-part=day]").press_sequentially(day)
    for name, value in account["readings"].items():
        page.locator("#tc-readings").evaluate("it => { it.open = true; }")
        page.locator(f'input[name="reading-{name}"][value="{value}"]').check()


def reference(account: Account) -> Statement:
    first = dt.date.fromisoformat(f"{account['month']}-01")
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return bill(
        BOOK,
        [Usage(last, name, calls, True) for name, (_, calls) in account["calls"].items()],
        [Purchase(dt.date.fromisoformat(day), PRO, size) for _, size, day in account["packs"]],
        readings=account["readings"],
    )


@pytest.mark.parametrize("part", range(PARTS))
def test_random_statements_are_those_of_the_reference(
    part: int, browser: Browser, site: Path, address: str
) -> None:
    path = f"{'zh/' * (part % 2)}calculator.html"
    compared = 0
    with visited(browser, site, address, path) as visit:
        for account in accounts(part):
            enter(visit.page, account)
            compare(visit.page, reference(account), account)
            compared += 1
    assert compared == STATEMENTS // PARTS


def compare(page: Page, statement: Statement, account: Account) -> None:
    expected = as_dict(statement)
    assert total(page) == yuan(statement.cents), account
    lines = {
        line["interface"]: [
            f"{line['calls']:,}",
            f"{line['free']:,}",
            f"{line['pack']:,}",
            f"{line['pay_as_you_go']:,}",
            f"{int(line['amount'][:-3]):,}{line['amount'][-3:]}",
        ]
        for line in expected["months"][0]["lines"]
    }
    shown = page.locator("[data-line]").evaluate_all(
        "rows => rows.map(row => [row.dataset.line, [...row.querySelectorAll('td')]"
        ".filter(cell => !cell.classList.contains('tc-col-price')).map(cell => cell.innerText)])"
    )
    assert dict(shown) == lines, account
    ends = {f"{int(expected['range'][end][:-3]):,}{expected['range'][end][-3:]}"
            for end in ("low", "high")}  # fmt: skip
    told = page.locator(".tc-range").inner_text()
    assert len(ends) == 1 or ends <= set(re.findall(r"[\d,]+\.\d\d", told)), account
    if spent := sum(one.held.pack.price for one in statement.packs):
        assert f"{spent:,}" in page.locator(".tc-head").inner_text()


# What else a person does.

CLIFF = f"month=2023-05&{PRO}=1000999"


def test_a_link_restores_what_was_entered(page: Page) -> None:
    come_by(page, f"month=2023-05&{PRO}=1050000&pack=10万次@2023-05-01*2&tier-basis=gross")
    assert calls(page, PRO).input_value() == "1050000"
    assert page.locator("[data-part=key]").input_value() == "10万次"
    assert page.locator("[data-part=day]").input_value() == "2023-05-01"
    assert page.locator("[data-part=quantity]").input_value() == "2"
    assert page.locator("input[name=reading-tier-basis][value=gross]").is_checked()
    # 1,050,000 - 1,000 - 200,000 = 849,000; all calls reach the second tier: x 45 = 38,205.00
    assert total(page) == "38,205.00"


def test_a_link_that_is_not_understood_says_so(page: Page) -> None:
    come_by(page, f"month=2023-05&{PRO}=5&mood=good")
    assert "mood=good" in page.locator("#tc-problems").inner_text()
    assert total(page) == "0.00"


def test_a_cliff_is_told_and_taken_and_left_again(page: Page) -> None:
    """999,999 x 75 / 1,000 = 74,999.93 and 1,000,000 x 45 / 1,000 = 45,000.00."""
    come_by(page, "month=2023-05")
    calls(page, PRO).press_sequentially("1,000,999")
    assert total(page) == "74,999.93"
    box = page.locator(".tc-cliff")
    assert {"29,999.93", "1,001,000", "1,000,999"} <= set(
        re.findall(r"[\d,.]*\d", box.inner_text())
    )
    box.locator("a").click()
    page.wait_for_function("() => document.querySelector('#tc-total').innerText[0] === '4'")
    assert total(page) == "45,000.00"
    assert page.locator(".tc-cliff").count() == 0
    page.go_back()
    page.wait_for_function("() => document.querySelector('#tc-total').innerText[0] === '7'")
    assert calls(page, PRO).input_value() == "1000999"


def test_a_reading_that_moves_the_total_is_marked_with_what_it_would_give(page: Page) -> None:
    come_by(page, f"month=2023-05&{PRO}=1050000&pack=10万次@2023-05-01")
    page.locator("#tc-readings > summary").click()
    assert "42,705.00" in page.locator('output[data-moves="tier-basis=gross"]').inner_text()
    page.locator("input[name=reading-tier-basis][value=gross]").check()
    assert total(page) == "42,705.00"
    back = page.locator('output[data-moves="tier-basis=after-deduction"]')
    assert "71,175.00" in back.inner_text()


def test_a_pack_that_would_hurt_is_told(page: Page) -> None:
    come_by(page, f"month=2023-05&{PRO}=1050000")
    row = page.locator('[data-pack="10万次"]')
    shown = row.inner_text()
    for amount in ("7,000.00", "590,430.00", "+23,970.00", "+30,970.00"):
        assert amount in shown
    assert row.locator(".tc-raises").count() == 1
    row.locator("a").first.click()
    page.wait_for_function("() => document.querySelector('#tc-total').innerText[0] === '7'")
    assert total(page) == "71,175.00"


def test_a_fault_stands_at_its_field_and_goes_with_it(page: Page) -> None:
    come_by(page, f"month=2023-05&{PRO}=5")
    field = calls(page, PRO)
    field.press("End")
    field.press("x")
    assert field.get_attribute("aria-invalid") == "true"
    told = page.locator(f"#{field.get_attribute('aria-describedby')}")
    assert told.is_visible()
    assert "5x" in told.inner_text()
    assert page.locator("#tc-total").count() == 0
    field.press("Backspace")
    assert field.get_attribute("aria-invalid") is None
    assert not told.is_visible()
    assert total(page) == "0.00"


def test_copies_are_what_was_promised(page: Page) -> None:
    come_by(page, f"month=2023-05&{PRO}=1050000&pack=10万次@2023-05-01")
    usage = [Usage(dt.date(2023, 5, 31), PRO, 1_050_000, True)]
    statement = bill(BOOK, usage, [Purchase(dt.date(2023, 5, 1), PRO, 100_000)])

    def copied(name: str) -> str:
        page.evaluate("() => navigator.clipboard.writeText('')")
        page.locator(f"[data-copy={name}]").click()
        page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
        assert page.locator(".tc-copied").inner_text().startswith("✓")
        return str(page.evaluate("() => navigator.clipboard.readText()"))

    assert json.loads(copied("json")) == as_dict(statement)
    assert copied("csv").splitlines()[1] == (
        f"2023-05,{PRO},1050000,1000,100000,949000,75,1000,71175.00"
    )
    text = copied("text")
    assert "/zh/" in page.url or text == as_text(statement)
    assert "71,175.00" in text
    come_by(page, copied("link").partition("#")[2])
    assert total(page) == "71,175.00"


def test_the_keyboard_reaches_everything(page: Page) -> None:
    come_by(page, "month=2023-05")
    page.locator("#tc-month").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tc-later"
    page.keyboard.press("Enter")
    assert page.locator("#tc-month").input_value() == "2023-06"
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.type("1050000")
    assert calls(page, PRO).input_value() == "1050000"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "() => { const it = document.activeElement;"
                " return it.id || it.dataset.copy || it.tagName; }"
            )
        )
    assert {"tc-add", "text", "json", "csv", "link", "SUMMARY", "A"} <= reached


def test_every_link_of_a_statement_leads_to_its_cell_or_rule(page: Page, site: Path) -> None:
    come_by(page, f"month=2023-05&{PRO}=1050000&车辆识别=5000&pack=10万次@2023-05-01")
    root = site / "zh" if "/zh/" in page.url else site
    targets = page.locator("#tc-result a:not([href^='#'])").evaluate_all(
        "all => all.map(it => it.getAttribute('href'))"
    )
    assert len(targets) > 15
    for target in set(targets):
        path, _, id = target.partition("#")
        assert f'id="{id}"' in (root / path).read_text("utf-8"), target


def test_the_switch_of_the_language_keeps_the_state(page: Page) -> None:
    come_by(page, CLIFF)
    links = page.locator("a.md-select__link").evaluate_all("all => all.map(it => it.href)")
    assert len(links) == 2
    for link in links:
        assert link.endswith("calculator.html#month=2023-05&RecognizeCarPro=1000999")


def test_a_keystroke_is_answered_at_once(page: Page) -> None:
    """Bill, range, advice and the elements, for nine interfaces: the best of many tries."""
    come_by(page, "month=2023-05")
    best = page.evaluate(
        """() => {
          const inputs = [...document.querySelectorAll("[data-interface]:not([hidden]) input")];
          inputs.forEach((input, at) => { input.value = String(1050000 + at); });
          const times = Array.from({ length: 80 }, (_, at) => {
            inputs[3].value = String(1050000 + at);
            const start = performance.now();
            document.getElementById("tc-form").dispatchEvent(new Event("input"));
            return performance.now() - start;
          });
          return [inputs.length, Math.min(...times)];
        }"""
    )
    assert best[0] == 9
    assert best[1] < 16


SECOND = 1000
TRIES = 10
# Types as soon as there is a field, and notes when the total stands there.
FIRST_STATEMENT = """(() => {
  const attempt = () => {
    const input = document.querySelector('[data-interface="车辆识别（增强版）"] input');
    if (input) {
      input.value = "1050000";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      if (document.getElementById("tc-total")) return window.answered = performance.now();
    }
    setTimeout(attempt, 10);
  };
  attempt();
})()"""
# The theme's own scripts take longer than all of the calculator.
RUNS_FIRST = """() => {
  const first = [...document.scripts].find(it => it.src);
  return first.src.endsWith("/calculator.js") && !first.defer && !first.async;
}"""


@pytest.mark.parametrize("language", ["", "zh/"])
def test_a_slow_device_has_its_first_statement_within_a_second(
    language: str, browser: Browser, site: Path, address: str
) -> None:
    """From the click on a link, empty cache, at half the speed: the best of some tries."""
    tries: list[float] = []
    while len(tries) < TRIES and min(tries, default=SECOND) >= SECOND:
        with browser.new_context() as context:
            page = context.new_page()
            slow = context.new_cdp_session(page)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": 2})
            page.add_init_script(FIRST_STATEMENT)
            page.goto(f"{address}/{language}calculator.html")
            page.wait_for_function("() => window.answered")
            assert total(page) == "47,205.00"
            assert page.evaluate(RUNS_FIRST)
            tries.append(page.evaluate("window.answered"))
    assert min(tries) < SECOND


@pytest.mark.parametrize("language", ["", "zh/"])
def test_from_a_folder_without_a_network_it_answers_too(
    language: str, browser: Browser, site: Path
) -> None:
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        page.goto((site / f"{language}calculator.html").as_uri() + f"#month=2023-05&{PRO}=1050000")
        assert total(page) == "47,205.00"
        calls(page, "车辆识别").press_sequentially("5000")
        assert total(page) == "47,217.00"  # and (5,000 - 1,000) x 3 / 1,000 = 12.00


def test_print_shows_the_statement_alone(page: Page) -> None:
    come_by(page, CLIFF)
    page.emulate_media(media="print")
    try:
        assert page.locator("#tc-total").is_visible()
        for hidden in ("#tc-form", ".tc-copy", ".tc-packs", ".md-header", "h1", "#tc-bar"):
            assert not page.locator(hidden).first.is_visible(), hidden
    finally:
        page.emulate_media(media="screen")


def test_on_a_phone_the_total_stays_in_sight(page: Page) -> None:
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    try:
        come_by(page, CLIFF)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert "74,999.93" in page.locator("#tc-bar").inner_text()
        page.locator("#tc-bar").click()
        page.wait_for_function("() => document.querySelector('#tc-total')"
                               ".getBoundingClientRect().top < innerHeight / 2")  # fmt: skip
    finally:
        page.set_viewport_size(size)


@pytest.mark.parametrize("language", ["", "zh/"])
def test_the_short_form_of_the_first_page(
    language: str, browser: Browser, site: Path, address: str
) -> None:
    with visited(browser, site, address, f"{language}index.html") as visit:
        page = visit.page
        page.locator("#tq-interface").select_option(PRO)
        page.locator("#tq-calls").fill("")
        page.locator("#tq-calls").press_sequentially("105万")
        assert page.locator("#tq-total").inner_text().split()[0] == "47,205.00"
        page.locator("#tq-calls").press_sequentially("x")
        assert "105万x" in page.locator("#tq-calls-error").inner_text()
        page.locator("#tq-calls").press("Backspace")
        page.locator("#tq-link").click()
        page.wait_for_url("**/calculator.html*")
        assert total(page) == "47,205.00"
        assert visit.messages == []
