"""Why a change cannot be priced on a customer's months, where it cannot."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tiia_pricebook.messages import listed, say
from tiia_pricing.changes.change import Change
from tiia_pricing.changes.kinds import UNREAD_ANNOUNCEMENTS

_NOT_READ = say("it seems to announce a change, and was not understood")
_WORDS = say("no price, free quota or pack says what its words change")


def announces_unread(change: Change) -> str | None:
    """Return why a change with an announcement that nobody understood cannot be priced."""
    found = (
        one.id == "finding-added" and one.key.get("finding") in UNREAD_ANNOUNCEMENTS
        for one in (change, *change.consequences)
    )
    return _NOT_READ if any(found) else None


def cannot_be_priced(
    change: Change,
    *,
    differ: bool,
    gone: Mapping[str, str],
    lent: Collection[tuple[str, int]],
) -> str | None:
    """Return why a change has no price, ``None`` where it has one.

    ``differ`` tells whether it is one of numbers; ``gone`` are interfaces that are used and have
    no price any more, ``lent`` packs that were bought and are sold no more.
    """
    for one in (change, *change.consequences):
        for name in one.key["interfaces"]:
            if name in gone:
                return listed((name, gone[name]), ": ")
            if (name, one.key.get("calls")) in lent:
                return say(
                    "{name}: a pack of {calls:,} calls is no longer sold",
                    name=name,
                    calls=one.key["calls"],
                )
    return _WORDS if change.level == "breaking" and not differ else None
