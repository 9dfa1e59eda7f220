"""Whether a receipt can be true: it tells of the whole suite, and its parts agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tiia_pricebook import READINGS
from tiia_pricebook.messages import Message, listed, say
from tiia_pricing.conformance.protocol.messages import ABILITIES, LEVELS, Level
from tiia_pricing.conformance.receipts.receipt import Claimed, Miss, Receipt, Tally
from tiia_pricing.conformance.receipts.tallying import Place, places
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.feature_files.features import key

Problem = tuple[str, str, str]
_EVERYTHING, _TRUE = say("everything is claimed"), say("true numbers")


def problems(found: Receipt) -> Iterator[Problem]:
    """Yield what is wrong with a receipt: id, text, and what was expected."""
    yield from _incomplete(found)
    yield from _unclaimable(found.claims)
    yield from _of_other_claims(found)
    yield from _miscounted(found)


def _unclaimable(claims: Claimed) -> Iterator[Problem]:
    """What no implementation can claim."""
    known = {reading.name: reading.values for reading in READINGS}
    if claims.levels != LEVELS[: len(claims.levels)] or not claims.levels:
        text = say("the levels {levels}", levels=str(list(claims.levels)))
        yield "receipt-claims", text, say("the first of {levels}", levels=str(list(LEVELS)))
    if claims.readings.keys() != known.keys() or not all(
        values and set(values) <= set(known[name]) for name, values in claims.readings.items()
    ):
        yield "receipt-claims", say("its readings are not the page's"), listed(known)


def _of_other_claims(found: Receipt) -> Iterator[Problem]:
    """Every tally and law is of what is claimed; who claims everything was asked everything."""
    levels, everything = found.claims.levels, _everything(found.claims)
    for rule in found.rules:
        if tuple(rule.levels) != levels:
            text = say("the levels of {rule!r}", rule=rule.rule)
            yield "receipt-claims", text, listed(levels)
        if everything and rule.unclaimed:
            yield "receipt-claims", _not_claimed(rule.rule), _EVERYTHING
    for law in found.laws:
        if everything and law.verdict == "unclaimed":
            yield "receipt-claims", _not_claimed(law.law), _EVERYTHING
        if law.verdict != "unclaimed" and law.level not in levels:
            text = say("a verdict on {law!r}", law=law.law)
            expected = say("none: {level} is not claimed", level=law.level)
            yield "receipt-claims", text, expected


def _not_claimed(what: str) -> Message:
    return say("{what!r} is not claimed", what=what)


def _everything(claims: Claimed) -> bool:
    every_reading = all(set(claims.readings[r.name]) == set(r.values) for r in READINGS)
    return claims.levels == LEVELS and set(claims.abilities) == set(ABILITIES) and every_reading


def _incomplete(found: Receipt) -> Iterator[Problem]:
    """Every rule of the suite stands in it once, with its clause and runs, and every law."""
    suite = places()
    runs = Counter(_rule_of(place) for place in suite)
    told = {(rule.feature, rule.rule, rule.clause): rule.runs for rule in found.rules}
    if told != runs or len(told) != len(found.rules):
        text = say("its rules or their runs are not the suite's")
        yield "receipt-incomplete", text, say("every run")
    laws = sorted((law.law, law.level) for law in found.laws)
    if laws != sorted(LAWS.items()):
        yield (
            "receipt-incomplete",
            say("its invariants are not the suite's"),
            say("every invariant once"),
        )
    names = {_name(f.file, rule.name, scenario.name, row) for f, rule, scenario, row in suite}
    missed = [_name(miss.feature, miss.rule, miss.scenario, miss.row) for miss in found.misses]
    if not names.issuperset(missed) or len(set(missed)) != len(missed):
        text = say("a run that did not pass is not the suite's")
        yield "receipt-tampered", text, say("each once")


def _rule_of(place: Place) -> tuple[str, str, str | None]:
    feature, rule, _, _ = place
    return feature.file, rule.name, rule.tags[0] if rule.tags else None


def _name(file: str, rule: str, scenario: str, row: dict[str, str] | None) -> tuple[str, ...]:
    return (rule, *key(file, scenario, row))


def _miscounted(found: Receipt) -> Iterator[Problem]:
    """The tallies, their verdicts and the runs that did not pass agree."""
    for rule in found.rules:
        place = (rule.feature, rule.rule)
        missed = [miss for miss in found.misses if (miss.feature, miss.rule) == place]
        for level, tally in rule.levels.items():
            if tally != Tally.of(tally.passed, *_red(missed, level)) or tally.passed < 0:
                text = say("the tally of {rule!r} at {level}", rule=rule.rule, level=level)
                yield "receipt-tampered", text, _TRUE
        most = max([_answers(tally) for tally in rule.levels.values()] + [len(missed)])
        if not 0 <= rule.unclaimed <= rule.runs - most:
            text = say("more answers than runs of {rule!r}", rule=rule.rule)
            yield "receipt-tampered", text, _TRUE


def _red(missed: list[Miss], level: Level) -> tuple[int, int, int]:
    """How many of the runs that did not pass are wrong at a level, skipped, and not answered."""
    unanswered = sum(miss.unanswered is not None for miss in missed)
    skipped = sum(miss.skipped is not None and miss.unanswered is None for miss in missed)
    return sum(level in miss.wrong for miss in missed), skipped, unanswered


def _answers(tally: Tally) -> int:
    return tally.passed + tally.failed + tally.skipped + tally.unanswered
