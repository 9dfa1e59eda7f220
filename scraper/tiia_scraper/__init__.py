"""The vendor's side: where a page comes from, and what price book it reads as.

The reader's libraries are imported on first use, so that ``tiia_scraper.vocabulary``
alone stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiia_scraper.extraction import read_page, read_with_messages
    from tiia_scraper.sources import Fetched, Revision, Validators, fetch, revisions

__all__ = [
    "Fetched",
    "Revision",
    "Validators",
    "fetch",
    "read_page",
    "read_with_messages",
    "revisions",
]

_SOURCES = "tiia_scraper.sources"
_HOMES = {
    "read_page": "tiia_scraper.extraction",
    "read_with_messages": "tiia_scraper.extraction",
    "fetch": _SOURCES,
    "revisions": _SOURCES,
    "Fetched": _SOURCES,
    "Revision": _SOURCES,
    "Validators": _SOURCES,
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
