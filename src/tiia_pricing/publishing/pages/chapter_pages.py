"""The pages of the rules: their index, and one for each chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricing.publishing.chinese.quoted import explained
from tiia_pricing.publishing.pages.worked_examples import Worked, worked
from tiia_pricing.publishing.site_data.links import Linked, rule_slug, tags
from tiia_pricing.publishing.site_data.site import Site
from tiia_pricing.results.scenario_results import FeatureResult, Results, RuleResult, Verdict, worst


class RuleShown(Struct, frozen=True):
    """A rule with its clauses, and what it says beside them; ``passes`` is of how many runs."""

    rule: RuleResult
    slug: str
    clauses: tuple[Linked, ...]
    meaning: list[str]
    worked: Worked | None
    verdict: Verdict
    passes: str


class RulesPage(Struct, frozen=True):
    """What the index of the rules shows; ``unproved`` are the clauses without a rule."""

    chapters: list[tuple[FeatureResult, list[RuleShown]]]
    unproved: list[Linked]


class ChapterPage(Struct, frozen=True):
    """What the page of a chapter shows; ``explained`` has what it quotes in English, in Chinese."""

    feature: FeatureResult
    description: list[str]
    explained: list[tuple[str, str]]
    rules: list[RuleShown]
    reading_names: frozenset[str]


def rules_page(site: Site) -> RulesPage:
    """Return what the index of the rules shows."""
    return RulesPage(
        [
            (feature, _rules(feature, site, {}))
            for feature in in_page_order(site.newest, site.results)
        ],
        [item for item in site.clauses.values() if not item.proofs],
    )


def chapter_pages(site: Site) -> Iterator[tuple[str, ChapterPage]]:
    """Yield the path of each chapter, and what its page shows."""
    examples = worked(site.newest, site.results)
    names = frozenset(reading.name for reading in site.newest.readings)
    for feature in site.results.features:
        yield (
            f"rules/{feature.slug}.md",
            ChapterPage(
                feature,
                paragraphs(feature.description),
                explained(feature),
                _rules(feature, site, examples),
                names,
            ),
        )


def _rules(feature: FeatureResult, site: Site, examples: Mapping[str, Worked]) -> list[RuleShown]:
    return [_rule(rule, site, examples) for rule in feature.rules]


def _rule(rule: RuleResult, site: Site, examples: Mapping[str, Worked]) -> RuleShown:
    names = (tag.lstrip("@") for tag in rule.tags)
    runs = [run for scenario in rule.scenarios for run in scenario.runs]
    return RuleShown(
        rule,
        rule_slug(rule),
        tuple(site.clauses[name] for name in names if name in site.clauses),
        meaning(rule, site.newest),
        examples.get(rule_slug(rule)),
        worst(runs),
        f"{sum(run.verdict == 'passed' for run in runs)} / {len(runs)}",
    )


def in_page_order(book: PriceBook, results: Results) -> list[FeatureResult]:
    """Return the chapters as the page has them; those beyond the page come last."""
    places = {clause.id: index for index, clause in enumerate(book.clauses)}

    def place(feature: FeatureResult) -> int:
        found = [places[tag] for rule in feature.rules for tag in tags(rule.tags) & places.keys()]
        return min(found, default=len(places))

    return sorted(results.features, key=place)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a description, each on one line."""
    return [" ".join(part.split()) for part in text.strip().split("\n\n") if part.strip()]


def meaning(rule: RuleResult, book: PriceBook) -> list[str]:
    """Return what a rule says beside the clause that it quotes, which its page shows anyway."""
    quoted = {clause.text for clause in book.clauses}
    return [part for part in paragraphs(rule.description) if part not in quoted]
