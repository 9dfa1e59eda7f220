"""What of a change wants a person's judgement: no row of the features can be made for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo
from tiia_pricing.changes import Change
from tiia_pricing.proposing.carried import Fact, quoted
from tiia_pricing.proposing.entry import Acceptance, begun, ended, overtaken
from tiia_pricing.proposing.new_rows import RowBlock
from tiia_pricing.proposing.placing import unwritable
from tiia_scraper.extraction import CarriedOut

_ADVICE = {
    "clause-added": "a Rule with the tag @{clause} in its chapter, with its worked example",
    "clause-changed": "the Rule of @{clause} still quotes the earlier words: decide what follows",
    "clause-removed": "the Rule of @{clause} holds for the months of the earlier pages: say so",
    "interface-added": "the action of {interfaces} in the table of API actions, and its scenarios",
    "tier-mode-changed": "a scenario of the new mode for {interfaces}",
    "unit-changed": "a scenario of the new unit for {interfaces}",
    "quota-sharing-changed": "a scenario of who shares a quota with whom: {interfaces}",
    "pack-removed": "a scenario that the pack of {calls} calls is sold no more",
    "pack-validity-shortened": "a scenario of the last day of a pack",
    "pack-validity-extended": "a scenario of the last day of a pack",
    "finding-added": "the finding {finding}: is its decision right, and which scenario shows it",
}


_KINDS = {"pay_as_you_go": PayAsYouGo, "free_quotas": FreeQuota, "packs": Pack}


class OpenDecision(Struct, frozen=True):
    """A thing for a person to decide, and what gave rise to it."""

    change: str
    text: str


def doubts(
    step: Acceptance, changes: Iterable[Change], homeless: Iterable[RowBlock]
) -> Iterator[OpenDecision]:
    """What is left to judge once the rows are written."""
    for change in changes:
        for one in (change, *change.consequences):
            if one.id in _ADVICE:
                yield OpenDecision(one.id, _ADVICE[one.id].format_map(_Words(one)))
    for block in homeless:
        if text := unwritable(block):
            yield OpenDecision(
                "name-unwritable", f"no rows for {text!r}: write its scenarios by hand"
            )
        else:
            yield OpenDecision(
                "no-outline", f"no outline has the columns of the rows for {block.title}"
            )
    for fact in begun(step):
        if isinstance(fact, FreeQuota) and len(fact.interfaces) > 1:
            names = "、".join(fact.interfaces)
            yield OpenDecision(
                "quota-shared", f"a scenario of the {fact.calls:,} calls that {names} share"
            )
    yield from _dated_back(step)
    yield from _overtaken(step)


def _dated_back(step: Acceptance) -> Iterator[OpenDecision]:
    """The page before may have been seen on a day of which this page says something else."""
    seen = step.old.pages[-1].first_seen
    days = {fact.from_ for fact in begun(step)} | {fact.to for fact in ended(step)}
    for day in sorted(day for day in days if day and day <= seen):
        text = f"facts change on {day}, and the page before was still seen on {seen}"
        yield OpenDecision("dated-back", text)


def other_days(step: Acceptance, carried_out: Iterable[CarriedOut]) -> Iterator[OpenDecision]:
    """Days that the page states for what it changes, where its facts hold from another."""
    for one in carried_out:
        facts = (fact for fact in begun(step) if one.interface in _names(fact))
        days = {fact.from_ for fact in facts if isinstance(fact, _KINDS[one.kind])}
        if days and one.date not in days:
            since = "、".join(sorted(map(str, days)))
            text = f"{one.interface} holds from {since}; the page says {quoted(one.text)!r}"
            yield OpenDecision("stated-day", text)


def _names(fact: Fact) -> tuple[str, ...]:
    return fact.interfaces if isinstance(fact, FreeQuota) else (fact.interface,)


def _overtaken(step: Acceptance) -> Iterator[OpenDecision]:
    """Rows that earlier pages brought may state what holds on no day any more."""
    for fact in overtaken(step):
        text = f"rows of {'、'.join(_names(fact))} from {fact.from_} state what holds no more"
        yield OpenDecision("overtaken", text)


class _Words(dict[str, str]):
    """The key of a change as words for a sentence."""

    def __init__(self, change: Change) -> None:
        super().__init__({name: _said(value) for name, value in change.key.items()})

    def __missing__(self, key: str) -> str:
        return "…"


def _said(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
