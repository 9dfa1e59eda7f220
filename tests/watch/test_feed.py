"""The Atom feed: every demand of RFC 4287 on a feed, and what a page says in it is text."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
from msgspec.structs import replace

from support.books import scanner, tiers
from tiia_pricing.changes import Change, compare
from tiia_pricing.changes.impact import impacts
from tiia_pricing.watch.atom import Entry, atom, entries_of

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
URN = re.compile("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FIRST = Entry(
    "urn:uuid:00000000-0000-0000-0000-000000000001",
    "first",
    NOON,
    "one\ntwo",
    "price-increased",
    "https://example.com/1",
)
SECOND = Entry(
    "urn:uuid:00000000-0000-0000-0000-000000000002",
    "second",
    NOON + dt.timedelta(hours=1),
    "three",
    "pack-added",
)
HOSTILE = "<script>alert(1)</script> & ]]> &lt;b&gt; \x00\x0b\x1b[31m\ud800\ufffe\"' 价"


def feed(*entries: Entry) -> bytes:
    return atom(
        entries,
        title="Price changes",
        subtitle="nobody looked",
        updated=EPOCH,
        link="https://example.com/feed.xml",
        author="Price watch",
    )


def text_of(parent: ET.Element, name: str) -> str:
    """The one child of that name, which has to be there and to say something."""
    (child,) = parent.findall(f"{ATOM}{name}")
    assert child.text
    assert not len(child)
    assert child.get("type", "text") == "text"
    return child.text


def check(data: bytes) -> ET.Element:
    """RFC 4287, sections 3 and 4, as far as it binds a feed of text."""
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
    root = ET.fromstring(data)  # noqa: S314
    assert root.tag == f"{ATOM}feed"
    check_common(root)
    assert text_of(root, "subtitle") == "nobody looked"
    (author,) = root.findall(f"{ATOM}author")
    assert text_of(author, "name")
    (link,) = root.findall(f"{ATOM}link")
    assert link.attrib == {
        "rel": "self",
        "type": "application/atom+xml",
        "href": "https://example.com/feed.xml",
    }
    entries = root.findall(f"{ATOM}entry")
    assert [*root][len(root) - len(entries) :] == entries, "metadata come before the entries"
    for entry in entries:
        check_common(entry)
        assert text_of(entry, "content")
        (category,) = entry.findall(f"{ATOM}category")
        assert category.get("term")
        alternates = [link.get("rel") for link in entry.findall(f"{ATOM}link")]
        assert alternates in ([], ["alternate"])
    ids = [text_of(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids))
    assert text_of(root, "id") not in ids
    return root


def check_common(element: ET.Element) -> None:
    assert URN.fullmatch(text_of(element, "id"))
    assert RFC3339.fullmatch(text_of(element, "updated"))
    assert text_of(element, "title")
    known = ("id", "title", "subtitle", "updated", "author", "link", "category", "content", "entry")
    assert {child.tag for child in element} <= {f"{ATOM}{name}" for name in known}


def test_a_feed_keeps_the_standard() -> None:
    root = check(feed(FIRST, SECOND))
    assert text_of(root, "updated") == "2026-11-24T13:00:00Z"


def test_a_feed_without_entries_is_as_old_as_is_said() -> None:
    root = check(feed())
    assert text_of(root, "updated") == "2026-01-01T00:00:00Z"
    assert not root.findall(f"{ATOM}entry")


def test_a_reader_finds_all_that_was_written() -> None:
    parsed = feedparser.parse(feed(FIRST, SECOND))
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    assert parsed.feed.title == "Price changes"
    assert parsed.feed.author == "Price watch"
    second, first = parsed.entries
    assert (first.id, first.title, first.link) == (FIRST.id, "first", "https://example.com/1")
    assert first.content[0].type == "text/plain"
    assert first.content[0].value == "one\ntwo"
    assert first.tags[0].term == "price-increased"
    assert first.updated == "2026-11-24T12:00:00Z"
    assert (second.title, second.tags[0].term) == ("second", "pack-added")


def test_the_order_of_the_entries_is_no_matter() -> None:
    assert feed(FIRST, SECOND) == feed(SECOND, FIRST)
    twin = replace(FIRST, id="urn:uuid:00000000-0000-0000-0000-000000000000")
    assert feed(FIRST, twin) == feed(twin, FIRST)


def test_the_newest_of_an_id_stands_for_all() -> None:
    newer = replace(FIRST, title="again", updated=NOON + dt.timedelta(days=1))
    parsed = feedparser.parse(feed(newer, FIRST))
    assert [entry.title for entry in parsed.entries] == ["again"]


def test_moments_are_told_in_one_zone() -> None:
    beijing = dt.timezone(dt.timedelta(hours=8))
    local = replace(FIRST, updated=dt.datetime(2026, 11, 25, 1, 30, tzinfo=beijing))
    assert text_of(check(feed(local)), "updated") == "2026-11-24T17:30:00Z"


def test_a_moment_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        feed(replace(FIRST, updated=dt.datetime(2026, 11, 24)))  # noqa: DTZ001


def test_what_a_page_says_is_text() -> None:
    hostile = replace(FIRST, title=HOSTILE, text=HOSTILE, category=HOSTILE)
    data = feed(hostile)
    assert b"<script" not in data
    root = check(data)
    (entry,) = root.findall(f"{ATOM}entry")
    shown = "<script>alert(1)</script> & ]]> &lt;b&gt; [31m\"' 价"
    assert text_of(entry, "title") == text_of(entry, "content") == shown


def changed() -> tuple[tuple[Change, ...], bytes]:
    old = scanner()
    (table,) = old.pay_as_you_go
    dearer = replace(table, tiers=tiers((0, "0.6"), (101, "0.25")))
    new = replace(old, pay_as_you_go=(dearer,))
    changes = compare(old, new)
    return changes, feed(*entries_of(changes, impacts(old, new, changes), NOON))


def test_a_change_is_an_entry_with_what_it_costs() -> None:
    """Of 1,000 pages 990 are paid: 100 at 0.5 are 50 yuan, at 0.6 60; 890 at 0.25 are 222.50."""
    _, data = changed()
    check(data)
    (entry,) = feedparser.parse(data).entries
    assert URN.fullmatch(entry.id)
    assert entry.title == "breaking: price-increased: Scan, tier from 0 calls: 0.5 → 0.6 yuan"
    assert entry.tags[0].term == "price-increased"
    cost = "costs: Scan, 1,000 calls a month: 272.50 → 282.50 yuan (+10.00, +3.7 %)"
    assert cost in entry.content[0].value


def test_a_change_is_one_entry_a_check() -> None:
    (change,), _ = changed()
    assert len(entries_of((change, change), (), NOON)) == 1
    later = entries_of((change,), (), NOON + dt.timedelta(days=1))
    assert later[0].id != entries_of((change,), (), NOON)[0].id


def test_a_long_change_has_a_short_title() -> None:
    (change,), _ = changed()
    (entry,) = entries_of((replace(change, new="9" * 5000),), (), NOON)
    assert len(entry.title) == 201
    assert entry.title.endswith("9…")
