"""The words of a page that are no numbers: its clauses, what is odd in it, what was left over."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from tiia_pricebook.model.facts import Since
from tiia_pricebook.model.provenance import Passage, Place, Where


class Clause(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of the page (or a heading that alone governs a table).

    ``id`` is a slug that outlives rewording; ``text`` carries no markup; ``chapter`` is
    the heading it stands under. ``informative`` says why a sentence states no rule.
    """

    id: str
    text: str
    chapter: str
    place: Place
    informative: str | None = None
    known_since: Since | UnsetType = UNSET


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """Something on the page that is malformed, silent or contradictory, and our decision."""

    id: str
    where: Where
    text: str
    decision: str
    known_since: Since | UnsetType = UNSET


class Unread(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of the page that are no fact and no clause, and why they may be left: a code.

    They are known to say nothing by themselves (``column-title``, ``heading-title``, …), struck
    out, or not shown (``hidden-…``).
    """

    where: Passage
    text: str
    why: str

    @property
    def hidden(self) -> bool:
        """Whether a reader of the page does not see them."""
        return self.why.startswith("hidden")
