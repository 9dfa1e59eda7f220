"""Worked figures that other billing systems print, computed by the JavaScript calculator."""

from __future__ import annotations

import pytest

from javascript.adapter import Adapter
from support.peers import EXPRESSED, case_of, ensure_printed
from tiia_pricing.proof.peer_cases import PeerCase


@pytest.mark.parametrize("peer", EXPRESSED, ids=lambda peer: f"{peer.system} {peer.id}")
def test_the_bill_is_what_the_source_prints(adapter: Adapter, peer: PeerCase) -> None:
    given = case_of(peer)
    ensure_printed(peer, adapter.answer(given, given["book"] or {}))
