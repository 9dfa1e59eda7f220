"""Worked figures of other billing systems as cases for a calculator."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from msgspec import to_builtins

from conformance import books
from conformance.tables import Row
from tiia_pricing.conformance.protocol.case import Answer, Case
from tiia_pricing.proof.peer_cases import PeerCase, Priced, load_peer_cases

EXPRESSED = [case for case in load_peer_cases().cases if case.why_not is None]


def case_of(peer: PeerCase) -> Case:
    """The account and the book of a case."""
    return {
        "book": _book(peer),
        "usage": to_builtins(peer.usage),
        "packs": to_builtins(peer.packs),
        "files": {},
        "readings": peer.readings,
        "activated": {"service": None, "interfaces": {}},
    }


def ensure_printed(peer: PeerCase, answer: Answer) -> None:
    """Assert that a bill is what the source prints, to the cent, and its packs."""
    assert answer["total"] == peer.total, peer
    left = {str(pack["calls"]): pack["left"] for pack in answer["packs"]}
    assert left == peer.left, peer
    printed = list(map(Decimal, peer.printed.split(", ")))
    told = list(peer.left.values()) if answer["total"] == "0.00" and left else [answer["total"]]
    assert [_cents(one) for one in printed] == list(map(Decimal, told)), peer


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _book(peer: PeerCase) -> books.Book:
    book = books.of_tiers([row for one in peer.interfaces for row in _tiers(one)])
    free = [one for one in peer.interfaces if one.free]
    return book | {
        "free_quotas": [
            books.quota({"interfaces": one.name, "calls": str(one.free)}) for one in free
        ],
        "packs": [pack for one in peer.interfaces for pack in _packs(one)],
    }


def _tiers(priced: Priced) -> list[Row]:
    return [
        {
            "interface": priced.name,
            "mode": priced.mode,
            "per calls": str(priced.per_calls),
            "from calls": str(first),
            "price": price,
        }
        for first, price in priced.tiers
    ]


def _packs(priced: Priced) -> list[dict[str, Any]]:
    return [
        books.pack(
            {
                "interface": priced.name,
                "calls": str(one.calls),
                "price": "1",
                "months": str(one.months),
            }
        )
        for one in priced.packs
    ]
