"""Several independent edits at once, chosen by a fixed seed, some with edits that mean nothing.

Two edits are independent where they touch different data (``Edit.about``) and different
parts of the text. What lies within one row of prices, one head, one quota or one pack is not,
nor are two edits that are the same finding about the notice.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from proof.scorecard.edits import Edit
from proof.scorecard.markup import ATTRIBUTES, COMMENTS, ENTITIES, REPAIRED, TAGS
from proof.scorecard.meaningless import TABLE, Change
from proof.scorecard.spelling import NUMBERS, SPACE, UNITS

SEED = 20_221_024
MOST = 6
# Digits are told as they are printed.
_SPELT: tuple[Change, ...] = (
    *(change for name, change in NUMBERS.items() if " for " not in name),
    *UNITS.values(),
)
_SHOWN: tuple[Change, ...] = (
    *(change for name, change in ATTRIBUTES.items() if "span" not in name),  # some edits are spans
    *(*TAGS.values(), *REPAIRED.values()),
    *(*COMMENTS.values(), *ENTITIES.values(), *SPACE.values()),
)


def combinations_of(singles: Sequence[Edit], count: int) -> Iterator[Edit]:
    """``count`` combinations of 2 to 6 edits of one page; every third is also laid out anew."""
    choice = random.Random(f"{SEED} {singles[0].page.name}")  # noqa: S311 - reproducible
    pool: dict[str, list[Edit]] = {}
    for edit in singles:
        if not edit.undone:
            pool.setdefault(edit.kind, []).append(edit)
    for number in range(count):
        size = number % (MOST - 1) + 2
        edits: list[Edit] = []
        while len(edits) < size:
            kind = choice.choice(sorted(pool))
            edit = choice.choice(pool[kind])
            if all(independent(edit, other) for other in edits):
                edits.append(edit)
        combined = together(edits)
        borrowed = "a unit on one side" in combined.name  # in another unit it would be another
        anew = number % 3 == 0 and not borrowed
        yield replace(combined, then=_noise(choice)) if anew else combined


def together(edits: Sequence[Edit]) -> Edit:
    """All of ``edits`` as one."""
    return Edit(
        "combined",
        "; ".join(f"{edit.kind} {edit.name}" for edit in edits),
        edits[0].page,
        tuple(part for edit in edits for part in edit.parts),
        tuple(told for edit in edits for told in edit.told),
        frozenset().union(*(edit.about for edit in edits)),
    )


def independent(one: Edit, other: Edit) -> bool:
    """Whether two edits touch different data and different parts of the text."""
    apart = all(a[: len(b)] != b[: len(a)] for a in one.about for b in other.about)
    return apart and all(a.end < b.start or b.end < a.start for a in one.parts for b in other.parts)


def _noise(choice: random.Random) -> Change:
    """All tables spelt in another way, and shown in another."""
    spelt, shown = choice.choice(_SPELT), choice.choice(_SHOWN)
    return lambda text: TABLE.sub(lambda match: shown(spelt(match[0])), text)
