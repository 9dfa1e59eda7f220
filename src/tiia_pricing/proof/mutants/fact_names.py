"""How mutants name facts: what they say of which interfaces, and on which days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tiia_pricebook import FreeQuota, Pack
from tiia_pricebook.messages import Message, listed, say, say_as

STEPS = say_as("fact", "steps")


def name_of(quota: FreeQuota) -> Message:
    """Name a free quota: its interfaces and the days it holds."""
    return dated(listed(quota.interfaces, " and "), span(quota.from_, quota.to))


def pack_name(pack: Pack) -> Message:
    """Name a pack: its interface, its calls and the days it holds."""
    return named(pack.interface, pack.calls, days_of(pack))


def named(name: str, what: object, days: str) -> Message:
    """Name what a fact says of an interface, and on which days."""
    return say_as("fact", "{name} {what}{days}", name=name, what=what, days=days)


def dated(what: object, days: str) -> Message:
    """Name a fact and the days it holds."""
    return say_as("fact", "{what}{days}", what=what, days=days)


def from_to(row: Any) -> Message:
    """Name a row by its two days."""
    return say("{first} to {last}", first=row.from_, last=row.to)


def days_of(fact: Any) -> str:
    """Return the days of a fact that does not hold on all of them.

    One key may have several facts.
    """
    return span(fact.from_, fact.to) if fact.from_ or fact.to else ""


def span(since: dt.date | None, until: dt.date | None) -> Message:
    """Say from which day to which something holds; open ends are said too."""
    if since and until:
        return say_as("fact", ", {since} to {until}", since=since, until=until)
    if since:
        return say_as("fact", ", {since} to further notice", since=since)
    if until:
        return say_as("fact", ", the beginning to {until}", until=until)
    return say_as("fact", ", the beginning to further notice")
