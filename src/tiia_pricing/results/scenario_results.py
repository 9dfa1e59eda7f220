"""What ran: the results file that the reporter writes, read strictly and checked for age."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar, Literal, TypeVar

from msgspec import Struct

from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.errors import PricingError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.messages import listed, say, say_many
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.feature_files import feature_model
from tiia_pricing.feature_files.feature_model import Examples, Kind
from tiia_pricing.results.inputs import fingerprints

Verdict = Literal["passed", "failed", "skipped", "error"]
HOW = say("run the features again: make spec")

Record = TypeVar("Record", bound=Struct)


class ResultsUnusable(PricingError):
    """Results that a site cannot stand on: missing, partial, outdated, red (exit 1)."""

    exit_code: ClassVar[int] = 1


class BilledAccount(Struct, frozen=True, omit_defaults=True):
    """What a run bills by the book of the page: calls, packs, readings that it names, activation.

    ``service`` is the day on which the service was activated; without one it always was.
    """

    usage: tuple[Usage, ...] = ()
    packs: tuple[Purchase, ...] = ()
    readings: Mapping[str, str] = {}
    service: dt.date | None = None

    @property
    def activated(self) -> Activated:
        """The activation, as a bill takes it."""
        return Activated(self.service)


class ScenarioRun(Struct, frozen=True):
    """One execution: of the scenario, or of one row of its examples.

    ``account`` is what it billed; ``None`` where that was no account of the page, or nothing.
    """

    verdict: Verdict
    seconds: float
    row: dict[str, str] | None = None
    message: str | None = None
    account: BilledAccount | None = None


class ScenarioResult(feature_model.Scenario, frozen=True):
    """A scenario and every run of it: one, or one a row of its examples."""

    runs: tuple[ScenarioRun, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the runs; without any, nothing was proved: ``skipped``."""
        return worst(self.runs)

    def tables(self) -> Iterator[tuple[Examples, tuple[ScenarioRun, ...]]]:
        """Yield each table of examples with the runs of its rows."""
        start = 0
        for examples in self.examples:
            end = start + len(examples.rows)
            yield examples, self.runs[start:end]
            start = end


class RuleResult(feature_model.Rule, frozen=True):
    """A rule of a feature, run: one clause of the page."""

    scenarios: tuple[ScenarioResult, ...]


class FeatureResult(feature_model.Feature, frozen=True):
    """A feature file, run: one chapter of the page."""

    rules: tuple[RuleResult, ...]

    @property
    def slug(self) -> str:
        """The name of its page: that of its file."""
        return Path(self.file).stem.replace("_", "-")


class StepSentence(Struct, frozen=True):
    """A sentence of the step vocabulary, its values in braces, and how many scenarios use it."""

    kind: Kind
    text: str
    meaning: str
    scenarios: int


class Results(Struct, frozen=True):
    """One run of all features. ``inputs`` are the hashes of what it ran on."""

    format: Literal[1]
    created: str
    book: str
    inputs: dict[str, str]
    partial: bool
    sentences: tuple[StepSentence, ...]
    features: tuple[FeatureResult, ...]

    def scenarios(self) -> Iterator[ScenarioResult]:
        """Yield every scenario, in the order of the features."""
        for feature in self.features:
            for rule in feature.rules:
                yield from rule.scenarios

    def runs(self) -> Iterator[ScenarioRun]:
        """Yield every run of every scenario."""
        for scenario in self.scenarios():
            yield from scenario.runs


def worst(runs: Iterable[ScenarioRun]) -> Verdict:
    """Return the worst verdict of some runs; of none, ``skipped``."""
    order: tuple[Verdict, ...] = ("error", "failed", "skipped", "passed")
    return min((run.verdict for run in runs), key=order.index, default="skipped")


def load_results(path: Path) -> Results:
    """Return the results in a file; raises ``ResultsUnusable`` where there are none to read."""
    return decoded(
        path,
        Results,
        "results",
        (say("there are no results to publish"), say("these are no results")),
    )


def decoded(
    path: Path, kind: type[Record], name: str, none: tuple[str, str], how: str = HOW
) -> Record:
    """Return what a run left in a file.

    Raises ``ResultsUnusable``, its id beginning with ``name``, where the file is missing or
    holds something else: ``none`` are the words for both, ``how`` says how to make it.
    """
    where = {"file": str(path)}
    missing, other = none
    try:
        return decode(read_bounded(path), kind)
    except FileNotFoundError as error:
        raise ResultsUnusable(f"{name}-missing", missing, where=where, expected=how) from error
    except (OSError, NotDecoded) as error:
        why = system_reason(error) if isinstance(error, OSError) else error.args[0]
        text = listed((other, why), ": ")
        raise ResultsUnusable(f"{name}-unreadable", text, where=where, expected=how) from error


def ensure_publishable(results: Results, root: Path, *, allow_failures: bool = False) -> None:
    """Raise ``ResultsUnusable`` unless the results are whole, of today's inputs, and green."""
    if results.partial or not any(True for _ in results.runs()):
        text = say("only a part of the features ran, or none")
        raise ResultsUnusable("results-partial", text, expected=HOW)
    ensure_current(results.inputs, fingerprints(root), say("the results"))
    red = [scenario.id for scenario in results.scenarios() if scenario.verdict in _RED]
    if red and not allow_failures:
        text = say_many(
            "{n} scenario does not pass: {names}",
            "{n} scenarios do not pass: {names}",
            len(red),
            names=listed(red),
        )
        expected = say("every scenario passes, or --allow-failures to publish that they do not")
        raise ResultsUnusable("results-red", text, expected=expected)


def ensure_current(inputs: dict[str, str], current: dict[str, str], what: str) -> None:
    """Raise ``ResultsUnusable`` where ``inputs`` are not the ``current`` hashes."""
    stale = sorted(name for name, hash in current.items() if inputs.get(name) != hash)
    if stale:
        text = say("{what} are older than: {files}", what=what, files=listed(stale))
        raise ResultsUnusable("results-stale", text, expected=HOW)


_RED = ("failed", "error")
