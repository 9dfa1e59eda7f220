"""What became of wrong numbers and wrong calculators: the proof's file, and its matrix."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

from tiia_pricebook.messages import listed, say
from tiia_pricing.results.inputs import proof_fingerprints
from tiia_pricing.results.scenario_results import (
    ResultsUnusable,
    decoded,
    ensure_current,
)

Named = tuple[str, str]
HOW = say("prove the suite again: make spec")


class Mutated(Struct, frozen=True):
    """A mutant of the price book and what became of it.

    ``bills`` names, by file and scenario, the bills that turned red; ``facts`` the scenarios
    that read the book; ``rule`` the rule of the book that refused it.
    """

    id: str
    group: str
    fact: str
    change: str
    verdict: Literal["killed", "refused", "equivalent", "survived", "stale"]
    rule: str | None = None
    equivalent: str | None = None
    bills: tuple[Named, ...] = ()
    facts: tuple[Named, ...] = ()

    @property
    def scenarios(self) -> tuple[Named, ...]:
        """The scenarios that turned red."""
        return self.bills or self.facts


class Portrait(Struct, frozen=True):
    """A wrong calculator: its misreading in both languages, and the bills that caught it."""

    id: str
    en: str
    zh: str
    verdict: Literal["caught", "missed"]
    bills: tuple[Named, ...] = ()


class Strength(Struct, frozen=True):
    """One run of the proof. ``inputs`` are the hashes of what it ran on."""

    inputs: dict[str, str]
    seconds: float
    mutants: tuple[Mutated, ...]
    gallery: tuple[Portrait, ...]


def load_strength(path: Path, root: Path) -> Strength:
    """Return the proof in a file.

    Raises ``ResultsUnusable`` where it is missing, outdated or failed.
    """
    where = {"file": str(path)}
    strength = decoded(
        path, Strength, "proof", (say("there is no proof to publish"), say("this is no proof")), HOW
    )
    ensure_current(strength.inputs, proof_fingerprints(root), say("the figures of the proof"))
    weak = [item.id for item in strength.mutants if item.verdict in ("survived", "stale")]
    weak += [item.id for item in strength.gallery if item.verdict == "missed"]
    if weak or not strength.mutants or not strength.gallery:
        what = listed(weak, "; ") if weak else say("nothing was tried")
        text = say("the suite does not notice: {what}", what=what)
        raise ResultsUnusable("proof-failed", text, where=where, expected=say("each is noticed"))
    return strength
