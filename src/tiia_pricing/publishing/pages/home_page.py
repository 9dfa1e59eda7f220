"""The first page: today's prices, what is announced, and why to believe all that."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from tiia_pricebook import Interface, Pack, Snapshot
from tiia_pricing.publishing.pages.calculator_page import asked
from tiia_pricing.publishing.site_data import price_tables
from tiia_pricing.publishing.site_data.announced_numbers import (
    AnnouncedNumber,
    Coming,
    announced,
    coming,
)
from tiia_pricing.publishing.site_data.as_read import AsRead, as_read
from tiia_pricing.publishing.site_data.links import Linked
from tiia_pricing.publishing.site_data.page_checks import PageChecks, watched
from tiia_pricing.publishing.site_data.site import Site
from tiia_pricing.results.scenario_results import Results


class OutOf(Struct, frozen=True):
    """So many, of how many."""

    passed: int
    total: int


class Trust(Struct, frozen=True):
    """What was proved, and on what; ``left_over`` is whether a number of the page has no fact."""

    runs: OutOf
    scenarios: int
    clauses: OutOf
    numbers: OutOf
    left_over: bool
    calculators: OutOf
    mutants: int
    gallery: int
    edits: int
    findings: int
    readings: int
    snapshot: Snapshot
    known_from: dt.date | None
    created: str


class HomePage(Struct, frozen=True):
    """What the first page shows; ``interfaces`` are those that its small calculator offers.

    ``widest`` is the most tiers that an interface has; ``undated`` says that no price has a day.
    """

    announced: list[AnnouncedNumber]
    coming: Coming
    interfaces: list[Interface]
    watched: PageChecks | None
    as_read: AsRead
    today: list[price_tables.Row]
    widest: int
    undated: bool
    packs: tuple[Pack, ...]
    trust: Trust


def home_page(site: Site) -> HomePage:
    """Return what the first page shows."""
    found = announced(site.dated, site.day)
    today = price_tables.today(site.today)
    priced = [row.prices for row in today if row.prices]
    return HomePage(
        found,
        coming(found),
        [one for one, current in asked(site.dated, site.newest) if current],
        watched(site.archive, site.built),
        as_read(site),
        today,
        max(len(prices.tiers) for prices in priced),
        not any(prices.from_ for prices in priced),
        site.today.packs,
        _trust(site),
    )


def _trust(site: Site) -> Trust:
    book, covered, edits = site.newest, site.covered[-1], site.scorecard.totals()
    totals = covered.totals()
    left = totals["numerals-informative"] + totals["numerals-unmapped"]
    return Trust(
        runs=_runs(site.results),
        scenarios=sum(1 for _ in site.results.scenarios()),
        clauses=proved_clauses(site.clauses.values()),
        numbers=OutOf(totals["numerals"] - left, totals["numerals"]),
        left_over=bool(covered.unmapped),
        calculators=OutOf(
            sum(one.receipt.conclusion == "conforms" for one in site.shipped), len(site.shipped)
        ),
        mutants=len(site.strength.mutants),
        gallery=len(site.strength.gallery),
        edits=edits["edits"] + edits["meaningless"],
        findings=len(book.findings),
        readings=len(book.readings),
        snapshot=book.snapshot,
        known_from=book.known_from,
        created=str(site.built.date()),
    )


def _runs(results: Results) -> OutOf:
    tally = Counter(run.verdict for run in results.runs())
    return OutOf(tally["passed"], tally.total())


def proved_clauses(clauses: Iterable[Linked]) -> OutOf:
    """Return how many of the clauses that state a rule are proved by scenarios."""
    normative = [item for item in clauses if item.clause.informative is None]
    return OutOf(sum(bool(item.scenarios) for item in normative), len(normative))
