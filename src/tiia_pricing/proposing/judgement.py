"""What of a change wants a person's judgement: no row of the features can be made for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, interfaces_of
from tiia_pricebook.messages import Message, phrase, say
from tiia_pricing.changes import Change
from tiia_pricing.proposing.carried import quoted
from tiia_pricing.proposing.entry import Acceptance, begun, ended, overtaken
from tiia_pricing.proposing.new_rows import RowBlock
from tiia_pricing.proposing.placing import unwritable
from tiia_scraper.extraction import CarriedOut

_ADVICE = {
    "clause-added": phrase("a Rule with the tag @{clause} in its chapter, with its worked example"),
    "clause-changed": phrase(
        "the Rule of @{clause} still quotes the earlier words: decide what follows"
    ),
    "clause-removed": phrase(
        "the Rule of @{clause} holds for the months of the earlier pages: say so"
    ),
    "interface-added": phrase(
        "the action of {interfaces} in the table of API actions, and its scenarios"
    ),
    "tier-mode-changed": phrase("a scenario of the new mode for {interfaces}"),
    "unit-changed": phrase("a scenario of the new unit for {interfaces}"),
    "quota-sharing-changed": phrase("a scenario of who shares a quota with whom: {interfaces}"),
    "pack-removed": phrase("a scenario that the pack of {calls} calls is no longer sold"),
    "pack-validity-shortened": phrase("a scenario of the last day of a pack"),
    "pack-validity-extended": phrase("a scenario of the last day of a pack"),
    "finding-added": phrase(
        "the finding {finding}: is its decision right, and which scenario shows it"
    ),
}


_KINDS = {"pay_as_you_go": PayAsYouGo, "free_quotas": FreeQuota, "packs": Pack}


class OpenDecision(Struct, frozen=True):
    """A thing for a person to decide, and what gave rise to it."""

    change: str
    text: str


def doubts(
    step: Acceptance, changes: Iterable[Change], homeless: Iterable[RowBlock]
) -> Iterator[OpenDecision]:
    """Yield what is left to judge once the rows are written."""
    for change in changes:
        for one in (change, *change.consequences):
            if one.id in _ADVICE:
                yield OpenDecision(one.id, Message(_ADVICE[one.id], _words(one)))
    for block in homeless:
        if text := unwritable(block):
            by_hand = say("no rows for {text!r}: write its scenarios by hand", text=text)
            yield OpenDecision("name-unwritable", by_hand)
        else:
            none = say("no outline has the columns of the rows for {title}", title=block.title)
            yield OpenDecision("no-outline", none)
    for fact in begun(step):
        if isinstance(fact, FreeQuota) and len(fact.interfaces) > 1:
            names = "、".join(fact.interfaces)
            shared = say(
                "a scenario of the {calls:,} calls that {names} share",
                calls=fact.calls,
                names=names,
            )
            yield OpenDecision("quota-shared", shared)
    yield from _dated_back(step)
    yield from _overtaken(step)


def _dated_back(step: Acceptance) -> Iterator[OpenDecision]:
    """The page before may have been seen on a day of which this page says something else."""
    seen = step.old.pages[-1].first_seen
    days = {fact.from_ for fact in begun(step)} | {fact.to for fact in ended(step)}
    for day in sorted(day for day in days if day and day <= seen):
        text = say(
            "facts change on {day}, and the page before was still seen on {seen}",
            day=day,
            seen=seen,
        )
        yield OpenDecision("dated-back", text)


def other_days(step: Acceptance, carried_out: Iterable[CarriedOut]) -> Iterator[OpenDecision]:
    """Days that the page states for what it changes, where its facts hold from another."""
    for one in carried_out:
        facts = (fact for fact in begun(step) if one.interface in interfaces_of(fact))
        days = {fact.from_ for fact in facts if isinstance(fact, _KINDS[one.kind])}
        if days and one.date not in days:
            since = "、".join(sorted(map(str, days)))
            text = say(
                "{name} holds from {since}; the page says {words!r}",
                name=one.interface,
                since=since,
                words=quoted(one.text),
            )
            yield OpenDecision("stated-day", text)


def _overtaken(step: Acceptance) -> Iterator[OpenDecision]:
    """Rows that earlier pages brought may state what holds on no day any more."""
    for fact in overtaken(step):
        text = say(
            "rows of {names} from {day} state what is no longer in force",
            names="、".join(interfaces_of(fact)),
            day=fact.from_,
        )
        yield OpenDecision("overtaken", text)


def _words(change: Change) -> dict[str, str]:
    """The key of a change as words for a sentence; an ellipsis where it has none."""
    unknown = dict.fromkeys(("clause", "interfaces", "calls", "finding"), "…")
    return unknown | {name: _said(value) for name, value in change.key.items()}


def _said(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
