"""Worked figures that other billing systems print, computed by the reference calculator."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from support.peers import EXPRESSED, case_of, ensure_printed
from tiia_pricing.conformance.protocol.reference import answer
from tiia_pricing.proof.peer_cases import PeerCase, load_peer_cases

EXPRESSIBLE, INEXPRESSIBLE = 73, 43


@pytest.mark.parametrize("peer", EXPRESSED, ids=lambda peer: f"{peer.system} {peer.id}")
def test_the_bill_is_what_the_source_prints(peer: PeerCase) -> None:
    ensure_printed(peer, answer(case_of(peer)))


def test_each_case_is_computed_or_says_why_not() -> None:
    found = load_peer_cases()
    assert len(EXPRESSED) == EXPRESSIBLE
    assert len(found.cases) == EXPRESSIBLE + INEXPRESSIBLE
    assert {case.why_not for case in found.cases if case.why_not} == found.reasons.keys()
    assert {case.note for case in found.cases if case.note} == found.notes.keys()
    assert max(Counter(case.id for case in found.cases).values()) == 1
    for case in found.cases:
        assert (case.total is None) == (case.why_not is not None), case


def test_each_figure_was_looked_for_at_its_source() -> None:
    """Repositories can be read whole; of pages five could not."""
    cases = load_peer_cases().cases
    seen = Counter(case.seen for case in cases)
    assert seen == {"printed": 103, "parts": 8, None: 5}
    unseen = [case for case in cases if case.seen is None]
    assert not [case for case in unseen if case.source.startswith("https://github.com/")]


def test_each_case_links_to_its_source() -> None:
    """A file of a repository by its commit and line, or a page."""
    at = r"https://github\.com/[\w.-]+/[\w.-]+/blob/[0-9a-f]{40}/\S+#L\d+"
    for case in load_peer_cases().cases:
        assert re.fullmatch(at, case.source) or re.fullmatch(r"https://[\w./-]+", case.source), case
