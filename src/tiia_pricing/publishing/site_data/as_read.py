"""When the prices that a page shows were read, where, and since when they are known to hold."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from msgspec import Struct

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.publishing.site_data.site import Site


class AsRead(Struct, frozen=True):
    """The day of the prices, the page that was read for them, on which day, from where.

    ``address`` is the vendor's page on the web, where the project was told it. What has no day
    of its own held on ``first_day`` already.
    """

    day: dt.date
    read_on: dt.date
    source: str
    address: str | None
    first_day: dt.date | None


def as_read(site: Site) -> AsRead:
    """Tell it of the prices that the site shows."""
    page = site.dated.pages[-1]
    return AsRead(site.day, page.first_seen, page.source, site.vendor_page, site.dated.known_from)


def web_address(text: str) -> str:
    """Return ``text`` itself where it is the address of a page; raises ``InputError`` otherwise."""
    try:
        parts = urlsplit(text)
        right = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        right = False
    if not right or not text.isprintable() or " " in text:
        message = say("{text!r} is not the address of a page", text=text)
        expected = say("an address that begins with https:// or http://")
        raise InputError("vendor-page-no-address", message, expected=expected)
    return text
