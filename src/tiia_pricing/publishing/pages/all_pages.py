"""Which pages there are, and what each is made from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tiia_pricebook import Finding, PriceBook
from tiia_pricing.changes import RULES
from tiia_pricing.publishing.chinese.quoted import explained
from tiia_pricing.publishing.pages import price_tables
from tiia_pricing.publishing.pages.links import concerning, linked, proofs, tags
from tiia_pricing.publishing.pages.schema_tables import past_types, types
from tiia_pricing.publishing.pages.step_catalogue import catalogue
from tiia_pricing.publishing.pages.worked_examples import worked
from tiia_pricing.results.scenario_results import Feature, Results, Rule, Verdict, worst

VERDICTS: tuple[Verdict, ...] = ("passed", "failed", "error", "skipped")
GENERATED = (
    "prices.md",
    "charts.md",
    "history.md",
    "price-changes.md",
    "rules/index.md",
    "readings.md",
    "findings.md",
    "page.md",
    "results.md",
    "mutants.md",
    "gallery.md",
    "scorecard.md",
    "conformance/index.md",
    "reference/changes.md",
    "reference/steps.md",
    "reference/price-book.md",
)

Page = tuple[str, str, dict[str, Any]]


def pages(book: PriceBook, results: Results) -> Iterator[Page]:
    """Every generated page: its path, its template, what only it needs."""
    yield from ((path, path, {}) for path in GENERATED)
    for feature in results.features:
        yield f"rules/{feature.slug}.md", "rules/chapter.md", {"feature": feature}


def context(book: PriceBook, results: Results, today: PriceBook) -> dict[str, Any]:
    """What every page, the hand-written ones too, can show.

    ``book`` is that of the newest page, ``today`` has the facts in force.
    """
    clauses = linked(book, results)
    normative = [item for item in clauses.values() if item.clause.informative is None]
    return {
        "book": book,
        "results": results,
        "features": in_page_order(book, results),
        "interfaces": {item.name: item for item in today.interfaces},
        "clauses": clauses,
        "reading_names": {reading.name for reading in book.readings},
        "normative": len(normative),
        "covered": sum(bool(item.scenarios) for item in normative),
        "created": dt.datetime.fromisoformat(results.created).strftime("%Y-%m-%d"),
        "verdicts": VERDICTS,
        "types": types(),
        "past_types": past_types(),
        "change_rules": RULES,
        "passes": passes,
        "explained": explained,
        "verdict": lambda rule: worst(run for item in rule.scenarios for run in item.runs),
        "paragraphs": paragraphs,
        "meaning": lambda rule: meaning(rule, book),
        "worked": worked(book, results),
        **_prices(today),
        **_proved(book, results),
    }


def _prices(book: PriceBook) -> dict[str, Any]:
    today = price_tables.today(book)
    return {
        "today": today,
        "undated": not any(row.prices and row.prices.from_ for row in today),
        "widest": max(len(row.prices.tiers) for row in today if row.prices),
        "price_tables": price_tables.price_tables(book.pay_as_you_go),
        "quotas": price_tables.current_quotas(book),
        "packs": book.packs,
        "today_order": book.settlement_order,
        "findings": _by_kind(book.findings),
        "finding_kinds": {item.id for item in book.findings},
    }


def _proved(book: PriceBook, results: Results) -> dict[str, Any]:
    tally = Counter(run.verdict for run in results.runs())
    return {
        "tally": {"passed": tally["passed"], "total": tally.total()},
        "scenario_count": sum(1 for _ in results.scenarios()),
        "chapters": [_chapter(feature) for feature in in_page_order(book, results)],
        "failures": [
            (proof, scenario)
            for proof in proofs(results)
            for scenario in proof.rule.scenarios
            if scenario.verdict != "passed"
        ],
        "readings": [(reading, concerning(reading, results)) for reading in book.readings],
        "sentences": catalogue(results),
    }


def in_page_order(book: PriceBook, results: Results) -> list[Feature]:
    """The chapters as the page has them; those beyond the page come last."""
    places = {clause.id: index for index, clause in enumerate(book.clauses)}

    def place(feature: Feature) -> int:
        found = [places[tag] for rule in feature.rules for tag in tags(rule.tags) & places.keys()]
        return min(found, default=len(places))

    return sorted(results.features, key=place)


def _chapter(feature: Feature) -> tuple[Feature, Counter[str], float]:
    runs = [run for rule in feature.rules for item in rule.scenarios for run in item.runs]
    return feature, Counter(run.verdict for run in runs), sum(run.seconds for run in runs)


def _by_kind(findings: tuple[Finding, ...]) -> list[tuple[str, list[Finding]]]:
    ordered = sorted(findings, key=lambda item: item.id)
    return [(kind, list(items)) for kind, items in groupby(ordered, lambda item: item.id)]


def passes(rule: Rule) -> str:
    """How many runs of a rule's scenarios pass, of how many."""
    runs = [run for scenario in rule.scenarios for run in scenario.runs]
    return f"{sum(run.verdict == 'passed' for run in runs)} / {len(runs)}"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a description, each on one line."""
    return [" ".join(part.split()) for part in text.strip().split("\n\n") if part.strip()]


def meaning(rule: Rule, book: PriceBook) -> list[str]:
    """What a rule says beside the clause that it quotes, which its page shows anyway."""
    quoted = {clause.text for clause in book.clauses}
    return [part for part in paragraphs(rule.description) if part not in quoted]
