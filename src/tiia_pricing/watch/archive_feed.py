"""The feed of a watched page: what its archive says was changed, with what each change costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from tiia_pricebook import PriceBook, loads
from tiia_pricebook.calendar import in_beijing, utc
from tiia_pricebook.errors import BookInvalid, InputError
from tiia_pricing.changes import Change
from tiia_pricing.changes.impact import Impact, Together, impacts, together
from tiia_pricing.changes.own_bill import OwnAccount, OwnBill, own_bill
from tiia_pricing.changes.report import with_headings
from tiia_pricing.watch.archive import Archive, Check, standing_of, times_of
from tiia_pricing.watch.atom import Entry, atom, entries_of

TITLE = "Price changes of Tencent Cloud image analysis (TIIA)"
AUTHOR = "tiia-pricing"
MOST_CHECKS = 100


def feed_of(
    archive: Archive, checks: Iterable[Check], link: str, account: OwnAccount | None = None
) -> bytes:
    """Return the feed, at ``link``, of the last hundred checks that found a change.

    With an ``account`` each entry begins with what its change does to the bill of that. Held
    changes, better readers and failures are not in it: what is told there is a price.
    """
    seen = list(checks)
    return atom(
        told_entries(archive, seen, account),
        title=TITLE,
        subtitle=last_good(seen),
        updated=_times(seen)[0],
        link=link,
        author=AUTHOR,
    )


def told_entries(
    archive: Archive, seen: Sequence[Check], account: OwnAccount | None = None
) -> list[Entry]:
    """Return the entries of the feed of the checks ``seen``, in their order."""
    pairs = zip(seen, _times(seen), strict=False)
    changed = [(check, at) for check, at in pairs if check.outcome == "changed"]
    return [
        entry
        for check, at in changed[-MOST_CHECKS:]
        for entry in _entries(archive, check, at, account)
    ]


def _times(seen: Sequence[Check]) -> list[dt.datetime]:
    return times_of(seen, seen[-1].at) if seen else [dt.datetime(1970, 1, 1, tzinfo=dt.UTC)]


def last_good(seen: Sequence[Check]) -> str:
    """Return a feed without news is no news only where somebody looked."""
    standing = standing_of(seen)
    if standing.last_good is None:
        return "Last good check: never"
    age = standing.age(seen[-1].at)
    return f"Last good check: {utc(standing.last_good)}, {age} at the last check"


def costs_of(archive: Archive, check: Check) -> tuple[tuple[Impact, ...], Together | None]:
    """Return what the changes of a check cost; nothing where its books are of a former schema."""
    try:
        old, new = (_book(archive, digest) for digest in (check.against, check.book))
    except BookInvalid:
        return (), None
    return impacts(old, new, check.changes), together(old, new)


def headed(archive: Archive, check: Check) -> tuple[Change, ...]:
    """Return the changes of a check to be told: findings have the heading of their table.

    They are as recorded where the books of the check are there no more.
    """
    try:
        old, new = (_book(archive, digest) for digest in (check.against, check.book))
    except (BookInvalid, InputError):
        return check.changes
    return with_headings(check.changes, old, new)


def own_bill_of(archive: Archive, check: Check, account: OwnAccount | None) -> OwnBill | None:
    """Return what the changes of a check do to the bill of an account.

    Nothing as for ``costs_of``.
    """
    if account is None or not check.changes:
        return None
    try:
        old, new = (_book(archive, digest) for digest in (check.against, check.book))
    except BookInvalid:
        return None
    return own_bill(old, new, check.changes, account, in_beijing(check.at))


def _entries(
    archive: Archive, check: Check, at: dt.datetime, account: OwnAccount | None
) -> Iterator[Entry]:
    """Known by what the check's clock said, and updated ``at`` the time when it was."""
    priced, total = costs_of(archive, check)
    own = own_bill_of(archive, check, account)
    found = entries_of(
        headed(archive, check),
        priced,
        check.at,
        link=check.final_url,
        together=total,
        own=own.each if own else (),
    )
    yield from (replace(entry, updated=at) for entry in found)


def _book(archive: Archive, digest: str | None) -> PriceBook:
    return loads(archive.get(str(digest)), name=f"object {digest}")
