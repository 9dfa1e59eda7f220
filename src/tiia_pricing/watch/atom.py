"""An Atom feed (RFC 4287) of what changed.

Feed and entries are known by UUIDs made of what they are, an entry by the time of the check
and the fingerprint of the change, so that a reader of feeds shows it once. All text is text:
what a page says is never markup here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from msgspec import Struct

from tiia_pricebook.calendar import instant
from tiia_pricing.changes import Change
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.own_bill import OwnChange
from tiia_pricing.changes.report import as_text, own_sentence, sentence

NAMESPACE = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OURS = UUID("2131275c-3458-4427-9b59-921c8d24cb5d")
_LONGEST = 200


class Entry(Struct, frozen=True):
    """One entry: ``id`` a URI, ``updated`` with its time zone, ``text`` plain text."""

    id: str
    title: str
    updated: dt.datetime
    text: str
    category: str
    link: str | None = None


def atom(
    entries: Iterable[Entry],
    *,
    title: str,
    subtitle: str,
    updated: dt.datetime,
    link: str,
    author: str,
) -> bytes:
    """Return the feed at ``link``, newest entry first; the same entries give the same bytes.

    The feed is as new as its newest entry, and without entries as new as ``updated``.
    ``subtitle`` is what is true of it now.
    """
    ordered = newest_first(entries)
    feed = ET.Element("feed", xmlns=NAMESPACE)
    latest = ordered[0].updated if ordered else updated
    _add(feed, ("id", _id(f"feed {title}")), ("title", title), ("subtitle", subtitle))
    _add(feed, ("updated", rfc3339(latest)))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=_clean(link))
    _add(ET.SubElement(feed, "author"), ("name", author))
    for entry in ordered:
        _add_entry(ET.SubElement(feed, "entry"), entry)
    ET.indent(feed)
    data: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a feed, the newest first.

    Of several with one ``id`` the newest alone.
    """
    newest = {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.updated)}
    return sorted(newest.values(), key=lambda entry: (entry.updated, entry.id), reverse=True)


def entries_of(
    changes: Sequence[Change],
    impacts: Sequence[Impact],
    checked: dt.datetime,
    *,
    link: str | None = None,
    together: Together | None = None,
    own: Sequence[OwnChange] = (),
) -> tuple[Entry, ...]:
    """Return an entry for each change that a check found, with what it costs.

    Effects of another month than that of ``together`` name it. With ``own`` it begins with what
    the change does to the reader's own bill.
    """
    yours = {one.change.fingerprint: f"{own_sentence(one)}\n" for one in own}
    costs = {impact.change.fingerprint: (impact,) for impact in impacts}
    found = {change.fingerprint: change for change in changes}
    time = rfc3339(checked)
    return tuple(
        Entry(
            id=_id(f"{time} {fingerprint}"),
            title=_shortened(f"{change.level}: {change.id}: {sentence(change)}"),
            updated=checked,
            text=yours.get(fingerprint, "")
            + as_text((change,), costs.get(fingerprint, ()), together),
            category=change.id,
            link=link,
        )
        for fingerprint, change in found.items()
    )


def _id(name: str) -> str:
    return uuid5(_OURS, name).urn


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _add_entry(parent: ET.Element, entry: Entry) -> None:
    _add(parent, ("id", entry.id), ("title", entry.title), ("updated", rfc3339(entry.updated)))
    ET.SubElement(parent, "category", term=_clean(entry.category))
    if entry.link:
        ET.SubElement(parent, "link", rel="alternate", href=_clean(entry.link))
    ET.SubElement(parent, "content", type="text").text = _clean(entry.text)


def _add(parent: ET.Element, *texts: tuple[str, str]) -> None:
    for name, text in texts:
        ET.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """``text`` without the characters that XML has no way to write."""
    return _FORBIDDEN.sub("", text)


def rfc3339(moment: dt.datetime) -> str:
    """Return a moment as RFC 3339 has it; raises ``ValueError`` where it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return instant(moment)
