"""Announcements made, changed or withdrawn alone: the facts of a day on which they tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo, Tier
from tiia_pricing.changes import ANNOUNCEMENTS, Change
from tiia_pricing.changes.impact.single_edits import Edits


def on_day(edits: Edits, name: str, day: dt.date) -> list[Change]:
    """Return the announcements about ``name`` that tell something of ``day``.

    Their own day is behind it.
    """
    return [
        one
        for id in ANNOUNCEMENTS
        for one in edits.found.get((id, name), ())
        if any(said["from"] <= day.isoformat() for said in _said(one, name))
    ]


def is_whole(change: Change) -> bool:
    """Return whether the free quota, or all of an interface, is announced: no tier and no pack."""
    return change.key.keys().isdisjoint(("from_calls", "calls"))


def _said(change: Change, name: str) -> Iterator[dict[str, Any]]:
    """What is, and what was announced of ``name``: values with the days they hold from."""
    for value in (change.old, change.new):
        said = value.get(name, value) if isinstance(value, dict) else None
        if isinstance(said, dict) and said.keys() == {"value", "from"}:
            yield said


def announced_table(
    base: PayAsYouGo | None, first: PayAsYouGo, new: PayAsYouGo | None, edits: list[Change]
) -> PayAsYouGo | None:
    """``base``, the prices of a day, with those tiers that are announced as ``new`` has them.

    ``first`` are the earliest prices, by whose bounds the tiers are named. What is offered no
    more, or is again, is as ``new`` has it.
    """
    if base is None or new is None or len(base.tiers) != len(new.tiers):
        return new
    tiers = list(base.tiers)
    for edit in edits:
        for index, tier in enumerate(first.tiers[: len(tiers)]):
            if tier.from_calls == edit.key.get("from_calls"):
                tiers[index] = _tier(tiers[index], new.tiers[index])
    return replace(base, tiers=tuple(tiers))


def _tier(base: Tier, new: Tier) -> Tier:
    return replace(base, from_calls=new.from_calls, price=new.price)
