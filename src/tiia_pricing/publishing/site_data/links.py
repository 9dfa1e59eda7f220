"""Clause, datum, reading, finding, rule and scenario: who concerns whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tiia_pricebook import Clause, Finding, PriceBook, Reading
from tiia_pricing.results.scenario_results import FeatureResult, Results, RuleResult, ScenarioResult


class Proof(Struct, frozen=True):
    """A rule and the chapter that it stands in."""

    feature: FeatureResult
    rule: RuleResult

    @property
    def anchor(self) -> str:
        """Where it stands on the site, from the site's root."""
        return f"rules/{self.feature.slug}.html#{rule_slug(self.rule)}"


class ClauseDatum(Struct, frozen=True):
    """Something in the price book that a clause gave: what kind, whose, and its anchor."""

    kind: str
    name: str
    anchor: str


class Linked(Struct, frozen=True):
    """A clause with everything that hangs on it."""

    clause: Clause
    data: tuple[ClauseDatum, ...]
    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    proofs: tuple[Proof, ...]

    @property
    def scenarios(self) -> int:
        """How many scenarios prove it."""
        return sum(len(proof.rule.scenarios) for proof in self.proofs)


def rule_slug(rule: RuleResult) -> str:
    """Return a rule's anchor: its first tag, the slug of its clause."""
    if rule.tags:
        return rule.tags[0].lstrip("@")
    return "-".join("".join(c if c.isalnum() else " " for c in rule.name.lower()).split())


def linked(book: PriceBook, results: Results) -> dict[str, Linked]:
    """Return every clause of the book with what hangs on it, by slug, in the page's order."""
    return {clause.id: _linked(clause, book, results) for clause in book.clauses}


def _linked(clause: Clause, book: PriceBook, results: Results) -> Linked:
    return Linked(
        clause,
        data=tuple(_data(clause.id, book)),
        readings=tuple(item for item in book.readings if item.clause == clause.id),
        findings=tuple(item for item in book.findings if item.where.clause == clause.id),
        proofs=tuple(proof for proof in proofs(results) if clause.id in tags(proof.rule.tags)),
    )


def _data(id: str, book: PriceBook) -> Iterator[ClauseDatum]:
    tables = book.pay_as_you_go
    groups: tuple[tuple[str, Iterable[str], str], ...] = (
        (
            "free quota",
            (name for item in book.free_quotas if item.clause == id for name in item.interfaces),
            "free-quota",
        ),
        ("tier prices", (item.interface for item in tables if item.clause == id), "pay-as-you-go"),
        (
            "tier mode",
            (item.interface for item in tables if item.mode_clause == id),
            "pay-as-you-go",
        ),
        ("packs", (pack.interface for pack in book.packs if pack.clause == id), "packs"),
        (
            "no packs",
            (name for item in book.no_packs if item.clause == id for name in item.interfaces),
            "packs",
        ),
    )
    for kind, names, anchor in groups:
        joined = "、".join(dict.fromkeys(names))
        if joined:
            yield ClauseDatum(kind, joined, f"prices.html#{anchor}")
    if book.settlement_order.clause == id:
        steps = " > ".join(book.settlement_order.steps)
        yield ClauseDatum("settlement order", steps, "prices.html#settlement-order")


def proofs(results: Results) -> Iterator[Proof]:
    """Yield every rule with its chapter."""
    for feature in results.features:
        yield from (Proof(feature, rule) for rule in feature.rules)


def tags(raw: tuple[str, ...]) -> set[str]:
    """Return tags as bare slugs."""
    return {tag.lstrip("@") for tag in raw}


def concerning(reading: Reading, results: Results) -> list[tuple[Proof, ScenarioResult]]:
    """Return the scenarios that name a reading: in a tag, in a step or in its table."""
    return [
        (proof, scenario)
        for proof in proofs(results)
        for scenario in proof.rule.scenarios
        if {reading.name, f"reading-{reading.name}"} & tags(scenario.tags)
        or _mentions(scenario, reading.name)
    ]


def _mentions(scenario: ScenarioResult, name: str) -> bool:
    texts = [step.text for step in scenario.steps]
    texts += [cell for step in scenario.steps for row in step.table or () for cell in row]
    texts += [value for run in scenario.runs for value in (run.row or {}).values()]
    return any(name in text for text in texts)
