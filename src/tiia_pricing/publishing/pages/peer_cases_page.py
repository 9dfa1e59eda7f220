"""The page of worked figures of other billing systems, each with its source."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from tiia_pricing.proof.peer_cases import InBoth, PeerCase, load_peer_cases


class PeerCasesPage(Struct, frozen=True):
    """What the page shows: the cases that are run, and the others by their reason.

    Of all of them it tells how many figures were found at their sources ``printed``, or in
    ``parts``, on the day when they were ``looked`` for.
    """

    run: tuple[PeerCase, ...]
    systems: int
    others: int
    reasons: list[tuple[str, InBoth, list[PeerCase]]]
    notes: dict[str, InBoth]
    looked: str
    printed: int
    parts: int


def peer_cases_page() -> PeerCasesPage:
    """Return what the page shows, the most frequent reasons first."""
    found = load_peer_cases()
    run = tuple(case for case in found.cases if case.why_not is None)
    reasons = [
        (id, text, [case for case in found.cases if case.why_not == id])
        for id, text in found.reasons.items()
    ]
    reasons.sort(key=lambda reason: -len(reason[2]))
    systems = len({case.system for case in run})
    seen = Counter(case.seen for case in found.cases)
    return PeerCasesPage(
        run,
        systems,
        len(found.cases) - len(run),
        reasons,
        found.notes,
        found.looked,
        seen["printed"],
        seen["parts"],
    )
