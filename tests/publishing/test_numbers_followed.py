"""Any number can be followed in two clicks: cell, scenarios, wrong numbers, a bill that uses it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag

from javascript.adapter import NODE
from support.site_build import Soups, resolves
from support.site_project import Project
from support.site_whole import opened
from tiia_pricebook import PriceBook
from tiia_pricing import bill
from tiia_pricing.publishing.chinese.book_facts import facts_in_chinese
from tiia_pricing.publishing.pages.calculator_links import link
from tiia_pricing.publishing.pages.vendor_pages.anchors import anchor
from tiia_pricing.publishing.pages.vendor_pages.number_trails import accounts

TODAY = dt.date(2026, 1, 2)  # when the results of the fixture were made


@pytest.fixture(scope="module")
def site(whole: Project, site_of: Callable[[Project], Soups]) -> Soups:
    return site_of(whole)


@pytest.fixture(scope="module", params=["en", "zh"])
def tongue(site: Soups, request: pytest.FixtureRequest) -> Path:
    """The folder of one language."""
    root = min(path.parent for path in site if path.name == "page.html")
    return root if request.param == "en" else root / "zh"


def numbers(book: PriceBook) -> Iterator[tuple[str, str, str]]:
    """Each number of the book: its kind of mutants, the fact they change, the cell it stands in."""
    for table in book.pay_as_you_go:
        for index, tier in enumerate(table.tiers):
            yield "price", f"{table.interface} from {tier.from_calls}", anchor(tier.source)
            if index:  # that a range begins at 0 no mutant denies
                yield "bound", f"{table.interface} tier {index}", anchor(tier.bound)
    for quota in book.free_quotas:
        names = " and ".join(quota.interfaces)
        since, until = quota.from_ or "the beginning", quota.to or "further notice"
        yield "free-quota", f"{names}, {since} to {until}", anchor(quota.source)
    for pack in book.packs:
        fact = f"{pack.interface} {pack.calls}"
        yield "pack-size", fact, anchor(pack.size)
        yield "pack-price", fact, anchor(pack.source)


def test_the_walk_meets_every_number(book: PriceBook) -> None:
    kinds = [kind for kind, _, _ in numbers(book)]
    # Nine interfaces with four prices and three bounds, five quotas that changed for six
    # interfaces and three that did not, seven packs.
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "price": 36,
        "bound": 27,
        "free-quota": 14,
        "pack-size": 7,
        "pack-price": 7,
    }


def test_the_cell_leads_to_scenarios_mutants_and_a_bill(
    site: Soups, tongue: Path, book: PriceBook
) -> None:
    path = tongue / "page.html"
    chinese = facts_in_chinese(book)
    for kind, fact, cell in numbers(book):
        links = hrefs(element(site[path], cell))
        assert [one for one in links if not resolves(path, one, site)] == [], cell
        assert any(one.startswith("rules/") for one in links), cell
        assert f"mutants.html#{kind}-{cell}" in links, cell
        assert any(one.startswith("calculator.html#month=") for one in links), cell
        name = chinese[fact] if tongue.name == "zh" else fact
        assert cell in [row_cell for row_cell, said in facts(site, tongue, kind) if said == name]


def facts(site: Soups, tongue: Path, kind: str) -> list[tuple[str, str]]:
    """The cell and the fact of each wrong number of a kind."""
    heading = site[tongue / "mutants.html"].find(id=kind)
    assert isinstance(heading, Tag)
    table = heading.find_next("table")
    assert isinstance(table, Tag)
    links = table.select("tbody td:first-child a")
    return [(str(link["href"]).partition("#")[2], link.get_text()) for link in links]


def test_the_mutants_of_a_cell_stand_together_from_its_anchor_on(
    site: Soups, tongue: Path, book: PriceBook
) -> None:
    for kind, _, cell in numbers(book):
        row = element(site[tongue / "mutants.html"], f"{kind}-{cell}")
        rows = [row, *row.find_next_siblings("tr")]
        cells = [[unquote(one).partition("#")[2] for one in hrefs(each)[:1]] for each in rows]
        run = next((at for at, one in enumerate(cells) if one != [cell]), len(cells))
        assert run == count(site[tongue / "page.html"], kind, cell)
        assert [cell] not in cells[run:]


def count(page: BeautifulSoup, kind: str, cell: str) -> int:
    """How many wrong numbers the cell announces."""
    link = element(page, cell).select_one(f"a[href='mutants.html#{kind}-{cell}']")
    assert link is not None
    match = re.match(r"≠(\d+)", link.get_text())
    assert match is not None
    return int(match[1])


def element(page: BeautifulSoup, id: str) -> Tag:
    found = page.find(id=id)
    assert isinstance(found, Tag), id
    return found


def hrefs(element: Tag) -> list[str]:
    return [str(link["href"]) for link in element.select("a[href]")]


@pytest.mark.parametrize("page", ["index.html", "prices.html"])
def test_every_number_of_the_tables_leads_to_a_cell_that_leads_on(
    site: Soups, tongue: Path, page: str
) -> None:
    links = [str(link["href"]) for link in site[tongue / page].select("a.tp-src")]
    assert len(links) >= 36 + 9 + 7
    for target in links:
        cell = element(site[tongue / "page.html"], target.partition("#")[2])
        assert cell.select_one(".tp-onward a[href^='calculator.html#']"), target


def test_the_first_range_of_a_table_leads_to_the_mutants_of_its_end(site: Soups) -> None:
    page = next(soup for path, soup in site.items() if path.name == "page.html")
    assert "mutants.html#bound-t1r0c2" in hrefs(element(page, "t1r0c1"))


def test_the_bill_of_a_cell_uses_the_number_in_it(book: PriceBook) -> None:
    used: set[tuple[str, str]] = set()
    for cell, month, account in accounts(book, TODAY):
        statement = bill(book, account.usage, account.packs)
        line = statement.months[0].lines[0]
        sources = [tier.source for part in line.charge.parts for tier in [part.tier]]
        sources += [part.tier.bound for part in line.charge.parts]
        sources += [drawn.quota.source for drawn in line.deduction.free]
        for drawn in line.deduction.packs:
            pack = statement.packs[drawn.held].held.pack
            sources += [pack.size, pack.source]
        assert cell in {anchor(source) for source in sources}, (cell, month)
        used.add((cell, str(month)))
    assert ("t0r1c1", "2022-10") in used  # the shared pool, which is no more
    assert ("t0r1c1", "2026-01") in used


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_calculator_opens_on_that_bill(book: PriceBook) -> None:
    found = list(accounts(book, TODAY))
    wanted = [str(bill(book, one.usage, one.packs).cents) for _, _, one in found]
    assert opened([link(book, month, one) for _, month, one in found]) == wanted
