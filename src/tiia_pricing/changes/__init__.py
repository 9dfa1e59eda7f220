"""What changed between two price books: one edit of the page, one change.

A datum is known by what it is, not by where it stands:

* an interface by its name (another name is another interface: one removed, one added);
* a tier by its interface and place in the ladder, found with the fewest edits;
* a free quota by its interface and time, a resource pack by its interface and size;
* a clause by its slug, or where that is a hash of its words by likeness; a finding by its
  id and place.

Data that stand in one cell are one change that lists their interfaces. White space,
markup (and findings about tags alone, or about what is not shown), order, signs, how a name or
a number is spelt, provenance, and what is ours (readings, actions) give none. Other words that
leave all data as they are, in a cell, a head or a title, are ``label-changed``. A change of
what a clause settles without an id of its own (the settlement order, the days of prices) is
``clause-changed``.

What a book announces is taken apart first (``apart``): what holds until then is compared with
what holds, and what is announced with what is announced. An announcement that is carried out
is the change that it announced. An announcement in a sentence and what else the sentence
announces are one change.

``RULES`` lists the ids with their levels and meanings. Where other data change in
consequence, the worst level of all is told.

``consequences`` hold what follows from a change, interfaces before tiers, quotas, packs,
clauses, findings: all that a removed or added interface had; the other tiers of a table,
packs of an interface, or dated quotas of a cell that came or went whole; the bound of the
tier above one that went, or before which one came; the pack of the
new size where a size changed and the price stayed; calls that changed as a pool was
split; prices that changed with their unit; clauses that repeat the numbers or the name of
the change; findings in its cells.
"""

from __future__ import annotations

from dataclasses import replace

from tiia_pricebook import PriceBook
from tiia_pricing.changes.change import Change, finished
from tiia_pricing.changes.consequences.following import attached
from tiia_pricing.changes.detection.announced_apart import apart
from tiia_pricing.changes.detection.announcement_changes import (
    carried_out,
    compare_announced,
    said_in,
)
from tiia_pricing.changes.detection.clause_changes import Read, compare_clauses
from tiia_pricing.changes.detection.finding_changes import compare_findings
from tiia_pricing.changes.detection.grouping import merged
from tiia_pricing.changes.detection.interface_changes import compare_interfaces
from tiia_pricing.changes.detection.label_changes import compare_labels
from tiia_pricing.changes.detection.pack_changes import compare_packs
from tiia_pricing.changes.detection.quota_changes import compare_quotas
from tiia_pricing.changes.detection.settled_terms import settled
from tiia_pricing.changes.detection.tier_changes import compare_tiers
from tiia_pricing.changes.detection.validity_changes import compare_validities
from tiia_pricing.changes.kinds import ANNOUNCEMENTS, IDS, LEVELS, RULES, ChangeKind, Level
from tiia_pricing.changes.pair import pair_up

__all__ = [
    "ANNOUNCEMENTS",
    "IDS",
    "LEVELS",
    "RULES",
    "Change",
    "ChangeKind",
    "Level",
    "at_least",
    "compare",
]


def compare(old: PriceBook, new: PriceBook) -> tuple[Change, ...]:
    """Return what changed from ``old`` to ``new``.

    The worst first, then in the order of the page.
    """
    whole = pair_up(old, new)
    before, after = apart(whole.old), apart(whole.new)
    pair = replace(whole, old=before.book, new=after.book)
    both = (before.announced, after.announced)
    read = Read(said_in(whole.old, both[0]), said_in(whole.new, both[1]))
    drafts = [
        *compare_interfaces(pair),
        *compare_tiers(pair),
        *compare_quotas(pair),
        *compare_packs(pair),
        *compare_validities(pair),
        *settled(pair, list(compare_clauses(pair, read))),
        *compare_findings(pair),
    ]
    made = carried_out(pair, both, merged(drafts, pair.names))
    made = [*made, *compare_announced(pair, both)]
    told = attached([*made, *merged(compare_labels(whole, made), pair.names)])
    told.sort(key=lambda d: (LEVELS.index(d.level), d.place, IDS.index(d.id), d.interfaces))
    return tuple(map(finished, told))


def at_least(changes: tuple[Change, ...], level: Level) -> tuple[Change, ...]:
    """Return those of ``changes`` that are of ``level`` or worse."""
    worst = LEVELS[: LEVELS.index(level) + 1]
    return tuple(change for change in changes if change.level in worst)
