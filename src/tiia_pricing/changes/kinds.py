"""Every kind of change: its id, its level, and what it means."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

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
    ChangeKind("interface-removed", "breaking", "An interface is on the page no more."),
    ChangeKind(
        "interface-added",
        "notable",
        "An interface is new. Another name is another interface: one goes, one comes.",
        "breaking where it took over what another interface lost",
    ),
    ChangeKind(
        "tier-mode-changed",
        "breaking",
        "Tiers are progressive that were reached, or the other way.",
    ),
    ChangeKind("unit-changed", "breaking", "Prices count another number of calls: 千次, 万次."),
    ChangeKind("tier-removed", "breaking", "A tier, or all prices of an interface, went."),
    ChangeKind(
        "tier-added",
        "notable",
        "A tier, or prices for an interface that had none, came.",
        "breaking where its calls cost more than before",
    ),
    ChangeKind(
        "tier-bound-moved",
        "breaking",
        "A tier begins at another number of calls: below and above it bills move apart.",
    ),
    ChangeKind("price-increased", "breaking", "A price for calls is higher."),
    ChangeKind("price-decreased", "notable", "A price for calls is lower."),
    ChangeKind(
        "quota-sharing-changed",
        "notable",
        "Other interfaces share a free quota.",
        "breaking where someone has fewer free calls",
    ),
    ChangeKind(
        "quota-date-changed",
        "notable",
        "A free quota begins or ends on another day.",
        "breaking where fewer calls are free meanwhile",
    ),
    ChangeKind("free-quota-removed", "breaking", "A free quota went."),
    ChangeKind("free-quota-added", "notable", "A free quota came."),
    ChangeKind("free-quota-decreased", "breaking", "Fewer calls are free."),
    ChangeKind("free-quota-increased", "notable", "More calls are free."),
    ChangeKind(
        "pack-removed",
        "breaking",
        "A resource pack is sold no more; one of another size at its price follows.",
    ),
    ChangeKind("pack-added", "notable", "A resource pack is new."),
    ChangeKind("pack-price-increased", "breaking", "A resource pack costs more."),
    ChangeKind("pack-price-decreased", "notable", "A resource pack costs less."),
    ChangeKind("pack-validity-shortened", "breaking", "A resource pack can expire sooner."),
    ChangeKind(
        "pack-validity-extended",
        "notable",
        "A resource pack lasts longer.",
        "breaking where the page says no more how long it lasts: a year is assumed",
    ),
    ChangeKind(
        "change-announced",
        "notable",
        "A price, bound, quota or pack is announced to be another from a day on, or to end; or "
        "another day or value is announced.",
        "breaking where that can raise a bill",
    ),
    ChangeKind(
        "announcement-withdrawn",
        "notable",
        "What was announced is announced no more, and has not come.",
        "breaking where a bill can be higher without it",
    ),
    ChangeKind(
        "clause-changed",
        "info",
        "A sentence has other words.",
        "breaking or notable where it settles something else: the order of settlement, the mode, "
        "the days of prices; breaking where it seems to announce a change and is not read",
    ),
    ChangeKind("clause-removed", "breaking", "A sentence went."),
    ChangeKind(
        "clause-added",
        "notable",
        "A sentence came, a heading that is no known title, or a row of a table of other things.",
        "breaking where it seems to announce a change and is not read",
    ),
    ChangeKind(
        "finding-added",
        "info",
        "The page is malformed or contradicts itself where it did not.",
        "breaking where an announcement is not read, or disagrees with another",
    ),
    ChangeKind(
        "finding-resolved",
        "info",
        "The page is malformed or contradicts itself no more.",
        "breaking where it was about an announcement",
    ),
    ChangeKind(
        "label-changed",
        "info",
        "Words that state nothing by themselves came, went or are others: a title, the head of a "
        "column, or how a cell puts a number that stays.",
    ),
)
# What these announce can raise a bill: nobody has understood that it does not.
UNREAD_ANNOUNCEMENTS = frozenset({"announcement-not-read", "announcements-disagree"})
# Findings that are told again where their words change.
UNREAD = UNREAD_ANNOUNCEMENTS | {"footnote-mark"}
ANNOUNCEMENTS = ("change-announced", "announcement-withdrawn")
IDS = tuple(rule.id for rule in RULES)
