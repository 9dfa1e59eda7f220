"""Every page of the built site, in both languages, in a real browser: ``make browser``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from browser import checks
from browser.tables import IMPACTS
from browser.visit import DESKTOP, PHONE, Visit

SHOTS = Path(__file__).parents[2] / "build/browser/screenshots"
Record = Callable[[str, object], None]


def nothing(problems: list[str]) -> None:
    """Fail with one line a problem."""
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


def test_the_page_loads_without_a_complaint(visit: Visit) -> None:
    nothing(checks.quiet(visit))


def test_the_page_has_an_outline(visit: Visit) -> None:
    nothing(checks.outlined(visit))


def test_links_that_lead_away_are_marked(visit: Visit) -> None:
    nothing(checks.marked(visit))


def test_the_page_is_light(visit: Visit, record_property: Record) -> None:
    kinds = visit.weights()
    row = {"page": visit.path, "kinds": dict(kinds), "total": kinds.total()}
    record_property("weight", row)
    nothing(checks.light(visit))


def test_screenshots_at_both_widths(visit: Visit) -> None:
    looks = [(DESKTOP, "light"), (PHONE, "light")]
    if visit.path.removeprefix("zh/") == "index.html":
        looks += [(DESKTOP, "dark"), (PHONE, "dark")]
    problems = []
    for size, scheme in looks:
        visit.look(size, scheme)
        name = f"{visit.path.removesuffix('.html')}.{size[0]}.{scheme}.png"
        visit.page.screenshot(path=SHOTS / name, full_page=True)
        problems += checks.within_width(visit)
    nothing(problems)


def test_tab_leads_to_the_content(visit: Visit) -> None:
    visit.look()
    nothing(checks.reached(visit))


def test_axe_finds_nothing_grave(visit: Visit, record_property: Record) -> None:
    looks = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")]
    counts: Counter[str] = Counter()
    problems = []
    visit.unfold()
    for size, scheme in looks:
        visit.look(size, scheme)
        found = checks.examined(visit)
        for item in found:
            counts[item["impact"]] += len(item["nodes"])
        problems += [f"{size[0]} {scheme}: {problem}" for problem in checks.grave(found)]
    row = {"page": visit.path, "looks": len(looks), **{name: counts[name] for name in IMPACTS}}
    record_property("axe", row)
    nothing(problems)


def test_the_language_switch_leads_to_the_twin_and_back(visit: Visit) -> None:
    if visit.language != "en" or visit.path == "404.html":
        pytest.skip("switched to from its twin" if visit.language == "zh" else "it has no address")
    visit.open()
    visit.look()
    for path, language in ((visit.twin, "zh-Hans"), (visit.path, "en")):
        visit.page.locator("[data-md-component=header] .md-select button").hover()
        visit.page.locator(f".md-select__link[hreflang={language}]").click()
        visit.page.wait_for_url(f"{visit.base}/{path}")
    nothing(checks.quiet(visit))
