"""Every kind of change: its id, its level, and what it means."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from tiia_pricebook.messages import say

Level = Literal["breaking", "notable", "info"]

LEVELS: tuple[Level, ...] = get_args(Level)


class ChangeKind(Struct, frozen=True):
    """A kind of change; ``unless`` says when its level is another than ``level``."""

    id: str
    level: Level
    meaning: str
    unless: str = ""


# In the order in which changes of one level and place are told.
RULES = (
    ChangeKind("interface-removed", "breaking", say("An interface was removed from the page.")),
    ChangeKind(
        "interface-added",
        "notable",
        say("An interface is new. Another name is another interface: one goes, one comes."),
        say("breaking where it took over what another interface lost"),
    ),
    ChangeKind(
        "tier-mode-changed",
        "breaking",
        say("Tiers are progressive that were reached, or the other way."),
    ),
    ChangeKind(
        "unit-changed", "breaking", say("Prices count another number of calls: 千次, 万次.")
    ),
    ChangeKind("tier-removed", "breaking", say("A tier, or all prices of an interface, went.")),
    ChangeKind(
        "tier-added",
        "notable",
        say("A tier was added, or prices for an interface that had none."),
        say("breaking where its calls cost more than before"),
    ),
    ChangeKind(
        "tier-bound-moved",
        "breaking",
        say("A tier begins at another number of calls: below and above it bills move apart."),
    ),
    ChangeKind("price-increased", "breaking", say("A price for calls is higher.")),
    ChangeKind("price-decreased", "notable", say("A price for calls is lower.")),
    ChangeKind(
        "quota-sharing-changed",
        "notable",
        say("Other interfaces share a free quota."),
        say("breaking where someone has fewer free calls"),
    ),
    ChangeKind(
        "quota-date-changed",
        "notable",
        say("A free quota begins or ends on another day."),
        say("breaking where fewer calls are free meanwhile"),
    ),
    ChangeKind("free-quota-removed", "breaking", say("A free quota went.")),
    ChangeKind("free-quota-added", "notable", say("A free quota came.")),
    ChangeKind("free-quota-decreased", "breaking", say("Fewer calls are free.")),
    ChangeKind("free-quota-increased", "notable", say("More calls are free.")),
    ChangeKind(
        "pack-removed",
        "breaking",
        say(
            "A resource pack is no longer sold; "
            "one of another size at the same price is listed below it."
        ),
    ),
    ChangeKind("pack-added", "notable", say("A resource pack is new.")),
    ChangeKind("pack-price-increased", "breaking", say("A resource pack costs more.")),
    ChangeKind("pack-price-decreased", "notable", say("A resource pack costs less.")),
    ChangeKind("pack-validity-shortened", "breaking", say("A resource pack can expire sooner.")),
    ChangeKind(
        "pack-validity-extended",
        "notable",
        say("A resource pack lasts longer."),
        say("breaking where the page no longer says how long it lasts: a year is assumed"),
    ),
    ChangeKind(
        "change-announced",
        "notable",
        say(
            "A price, bound, quota or pack is announced to be another from a day on, or to end; or "
            "another day or value is announced."
        ),
        say("breaking where that can raise a bill"),
    ),
    ChangeKind(
        "announcement-withdrawn",
        "notable",
        say("An announcement was withdrawn before it took effect."),
        say("breaking where a bill can be higher without it"),
    ),
    ChangeKind(
        "clause-changed",
        "info",
        say("A sentence has other words."),
        say(
            "breaking or notable where it settles something else: the order of settlement, the "
            "mode, the days of prices; breaking where it seems to announce a change and is not read"
        ),
    ),
    ChangeKind("clause-removed", "breaking", say("A sentence went.")),
    ChangeKind(
        "clause-added",
        "notable",
        say(
            "A sentence came, a heading that is no known title, or a row of a table of other "
            "things."
        ),
        say("breaking where it seems to announce a change and is not read"),
    ),
    ChangeKind(
        "finding-added",
        "info",
        say("The page is malformed or contradicts itself where it did not."),
        say("breaking where an announcement is not read, or disagrees with another"),
    ),
    ChangeKind(
        "finding-resolved",
        "info",
        say("A malformed or contradictory place of the page was corrected."),
        say("breaking where it was about an announcement"),
    ),
    ChangeKind(
        "label-changed",
        "info",
        say(
            "Words that state nothing by themselves came, went or are others: a title, the head of "
            "a column, or how a cell puts a number that stays."
        ),
    ),
)
# What these announce can raise a bill: nobody has understood that it does not.
UNREAD_ANNOUNCEMENTS = frozenset({"announcement-not-read", "announcements-disagree"})
# Findings that are told again where their words change.
UNREAD = UNREAD_ANNOUNCEMENTS | {"footnote-mark"}
ANNOUNCEMENTS = ("change-announced", "announcement-withdrawn")
IDS = tuple(rule.id for rule in RULES)
