"""What the pages of the proof show: wrong numbers and wrong calculators, and their matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tiia_pricing.publishing.pages.links import Proof, proofs
from tiia_pricing.results.proof_results import Mutated, Named, Strength
from tiia_pricing.results.scenario_results import Results, Scenario


def proved(strength: Strength, results: Results) -> dict[str, Any]:
    """What the pages of the proof show."""
    homes = {
        (proof.feature.file, scenario.name): (proof, scenario)
        for proof in proofs(results)
        for scenario in proof.rule.scenarios
    }
    kinds: dict[str, list[Mutated]] = {}
    for mutant in strength.mutants:
        kinds.setdefault(mutant.group, []).append(mutant)
    groups = list(kinds.items())
    return {
        "strength": strength,
        "mutant_groups": groups,
        "mutant_verdicts": Counter(mutant.verdict for mutant in strength.mutants),
        "matrix": list(_matrix(groups, homes)),
        "home": homes,
    }


Homes = dict[Named, tuple[Proof, Scenario]]
Groups = list[tuple[str, list[Mutated]]]


def _matrix(groups: Groups, homes: Homes) -> Iterator[tuple[Proof, list[int]]]:
    """For each rule, how many mutants of each group turn one of its scenarios red."""
    rules = {id(proof.rule): proof for proof, _ in homes.values()}
    for key, proof in rules.items():
        counts = [sum(key in _rules(mutant, homes) for mutant in items) for _, items in groups]
        if any(counts):
            yield proof, counts


def _rules(mutant: Mutated, homes: Homes) -> set[int]:
    return {id(homes[named][0].rule) for named in _known(mutant.scenarios, homes)}


def _known(scenarios: Iterable[Named], homes: Homes) -> Iterator[Named]:
    return (named for named in scenarios if named in homes)
