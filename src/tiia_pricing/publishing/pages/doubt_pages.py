"""The pages of doubts: what the page leaves open, and where it is malformed."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct

from tiia_pricebook import Clause, Finding, PriceBook, Reading
from tiia_pricing.publishing.site_data.links import Proof, concerning
from tiia_pricing.results.scenario_results import Results, ScenarioResult


class ReadingShown(Struct, frozen=True):
    """A reading, the clause that leaves it open, and the scenarios that name it."""

    reading: Reading
    clause: Clause | None
    scenarios: list[tuple[Proof, ScenarioResult]]


class ReadingsPage(Struct, frozen=True):
    """What the page of readings shows."""

    readings: list[ReadingShown]


class FindingsPage(Struct, frozen=True):
    """What the page of findings shows: each kind with its findings."""

    findings: list[tuple[str, list[Finding]]]


def readings_page(book: PriceBook, results: Results) -> ReadingsPage:
    """Return what the page of readings shows."""
    return ReadingsPage(
        [
            ReadingShown(
                one, book.clause(one.clause) if one.clause else None, concerning(one, results)
            )
            for one in book.readings
        ]
    )


def findings_page(book: PriceBook) -> FindingsPage:
    """Return what the page of findings shows."""
    ordered = sorted(book.findings, key=lambda item: item.id)
    kinds = groupby(ordered, lambda item: item.id)
    return FindingsPage([(kind, list(items)) for kind, items in kinds])
