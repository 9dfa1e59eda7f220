"""The same feed as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tiia_pricebook.untrusted_text import json_text
from tiia_pricing.watch.archive_feed import AUTHOR, TITLE
from tiia_pricing.watch.atom import Entry, newest_first, rfc3339

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(entries: Iterable[Entry], description: str) -> bytes:
    """Write the feed with the newest entry first; an entry has the id that it has in Atom."""
    feed = {
        "version": VERSION,
        "title": TITLE,
        "description": description,
        "language": "en",
        "authors": [{"name": AUTHOR}],
        "items": [_item(entry) for entry in newest_first(entries)],
    }
    return json_text(json.dumps(feed, indent=1, ensure_ascii=False) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    link = {"external_url": entry.link} if entry.link else {}
    return {
        "id": entry.id,
        **link,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": rfc3339(entry.updated),
        "tags": [entry.category],
    }
