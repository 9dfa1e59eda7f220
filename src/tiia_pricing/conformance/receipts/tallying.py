"""From what became of each run to the tallies of a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from tiia_pricing.conformance.protocol.messages import Level
from tiia_pricing.conformance.receipts.receipt import Miss, RuleTally, Tally
from tiia_pricing.conformance.run.wrong_answers import CodedSentence
from tiia_pricing.feature_files.feature_model import Feature, Rule, Scenario
from tiia_pricing.feature_files.features import Key, asking, key


class Outcome(Struct, frozen=True):
    """What became of one run: what is wrong at each level that was judged, or why nothing was."""

    judged: Mapping[Level, list[str]] = {}
    skipped: str | None = None
    unclaimed: str | None = None
    unanswered: str | None = None
    said: Mapping[Level, list[CodedSentence | None]] = {}

    @property
    def passed(self) -> bool:
        """Whether it was judged, and nothing is wrong."""
        absent = self.skipped or self.unclaimed or self.unanswered
        return not absent and not any(self.judged.values())


NEVER = Outcome(unanswered="not run")
Outcomes = Mapping[Key, Outcome]
Place = tuple[Feature, Rule, Scenario, dict[str, str] | None]


def tallies(outcomes: Outcomes, levels: Iterable[Level]) -> list[RuleTally]:
    """Return every rule that asks something, in the order of the features."""
    rules: dict[tuple[str, str], list[Place]] = {}
    for place in places():
        rules.setdefault((place[0].file, place[1].name), []).append(place)
    return [_tally(members, outcomes, levels) for members in rules.values()]


def misses(outcomes: Outcomes) -> list[Miss]:
    """Return every run that was asked and did not pass."""
    return [
        Miss(
            feature.file,
            rule.name,
            scenario.name,
            row,
            {level: wrong for level, wrong in found.judged.items() if wrong},
            found.skipped,
            found.unanswered,
            dict(found.said),
        )
        for feature, rule, scenario, row in places()
        for found in [_found(outcomes, feature, scenario, row)]
        if not found.passed and not found.unclaimed
    ]


@cache
def places() -> tuple[Place, ...]:
    """Return every run of the suite that asks something, with where it stands."""
    return tuple(
        (feature, rule, scenario, row)
        for feature, rule, scenario in asking()
        for row in scenario.rows
    )


def _tally(members: list[Place], outcomes: Outcomes, levels: Iterable[Level]) -> RuleTally:
    feature, rule, _, _ = members[0]
    found = [_found(outcomes, feature, scenario, row) for _, _, scenario, row in members]
    asked = [outcome for outcome in found if not outcome.unclaimed]
    return RuleTally(
        feature.file,
        rule.name,
        rule.tags[0] if rule.tags else None,
        len(found),
        len(found) - len(asked),
        {level: _level(asked, level) for level in levels},
    )


def _level(asked: Iterable[Outcome], level: Level) -> Tally:
    passed = failed = skipped = unanswered = 0
    for outcome in asked:
        if outcome.unanswered:
            unanswered += 1
        elif outcome.skipped:
            skipped += 1
        elif level in outcome.judged:
            wrong = bool(outcome.judged[level])
            passed, failed = passed + (not wrong), failed + wrong
    return Tally.of(passed, failed, skipped, unanswered)


def _found(
    outcomes: Outcomes, feature: Feature, scenario: Scenario, row: dict[str, str] | None
) -> Outcome:
    return outcomes.get(key(feature.file, scenario.name, row), NEVER)
