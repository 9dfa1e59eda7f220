"""Which pages there are, and what each is made from: a line a page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tiia_pricing.changes import RULES
from tiia_pricing.publishing.pages.calculator_page import calculator_page
from tiia_pricing.publishing.pages.chapter_pages import chapter_pages, rules_page
from tiia_pricing.publishing.pages.charts_page import charts_page
from tiia_pricing.publishing.pages.conformance_page import conformance_page
from tiia_pricing.publishing.pages.data_page import data_page
from tiia_pricing.publishing.pages.doubt_pages import findings_page, readings_page
from tiia_pricing.publishing.pages.history_page import history_page
from tiia_pricing.publishing.pages.home_page import home_page
from tiia_pricing.publishing.pages.peer_cases_page import peer_cases_page
from tiia_pricing.publishing.pages.price_changes_page import price_changes_page
from tiia_pricing.publishing.pages.prices_page import prices_page
from tiia_pricing.publishing.pages.proof_pages import (
    GalleryPage,
    ScorecardPage,
    homes,
    mutants_page,
    results_page,
)
from tiia_pricing.publishing.pages.reference_pages import (
    ChangesPage,
    PriceBookPage,
    past_types,
    steps_page,
    types,
)
from tiia_pricing.publishing.pages.vendor_pages.vendor_page import vendor_pages
from tiia_pricing.publishing.site_data.site import Site


class SitePage(Struct, frozen=True):
    """A page: where it is written, its template, and the names that its template can use."""

    path: str
    template: str
    context: Struct


class Nothing(Struct, frozen=True):
    """The context of a page of words alone."""


def pages(site: Site) -> list[SitePage]:
    """Return every page that shows something of the site.

    The others in ``docs/`` are words alone.
    """
    return [*_pages(site)]


def _pages(site: Site) -> Iterator[SitePage]:
    yield _page("index.md", home_page(site))
    yield _page("calculator.md", calculator_page(site))
    yield _page("prices.md", prices_page(site))
    yield _page("charts.md", charts_page(site.today))
    yield _page("history.md", history_page(site))
    yield _page("price-changes.md", price_changes_page(site))
    yield _page("data.md", data_page(site))
    yield _page("rules/index.md", rules_page(site))
    yield _page("readings.md", readings_page(site.newest, site.results))
    yield _page("findings.md", findings_page(site.newest))
    yield _page("results.md", results_page(site.newest, site.results))
    yield _page("mutants.md", mutants_page(site.newest, site.strength, site.results))
    yield _page("gallery.md", GalleryPage(site.strength.gallery, homes(site.results)))
    yield _page("scorecard.md", ScorecardPage(site.scorecard))
    yield _page("peer-cases.md", peer_cases_page())
    yield _page("conformance/index.md", conformance_page(site.shipped, site.results))
    yield _page("reference/changes.md", ChangesPage(RULES))
    yield _page("reference/steps.md", steps_page(site.results))
    yield _page("reference/price-book.md", PriceBookPage(types(), past_types()))
    yield from (SitePage(path, "rules/chapter.md", one) for path, one in chapter_pages(site))
    yield from (SitePage(path, "page.md", one) for path, one in vendor_pages(site))


def _page(path: str, context: Struct) -> SitePage:
    """A page whose template has the name of its path."""
    return SitePage(path, path, context)
