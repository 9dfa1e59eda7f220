"""What the archive of checks says on the site: when the page was last read, what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook.calendar import BEIJING
from tiia_pricing.changes.impact import Effect
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import Taken
from tiia_pricing.watch import TITLE, costs_of, feed_of
from tiia_pricing.watch.archive import Archive, Check, Standing, standing_of
from tiia_pricing.watch.archive_feed import AUTHOR, headed, last_good, told_entries
from tiia_pricing.watch.atom import Entry, atom, entries_of
from tiia_pricing.watch.json_feed import json_feed

FEED = "assets/feed.xml"
UNWATCHED = "Changes accepted into the price book; this site was built without checks"


class Told(Struct, frozen=True):
    """A check that found changes; ``worst`` is where each costs most, by its fingerprint."""

    check: Check
    worst: dict[str, Effect]


class PageChecks(Struct, frozen=True):
    """The checks of the page: the last one, how they stand, and those that found a change.

    ``age`` is how many whole days the last good check was old when the site was built.
    """

    last: Check
    standing: Standing
    age: int | None
    told: tuple[Told, ...]


def watched(archive: Path | None, built: dt.datetime) -> PageChecks | None:
    """Return the checks in ``archive``.

    ``None`` where nobody can say when the page was read last.
    """
    if archive is None:
        return None
    folder = Archive(archive)
    seen = [check for check in folder.checks() if check.outcome != "reader-upgrade"]
    return _watched(folder, seen, built) if seen else None


def feed(archive: Path | None, accepted: Iterable[Taken], built: dt.datetime) -> bytes:
    """Return the feed of the checks in ``archive``.

    Without an archive it has the changes that were accepted into the price book.
    """
    if archive is None:
        entries, about = _accepted(accepted), UNWATCHED
        return atom(entries, title=TITLE, subtitle=about, updated=built, link=FEED, author=AUTHOR)
    folder = Archive(archive)
    return feed_of(folder, folder.checks(), FEED)


def changes_feed(archive: Path | None, accepted: Iterable[Taken]) -> bytes:
    """Return what ``feed`` tells, as JSON Feed."""
    if archive is None:
        return json_feed(_accepted(accepted), UNWATCHED)
    folder = Archive(archive)
    seen = list(folder.checks())
    return json_feed(told_entries(folder, seen), last_good(seen))


def _watched(archive: Archive, seen: list[Check], built: dt.datetime) -> PageChecks:
    standing = standing_of(seen)
    age = None if standing.last_good is None else max((built - standing.last_good).days, 0)
    told = tuple(_told(archive, check) for check in reversed(seen) if check.outcome == "changed")
    return PageChecks(seen[-1], standing, age, told)


def _told(archive: Archive, check: Check) -> Told:
    priced, _ = costs_of(archive, check)
    check = replace(check, changes=headed(archive, check))
    return Told(check, {one.change.fingerprint: one.effects[0] for one in priced if one.effects})


def _accepted(accepted: Iterable[Taken]) -> list[Entry]:
    return [
        item
        for one in reversed([*accepted])
        for item in entries_of(one.changes, (), _midnight(one.page.accepted))
    ]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), BEIJING)
