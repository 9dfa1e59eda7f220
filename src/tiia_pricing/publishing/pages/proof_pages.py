"""The pages of the proof: what ran, and which wrong numbers, calculators and edits are noticed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricing.publishing.pages.chapter_pages import in_page_order
from tiia_pricing.publishing.pages.vendor_pages.number_trails import MutantRow, mutant_rows
from tiia_pricing.publishing.site_data.links import Proof, proofs
from tiia_pricing.results.proof_results import Mutated, Named, Portrait, Strength
from tiia_pricing.results.scenario_results import FeatureResult, Results, ScenarioResult, Verdict
from tiia_pricing.results.scorecard_results import Scorecard

VERDICTS: tuple[Verdict, ...] = ("passed", "failed", "error", "skipped")

Homes = dict[Named, tuple[Proof, ScenarioResult]]
Chapter = tuple[FeatureResult, Counter[str], float]


class ResultsPage(Struct, frozen=True):
    """What the page of results shows; ``book`` and ``inputs`` are hashes.

    ``chapters`` have how many runs ended with each verdict, and how many seconds they took.
    """

    created: str
    book: str
    inputs: dict[str, str]
    verdicts: tuple[Verdict, ...]
    chapters: list[Chapter]
    failures: list[tuple[Proof, ScenarioResult]]


class MutantsPage(Struct, frozen=True):
    """What the page of wrong numbers shows; ``home`` is where each scenario stands.

    ``matrix`` has for each rule how many mutants of each group turn one of its scenarios red.
    """

    groups: dict[str, list[MutantRow]]
    verdicts: Counter[str]
    matrix: list[tuple[Proof, list[int]]]
    home: Homes


class GalleryPage(Struct, frozen=True):
    """What the page of wrong calculators shows; ``home`` is where each scenario stands."""

    gallery: tuple[Portrait, ...]
    home: Homes


class ScorecardPage(Struct, frozen=True):
    """What the page of edited pages shows."""

    scorecard: Scorecard


def results_page(book: PriceBook, results: Results) -> ResultsPage:
    """Return what the page of results shows; its chapters stand as in ``book``."""
    return ResultsPage(
        created=str(dt.datetime.fromisoformat(results.created).date()),
        book=results.book,
        inputs=results.inputs,
        verdicts=VERDICTS,
        chapters=[_chapter(feature) for feature in in_page_order(book, results)],
        failures=[one for one in _scenarios(results) if one[1].verdict != "passed"],
    )


def mutants_page(book: PriceBook, strength: Strength, results: Results) -> MutantsPage:
    """Return what the page of wrong numbers shows.

    ``book`` says where on the page each number stands.
    """
    groups, home = mutant_rows(book, strength), homes(results)
    verdicts: Counter[str] = Counter(mutant.verdict for mutant in strength.mutants)
    return MutantsPage(groups, verdicts, list(_matrix(groups, home)), home)


def homes(results: Results) -> Homes:
    """Return where each scenario stands, by its file and name."""
    return {(one[0].feature.file, one[1].name): one for one in _scenarios(results)}


def _scenarios(results: Results) -> Iterator[tuple[Proof, ScenarioResult]]:
    for proof in proofs(results):
        yield from ((proof, scenario) for scenario in proof.rule.scenarios)


def _chapter(feature: FeatureResult) -> Chapter:
    runs = [run for rule in feature.rules for item in rule.scenarios for run in item.runs]
    return feature, Counter(run.verdict for run in runs), sum(run.seconds for run in runs)


def _matrix(groups: dict[str, list[MutantRow]], home: Homes) -> Iterator[tuple[Proof, list[int]]]:
    rules = {id(proof.rule): proof for proof, _ in home.values()}
    for key, proof in rules.items():
        counts = [sum(key in _rules(row.mutant, home) for row in rows) for rows in groups.values()]
        if any(counts):
            yield proof, counts


def _rules(mutant: Mutated, home: Homes) -> set[int]:
    return {id(home[named][0].rule) for named in mutant.scenarios if named in home}
