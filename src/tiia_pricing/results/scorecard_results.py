"""How well changes are told: the scorecard's file, read strictly and checked for age."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tiia_pricebook.messages import listed, say
from tiia_pricing.changes import IDS
from tiia_pricing.results.inputs import scorecard_fingerprints
from tiia_pricing.results.scenario_results import ResultsUnusable, decoded, ensure_current

HOW = say("score the edits again: make spec")


class Score(Struct, frozen=True):
    """How many changes of one id were made, and of what was told how many were right."""

    id: str
    made: int
    found: int
    missed: int
    false: int

    @property
    def recall(self) -> str:
        """The share that was found."""
        return _share(self.found, self.made)

    @property
    def precision(self) -> str:
        """The share of what was told that was right."""
        return _share(self.found, self.found + self.false)


class ToldChange(Struct, frozen=True):
    """The id and level of a change."""

    id: str
    level: str


class Kind(Struct, frozen=True):
    """A kind of edit in both languages, how many were made, and one of them."""

    kind: str
    en: str
    zh: str
    edits: int
    before: str
    after: str
    told: tuple[ToldChange, ...] = ()


class Figures(Struct, frozen=True):
    """Edits at places drawn from whole pages: those that a reader sees, and those none sees.

    ``told`` and ``refused`` of the first, ``silent`` neither; ``unseen`` the second, ``false``
    those of them that were told or refused.
    """

    edits: int
    told: int
    refused: int
    silent: int
    unseen: int
    false: int


class Scorecard(Struct, frozen=True):
    """One scoring. ``inputs`` are the hashes of what was scored, and on what.

    ``words`` are the edits at every place of a page, ``first`` what their first run found.
    """

    inputs: dict[str, str]
    seconds: float
    ids: tuple[Score, ...]
    meaningful: tuple[Kind, ...]
    meaningless: tuple[Kind, ...]
    words: Figures
    first: Figures

    def totals(self) -> dict[str, int]:
        """Return how many edits there were, and how much of them was told wrongly."""
        return {
            "edits": sum(kind.edits for kind in self.meaningful),
            "meaningless": sum(kind.edits for kind in self.meaningless),
            "made": sum(score.made for score in self.ids),
            "missed": sum(score.missed for score in self.ids),
            "false": sum(score.false for score in self.ids),
        }


def load_scorecard(path: Path, root: Path) -> Scorecard:
    """Return the scorecard in a file.

    ``ResultsUnusable`` where it is missing, outdated or not whole.
    """
    where = {"file": str(path)}
    card = decoded(
        path,
        Scorecard,
        "scorecard",
        (say("there is no scorecard to publish"), say("this is no scorecard")),
        HOW,
    )
    ensure_current(card.inputs, scorecard_fingerprints(root), say("the figures of the scorecard"))
    if tuple(score.id for score in card.ids) != IDS:
        text = say("the scorecard has other ids of changes than there are")
        raise ResultsUnusable("scorecard-failed", text, where=where, expected=", ".join(IDS))
    if weak := [score.id for score in card.ids if score.missed or score.false or not score.made]:
        text = say("changes are missed or reported wrongly: {ids}", ids=listed(weak))
        raise ResultsUnusable(
            "scorecard-failed", text, where=where, expected=say("each reported, and no other")
        )
    if card.words.silent or card.words.false or not card.words.edits:
        text = say(
            "edits that were not reported: {silent}; invisible edits that were: {unseen}",
            silent=card.words.silent,
            unseen=card.words.false,
        )
        raise ResultsUnusable("scorecard-failed", text, where=where, expected=say("0 and 0"))
    return card


def _share(part: int, whole: int) -> str:
    """A share in per cent, never rounded up to a whole."""
    return f"{part * 1000 // whole / 10:g} %" if whole else "–"
