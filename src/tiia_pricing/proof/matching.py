"""Claims laid on tokens: each token goes to exactly one fact, or carries a mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.messages import say
from tiia_pricebook.unread_words import WHY
from tiia_pricing.proof.claims_of_book import CONTRADICTED, Claim
from tiia_pricing.proof.page_layout import Spot, texts
from tiia_pricing.proof.tokens import PageToken
from tiia_scraper.document.document import Document

# What of the page states nothing to compute, by its clause.
INFORMATIVE = {
    "quota-console": say(
        "points to the console, where used quota can be seen; no bill depends on it"
    ),
}


class Covered(Struct, frozen=True, omit_defaults=True):
    """A token with the fact that states it, or the mark that makes it informative.

    ``clause`` is the clause whose rule proves the fact, ``interfaces`` are those it concerns
    alone.
    """

    token: PageToken
    fact: str | None = None
    clause: str | None = None
    interfaces: tuple[str, ...] = ()
    informative: str | None = None
    reason: str | None = None

    @property
    def mapped(self) -> bool:
        """Whether anything accounts for the token."""
        return self.fact is not None or self.informative is not None


class Unmapped(Struct, frozen=True):
    """A token that nothing states, a datum that stands nowhere, or a token claimed twice."""

    what: str
    place: str
    text: str
    why: str


class Matching:
    """Claims laid on tokens: each token goes to one fact."""

    def __init__(self, document: Document, found: list[PageToken]) -> None:
        self.tokens = found
        self.texts = dict(texts(document))
        self.at: dict[Spot, list[int]] = {}
        for number, token in enumerate(found):
            self.at.setdefault(token.spot, []).append(number)
        self.owners: dict[int, Claim] = {}
        self.problems: list[Unmapped] = []

    def take(self, claim: Claim) -> None:
        """Give ``claim`` the first token that states it, or record why there is none."""
        wanted = self._wanted(claim)
        free = [group for group in wanted if self._free(group, claim.fact)]
        # The first that fits is enough: tokens that state the same are interchangeable, claims come
        # in the order of their cells, and one that is left without a token is reported.
        if free:
            self.owners |= dict.fromkeys(free[0], claim)
        elif wanted:
            self._refuse(claim, f"{self.owners[wanted[0][0]].fact} claims the same token")
        elif claim.required:
            self._refuse(claim, f"no {claim.kind} there says {claim.value!s}")

    def _free(self, group: tuple[int, ...], fact: str) -> bool:
        return all(self.owners[n].fact == fact for n in group if n in self.owners)

    def _wanted(self, claim: Claim) -> list[tuple[int, ...]]:
        """What can state ``claim``: tokens, or for a name and a sentence all tokens of a text."""
        spots = [spot for spot in claim.spots if spot in self.at]
        if claim.kind in ("name", "sentence"):
            return [
                tuple(self.at[spot])
                for spot in spots
                if "".join(self.texts[spot].split()) == "".join(str(claim.value).split())
            ]
        return [(n,) for spot in spots for n in self.at[spot] if self._states(n, claim)]

    def _states(self, number: int, claim: Claim) -> bool:
        token = self.tokens[number]
        return (token.kind, token.value, token.since) == (claim.kind, claim.value, claim.since)

    def _refuse(self, claim: Claim, why: str) -> None:
        shown = [f"{spot} {self.texts.get(spot, '')!r}" for spot in claim.spots]
        place = "; ".join(shown) or "a table that is not there"
        self.problems.append(Unmapped("datum", place, claim.fact, why))

    def covered(self, book: PriceBook) -> Iterable[Covered]:
        """Return every token with its fact or its mark."""
        contradicted, labels = self._contradicted(book), _labels(book)
        informative = {clause.id for clause in book.clauses if clause.informative is not None}
        for number, token in enumerate(self.tokens):
            owner = self.owners.get(number)
            if owner is None:
                decision, note = contradicted.get(token.spot, ("", 0))
                yield self._marked(token, decision if token.offset >= note else "", labels)
            elif owner.clause in informative and token.spot.block is not None:
                reason = INFORMATIVE.get(str(owner.clause))
                mark = f"clause {owner.clause}" if reason else None
                yield Covered(token, informative=mark, reason=reason)
            else:
                yield Covered(token, owner.fact, owner.clause, owner.interfaces)

    def _marked(self, token: PageToken, decision: str, labels: Mapping[Spot, str]) -> Covered:
        if decision:
            return Covered(token, informative=CONTRADICTED, reason=decision)
        if label := labels.get(token.spot):
            return Covered(token, informative=label, reason=WHY[label])
        return Covered(token)

    def _contradicted(self, book: PriceBook) -> dict[Spot, tuple[str, int]]:
        """The head cells that a finding quotes as they are: its decision, where the note begins."""
        marks = {}
        for item in book.findings:
            spot = Spot(item.where.table, item.where.row, item.where.column)
            text = self.texts.get(spot, "")
            quoted = " ".join(text.split())
            if item.id == CONTRADICTED and "含" in text and item.text.endswith(quoted):
                marks[spot] = (item.decision, text.rindex("(") if "(" in text else len(text))
        return marks


def _labels(book: PriceBook) -> dict[Spot, str]:
    """The cells of words that the book knows to be left, and why."""
    return {
        Spot(one.where.table, one.where.row, one.where.column): one.why
        for one in book.unread or ()
        if one.where.table is not None and not one.hidden
    }
