"""What follows from what: one edit is told once, with its consequences."""

from __future__ import annotations

from collections.abc import Iterable

from tiia_pricing.changes.change import Draft
from tiia_pricing.changes.consequences.fact_causes import (
    announces,
    ended,
    governs,
    joined,
    name_quoted,
    number_quoted,
    of_datum,
    of_interface,
    opposite,
    pool_of,
    same_cell_quota,
    same_place,
    swapped,
    taken_over,
)
from tiia_pricing.changes.consequences.finding_causes import (
    about_a_clause,
    about_the_page,
    led,
    missing,
    notice,
    packed,
    restated,
    unnoticed,
    unstated,
)
from tiia_pricing.changes.consequences.label_causes import (
    noted,
    of_its_column,
    of_its_table,
    retitled,
)
from tiia_pricing.changes.consequences.traces import Causes, Rule
from tiia_pricing.changes.kinds import IDS

# A change follows from one of a kind before its own: so nothing follows in a circle, and what is
# told is the fact, with the sentence, the finding and the label that changed because of it.
KINDS = ("interface", "tier", "quota", "pack", "clause", "finding", "label")


def attached(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that follow from no other, with those that follow from them.

    The kinds are taken in the order of the contract; a draft follows from
    the first one that the strongest rule finds. A label that follows says nothing more.
    """
    causes = {kind: Causes() for kind in KINDS}
    for effect in sorted(drafts, key=_rank):
        found = _cause(effect, causes)
        if found is None:
            causes[effect.kind].add(effect)
        elif effect.kind != "label":
            kind, index = found
            causes[kind].extend(index, effect)
    return [cause for kind in KINDS for cause in causes[kind].drafts]


def _rank(draft: Draft) -> tuple[int, int]:
    return KINDS.index(draft.kind), IDS.index(draft.id)


def _cause(effect: Draft, causes: dict[str, Causes]) -> tuple[str, int] | None:
    for rule in _RULES[effect.kind]:
        kinds = (effect.kind,) if rule in _WITHIN else KINDS[: KINDS.index(effect.kind)]
        for kind in kinds:
            index = causes[kind].first(rule, effect)
            if index is not None:
                return kind, index
    return None


# For each kind from the surest cause to the vaguest, for the first that fits is taken: the same
# datum or cell before the same interface, and that before a sentence about all of the page.
_WITHIN = (swapped, joined, of_datum, restated)
_RULES: dict[str, tuple[Rule, ...]] = {
    "interface": (),
    "tier": (taken_over, swapped, of_interface, of_datum),
    "quota": (
        *(taken_over, swapped, joined, pool_of, same_cell_quota),
        *(of_interface, of_datum, ended),
    ),
    "pack": (taken_over, swapped, of_interface, of_datum),
    "clause": (same_place, announces, name_quoted, number_quoted, governs),
    "finding": (
        *(same_place, missing, unstated, unnoticed, notice, led, packed),
        *(opposite, restated, about_a_clause, about_the_page),
    ),
    "label": (same_place, governs, of_its_table, of_its_column, noted, retitled),
}
