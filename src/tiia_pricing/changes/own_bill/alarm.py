"""Whether a change is one to be woken for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from fractions import Fraction

from tiia_pricing.changes.change import Change
from tiia_pricing.changes.own_bill.moves import Move, OwnBill, OwnChange


def past_alarm(bill: OwnBill, percent: Fraction, outstanding: Collection[Change]) -> bool:
    """Return whether the ``outstanding`` changes move the bill by more than ``percent`` per cent.

    A breaking change that cannot be priced does. Where some are not outstanding, those that
    are count with what each does by itself.
    """
    fingerprints = {change.fingerprint for change in outstanding}
    own = [one for one in bill.each if one.change.fingerprint in fingerprints]
    if any(one.move.why and one.change.level == "breaking" for one in own):
        return True
    moves = bill.moves if len(own) == len(bill.each) else tuple(_added(own))
    return any(move.exceeds(percent) for move in moves)


def _added(own: Iterable[OwnChange]) -> Iterable[Move]:
    """What single changes of the same months come to."""
    found: dict[dt.date | None, list[Move]] = {}
    for one in own:
        if not one.move.why:
            found.setdefault(one.move.since, []).append(one.move)
    for since, moves in found.items():
        old = moves[0].old
        new = old + sum(move.difference for move in moves)
        yield Move(moves[0].first, moves[0].last, old, new, since)
