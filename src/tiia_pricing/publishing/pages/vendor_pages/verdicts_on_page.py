"""What stands on a piece of the vendor's page: the runs of the rule that proves it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from tiia_pricebook.errors import PricingError
from tiia_pricing.proof.coverage import Coverage
from tiia_pricing.publishing.site_data.links import Linked
from tiia_pricing.results.scenario_results import ScenarioResult, ScenarioRun, Verdict, worst

_QUOTED = re.compile(r'"([^"]*)"')
_LIST = re.compile(r"\s*[、,]\s*")


class PageUncovered(PricingError):
    """A page and a book that do not cover each other (exit 1)."""

    exit_code = 1


class Stand(Struct, frozen=True):
    """What stands on a piece of the page: its rule, the runs of scenarios, the worst verdict."""

    anchor: str
    rule: str
    runs: int
    verdict: Verdict


def ensure_covered(result: Coverage) -> None:
    """Raise ``PageUncovered`` where anything of the page or of the book is left over."""
    if result.unmapped:
        first = result.unmapped[0]
        message = f"{len(result.unmapped)} left over, first {first.what} {first.text!r}"
        expected = "every token of the page with a fact, every datum with a token"
        raise PageUncovered(
            "page-uncovered", message, where={"place": first.place}, expected=expected
        )


def standing(item: Linked, names: set[str]) -> Stand | None:
    """Return the first rule of a clause with the runs that name one of ``names``.

    Of none, all runs.
    """
    for proof in item.proofs:
        scenarios = proof.rule.scenarios
        runs = [
            run
            for scenario in scenarios
            for run in (naming(scenario, names) if names else scenario.runs)
        ]
        return Stand(proof.anchor, proof.rule.name, len(runs), worst(runs))
    return None


def naming(scenario: ScenarioResult, names: set[str]) -> list[ScenarioRun]:
    """Return the runs of a scenario that name one of ``names``: quoted, or as a cell of a table."""
    steps = scenario.steps
    said = {value for step in steps for value in _QUOTED.findall(step.text)}
    said |= {cell for step in steps for row in step.table or () for cell in row}
    if names & _listed(said):
        return list(scenario.runs)
    return [run for run in scenario.runs if names & _listed((run.row or {}).values())]


def _listed(values: Iterable[str]) -> set[str]:
    return {part for value in values for part in _LIST.split(value)}
