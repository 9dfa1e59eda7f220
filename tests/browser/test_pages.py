"""Every page of the built site, in both languages, in a real browser: ``make browser``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from browser import checks
from browser.tables import IMPACTS
from browser.visit import DESKTOP, PHONE, Visit

SHOTS = Path(__file__).parents[2] / "build/browser/screenshots"
ON_THE_PHONE = ("index.html", "prices.html", "page.html", "rules/settlement.html")
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
        name = f"{visit.path.removesuffix('.html')}.{size[0]}.{scheme}"
        visit.shoot(SHOTS / name)
        problems += checks.within_width(visit)
    nothing(problems)


def test_what_is_folded_stands_open_on_paper(visit: Visit) -> None:
    visit.look()
    nothing(checks.on_paper(visit))


def test_tab_leads_to_the_content(visit: Visit) -> None:
    if visit.path.endswith("404.html"):
        pytest.skip("nothing in its content can be reached")
    visit.open()  # Tab goes on from where somebody clicked
    nothing(checks.reached(visit))


def test_axe_finds_nothing_grave(visit: Visit, record_property: Record) -> None:
    visit.open()
    visit.look()
    visit.unfold()
    looks = {"unfolded": checks.examined(visit, color_contrast=False)}
    visit.thin()  # contrast takes long to measure, and is the same for all of one make
    for scheme in ("light", "dark"):
        visit.look(scheme=scheme)
        looks[scheme] = checks.examined(visit, color_contrast=True)
    if visit.path.removeprefix("zh/") in ON_THE_PHONE:
        visit.open()
        visit.look(PHONE)
        looks["phone"] = checks.examined(visit, color_contrast=False)
    record_property("axe", {"page": visit.path, "looks": len(looks), **_impacts(looks.values())})
    nothing([f"{look}: {text}" for look, found in looks.items() for text in checks.grave(found)])


def _impacts(looks: Iterable[list[dict[str, Any]]]) -> dict[str, int]:
    """How many elements were found, by impact."""
    found = [item for look in looks for item in look]
    return {
        impact: sum(len(item["nodes"]) for item in found if item["impact"] == impact)
        for impact in IMPACTS
    }


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
