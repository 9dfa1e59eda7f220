"""Every page of the built site, in both languages, in a real browser: ``make browser``.

Each page is opened in both languages, and examined in one of them, by turns. Some, which have every
kind of element, are looked at in every way: as a whole, colours, on paper, by keyboard. The switch
of the language is tried on the first ones alone: where each leads, ``test_built_site`` reads in the
pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from browser import checks
from browser.tables import IMPACTS
from browser.visit import DESKTOP, PHONE, Visit

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


def test_no_page_is_wider_than_its_window(visit: Visit) -> None:
    problems = []
    for size in (DESKTOP, PHONE):
        visit.look(size)
        problems += checks.within_width(visit)
    nothing(problems)


def test_a_phone_gets_no_endless_page_and_a_cue_for_what_is_wide(visit: Visit) -> None:
    visit.look(PHONE)
    nothing(checks.of_bearable_height(visit) + checks.cued(visit))


def test_axe_finds_nothing_grave(one_way: Visit, record_property: Record) -> None:
    one_way.look()
    one_way.unfold()
    with one_way.thinned():  # a thousand cells of one make take long, and are judged alike
        looks = {"unfolded": checks.examined(one_way, color_contrast=False)}
    judged(one_way, looks, record_property)


def test_axe_finds_nothing_grave_in_the_whole(every_way: Visit, record_property: Record) -> None:
    every_way.look()
    every_way.unfold()
    looks = {"whole": checks.examined(every_way, color_contrast=False)}
    every_way.look(PHONE)
    with every_way.thinned():
        looks["phone"] = checks.examined(every_way, color_contrast=False)
    judged(every_way, looks, record_property)


def test_colours_can_be_told_apart(every_way: Visit, record_property: Record) -> None:
    every_way.look()
    every_way.unfold()
    looks = {}
    with every_way.thinned(coloured=True):  # as above: contrast takes the longest
        for scheme in ("light", "dark"):
            every_way.look(scheme=scheme)
            looks[scheme] = checks.examined(every_way, color_contrast=True)
    judged(every_way, looks, record_property)


def judged(visit: Visit, looks: Mapping[str, list[dict[str, Any]]], record: Record) -> None:
    """Record what axe found, and fail for what is grave."""
    record("axe", {"page": visit.path, "looks": len(looks), **_impacts(looks.values())})
    nothing([f"{look}: {text}" for look, found in looks.items() for text in checks.grave(found)])


def _impacts(looks: Iterable[list[dict[str, Any]]]) -> dict[str, int]:
    """How many elements were found, by impact."""
    found = [item for look in looks for item in look]
    return {
        impact: sum(len(item["nodes"]) for item in found if item["impact"] == impact)
        for impact in IMPACTS
    }


def test_pictures_at_both_widths(every_way: Visit, pictures: Path) -> None:
    every_way.open()
    looks = [(DESKTOP, "light"), (PHONE, "light")]
    if every_way.path.removeprefix("zh/") == "index.html":
        looks += [(DESKTOP, "dark"), (PHONE, "dark")]
    for size, scheme in looks:
        every_way.look(size, scheme)
        every_way.shoot(pictures / f"{every_way.path.removesuffix('.html')}.{size[0]}.{scheme}")
        nothing(checks.within_width(every_way))


def test_what_is_folded_stands_open_on_paper(every_way: Visit) -> None:
    every_way.look()
    nothing(checks.on_paper(every_way))


def test_tab_leads_to_the_content(every_way: Visit) -> None:
    if every_way.path.endswith("404.html"):
        pytest.skip("nothing in its content can be reached")
    every_way.open()  # Tab goes on from where somebody clicked
    nothing(checks.reached(every_way))


def test_the_language_switch_leads_to_the_twin_and_back(first_page: Visit) -> None:
    first_page.open()
    first_page.look()
    tongues = {"en": "en", "zh": "zh-Hans"}
    other = next(tongue for tongue in tongues if tongue != first_page.language)
    for path, language in ((first_page.twin, other), (first_page.path, first_page.language)):
        first_page.page.locator("[data-md-component=header] .md-select button").hover()
        first_page.page.locator(f".md-select__link[hreflang={tongues[language]}]").click()
        first_page.page.wait_for_url(f"{first_page.base}/{path}")
    nothing(checks.quiet(first_page))
